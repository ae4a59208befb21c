import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import type { SignIn } from '#auth/sign-in.ts'
import { createLimits, type Rates, usualRates } from '#http/limits/limits.ts'
import { signInRoutes } from '#http/sign-in/routes.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { type Door, openDoor } from '../door.ts'

// What guards sign-in and the token endpoint holds over all processes on one database, not for each by itself.

let data: TestStore
beforeAll(async () => {
  data = await openTestStore()
})
afterAll(async () => data?.close())

describe('counts in the database', () => {
  test('64 at once are counted one by one; a while begins with the first', async () => {
    const counted = await Promise.all(Array.from({ length: 64 }, () => data.counts.add('many', 60_000)))
    expect(counted.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => n + 1))
    expect(new Set(counted.map(({ ends }) => ends.getTime())).size).toBe(1)
    expect(Math.abs(counted[0]!.ends.getTime() - Date.now() - 60_000)).toBeLessThan(10_000)
  })

  test('when the while is over it begins anew; what was taken back does not count', async () => {
    expect((await data.counts.add('short', 1)).count).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await data.counts.add('short', 60_000)).count).toBe(1)
    await data.counts.add('short', 60_000)
    await data.counts.takeBack('short')
    expect((await data.counts.add('short', 60_000)).count).toBe(2)
  })

  test('neither a name nor an address is in the table, and a key may be long or odd', async () => {
    await data.counts.add('canary 198.51.100.77', 60_000)
    expect((await data.counts.add('\0'.repeat(10_000), 60_000)).count).toBe(1)
    const rows = await data.database.query<{ text: string }>({
      text: "SELECT encode(key, 'escape') || ' ' || hits AS text FROM rate_count",
    })
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toMatch(/canary|198\.51/)
  })

  test('what has ended is removed', async () => {
    await data.counts.add('gone', 1)
    for (let count = 0; count < 1_000; count += 1) await data.counts.add('stays', 60_000)
    const [row] = await data.database.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM rate_count WHERE ends < now()' })
    expect(row?.n).toBe(0)
  })
})

describe('two processes on one database', () => {
  const process = async (rates: Partial<Rates>): Promise<Door> => {
    const allowed = createLimits({ rates: { ...usualRates, ...rates }, record: async () => {}, shared: data.counts })
    return openDoor({}, { allowed })
  }

  test('the token endpoint: what one has answered counts at the other', async () => {
    const [one, other] = await Promise.all([process({ authorization: 4 }), process({ authorization: 4 })])
    const post = ({ app }: Door) => request(app).post(authPaths.token).type('form').send({ grant_type: 'client_credentials' })
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) statuses.push((await post(count % 2 === 0 ? one : other)).status)
    expect(statuses.map((status) => status === 429)).toEqual([false, false, false, false, true, true])
    const refused = await post(one)
    expect([refused.body.error, Number(refused.headers['retry-after']) > 0]).toEqual(['temporarily_unavailable', true])
  })

  test('what costs no statement is not counted in the database', async () => {
    const here = await process({ authorization: 1_000 })
    const count = async () => (await data.database.query<{ n: number }>({ text: 'SELECT sum(hits)::int AS n FROM rate_count' }))[0]?.n
    const before = await count()
    await request(here.app).get('/auth/style.css')
    await request(here.app).get(authPaths.jwks)
    expect(await count()).toBe(before)
  })

  test('a database that does not answer: the token endpoint says so itself', async () => {
    const away = { add: () => Promise.reject(new Error('away')), look: () => Promise.reject(new Error('away')), takeBack: async () => {} }
    const allowed = createLimits({ rates: usualRates, record: async () => {}, shared: away })
    const { app } = await openDoor({}, { allowed })
    expect((await request(app).post(authPaths.token).type('form').send({ grant_type: 'client_credentials' })).status).toBe(400)
  })
})

describe('guessing a password', () => {
  /** The sign-in page of one process, on which one password is right. */
  const page = () => {
    const question = { id: 'q', step: 'sign-in', formKey: 'k', app: { clientId: 'app', description: 'An app', origins: [] } }
    const signIn = {
      question: async () => question,
      enter: async (_request: unknown, response: { end(): void }, { password }: { password: string }) => {
        if (password === 'right') response.end()
        return password === 'right'
      },
    } as unknown as SignIn
    return express().use(
      '/auth',
      signInRoutes(signIn, 'https://cares.example.org', { shared: data.counts, addressOf: () => '198.51.100.9' }),
    )
  }
  const guess = async (app: express.Express, username: string, password: string) =>
    (await request(app).post('/auth/sign-in/q').type('form').send({ key: 'k', username, password })).status

  test('five wrong ones for a name in all, whichever process is asked, however the name is written', async () => {
    const [one, other] = [page(), page()]
    const statuses: number[] = []
    for (const name of ['carla', 'Carla', ' carla', 'CARLA ', 'carla', 'carla', 'carla'])
      statuses.push(await guess(statuses.length % 2 === 0 ? one : other, name, 'wrong'))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect([await guess(other, 'ana', 'right'), await guess(one, 'ana', 'right')]).toEqual([200, 200])
  })

  test('what was right does not count', async () => {
    const [one, other] = [page(), page()]
    for (let count = 0; count < 8; count += 1) expect(await guess(count % 2 === 0 ? one : other, 'max', 'right')).toBe(200)
    // It is taken back once the answer has left.
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await guess(one, 'max', 'wrong')).toBe(401)
  })
})
