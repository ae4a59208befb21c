import { type Database, openPool } from './database.ts'
import { asOptions, planning } from './session-settings.ts'

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
    // A new one has every statement to prepare again.
    idleTimeoutMillis: 300_000,
    keepAlive: true,
    // With the first message instead of a SET for each. A Citus cluster plans by the values, so it is left to.
    options: asOptions({
      timezone: 'UTC',
      statement_timeout: String(statementTimeout),
      idle_in_transaction_session_timeout: '60000',
      ...(distributed ? { jit: 'off' } : planning),
    }).join(' '),
    application_name: 'cares-fhir',
  })
}
