import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { ownAccess } from '#auth/access-plan.ts'
import { CallerLeft, onBehalfOf, WaitingCaller } from '#fhir/waiting-caller.ts'
import type { Database } from '#storage/database.ts'
import { openDatabase } from '#storage/open.ts'
import { adminUrl, openTestStore, type TestStore } from './databases.ts'
import { create, patient } from './records.ts'

const us = ownAccess('test')
const onPostgres = adminUrl === undefined ? describe.skip : describe
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const outcomeOf = (work: Promise<unknown>) => work.catch((error: unknown) => error)

describe('a caller who has left', () => {
  test('is asked nothing more for, and a transaction of theirs leaves nothing behind', async () => {
    const caller = new WaitingCaller()
    const run = onBehalfOf(caller, () =>
      opened.store.transact(us, ['x'], async (session) => {
        await session.write([create(patient('half'))])
        caller.leave()
        await session.write([create(patient('other-half'))])
      }),
    )
    expect(await outcomeOf(run)).toBeInstanceOf(CallerLeft)
    expect(await outcomeOf(onBehalfOf(caller, () => opened.store.read(us, 'Patient', 'half')))).toBeInstanceOf(CallerLeft)
    expect(await opened.store.read(us, 'Patient', 'half')).toBeUndefined()
  })

  test('who leaves when all is said but the commit has changed nothing', async () => {
    const caller = new WaitingCaller()
    const run = onBehalfOf(caller, () =>
      opened.store.transact(us, ['x'], async (session) => {
        await session.write([create(patient('almost'))])
        caller.leave()
      }),
    )
    expect(await outcomeOf(run)).toBeInstanceOf(CallerLeft)
    expect(await opened.store.read(us, 'Patient', 'almost')).toBeUndefined()
  })

  test('who leaves after the answer has come disturbs nobody', async () => {
    const caller = new WaitingCaller()
    await onBehalfOf(caller, () => opened.store.read(us, 'Patient', 'none'))
    caller.leave()
    expect(caller.ended).toBe(0)
    expect(await opened.store.read(us, 'Patient', 'none')).toBeUndefined()
  })
})

describe('a request that has taken long enough', () => {
  const late = () => new WaitingCaller(performance.now() - 1)
  const tooLate = { kind: 'unavailable', issues: [{ code: 'timeout', details: 'request-timeout' }] }

  test('asks nothing more; one that has time left does', async () => {
    await expect(onBehalfOf(late(), () => opened.store.read(us, 'Patient', 'none'))).rejects.toMatchObject(tooLate)
    const inTime = new WaitingCaller(performance.now() + 60_000)
    expect(await onBehalfOf(inTime, () => opened.store.read(us, 'Patient', 'none'))).toBeUndefined()
  })

  test('leaves nothing of a transaction behind', async () => {
    const caller = new WaitingCaller(performance.now() + 200)
    const run = onBehalfOf(caller, () =>
      opened.store.transact(us, ['x'], async (session) => {
        await session.write([create(patient('slow'))])
        await pause(250)
        await session.read('Patient', 'slow')
      }),
    )
    await expect(run).rejects.toMatchObject(tooLate)
    expect(await opened.store.read(us, 'Patient', 'slow')).toBeUndefined()
  })
})

onPostgres('a statement whose caller leaves', () => {
  let database: Database
  let watching: pg.Client
  let name: string

  beforeAll(async () => {
    const [own] = await opened.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    name = own!.name
    const databaseUrl = Object.assign(new URL(adminUrl!), { pathname: `/${name}` }).toString()
    // One connection, so that whatever comes after meets the one that was interrupted.
    database = await openDatabase({ databaseUrl, connections: 1 })
    watching = new pg.Client({ connectionString: databaseUrl })
    await watching.connect()
  })
  afterAll(async () => {
    await watching.end()
    await database.close()
  })

  const sleeping = async () =>
    (
      await watching.query(
        "SELECT FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid()",
        [name],
      )
    ).rowCount
  const backend = async () => (await database.query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' }))[0]!.pid

  async function within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
    const end = performance.now() + ms
    while (performance.now() < end) {
      if (await holds()) return true
      await pause(10)
    }
    return false
  }

  test('ends within a second, and its connection goes on', async () => {
    const before = await backend()
    const caller = new WaitingCaller()
    const asked = outcomeOf(onBehalfOf(caller, () => database.query({ text: 'SELECT pg_sleep(30)' })))
    expect(await within(5_000, async () => (await sleeping()) === 1)).toBe(true)
    caller.leave()
    expect(await within(1_000, async () => (await sleeping()) === 0)).toBe(true)
    expect(await asked).toBeInstanceOf(CallerLeft)
    expect(caller.ended).toBe(1)
    expect(await backend()).toBe(before)
  })

  test('ends within a second in a transaction too, which is rolled back', async () => {
    await database.query({ text: 'CREATE TABLE IF NOT EXISTS kept (n int)' })
    const before = await backend()
    const caller = new WaitingCaller()
    const asked = outcomeOf(
      onBehalfOf(caller, () =>
        database.transaction(async (connection) => {
          await connection.query({ text: 'INSERT INTO kept VALUES (1)' })
          await connection.query({ text: 'SELECT pg_sleep(30)' })
        }),
      ),
    )
    expect(await within(5_000, async () => (await sleeping()) === 1)).toBe(true)
    caller.leave()
    expect(await within(1_000, async () => (await sleeping()) === 0)).toBe(true)
    expect(await asked).toBeInstanceOf(CallerLeft)
    expect(await database.query({ text: 'SELECT * FROM kept' })).toEqual([])
    expect(await backend()).toBe(before)
  })

  test('is not begun when the caller left while it waited for a connection', async () => {
    const holding = database.query({ text: 'SELECT pg_sleep(0.3)' })
    const caller = new WaitingCaller()
    const asked = outcomeOf(onBehalfOf(caller, () => database.query({ text: 'CREATE TABLE never (n int)' })))
    caller.leave()
    expect(await asked).toBeInstanceOf(CallerLeft)
    await holding
    expect(await database.query({ text: "SELECT to_regclass('never') AS made" })).toEqual([{ made: null }])
  })

  test('never takes the statement of the next caller with it, however close they follow', async () => {
    for (let round = 0; round < 100; round += 1) {
      const caller = new WaitingCaller()
      const asked = outcomeOf(onBehalfOf(caller, () => database.query({ text: 'SELECT pg_sleep(0.002)' })))
      const next = database.query({ text: 'SELECT 1 AS one, pg_sleep(0.002)' })
      setTimeout(() => caller.leave(), round % 5)
      await asked
      expect(await next).toMatchObject([{ one: 1 }])
    }
  })
})
