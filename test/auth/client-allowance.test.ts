import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import type { ClientAllowance } from '#auth/client-allowance.ts'
import { registerClient } from '#auth/clients.ts'
import { allowance } from '#http/limits/allowance.ts'
import { sharedAllowance } from '#http/limits/shared-allowance.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { adminUrl, openTestStore, type TestStore } from '../storage/databases.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner, type Partner, tokenForm } from './partner.ts'

const issuer = 'https://cares.example.org'
const quiet = { fault() {}, refusal() {} }
type Door = Parameters<typeof request>[0]
let data: TestStore
const tokens = mapTokens()
let made = 0

beforeAll(async () => {
  data = await openTestStore()
}, 60_000)
afterAll(() => data.close())

const partner = async (registry = tokens): Promise<Partner> => {
  made += 1
  const one = await makePartner('ES384', { clientId: `ehr-${made}` })
  await registerClient(registry, one.client)
  return one
}
const ask = async (door: Door, who: Partner, from = '198.51.100.1') =>
  request(door)
    .post(authPaths.token)
    .set('X-Forwarded-For', from)
    .type('form')
    .send(tokenForm(await who.sign(issuer + authPaths.token), 'system/Patient.rs'))
const process = async (clients: ClientAllowance): Promise<Server> => {
  const authorization = await createAuthorizationServer(issuer, tokens, quiet, { clients })
  return createServer((req, res) => void authorization.handle(req, res))
}

describe.each([
  ['counted in the process', () => allowance(3)],
  ['counted in the database', () => sharedAllowance('three', 3, data.counts)],
])('a client is given three tokens a minute, %s', (_where, counted) => {
  test('nobody uses up its count in its name; when it has done so itself it waits, and another does not', async () => {
    const [server, ehr, plan] = [await process(counted()), await partner(), await partner()]
    const stranger = await makePartner('ES384', { clientId: ehr.client.clientId })
    for (let count = 0; count < 5; count += 1) expect((await ask(server, stranger)).status).toBe(401)
    for (let count = 0; count < 3; count += 1) expect((await ask(server, ehr)).status).toBe(200)
    const refused = await ask(server, ehr)
    expect([refused.status, refused.body.error]).toEqual([429, 'temporarily_unavailable'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(server, plan)).status).toBe(200)
  })
})

describe('counted in the database', () => {
  const statuses = async (who: Partner, doors: readonly Door[]) => {
    const found: number[] = []
    for (const door of doors) found.push((await ask(door, who)).status)
    return found
  }

  test('two servers count together: the fourth is refused, whichever is asked', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => process(sharedAllowance('together', 3, data.counts))))
    expect(await statuses(await partner(), [one!, other!, one!, other!, one!])).toEqual([200, 200, 200, 429, 429])
  })

  test('introspection and revocation count with tokens; what is introspected is counted for who asks alone', async () => {
    const [door, ehr, plan] = [await process(sharedAllowance('neighbours', 3, data.counts)), await partner(), await partner()]
    const issued = (await ask(door, plan)).body.access_token
    const introspect = async () => {
      const { grant_type: _, scope: __, ...proof } = tokenForm(await ehr.sign(issuer + authPaths.introspection), '')
      return (
        await request(door)
          .post(authPaths.introspection)
          .type('form')
          .send({ ...proof, token: issued })
      ).status
    }
    expect([await introspect(), await introspect(), await introspect(), await introspect()]).toEqual([200, 200, 200, 429])
    expect(await statuses(plan, [door, door, door])).toEqual([200, 200, 429])
  })

  test('the while over, it begins anew; 0 is no bound', async () => {
    const ehr = await partner()
    const [bounded, free] = [await process(sharedAllowance('anew', 1, data.counts)), await process(sharedAllowance('free', 0, data.counts))]
    expect(await statuses(ehr, [bounded, bounded])).toEqual([200, 429])
    await data.database.query({ text: "UPDATE rate_count SET ends = statement_timestamp() - interval '1 second'" })
    expect(await statuses(ehr, [bounded, bounded])).toEqual([200, 429])
    expect(await statuses(ehr, [free, free, free])).toEqual([200, 200, 200])
  })

  test('a count that does not answer keeps nobody out', async () => {
    const away = () => Promise.reject(new Error('away'))
    const door = await process(sharedAllowance('away', 1, { add: away, look: away, takeBack: async () => {} }))
    expect(await statuses(await partner(), [door, door])).toEqual([200, 200])
  })
})

// The embedded database is one process's alone.
const onPostgres = adminUrl === undefined ? test.skip : test

onPostgres('two whole servers on one PostgreSQL: what one gave counts at the other', async () => {
  const config = { ...readConfig({ PACKAGES_DIR: 'none', RATE_AUTHORIZATION: '4', TRUSTED_PROXIES: '127.0.0.0/8,::1' }), baseUrl: issuer }
  const second = await data.again()
  try {
    const apps = await Promise.all([data, second].map((opened) => createApp(config, pino({ level: 'silent' }), { opened })))
    const ehr = await partner(data.tokens)
    const from = (app: (typeof apps)[number]) => app.http as unknown as Door
    const given: number[] = []
    // Each from an address of its own, as what one address asks is counted besides; the fifth is one too many.
    for (let count = 0; count < 5; count += 1) given.push((await ask(from(apps[count % 2]!), ehr, `198.51.100.${count}`)).status)
    expect(given).toEqual([200, 200, 200, 200, 429])
    for (const app of apps) await app.endTelling()
  } finally {
    await second.store.close()
  }
})
