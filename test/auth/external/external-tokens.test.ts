import { createHmac } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { type Authenticate, createAuthenticate } from '#auth/authenticate.ts'
import { registerClient, removeClient } from '#auth/clients.ts'
import { externalTokens } from '#auth/external/external-tokens.ts'
import { IssuersRefused, isPublicSigningKey, readTrustedIssuers, type TrustedIssuer } from '#auth/external/trusted-issuers.ts'
import { registerUser, removeUser } from '#auth/people/users.ts'
import { hashToken } from '#auth/token-hash.ts'
import { FhirError } from '#fhir/error.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from '../map-tokens.ts'
import { makePartner } from '../partner.ts'

// Access tokens of another authorization server: https://www.rfc-editor.org/rfc/rfc9068

const issuer = 'https://login.example.org'
const audience = 'https://cares.example.org/fhir/R4'
const second = () => Math.floor(Date.now() / 1000)
type Keys = Awaited<ReturnType<typeof generateKeyPair>>
let rsa: Keys
let ec: Keys
let publicKeys: JWK[]
let tokens: Tokens
let reasons: string[]
let authenticate: Authenticate
/** The same server, of whose tokens the operator says that they are not marked. */
let authenticateUnmarked: Authenticate

beforeAll(async () => {
  rsa = await generateKeyPair('RS384', { extractable: true })
  ec = await generateKeyPair('ES384', { extractable: true })
  publicKeys = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES384' },
  ]
})
beforeEach(async () => {
  tokens = mapTokens()
  reasons = []
  const trusted: TrustedIssuer = {
    issuer,
    audience,
    algorithms: ['RS384', 'ES384'],
    jwks: { keys: publicKeys },
    clients: { ehr: 'hospital', app: 'viewer' },
  }
  await registerClient(
    tokens,
    (await makePartner('ES384', { clientId: 'hospital', kind: 'hospital', organization: 'Organization/h', scope: 'system/Patient.rs' }))
      .client,
  )
  await registerClient(tokens, {
    clientId: 'viewer',
    description: 'Viewer',
    redirectUris: ['https://app.example.org/'],
    scope: 'patient/*.rs',
  })
  await registerUser(tokens, { username: 'ana', name: 'Ana', fhirUser: 'RelatedPerson/ana', identities: [{ issuer, subject: 'u-1' }] })
  const none = { keysAt: async () => undefined }
  const parts = {
    issuers: readTrustedIssuers([trusted], 'https://cares.example.org'),
    remoteKeys: none,
    refused: (reason: string) => void reasons.push(reason),
  }
  authenticate = createAuthenticate(tokens, () => new Date(), { external: externalTokens(tokens, parts, () => new Date()) })
  const unmarked = readTrustedIssuers([{ ...trusted, unmarked: { clientClaim: 'azp' } }], 'https://cares.example.org')
  authenticateUnmarked = createAuthenticate(tokens, () => new Date(), {
    external: externalTokens(tokens, { ...parts, issuers: unmarked }, () => new Date()),
  })
})

const usual = (): JWTPayload => ({
  iss: issuer,
  aud: audience,
  sub: 'ehr',
  client_id: 'ehr',
  iat: second(),
  exp: second() + 300,
  jti: crypto.randomUUID(),
  scope: 'system/Patient.rs',
})
const usualHeader = { alg: 'ES384', kid: 'ec', typ: 'at+jwt' }
const sign = (claims: JWTPayload = {}, header: { [name: string]: unknown } = {}, key = ec.privateKey) =>
  new SignJWT(JSON.parse(JSON.stringify({ ...usual(), ...claims })) as JWTPayload)
    .setProtectedHeader({ ...usualHeader, ...header } as never)
    .sign(key)
const ask = async (token: string) => authenticate(`Bearer ${token}`)
const refused = async (token: string | Promise<string>, why?: RegExp) => {
  await expect(ask(await token)).rejects.toMatchObject({ kind: 'unauthenticated' })
  if (why) expect(reasons.join()).toMatch(why)
}

