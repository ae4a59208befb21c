import { type Database, openPool } from './database.ts'

/** Settings of a PostgreSQL pool; each has a default that fits one server process beside a small database. */
export interface PostgresOptions {
  /** Connections kept at most by this process. */
  connections?: number
  /** Milliseconds after which the database ends a statement by itself. */
  statementTimeout?: number
  /** Milliseconds to wait for a connection before the caller hears `unavailable`. */
  connectTimeout?: number
  /** The tables are spread over the nodes of a Citus cluster; it plans by the values, so each statement anew. */
  distributed?: boolean
}

/** A pool of connections to PostgreSQL 15 or newer. Connects at the first call. */
export function openPostgres(databaseUrl: string, options: PostgresOptions = {}): Database {
  const { connections = 12, statementTimeout = 20_000, connectTimeout = 5_000, distributed = false } = options
  return openPool('postgres', {
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    // One message at connecting instead of a SET for each: UTC, the limit, no JIT for statements
    // this short, and one plan for all values of a prepared statement: planning would cost more than running most of them.
    options: `-c timezone=UTC -c statement_timeout=${statementTimeout} -c jit=off -c plan_cache_mode=${distributed ? 'auto' : 'force_generic_plan'} -c idle_in_transaction_session_timeout=60000`,
    application_name: 'cares-fhir',
  })
}
