import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore } from '#storage/open.ts'
import { leaveTrail } from '../whole-suite/kept.ts'

/** URL of a PostgreSQL server on which this run may make and drop databases; absent: the embedded database. */
export const adminUrl = process.env.DATABASE_URL

/** `STORE_DISTRIBUTED=1` runs the suites with the statements meant for distributed tables, on whatever database it is. */
const distributed = process.env.STORE_DISTRIBUTED === '1' ? { distributed: true } : {}

export type TestStore = Awaited<ReturnType<typeof openStore>> & {
  /** Opens the same data again, as a second server beside the first; embedded: only after the first is closed. */
  again(): Promise<Awaited<ReturnType<typeof openStore>>>
  close(): Promise<void>
}

/**
 * A store of its own for one test file: on PostgreSQL in a database made for it when DATABASE_URL is set, else embedded,
 * in memory or (`onDisk`) in a folder. `close` leaves nothing behind.
 */
export async function openTestStore({ onDisk = false } = {}): Promise<TestStore> {
  if (adminUrl !== undefined) return onPostgres(adminUrl)
  const folder = onDisk ? await mkdtemp(join(tmpdir(), 'cares-store-')) : undefined
  const options = { ...distributed, ...(folder !== undefined && { dataDir: join(folder, 'data') }) }
  const opened = await openStore(options)
  return {
    ...opened,
    again: () => openStore(options),
    close: async () => {
      await leaveTrail(testFile(), opened.audit)
      await opened.store.close()
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function onPostgres(url: string): Promise<TestStore> {
  const name = `cares_test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const options = { ...distributed, databaseUrl: own.toString() }
  const opened = await openStore(options)
  return {
    ...opened,
    again: () => openStore(options),
    close: async () => {
      await leaveTrail(testFile(), opened.audit)
      await opened.store.close()
      await asAdmin(url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** One statement on its own connection, as making and dropping databases needs. */
export async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The test file that runs; none for a script. */
function testFile(): string {
  return (globalThis as { expect?: { getState(): { testPath?: string } } }).expect?.getState().testPath ?? ''
}