describe('a token of a trusted server', () => {
  test('of a system: what its client is registered for here', async () => {
    const plan = await ask(await sign({ scope: 'system/*.cruds openid' }))
    expect(plan.caller).toEqual({ clientId: 'hospital', kind: 'hospital', purpose: 'TREAT', organization: 'Organization/h' })
    expect([plan.allows('r', 'Patient'), plan.allows('u', 'Patient'), plan.allows('r', 'Consent')]).toEqual([true, false, false])
  })

  test('of a person who is known here by issuer and subject, with the patient in context', async () => {
    const plan = await ask(await sign({ sub: 'u-1', client_id: 'app', scope: 'patient/Goal.rs system/Patient.rs', patient: 'kim' }))
    expect(plan.caller).toMatchObject({ clientId: 'viewer', kind: 'family', fhirUser: 'RelatedPerson/ana', patient: 'kim' })
    expect([plan.allows('r', 'Goal'), plan.allows('r', 'Patient')]).toEqual([true, false])
  })

  test.each(['', 'a b', '../kim', 'kim\0', 'k'.repeat(65), 7, ['kim']])(
    'a patient in context who is no id is none: %j',
    async (patient) => {
      const { caller } = await ask(await sign({ sub: 'u-1', client_id: 'app', scope: 'patient/Goal.rs', patient }))
      expect([caller.clientId, caller.patient]).toEqual(['viewer', undefined])
    },
  )

  test('made in the future: it would be good for longer than an hour from now', async () => {
    await refused(await sign({ iat: second() + 3_600, exp: second() + 7_200 }), /ERR_JWT_(EXPIRED|CLAIM)/)
    expect((await ask(await sign({ iat: second() + 10 }))).caller.clientId).toBe('hospital')
  })

  test('about somebody who is unknown here: not taken for its client alone, whatever that may by itself', async () => {
    await refused(await sign({ sub: 'u-unknown' }), /its person is not registered here/)
  })

  test.each(['RS256', 'RS512', 'PS384'])('signed with %s, by a key that could: the operator named others', async (alg) => {
    const key = await importJWK(await exportJWK(rsa.privateKey), alg)
    await refused(await sign({}, { alg, kid: 'rsa' }, key as CryptoKey), /ERR_JOSE_ALG_NOT_ALLOWED/)
  })

  test('signed with RS384', async () => {
    expect((await ask(await sign({}, { alg: 'RS384', kid: 'rsa' }, rsa.privateKey))).caller.clientId).toBe('hospital')
  })

  test('is kept by its hash, and dead once that is revoked', async () => {
    const token = await sign()
    await ask(token)
    expect(await tokens.findToken(hashToken(token))).toMatchObject({ clientId: 'hospital', scope: 'system/Patient.rs' })
    await removeClient(tokens, 'hospital')
    expect(await tokens.findToken(hashToken(token))).toBeUndefined()
    await refused(await sign(), /not registered here/)
  })
})

describe('somebody who is taken away', () => {
  const person = () => sign({ sub: 'u-1', client_id: 'app', scope: 'patient/Goal.rs', patient: 'kim' })

  test('their tokens end with them, others’ do not', async () => {
    const [theirs, system] = [await person(), await sign()]
    await ask(theirs)
    await ask(system)
    await removeUser(tokens, 'ana')
    expect(await tokens.findToken(hashToken(theirs))).toBeUndefined()
    expect(await tokens.findToken(hashToken(system))).toBeDefined()
  })

  test.each([
    ['a person', () => removeUser(tokens, 'ana')],
    ['a client', () => removeClient(tokens, 'viewer')],
  ])('while their token is looked at: %s', async (_who, takeAway) => {
    const { insertToken } = tokens
    tokens.insertToken = async (token) => {
      await takeAway()
      await insertToken(token)
    }
    const token = await person()
    await refused(token)
    expect(await tokens.findToken(hashToken(token))).toBeUndefined()
  })
})

