import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { JWK } from 'jose'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { registerClient } from '#auth/clients.ts'
import { remoteKeys } from '#auth/remote-keys.ts'
import { createOutbound } from '#fhir/outbound/outbound.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner, type Partner, tokenForm } from './partner.ts'

// https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html: keys at an address of the client's own.

const issuer = 'https://cares.example.org'
const second = 1_000
const minute = 60 * second
let partner: Partner
let next: Partner
let key: JWK
let nextKey: JWK
let keeper: Server
let address: string
let shown: { status: number; text: string }
let fetched: number
let at: number

beforeAll(async () => {
  partner = await makePartner('ES384', { clientId: 'ehr' })
  next = await makePartner('ES384', { clientId: 'ehr' })
  key = partner.client.jwks.keys[0]!
  nextKey = { ...next.client.jwks.keys[0]!, kid: 'second' }
  keeper = createServer((_request, response) => {
    fetched += 1
    response.writeHead(shown.status, { 'Content-Type': 'application/json', 'Cache-Control': 'max-age=31536000' }).end(shown.text)
  })
  await new Promise<void>((resolve) => keeper.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(keeper.address() as { port: number }).port}/jwks.json`
})
afterAll(() => void keeper.close())
beforeEach(() => {
  fetched = 0
  at = 1_000_000
})
const show = (keys: unknown) => {
  shown = { status: 200, text: JSON.stringify({ keys }) }
}

describe('a client that keeps its keys at an address', () => {
  async function opened(loopback = true) {
    const reasons: string[] = []
    const tokens = mapTokens()
    const { jwks: _keys, ...client } = partner.client
    await registerClient(tokens, { ...client, jwksUri: address })
    const keys = remoteKeys(createOutbound({ namedBy: 'others', loopback, timeout: 500 }), () => at)
    const log = { fault() {}, refusal: (_client: unknown, reason: string) => void reasons.push(reason) }
    const authorization = await createAuthorizationServer(issuer, tokens, log, { remoteKeys: keys })
    const server = createServer((req, res) => void authorization.handle(req, res))
    const ask = async (by: Partner, kid = 'first') => {
      const assertion = await by.sign(issuer + authPaths.token, {}, { kid })
      return (await request(server).post(authPaths.token).type('form').send(tokenForm(assertion, 'system/Patient.rs'))).status
    }
    return { ask, reasons }
  }

  test('signs with one of them; they are fetched once', async () => {
    show([key])
    const { ask } = await opened()
    expect([await ask(partner), await ask(partner), fetched]).toEqual([200, 200, 1])
  })

  test('sixteen at once fetch them once', async () => {
    show([key])
    const { ask } = await opened()
    expect(await Promise.all(Array.from({ length: 16 }, () => ask(partner)))).toEqual(Array(16).fill(200))
    expect(fetched).toBe(1)
  })

  test('a new key is found by its kid, though the old ones are still fresh', async () => {
    show([key])
    const { ask } = await opened()
    await ask(partner)
    show([key, nextKey])
    at += 10 * second
    expect([await ask(next, 'second'), fetched]).toEqual([200, 2])
    expect(await ask(partner)).toBe(200)
  })

  test('who names keys that nobody has causes one fetch in ten seconds', async () => {
    show([key])
    const { ask } = await opened()
    for (let count = 0; count < 5; count += 1) expect(await ask(next, `made up ${count}`)).toBe(401)
    expect(fetched).toBe(1)
    at += 9.9 * second
    await ask(next, 'another')
    expect(fetched).toBe(1)
    at += 0.1 * second
    await ask(next, 'another')
    expect(fetched).toBe(2)
    expect(await ask(partner)).toBe(200)
  })

  test('a key that was taken out is good for five minutes at most, whatever its keeper says of caching', async () => {
    show([key])
    const { ask } = await opened()
    expect(await ask(partner)).toBe(200)
    show([nextKey])
    at += 5 * minute - 1
    expect(await ask(partner)).toBe(200)
    at += 1
    expect(await ask(partner)).toBe(401)
    expect(await ask(next, 'second')).toBe(200)
  })

  test.each([
    ['an error', { status: 500, text: '' }],
    ['a page', { status: 200, text: '<html>' }],
    ['no keys', { status: 200, text: '{}' }],
    ['too much', { status: 200, text: ' '.repeat(300_000) }],
    ['a redirection', { status: 302, text: '' }],
  ])('while its keeper answers with %s, what was known holds for an hour', async (_title, answer) => {
    show([key])
    const { ask } = await opened()
    expect(await ask(partner)).toBe(200)
    shown = answer
    at += 60 * minute - 1
    expect(await ask(partner)).toBe(200)
    at += 1
    expect(await ask(partner)).toBe(401)
  })

  test('keys that no assertion may be signed with are passed over; others beside them count', async () => {
    show([{ ...nextKey, use: 'enc', kid: 'for encryption' }, { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' }, null, 'x', key])
    const { ask } = await opened()
    expect(await ask(partner)).toBe(200)
    expect(await ask(next, 'for encryption')).toBe(401)
  })

  test('its address leads to this machine: not called, no token, and the reason is in the log alone', async () => {
    show([key])
    const { ask, reasons } = await opened(false)
    expect([await ask(partner), fetched]).toEqual([401, 0])
    expect(reasons.join()).toMatch(/cannot be had at its address/)
  })
})
