import { readdir, readFile } from 'node:fs/promises'
import type { Connection, Database } from './database.ts'

const folder = new URL('./migrations/', import.meta.url)
/** Whoever migrates holds this advisory lock, so that servers starting together do it once. */
const lock = 4_017_228_201

/**
 * Brings the database to this version's tables: each file of `migrations/`, once, in the order of its name, all in one
 * transaction. Returns the names of those that were run. A migration that has been released is never changed.
 */
export async function migrate(database: Database): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const done = await recorded(database)
  if (files.every((name) => done.has(name))) return []
  return database.transaction(async (connection) => {
    await connection.query({ text: 'SELECT pg_advisory_xact_lock($1)' }, [lock])
    await connection.script('CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())')
    const before = await recorded(connection)
    const ran = files.filter((name) => !before.has(name))
    for (const name of ran) {
      await connection.script(await readFile(new URL(name, folder), 'utf8'))
      await connection.query({ text: 'INSERT INTO migration (name) VALUES ($1)' }, [name])
    }
    return ran
  })
}

async function recorded(connection: Connection): Promise<Set<string>> {
  const [exists] = await connection.query<{ found: boolean }>({ text: "SELECT to_regclass('migration') IS NOT NULL AS found" })
  if (!exists?.found) return new Set()
  const rows = await connection.query<{ name: string }>({ text: 'SELECT name FROM migration' })
  return new Set(rows.map(({ name }) => name))
}

/** `npm run migrate`. */
async function command(): Promise<void> {
  const { openDatabase } = await import('./open.ts')
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataDir: process.env.DATA_DIR ?? './.cares/data' })
  try {
    const ran = await migrate(database)
    process.stdout.write(ran.length > 0 ? `Migrated: ${ran.join(', ')}\n` : 'Nothing to migrate.\n')
    if (process.argv.includes('--distribute')) {
      const { distribute } = await import('./distributed/distribute.ts')
      const spread = await distribute(database)
      process.stdout.write(spread.length > 0 ? `Distributed: ${spread.join(', ')}\n` : 'Nothing to distribute.\n')
    }
  } finally {
    await database.close()
  }
}

// Not awaited: what opens the database imports this file, and would wait for it to the end of its days.
if (import.meta.main) {
  command().catch((error: Error & { issues?: { diagnostics: string }[] }) => {
    process.stderr.write(`${error.issues?.[0]?.diagnostics ?? error.message}\n`)
    process.exitCode = 1
  })
}