describe('a server whose access tokens are not marked as such, as the operator says', () => {
  const asTheySend = (claims: JWTPayload, header: { [name: string]: unknown }) =>
    sign({ client_id: undefined, azp: 'ehr', ...claims }, header)
  const askHere = async (token: string) => authenticateUnmarked(`Bearer ${token}`)

  test.each<[string, JWTPayload, { [name: string]: unknown }]>([
    ['typ JWT', {}, { typ: 'JWT' }],
    ['no typ', {}, { typ: undefined }],
    ['a list of scopes under the name scp', { scope: undefined, scp: ['openid', 'system/Patient.rs'] }, { typ: 'JWT' }],
    ['a text of scopes under the name scp', { scope: undefined, scp: 'openid system/Patient.rs' }, { typ: 'JWT' }],
    ['a kind that it says itself', { typ: 'Bearer', token_use: 'access' }, { typ: 'JWT' }],
    ['a name of its own as Azure AD spells it', { jti: undefined, uti: 'u' }, { typ: 'JWT' }],
    ['the client by two names', { client_id: 'ehr' }, { typ: 'JWT' }],
    ['the mark all the same', { client_id: 'ehr', azp: undefined }, { typ: 'at+jwt' }],
  ])('%s', async (_title, claims, header) => {
    const { caller, allows } = await askHere(await asTheySend(claims, header))
    expect([caller.clientId, allows('r', 'Patient'), allows('u', 'Patient')]).toEqual(['hospital', true, false])
  })

  test.each<[string, JWTPayload, RegExp, { [name: string]: unknown }]>([
    ['an id_token, which is for its client', { aud: 'ehr' }, /CLAIM/, { typ: 'JWT' }],
    ['an id_token: nonce', { nonce: 'n' }, /nonce/, { typ: 'JWT' }],
    ['an id_token: at_hash', { at_hash: 'h' }, /at_hash/, { typ: 'JWT' }],
    ['an id_token: c_hash', { c_hash: 'h' }, /c_hash/, { typ: 'JWT' }],
    ['an id_token: no scopes', { scope: undefined }, /no scopes/, { typ: 'JWT' }],
    ['an id_token, by its own word', { typ: 'ID' }, /says itself/, { typ: 'JWT' }],
    ['a refresh token, by its own word', { typ: 'Refresh' }, /says itself/, { typ: 'JWT' }],
    ['an id_token of Cognito', { token_use: 'id' }, /says itself/, { typ: 'JWT' }],
    ['a logout token', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, /events/, { typ: 'JWT' }],
    ['scopes twice', { scp: ['system/*.cruds'] }, /twice/, { typ: 'JWT' }],
    ['an empty list of scopes', { scope: undefined, scp: [] }, /no scopes/, { typ: 'JWT' }],
    ['a list of other than texts', { scope: undefined, scp: [['system/Patient.rs']] }, /no scopes/, { typ: 'JWT' }],
    ['two clients', { client_id: 'app' }, /two clients/, { typ: 'JWT' }],
    ['no name of its own', { jti: undefined }, /name of its own/, { typ: 'JWT' }],
    ['the client under another name alone', { azp: undefined, client_id: 'ehr' }, /CLAIM/, { typ: 'JWT' }],
    ['a client that is no text', { azp: ['ehr'], sub: 'u-1' }, /no text/, { typ: 'JWT' }],
    ['another audience', { aud: 'https://cares.example.org/fhir/R4/' }, /CLAIM/, { typ: 'JWT' }],
    ['this server and the client', { aud: [audience, 'ehr'] }, /other servers/, { typ: 'JWT' }],
    ['a header of another kind', {}, /CLAIM/, { typ: 'logout+jwt' }],
    ['a header that says nothing readable', {}, /CLAIM/, { typ: '' }],
  ])('not: %s', async (_title, claims, why, header) => {
    await expect(askHere(await asTheySend(claims, header))).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(reasons.join()).toMatch(why)
  })

  test('nowhere else is a list of scopes or another name of the client taken', async () => {
    await refused(sign({ scope: undefined, scp: ['system/Patient.rs'] }))
    await refused(sign({ client_id: undefined, azp: 'ehr' }))
  })
})

