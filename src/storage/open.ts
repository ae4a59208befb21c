import { type Audit, auditOver } from './audit/audit.ts'
import { plainCalls } from './calls.ts'
import { type Counts, countsOver } from './counts.ts'
import type { Database } from './database.ts'
import { distributedCalls } from './distributed/calls.ts'
import { isDistributed } from './distributed/distribute.ts'
import { distributedOutbox } from './distributed/outbox.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import { createIndexing } from './indexing.ts'
import { migrate } from './migrate.ts'
import { type Outbox, outboxOver } from './outbox.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import type { Store } from './store.ts'
import { storeOver } from './store-over.ts'
import { definitionsOver, type StoredDefinitions } from './stored-definitions.ts'
import { type Tokens, tokensOver } from './tokens.ts'

/** Where the data is. Without `databaseUrl` the embedded database is opened in `dataDir`; without that, in memory. */
export interface StoreOptions extends PostgresOptions {
  databaseUrl?: string
  dataDir?: string
  /** FHIR base of this server, without a slash at the end: absolute references below it are to its own resources. */
  base?: string
  /** Folder for what can be made again; default `.cares/cache`. */
  cacheDir?: string
}

/** An open database with all that is kept in it. `store.close()` ends the whole of it. */
export interface OpenedStore {
  store: Store
  tokens: Tokens
  /** How often somebody tried something, for all processes together. */
  counts: Counts
  outbox: Outbox
  definitions: StoredDefinitions
  audit: Audit
  database: Database
}

/** Opens the database, brings it to this version's tables, and finds out whether they are spread over several nodes. */
export async function openStore(options: StoreOptions = {}): Promise<OpenedStore> {
  let database = await openDatabase(options)
  try {
    await migrate(database)
    const distributed = options.distributed ?? (await isDistributed(database))
    if (distributed && options.databaseUrl !== undefined && !options.distributed) {
      await database.close()
      database = await openDatabase({ ...options, distributed })
    }
    return {
      store: storeOver(database, createIndexing(options.base), distributed ? distributedCalls : plainCalls),
      tokens: tokensOver(database),
      counts: countsOver(database),
      outbox: distributed ? distributedOutbox(database) : outboxOver(database),
      definitions: definitionsOver(database),
      audit: auditOver(database),
      database,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Opens the database as it is. */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  return options.databaseUrl === undefined ? openEmbedded(options) : openPostgres(options.databaseUrl, options)
}
