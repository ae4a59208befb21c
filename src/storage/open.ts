import type { Database } from './database.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import { createIndexing } from './indexing.ts'
import { migrate } from './migrate.ts'
import { type Outbox, outboxOver } from './outbox.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import type { Store } from './store.ts'
import { storeOver } from './store-over.ts'
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
  outbox: Outbox
  database: Database
}

/** Opens the database and brings it to this version's tables. */
export async function openStore(options: StoreOptions = {}): Promise<OpenedStore> {
  const database = await openDatabase(options)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return { store: storeOver(database, createIndexing(options.base)), tokens: tokensOver(database), outbox: outboxOver(database), database }
}

/** Opens the database as it is. */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  return options.databaseUrl === undefined ? openEmbedded(options) : openPostgres(options.databaseUrl, options)
}