describe('a database that does not answer while a token is looked at', () => {
  const away = () => Promise.reject(new FhirError('unavailable', []))
  test.each<[string, () => void]>([
    ['as its client is looked up', () => void Object.assign(tokens.oidc, { find: away })],
    ['as its spelling is put down', () => void Object.assign(tokens.oidc, { insert: away })],
    ['as it is put down', () => void Object.assign(tokens, { insertToken: away })],
    [
      'as its client is looked up again',
      () => {
        const { insertToken } = tokens
        tokens.insertToken = async (token) => {
          await insertToken(token)
          tokens.oidc.find = away
        }
      },
    ],
  ])('%s: that is what is said, not that the token is bad', async (_when, breakIt) => {
    breakIt()
    const token = await sign()
    await expect(ask(token)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(reasons).toEqual([])
    expect(await tokens.findToken(hashToken(token))).toBeUndefined()
  })
})

describe('attacks', () => {
  test('a token that has ended, its signature spelled in another way that verifies as well', async () => {
    const order = 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const otherHalf = (signature: string) => {
      const bytes = Buffer.from(signature, 'base64url')
      const s = order - BigInt(`0x${bytes.toString('hex', 48)}`)
      return Buffer.concat([bytes.subarray(0, 48), Buffer.from(s.toString(16).padStart(96, '0'), 'hex')]).toString('base64url')
    }
    const otherEnd = (signature: string) => signature.slice(0, -1) + letters[letters.indexOf(signature.at(-1)!) ^ 1]
    for (const [token, spell] of [
      [await sign(), otherHalf],
      [await sign({}, { alg: 'RS384', kid: 'rsa' }, rsa.privateKey), otherEnd],
    ] as const) {
      await ask(token)
      await tokens.revokeToken(hashToken(token))
      const [header, claims, signature = ''] = token.split('.')
      await refused([header, claims, spell(signature)].join('.'), /another spelling/)
      reasons = []
    }
  })

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  test('alg none', async () => refused(`${part({ ...usualHeader, alg: 'none' })}.${part(usual())}.`))
  test('HS256 and HS384 with the public key as the secret', async () => {
    for (const [alg, digest] of [
      ['HS256', 'sha256'],
      ['HS384', 'sha384'],
    ] as const) {
      for (const secret of [JSON.stringify(publicKeys[0]), publicKeys[0]!.n!]) {
        const data = `${part({ ...usualHeader, alg, kid: 'rsa' })}.${part(usual())}`
        await refused(`${data}.${createHmac(digest, secret).update(data).digest('base64url')}`)
      }
    }
  })
  test('an algorithm that is not configured, though its key could', async () =>
    refused(sign({}, { alg: 'RS256', kid: 'rsa' }, await rs256())))
  test('the key of one algorithm named with another', async () =>
    refused(sign({}, { alg: 'RS384', kid: 'ec' }, rsa.privateKey), /another algorithm/))
  test('a key that is not known', async () => refused(sign({}, { kid: 'other' }), /not known/))
  test('no kid', async () => refused(sign({}, { kid: undefined }), /does not name its key/))
  test('another’s key under a known name', async () => refused(sign({}, {}, (await generateKeyPair('ES384')).privateKey), /SIGNATURE/))
  test.each(['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'zip', 'cty'])('a header that brings its own: %s', async (name) => {
    await refused(sign({}, { [name]: name === 'jwk' ? publicKeys[1] : 'https://evil.example.org/' }), new RegExp(`header has ${name}`))
  })
  test('crit, known and unknown', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(usual()))
    const token = await new CompactSign(bytes).setProtectedHeader({ ...usualHeader, crit: ['b64'], b64: true }).sign(ec.privateKey)
    await refused(token, /header has crit/)
    await refused(`${part({ ...usualHeader, crit: ['made-up'], 'made-up': 1 })}.${part(usual())}.AAAA`, /header has crit/)
  })
  test.each([
    ['an id_token', { typ: 'JWT' }],
    ['nothing said', { typ: undefined }],
    ['an assertion', { typ: 'client-authentication+jwt' }],
  ])('of another kind: %s', async (_title, header) => refused(sign({}, header), /ERR_JWT_CLAIM_VALIDATION_FAILED/))

  test.each<[string, () => JWTPayload]>([
    ['another issuer', () => ({ iss: 'https://evil.example.org' })],
    ['the issuer with a slash', () => ({ iss: `${issuer}/` })],
    ['no issuer', () => ({ iss: undefined })],
    ['another audience', () => ({ aud: 'https://elsewhere.example.org' })],
    ['this server and another', () => ({ aud: [audience, 'https://elsewhere.example.org'] })],
    ['no audience', () => ({ aud: undefined })],
    ['expired', () => ({ iat: second() - 600, exp: second() - 60 })],
    ['no end', () => ({ exp: undefined })],
    ['an end that is a text', () => ({ exp: '9999999999' as never })],
    ['good for more than an hour', () => ({ exp: second() + 3_700 })],
    ['issued long ago', () => ({ iat: second() - 4_000 })],
    ['not yet good', () => ({ nbf: second() + 600 })],
    ['no time of issue', () => ({ iat: undefined })],
    ['no jti', () => ({ jti: undefined })],
    ['no subject', () => ({ sub: undefined })],
    ['no client', () => ({ client_id: undefined })],
    ['a client that nobody mapped', () => ({ sub: 'other', client_id: 'other' })],
    ['a client named like what every object has', () => ({ sub: 'constructor', client_id: 'constructor' })],
    ['our own id of a client', () => ({ sub: 'hospital', client_id: 'hospital' })],
    ['a person whom nobody knows', () => ({ sub: 'u-2', client_id: 'app', scope: 'patient/*.rs' })],
    ['a person with scopes of a system', () => ({ sub: 'u-1', client_id: 'app' })],
    ['a system with scopes of a person', () => ({ scope: 'user/*.rs' })],
    ['no scope', () => ({ scope: undefined })],
    ['a list of scopes', () => ({ scope: ['system/Patient.rs'] })],
  ])('%s', async (_title, claims) => refused(sign(claims())))

  test('a token that was altered, cut, or is very long', async () => {
    const token = await sign()
    await refused(token.slice(0, -6))
    await refused(token.replace(/\.[^.]+\./, `.${part({ ...usual(), scope: 'system/*.cruds' })}.`))
    await refused(sign({ more: 'x'.repeat(9_000) }))
  })

  test('nothing of a token is in the reasons', async () => {
    await refused(sign({ aud: 'canary-audience', sub: 'canary-subject' }))
    expect(reasons.join()).not.toContain('canary')
  })

  async function rs256() {
    const { privateKey } = await generateKeyPair('RS256')
    return privateKey
  }
})

