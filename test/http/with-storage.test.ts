import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { type Client, registerClient, removeClient } from '#auth/clients.ts'
import { createHttpApp } from '#http/create-http-app.ts'
import type { Context } from '#interactions/contract.ts'
import { interactions } from '#interactions/index.ts'
import { makePartner, type Partner, tokenForm } from '../auth/partner.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

const baseUrl = 'https://cares.example.org'
let data: TestStore
let app: RequestListener
let partner: Partner

beforeAll(async () => {
  data = await openTestStore()
  await data.store.write(ownAccess('test'), [
    { act: 'create', resource: { resourceType: 'Patient', id: 'ana', name: [{ family: 'Reyes' }] } },
    { act: 'create', resource: { resourceType: 'Organization', id: 'clinic', name: 'Clinic' } },
  ])
  app = await openApp()
  partner = await makePartner('RS384', { clientId: 'hospital', scope: 'system/Patient.rs' })
  await registerClient(data.tokens, partner.client)
})

afterAll(async () => {
  await data.close()
})

/** One server process on the shared database; a second call is a second process beside it. */
async function openApp(): Promise<RequestListener> {
  const silent = { info() {}, warn() {}, error() {} }
  return createHttpApp({
    baseUrl,
    authorization: await createAuthorizationServer(baseUrl, data.tokens, {
      fault: (error) => {
        throw error
      },
      refusal() {},
    }),
    authenticate: createAuthenticate(data.tokens, () => new Date()),
    interactions,
    // Reading needs neither rules nor validator.
    context: { base: `${baseUrl}/fhir/R4`, store: data.store, limits: { pageSize: 100, bundleEntries: 100 } } as Context,
    limits: { maxBody: 10_000_000, maxAddress: 8_192, requestTimeout: 60_000 },
    record: data.audit.record,
    log: silent,
    ready: async () => {},
  })
}

const ask = (assertion: string, scope = 'system/Patient.rs', at = app) =>
  request(at).post(authPaths.token).type('form').send(tokenForm(assertion, scope))
const tokenOf = async (who: Partner) => (await ask(await who.sign(baseUrl + authPaths.token))).body.access_token as string
const read = (path: string, token: string, at = app) => request(at).get(`/fhir/R4/${path}`).set('Authorization', `Bearer ${token}`)
const revoke = async (who: Partner, token: string, at = app) => {
  const { client_assertion_type, client_assertion } = tokenForm(await who.sign(baseUrl + authPaths.revocation), '')
  await request(at).post(authPaths.revocation).type('form').send({ client_assertion_type, client_assertion, token }).expect(200)
}

describe('a backend service and the data', () => {
  test('asks for a token, and reads what its scopes allow', async () => {
    const token = await tokenOf(partner)
    const answer = await read('Patient/ana', token)
    expect([answer.status, answer.headers.etag, JSON.parse(answer.text).name[0].family]).toEqual([200, 'W/"1"', 'Reyes'])
    expect((await read('Patient/ana', token).set('If-None-Match', 'W/"1"')).status).toBe(304)
    expect((await read('Patient/nobody', token)).status).toBe(404)
    expect((await read('Organization/clinic', token)).status).toBe(403)
  })

  test('finds nothing from the moment its token is revoked, at every process', async () => {
    const other = await openApp()
    const token = await tokenOf(partner)
    expect((await read('Patient/ana', token, other)).status).toBe(200)
    await revoke(partner, token)
    for (const at of [app, other]) {
      const answer = await read('Patient/ana', token, at)
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="cares-fhir", error="invalid_token"'])
    }
  })

  test('finds nothing from the moment its registration is removed', async () => {
    const leaving = await makePartner('ES384', { clientId: 'leaving', scope: 'system/Patient.rs' })
    await registerClient(data.tokens, leaving.client)
    const token = await tokenOf(leaving)
    expect((await read('Patient/ana', token)).status).toBe(200)
    await removeClient(data.tokens, 'leaving')
    expect((await read('Patient/ana', token)).status).toBe(401)
  })

  test('holds less after it was registered for less', async () => {
    const shrinking = await makePartner('ES384', { clientId: 'shrinking', scope: 'system/*.rs' } satisfies Partial<Client>)
    await registerClient(data.tokens, shrinking.client)
    const token = await tokenOf(shrinking)
    await registerClient(data.tokens, { ...shrinking.client, scope: 'system/Organization.r' })
    expect((await read('Patient/ana', token)).status).toBe(401)
    expect((await ask(await shrinking.sign(baseUrl + authPaths.token))).body.error).toBe('invalid_scope')
  })

  test('uses an assertion once, however many of its copies arrive at once at two processes', async () => {
    const other = await openApp()
    const assertion = await partner.sign(baseUrl + authPaths.token)
    const answers = await Promise.all(Array.from({ length: 8 }, (_, turn) => ask(assertion, 'system/Patient.rs', turn % 2 ? app : other)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401, 401, 401])
  })

  test('finds the same signing keys at every process', async () => {
    const [one, two] = await Promise.all([openApp(), openApp()])
    const keys = await Promise.all([one, two, app].map(async (at) => (await request(at).get(authPaths.jwks)).text))
    expect(new Set(keys).size).toBe(1)
  })
})
