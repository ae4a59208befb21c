import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { appOrigins } from '#auth/app-origins.ts'
import { registerClient, removeClient } from '#auth/clients.ts'
import { mapTokens } from '../auth/map-tokens.ts'
import { type Door, openDoor } from './door.ts'

const origin = 'https://app.example.org'
const app = { clientId: 'app', description: 'An app', redirectUris: [`${origin}/back`], scope: 'patient/*.rs' }

let door: Door
let token: string
beforeAll(async () => {
  door = await openDoor({ read: async () => ({ status: 200, text: '{}', etag: 'W/"1"', lastModified: '2026-01-01T00:00:00Z' }) })
  await registerClient(door.tokens, app)
  token = await door.tokenFor('system/*.cruds')
})

const get = (path: string, from: string) => request(door.app).get(path).set('Origin', from).set('Authorization', `Bearer ${token}`)
const preflight = (path: string, from: string, method = 'GET', headers = 'authorization') =>
  request(door.app)
    .options(path)
    .set('Origin', from)
    .set('Access-Control-Request-Method', method)
    .set('Access-Control-Request-Headers', headers)

/** Everything that is not quite the registered origin. */
const strangers = [
  'https://evil.example.org',
  'http://app.example.org',
  'https://app.example.org:8443',
  'https://app.example.org.evil.org',
  'https://sub.app.example.org',
  'https://APP.example.org',
  `${origin}/back`,
  `${origin}, https://evil.example.org`,
  'null',
  '*',
]

// https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support
describe('pages of other origins, below the FHIR base', () => {
  test('where an app is registered, its page may ask, and read what it needs to go on', async () => {
    const { status, headers } = await get('/fhir/R4/Patient/1', origin)
    expect([status, headers['access-control-allow-origin']]).toEqual([200, origin])
    const exposed = headers['access-control-expose-headers']!.split(', ')
    expect(exposed).toEqual(expect.arrayContaining(['ETag', 'Location', 'Content-Location', 'Last-Modified', 'WWW-Authenticate']))
    expect(headers.vary).toMatch(/\bOrigin\b/)
  })

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('its browser is told that it may %s', async (method) => {
    const { status, headers, text } = await preflight('/fhir/R4/Patient/1', origin, method, 'authorization, content-type, if-match')
    expect([status, text, headers['access-control-allow-origin']]).toEqual([204, '', origin])
    expect(headers['access-control-allow-methods']!.split(', ')).toContain(method)
    expect(headers['access-control-allow-headers']).toMatch(/Authorization.*Content-Type.*If-Match.*Prefer/)
    expect(headers.vary).toMatch(/\bOrigin\b/)
  })

  test('a refusal can be read as well: without a token, with too narrow a one', async () => {
    const anonymous = await request(door.app).get('/fhir/R4/Patient/1').set('Origin', origin)
    expect([anonymous.status, anonymous.headers['access-control-allow-origin']]).toEqual([401, origin])
    const narrow = await door.tokenFor('system/Goal.rs')
    const refused = await get('/fhir/R4/Patient/1', origin).set('Authorization', `Bearer ${narrow}`)
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, origin])
  })

  test.each(strangers)('%s may not ask', async (stranger) => {
    expect((await get('/fhir/R4/Patient/1', stranger)).headers).not.toHaveProperty('access-control-allow-origin')
    const { status, headers } = await preflight('/fhir/R4/Patient/1', stranger)
    expect(status).toBe(403)
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('credentials of the browser are never asked for', async () => {
    for (const answer of [await get('/fhir/R4/Patient/1', origin), await preflight('/fhir/R4/Patient/1', origin)])
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test('a request without an origin is answered as ever', async () => {
    const { headers } = await request(door.app).get('/fhir/R4/Patient/1').set('Authorization', `Bearer ${token}`)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('OPTIONS that is no question of a browser is a method that is not there', async () => {
    expect((await request(door.app).options('/fhir/R4/Patient/1').set('Origin', origin)).status).toBe(405)
  })
})

describe('what every page may read', () => {
  test.each([
    '/fhir/R4/metadata',
    '/fhir/R4/.well-known/smart-configuration',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
  ])('%s', async (path) => {
    const answer = await request(door.app).get(path).set('Origin', 'https://anywhere.example.org')
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*'])
    const asked = await preflight(path, 'https://anywhere.example.org', 'GET', 'cache-control')
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, '*'])
  })

  test('the public keys', async () => {
    const answer = await request(door.app).get('/auth/jwks').set('Origin', 'https://anywhere.example.org')
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, 'https://anywhere.example.org'])
  })
})

describe('the token endpoint', () => {
  const redeem = (from: string) =>
    request(door.app)
      .post('/auth/token')
      .set('Origin', from)
      .type('form')
      .send({
        grant_type: 'authorization_code',
        client_id: 'app',
        code: 'none',
        redirect_uri: `${origin}/back`,
        code_verifier: 'v'.repeat(43),
      })

  test('is open to the app’s own page', async () => {
    const { headers, body } = await redeem(origin)
    expect([headers['access-control-allow-origin'], body.error]).toEqual([origin, 'invalid_grant'])
    expect((await preflight('/auth/token', origin, 'POST', 'content-type')).headers['access-control-allow-origin']).toBe(origin)
  })

  test.each(strangers)('and to no other: %s', async (stranger) => {
    const { status, headers } = await redeem(stranger)
    expect(status).toBe(400)
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('the list of origins', () => {
  test('is remembered, and follows the registrations', async () => {
    let at = 0
    let reads = 0
    const tokens = mapTokens()
    const list = (model: string) => {
      reads += 1
      return tokens.oidc.list(model)
    }
    const allows = appOrigins({ ...tokens, oidc: { ...tokens.oidc, list } }, () => at)
    expect(await allows(origin)).toBe(false)
    await registerClient(tokens, app)
    at = 1_001
    expect(await Promise.all([allows(origin), allows(origin), allows(origin)])).toEqual([true, true, true])
    expect(reads).toBe(2)
    await removeClient(tokens, 'app')
    at += 10_000
    expect(await allows(origin)).toBe(true)
    at += 1
    expect(await allows(origin)).toBe(false)
    expect(reads).toBe(3)
  })

  test('holds while the database does not answer', async () => {
    let at = 0
    let answers = true
    const tokens = mapTokens()
    const list = async (model: string) => {
      if (!answers) throw new Error('gone')
      return tokens.oidc.list(model)
    }
    const allows = appOrigins({ ...tokens, oidc: { ...tokens.oidc, list } }, () => at)
    await registerClient(tokens, app)
    expect(await allows(origin)).toBe(true)
    answers = false
    at = 60_000
    expect([await allows(origin), await allows('https://evil.example.org')]).toEqual([true, false])
  })
})