describe('whom the operator may trust', () => {
  const good = () => ({ issuer, audience, algorithms: ['ES384'], jwksUri: 'https://login.example.org/keys', clients: {} })
  test('by an address, or by keys', () => {
    expect(readTrustedIssuers([good()], 'https://us.example.org')).toHaveLength(1)
  })
  test.each<[string, object, RegExp]>([
    ['itself', { issuer: 'https://us.example.org' }, /this server itself/],
    ['nobody', { issuer: undefined }, /issuer is not/],
    ['for everybody', { audience: '' }, /audience/],
    ['shared secrets', { algorithms: ['HS256'] }, /algorithms/],
    ['unsigned', { algorithms: ['none'] }, /algorithms/],
    ['any algorithm', { algorithms: [] }, /algorithms/],
    ['keys from anywhere', { jwksUri: 'http://login.example.org/' }, /jwksUri/],
    ['by http', { issuer: 'http://login.example.org' }, /issuer is not an https/],
    ['on this machine by http, in production', { issuer: 'http://localhost:9000' }, /issuer is not an https/],
    ['keys on this machine by http, in production', { jwksUri: 'http://127.0.0.1/keys' }, /jwksUri is not an https/],
    ['unmarked tokens for anything', { unmarked: { clientClaim: 'azp' }, audience: 'api' }, /audience, with unmarked/],
    ['unmarked tokens of clients by another claim', { unmarked: { clientClaim: 'sub' } }, /clientClaim/],
    ['unmarked tokens, and that is all', { unmarked: true }, /clientClaim/],
    [
      'unmarked tokens for a client by the name of this server',
      { unmarked: { clientClaim: 'azp' }, audience: 'https://us.example.org', clients: { 'https://us.example.org': 'x' } },
      /as its name/,
    ],
    ['no keys', { jwksUri: undefined }, /either/],
    ['a shared key', { jwksUri: undefined, jwks: { keys: [{ kty: 'oct', kid: 'k', k: 'x' }] } }, /no public key/],
    ['no clients', { clients: undefined }, /clients/],
  ])('not %s', (_title, given, why) => {
    expect(() => readTrustedIssuers([{ ...good(), ...given }], 'https://us.example.org')).toThrow(why)
  })
  test('by http on this machine while this server is there itself', () => {
    const here = { ...good(), issuer: 'http://localhost:9000', jwksUri: 'http://127.0.0.1:9000/keys' }
    expect(readTrustedIssuers([here], 'http://localhost:8080')).toHaveLength(1)
  })
  test('not twice, and all that is wrong is said', () => {
    expect(() => readTrustedIssuers([good(), good()], 'https://us.example.org')).toThrow(/twice/)
    expect(() => readTrustedIssuers({}, 'https://us.example.org')).toThrow(IssuersRefused)
    expect(() => readTrustedIssuers([null, { ...good(), audience: '', clients: 7 }], 'https://us.example.org')).toThrow(
      /\[0\].*\n.*\[1\]: audience.*\n.*clients/,
    )
  })
  test('which keys are taken', () => {
    expect([
      isPublicSigningKey(publicKeys[0]),
      isPublicSigningKey({ ...publicKeys[1], d: 'x' }),
      isPublicSigningKey({ ...publicKeys[1], use: 'enc' }),
      isPublicSigningKey(null),
    ]).toEqual([true, false, false, false])
  })
})
