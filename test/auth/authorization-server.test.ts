import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { registerClient, removeClient } from '#auth/clients.ts'
import { FhirError } from '#fhir/error.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner, type Partner, tokenForm } from './partner.ts'

const issuer = 'https://cares.example.org'
const audience = issuer + authPaths.token

const reasons: string[] = []
let tokens: Tokens
let server: Server
let rsa: Partner
let ec: Partner

beforeAll(async () => {
  tokens = mapTokens()
  const authorization = await createAuthorizationServer(issuer, tokens, {
    fault: (error) => reasons.push(`fault: ${error.stack}`),
    refusal: (_clientId, reason) => reasons.push(reason),
  })
  server = createServer((req, res) => void authorization.handle(req, res))
  rsa = await makePartner('RS384', { scope: 'system/Patient.rs system/Observation.cruds' })
  ec = await makePartner('ES384')
  await registerClient(tokens, rsa.client)
  await registerClient(tokens, ec.client)
})

afterAll(() => void server.close())

const ask = (assertion: string, scope = 'system/Patient.rs') =>
  request(server).post(authPaths.token).type('form').send(tokenForm(assertion, scope))

/** Refused with the one sentence that tells an attacker nothing; the reason is in the log alone. */
async function refused(assertion: string, reason: RegExp): Promise<void> {
  const answer = await ask(assertion)
  expect(reasons.at(-1)).toMatch(reason)
  expect(answer.status).toBe(401)
  expect(answer.body).toEqual({ error: 'invalid_client', error_description: 'client authentication failed' })
}

describe('SMART backend services: a token for a signed assertion', () => {
  test.each([
    ['RS384', () => rsa],
    ['ES384', () => ec],
  ])('%s is accepted', async (_alg, partner) => {
    const answer = await ask(await partner().sign(audience))
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'system/Patient.rs',
    })
  })

  test('the token is kept as a hash only', async () => {
    const { body } = await ask(await ec.sign(audience))
    expect(await tokens.findToken(Buffer.from(body.access_token))).toBeUndefined()
    expect((await createAuthenticate(tokens, () => new Date())(`Bearer ${body.access_token}`)).caller.clientId).toBe('partner-es384')
  })
})

describe('SMART backend services: an assertion that is refused', () => {
  const now = () => Math.floor(Date.now() / 1000)

  test('signed with RS256 by the registered key', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
    const partner = await makePartner('RS384', {
      clientId: 'rs256',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'first' }] },
    })
    await registerClient(tokens, partner.client)
    await refused(
      await new SignJWT({ iss: 'rs256', sub: 'rs256', aud: audience, exp: now() + 60, jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'JWT' })
        .sign(privateKey),
      /alg mismatch/,
    )
  })

  test('signed with HS256, the public key as its secret', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: 'partner-rs384', sub: 'partner-rs384', aud: audience, exp: now() + 60, jti: crypto.randomUUID() }
    const signed = `${part({ alg: 'HS256', kid: 'first', typ: 'JWT' })}.${part(claims)}`
    const mac = createHmac('sha256', JSON.stringify(rsa.client.jwks.keys[0])).update(signed).digest('base64url')
    await refused(`${signed}.${mac}`, /alg mismatch/)
  })

  test('not signed at all (alg none)', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { iss: 'partner-rs384', sub: 'partner-rs384', aud: audience, exp: now() + 60, jti: crypto.randomUUID() }
    await refused(`${part({ alg: 'none', kid: 'first', typ: 'JWT' })}.${part(claims)}.`, /alg mismatch/)
  })

  test('signed by a key that is not registered', async () => {
    const stranger = await makePartner('RS384')
    await refused(await stranger.sign(audience), /signature verification failed/)
  })

  test('meant for another server', async () => refused(await ec.sign('https://elsewhere.example.org/auth/token'), /must equal/))
  test('meant for another server, and sent with its name as Host', async () => {
    const answer = await ask(await ec.sign('http://elsewhere.example.org/auth/token')).set('Host', 'elsewhere.example.org')
    expect(answer.status).toBe(401)
  })
  test('meant for us and for another server', async () => {
    await refused(await ec.sign(audience, { aud: [audience, 'https://elsewhere.example.org'] }), /aud names other servers/)
  })
  test('expired', async () => refused(await ec.sign(audience, { exp: now() - 60 }), /jwt expired/))
  test('good for longer than five minutes', async () => refused(await ec.sign(audience, { exp: now() + 3600 }), /exp is too far/))
  test('without an end', async () => refused(await ec.sign(audience, { exp: undefined }), /expiration must/))
  test('without a jti', async () => refused(await ec.sign(audience, { jti: undefined }), /jti/))
  test('issued by one client about another', async () =>
    refused(await ec.sign(audience, { iss: 'partner-rs384' }), /iss .* must be the client_id/))
  test('that does not name its key', async () => refused(await ec.sign(audience, {}, { kid: undefined }), /kid is missing/))
  test('that points at keys elsewhere', async () => refused(await ec.sign(audience, {}, { jku: 'https://evil.example.org/jwks' }), /jku/))

  test('of a client that nobody registered', async () => {
    await refused(await (await makePartner('ES384', { clientId: 'nobody' })).sign(audience), /client not found/)
  })

  test('of a client that was removed', async () => {
    const partner = await makePartner('ES384', { clientId: 'removed' })
    await registerClient(tokens, partner.client)
    expect((await ask(await partner.sign(audience))).status).toBe(200)
    await removeClient(tokens, 'removed')
    await refused(await partner.sign(audience), /client not found/)
  })

  test('used before', async () => {
    const assertion = await ec.sign(audience)
    expect((await ask(assertion)).status).toBe(200)
    await refused(assertion, /only be used once/)
  })

  test('used 64 times at once: one use counts', async () => {
    const assertion = await ec.sign(audience)
    const answers = await Promise.all(Array.from({ length: 64 }, () => ask(assertion)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(63).fill(401)])
  })
})

