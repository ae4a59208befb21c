import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { ownAccess } from '#auth/access-plan.ts'
import { FhirError } from '#fhir/error.ts'
import { distribute, isDistributed } from '#storage/distributed/distribute.ts'
import { openDatabase, openStore } from '#storage/open.ts'
import { adminUrl, openTestStore, type TestStore } from './databases.ts'
import { create, patient } from './records.ts'

const us = ownAccess('test')
const onPostgres = adminUrl === undefined ? test.skip : test
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

describe('a database that cannot be reached', () => {
  test('is unavailable, with a cause for the log and no data in the words', async () => {
    const database = await openDatabase({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })
    const failure = await database.query({ text: 'SELECT 1' }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FhirError)
    expect(failure).toMatchObject({ kind: 'unavailable', issues: [{ code: 'transient', details: 'database-unavailable' }] })
    expect((failure as Error).cause).toMatchObject({ code: 'ECONNREFUSED' })
    await database.close()
  })

  test('a server that starts without it says so and does not hang', async () => {
    await expect(openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ kind: 'unavailable' })
  })

  onPostgres('lost in the middle of a statement it is unavailable, and the next call finds it again', async () => {
    const [own] = await opened.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    const end = () =>
      admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()', [own!.name])
    const sleeping = opened.database.query({ text: 'SELECT pg_sleep(20)' }).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await end()
    expect(await sleeping).toMatchObject({ kind: 'unavailable' })

    const run = opened.store.transact(us, [], async (session) => {
      await session.write([create(patient('lost'))])
      await end()
      await session.read('Patient', 'lost')
    })
    await expect(run).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await opened.store.read(us, 'Patient', 'lost')).toBeUndefined()
    await admin.end()
  })

  onPostgres('a statement that takes too long is ended, and told apart from a lost connection', async () => {
    const [own] = await opened.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const databaseUrl = Object.assign(new URL(adminUrl!), { pathname: `/${own!.name}` }).toString()
    const database = await openDatabase({ databaseUrl, statementTimeout: 100 })
    await expect(database.query({ text: 'SELECT pg_sleep(5)' })).rejects.toMatchObject({
      kind: 'unavailable',
      issues: [{ code: 'too-costly', details: 'statement-timeout' }],
    })
    await database.close()
  })
})

describe('a database with more to do than connections', () => {
  onPostgres('is too busy for who has waited long enough, not for who waits less', async () => {
    const [own] = await opened.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const databaseUrl = Object.assign(new URL(adminUrl!), { pathname: `/${own!.name}` }).toString()
    const database = await openDatabase({ databaseUrl, connections: 1, connectTimeout: 300 })
    await database.query({ text: 'SELECT 1' })
    const work = (seconds: number) => database.query({ text: 'SELECT pg_sleep($1::float8)' }, [seconds])
    const [, short] = await Promise.allSettled([work(0.1), work(0)])
    expect(short.status).toBe('fulfilled')
    const [, long] = await Promise.allSettled([work(0.6), work(0)])
    expect(long).toMatchObject({
      status: 'rejected',
      reason: { kind: 'unavailable', issues: [{ code: 'throttled', details: 'too-busy' }] },
    })
    expect(await database.query({ text: 'SELECT 1 AS one' })).toEqual([{ one: 1 }])
    await database.close()
  })
})

describe('the embedded database', () => {
  const embedded = adminUrl === undefined ? test : test.skip
  embedded(
    'is started again when its thread ends, and has what was written',
    async () => {
      const own = await openTestStore({ onDisk: true })
      await own.store.write(us, [create(patient('survives'))])
      await own.database.query({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }).catch(() => {})
      expect(await own.store.read(us, 'Patient', 'survives').catch(() => own.store.read(us, 'Patient', 'survives'))).toMatchObject({
        version: 1,
      })
      await own.close()
    },
    60_000,
  )
})

describe('a data folder', () => {
  const embedded = adminUrl === undefined ? test : test.skip
  embedded(
    'is one process’s alone, until it is closed or its process is no more',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'cares-folder-'))
      const dataDir = join(folder, 'data')
      // A lock whose holder is no more: no process has this number.
      await writeFile(`${dataDir}.lock`, '4194304999 1')
      const first = await openStore({ dataDir })
      await expect(openStore({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`)
      await first.store.write(us, [create(patient('kept'))])
      await first.store.close()
      const second = await openStore({ dataDir })
      expect(await second.store.read(us, 'Patient', 'kept')).toMatchObject({ version: 1 })
      await second.store.close()
      await rm(folder, { recursive: true })
    },
    60_000,
  )
})

describe('transactions that lose to another', () => {
  onPostgres(
    'a deadlock is tried again and both are done',
    async () => {
      await opened.database.script('CREATE TABLE pair (id int PRIMARY KEY, n int); INSERT INTO pair VALUES (1, 0), (2, 0)')
      const add = (first: number, second: number) =>
        opened.database.transaction(async (connection) => {
          const text = 'UPDATE pair SET n = n + 1 WHERE id = $1'
          await connection.query({ text }, [first])
          await new Promise((resolve) => setTimeout(resolve, 50))
          await connection.query({ text }, [second])
        })
      await Promise.all([add(1, 2), add(2, 1)])
      expect(await opened.database.query({ text: 'SELECT n FROM pair ORDER BY id' })).toEqual([{ n: 2 }, { n: 2 }])
    },
    30_000,
  )
})

describe('opening again', () => {
  test('migrations run once, also when two servers start together', async () => {
    const before = await opened.database.query({ text: 'SELECT name, applied_at FROM migration ORDER BY name' })
    expect(before.length).toBeGreaterThan(0)
    if (adminUrl !== undefined) {
      const others = await Promise.all([opened.again(), opened.again()])
      await Promise.all(others.map(({ store }) => store.close()))
    }
    expect(await opened.database.query({ text: 'SELECT name, applied_at FROM migration ORDER BY name' })).toEqual(before)
  })

  test('what was written is there after closing', async () => {
    const first = await openTestStore({ onDisk: true })
    await first.store.write(us, [create(patient('kept-on-disk'))])
    if (adminUrl === undefined) await first.store.close()
    const second = await first.again()
    expect(await second.store.read(us, 'Patient', 'kept-on-disk')).toMatchObject({ version: 1 })
    await second.store.close()
    if (adminUrl !== undefined) await first.close()
  }, 60_000)
})

describe('distributing', () => {
  test('is refused, with what to do, where there is no Citus; nothing was changed', async () => {
    expect(await isDistributed(opened.database)).toBe(false)
    await expect(distribute(opened.database)).rejects.toThrow('CREATE EXTENSION citus')
    expect(await opened.store.read(us, 'Patient', 'none')).toBeUndefined()
  })
})
