import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type Serving, serve } from '#http/serve.ts'
import type { Context } from '#interactions/contract.ts'
import { interactions } from '#interactions/index.ts'
import { adminUrl, openTestStore, type TestStore } from '../storage/databases.ts'
import { baseUrl, type Door, openDoor } from './door.ts'

// The embedded database cannot be interrupted; what it has begun it ends.
const onPostgres = adminUrl === undefined ? describe.skip : describe

onPostgres('a caller who leaves while the database works', () => {
  let data: TestStore
  let door: Door
  let serving: Serving
  let locking: pg.Client
  let watching: pg.Client
  /** Pieces of the stream that were made. */
  let made = 0

  beforeAll(async () => {
    data = await openTestStore()
    const [own] = await data.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const connectionString = Object.assign(new URL(adminUrl!), { pathname: `/${own!.name}` }).toString()
    locking = new pg.Client({ connectionString })
    watching = new pg.Client({ connectionString })
    await Promise.all([locking.connect(), watching.connect()])
    async function* pieces() {
      for (;;) {
        made += 1
        yield 'x'.repeat(500_000)
        await data.database.query({ text: 'SELECT pg_sleep($1::float8)' }, [made < 40 ? 0 : 30])
      }
    }
    door = await openDoor(
      {
        search: interactions.search,
        batch: interactions.batch,
        operation: async () => ({ status: 200, stream: pieces(), contentType: 'application/fhir+ndjson' }),
      },
      {
        context: {
          base: `${baseUrl}/fhir/R4`,
          store: data.store,
          validator: { validate: () => ({ base: [], profile: [] }) },
          limits: { pageSize: 100, bundleEntries: 100 },
        } as unknown as Context,
      },
    )
    serving = await serve(door.app, 0)
  }, 60_000)
  afterAll(async () => {
    await serving.stop(0)
    await Promise.all([locking.end(), watching.end()])
    await data.close()
  })

  const working = async () =>
    (
      await watching.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()",
      )
    ).rows[0].n as number
  async function within(ms: number, holds: () => Promise<boolean> | boolean): Promise<boolean> {
    const end = performance.now() + ms
    while (performance.now() < end) {
      if (await holds()) return true
      await pause(10)
    }
    return false
  }
  const counted = async (name: string) => {
    const text = await (await fetch(`http://localhost:${serving.port}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1])
  }
  const ask = async (path: string, signal: AbortSignal, init: RequestInit = {}) =>
    fetch(`http://localhost:${serving.port}/fhir/R4/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${await door.tokenFor('system/*.cruds')}`, 'content-type': 'application/fhir+json' },
      signal,
    })

  test.each([
    ['a search', 'Patient?name=reyes', {}],
    [
      'a batch of two searches',
      '',
      {
        method: 'POST',
        body: JSON.stringify({
          resourceType: 'Bundle',
          type: 'batch',
          entry: [{ request: { method: 'GET', url: 'Patient?name=a' } }, { request: { method: 'GET', url: 'Patient?name=b' } }],
        }),
      },
    ],
  ])('%s is over within a second, and is counted', async (_what, path, init) => {
    const [left, ended] = [await counted('http_callers_left_total'), await counted('database_statements_cancelled_total')]
    const before = door.logged.length
    await locking.query('BEGIN; LOCK TABLE resource')
    try {
      const leaving = new AbortController()
      const asking = ask(path, leaving.signal, init).catch(() => 'left')
      expect(await within(5_000, async () => (await working()) === 1)).toBe(true)
      leaving.abort()
      expect(await within(1_000, async () => (await working()) === 0)).toBe(true)
      expect(await asking).toBe('left')
    } finally {
      await locking.query('ROLLBACK')
    }
    // Not the line of the test before this one: what is counted is counted when this request's own line is written.
    expect(await within(5_000, () => door.logged.slice(before).some((line) => line.includes('"status":499')))).toBe(true)
    expect(door.logged.filter((line) => line.startsWith('unexpected'))).toEqual([])
    expect([await counted('http_callers_left_total'), await counted('database_statements_cancelled_total')]).toEqual([left + 1, ended + 1])
  })

  test('in the middle of a long answer, nothing more of it is made', async () => {
    const leaving = new AbortController()
    const answer = await ask('Patient/ana/$everything', leaving.signal)
    const reading = answer.text().catch(() => 'left')
    expect(await within(5_000, async () => made === 40 && (await working()) === 1)).toBe(true)
    leaving.abort()
    expect(await within(1_000, async () => (await working()) === 0)).toBe(true)
    expect(await reading).toBe('left')
    await pause(100)
    expect(made).toBe(40)
    expect(door.logged.filter((line) => line.startsWith('unexpected'))).toEqual([])
  })
})