describe('scopes are never wider than registered', () => {
  test.each([
    ['what is registered is granted as asked', 'system/Patient.rs', 'system/Patient.rs'],
    ['a part of what is registered too', 'system/Observation.r', 'system/Observation.r'],
    ['version 1 words are understood', 'system/Patient.read', 'system/Patient.read'],
    ['more letters are cut', 'system/Patient.cruds', 'system/Patient.rs'],
    ['every type becomes the registered types', 'system/*.rs', 'system/Patient.rs system/Observation.rs'],
    ['another type is left out', 'system/Patient.r system/Consent.r', 'system/Patient.r'],
    ['a restriction that is not enforced is left out', 'system/Patient.r system/Observation.rs?category=laboratory', 'system/Patient.r'],
  ])('%s', async (_title, asked, granted) => {
    expect((await ask(await rsa.sign(audience), asked)).body.scope).toBe(granted)
  })

  test.each(['', 'system/Consent.rs', 'patient/Patient.rs', 'system/Observation.rs?category=laboratory', 'openid fhirUser'])(
    'asking for %p alone is refused',
    async (asked) => {
      const answer = await ask(await rsa.sign(audience), asked)
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope'])
    },
  )

  test('who comes by itself gets nothing of what its app may have in a person’s name', async () => {
    const both = await makePartner('ES384', {
      clientId: 'both',
      scope: 'system/Patient.rs patient/*.cruds user/*.cruds',
      redirectUris: ['https://app.example.org/'],
    })
    await registerClient(tokens, both.client)
    const asked = 'patient/*.cruds system/Patient.rs user/Goal.rs'
    expect((await ask(await both.sign(audience), asked)).body.scope).toBe('system/Patient.rs')
    expect((await ask(await both.sign(audience), 'patient/*.rs user/*.rs')).body.error).toBe('invalid_scope')
  })
})

test('where the server is reached by TLS, its cookies go by that alone', async () => {
  await registerClient(tokens, { clientId: 'app', description: 'An app', redirectUris: ['https://app.example.org/'], scope: 'openid' })
  const asked = {
    ...{ response_type: 'code', client_id: 'app', redirect_uri: 'https://app.example.org/', scope: 'openid', aud: `${issuer}/fhir/R4` },
    ...{ code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
  }
  const { headers } = await request(server).get(`${authPaths.authorization}?${new URLSearchParams(asked)}`)
  const lines = headers['set-cookie'] as unknown as string[]
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(line).toMatch(/; secure(;|$)/i)
})

describe('a fault of ours', () => {
  test('is told as such: with no database, try again; nothing of it leaks', async () => {
    let down: Error | undefined
    const failing: Tokens = {
      ...tokens,
      oidc: { ...tokens.oidc, find: (model, id) => (down ? Promise.reject(down) : tokens.oidc.find(model, id)) },
    }
    const authorization = await createAuthorizationServer(issuer, failing, { fault() {}, refusal() {} })
    const fault = async (error: Error) => {
      down = error
      return request((req: IncomingMessage, res: ServerResponse) => void authorization.handle(req, res))
        .post(authPaths.token)
        .type('form')
        .send(tokenForm(await ec.sign(audience), 'system/Patient.rs'))
    }
    const away = await fault(new FhirError('unavailable', []))
    expect([away.status, away.headers['retry-after'], away.body.error]).toEqual([503, '2', 'temporarily_unavailable'])
    const other = await fault(new Error('relation "oidc" does not exist'))
    expect([other.status, other.body.error]).toEqual([500, 'server_error'])
    expect(other.text).not.toContain('oidc')
  })
})

describe('revocation and introspection', () => {
  const form = async (partner: Partner, path: string, token: string) => {
    const { client_assertion_type, client_assertion } = tokenForm(await partner.sign(issuer + path), '')
    return request(server).post(path).type('form').send({ client_assertion_type, client_assertion, token })
  }

  test('a revoked token is dead; introspection says so', async () => {
    const { access_token: token } = (await ask(await rsa.sign(audience))).body
    const alive = await form(rsa, authPaths.introspection, token)
    expect(alive.body).toMatchObject({ active: true, client_id: 'partner-rs384', scope: 'system/Patient.rs' })
    expect((await form(rsa, authPaths.revocation, token)).status).toBe(200)
    expect((await form(rsa, authPaths.introspection, token)).body).toEqual({ active: false })
    await expect(createAuthenticate(tokens, () => new Date())(`Bearer ${token}`)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  test("one client can neither see nor revoke another's token", async () => {
    const { access_token: token } = (await ask(await rsa.sign(audience))).body
    expect((await form(ec, authPaths.introspection, token)).body).toEqual({ active: false })
    await form(ec, authPaths.revocation, token)
    expect((await form(rsa, authPaths.introspection, token)).body).toMatchObject({ active: true })
  })
})
