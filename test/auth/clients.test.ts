import { beforeEach, describe, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import { createAuthenticate } from '#auth/authenticate.ts'
import { ClientRefused, clientProblems, findClient, grantOf, listClients, registerClient, removeClient } from '#auth/clients.ts'
import { hashToken } from '#auth/token-hash.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner, type Partner } from './partner.ts'

let partner: Partner
let tokens: Tokens
beforeEach(async () => {
  partner = await makePartner('ES384', { clientId: 'hospital' })
  tokens = mapTokens()
})

describe('registering a client', () => {
  test('it can be found, listed and removed', async () => {
    await registerClient(tokens, partner.client)
    expect(await findClient(tokens, 'hospital')).toEqual(partner.client)
    expect((await listClients(tokens)).map(({ clientId }) => clientId)).toEqual(['hospital'])
    await removeClient(tokens, 'hospital')
    expect(await findClient(tokens, 'hospital')).toBeUndefined()
  })

  test('all that is wrong is said at once', async () => {
    const wrong = { clientId: 'no spaces', description: ' ', jwks: { keys: [] }, scope: 'user/*.rs', kind: 'friend', purpose: 'for fun' }
    await expect(registerClient(tokens, wrong as never)).rejects.toBeInstanceOf(ClientRefused)
    expect(clientProblems(wrong).map((problem) => problem.split(/[ :.]/)[0])).toEqual([
      'clientId',
      'description',
      'jwks',
      'scope',
      'kind',
      'purpose',
    ])
  })

  test.each([
    ['https://keys.example.org/jwks.json', undefined],
    ['http://localhost:9000/jwks.json', undefined],
    ['http://keys.example.org/jwks.json', /neither https/],
    ['https://169.254.169.254/keys', /linkLocal/],
    ['https://[::ffff:10.0.0.1]/keys', /private/],
    ['https://0x0a000001/keys', /private/],
    ['https://user@keys.example.org/', /user name/],
    ['file:///etc/passwd', /neither https/],
    ['keys', /not an address/],
    [7, /not an address/],
  ])('keys, or word of revocations, at an address: %p', (address, problem) => {
    const { jwks, ...rest } = partner.client
    const client = { ...rest, organization: 'Organization/partner' }
    for (const candidate of [
      { ...client, jwksUri: address },
      { ...client, jwks, notifyUri: address },
    ]) {
      const problems = clientProblems(candidate).join()
      if (problem === undefined) expect(problems).toBe('')
      else expect(problems).toMatch(problem)
    }
  })

  test('CARES-CON-04: an address for revocations is for an organization to which something was released', () => {
    const problems = clientProblems({ ...partner.client, organization: undefined, notifyUri: 'https://partner.example.org/' })
    expect(problems).toEqual([expect.stringContaining('needs organization')])
  })

  test('keys by value and at an address are one too many', () => {
    expect(clientProblems({ ...partner.client, jwksUri: 'https://keys.example.org/' })).toEqual([expect.stringContaining('one way')])
  })

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a private key', async () => exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey), /private or secret/],
    ['a shared secret', async () => ({ kty: 'oct', k: 'c2VjcmV0' }), /private or secret/],
    ['a curve that is not ES384', async () => exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey), /P-384/],
    ['a key for encryption', async () => ({ ...partner.client.jwks.keys[0], use: 'enc' }), /use is not sig/],
    ['a short RSA key', async () => ({ kty: 'RSA', n: Buffer.alloc(128, 255).toString('base64url'), e: 'AQAB' }), /2048/],
    ['numbers that are no key', async () => ({ ...partner.client.jwks.keys[0], x: 'AAAA' }), /do not make one/],
    ['a key without kid', async () => ({ ...partner.client.jwks.keys[0], kid: undefined }), /kid is missing/],
    ['nothing', async () => null, /not an object/],
  ])('refused: %s', async (_title, key, why) => {
    const keys = [{ kid: 'k', ...((await key()) as object | null) }]
    const jwks = { keys: (await key()) === null ? [null] : keys }
    if (_title === 'a key without kid') jwks.keys = [(await key()) as never]
    expect(clientProblems({ ...partner.client, jwks }).join()).toMatch(why)
  })

  test('registering again ends the tokens of the earlier registration', async () => {
    await registerClient(tokens, partner.client)
    const token = {
      hash: hashToken('a'),
      clientId: 'hospital',
      scope: 'system/*.cruds',
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
      grantId: grantOf('hospital'),
    }
    await tokens.insertToken(token)
    await registerClient(tokens, { ...partner.client, scope: 'system/Patient.r' })
    expect(await tokens.findToken(token.hash)).toBeUndefined()
  })
})

describe('a token', () => {
  const start = Date.parse('2026-03-08T06:59:00Z')
  let now = start
  const at = (ms: number) => {
    now = start + ms
  }

  beforeEach(async () => {
    at(0)
    tokens = mapTokens(() => now)
    await registerClient(tokens, partner.client)
    await tokens.insertToken({
      hash: hashToken('t'),
      clientId: 'hospital',
      scope: 'system/*.rs',
      expiresAt: new Date(start + 300_000).toISOString(),
      grantId: grantOf('hospital'),
    })
  })

  test('is good until five minutes have passed, whether seen before or not', async () => {
    const seen = createAuthenticate(tokens, () => new Date(now))
    await seen('Bearer t')
    at(299_999)
    expect((await seen('bearer t')).allows('r', 'Patient')).toBe(true)
    expect((await createAuthenticate(tokens, () => new Date(now))('Bearer t')).caller.clientId).toBe('hospital')
    at(300_000)
    await expect(seen('Bearer t')).rejects.toMatchObject({ kind: 'unauthenticated' })
    await expect(createAuthenticate(tokens, () => new Date(now))('Bearer t')).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  test('is looked up once, then remembered', async () => {
    let looks = 0
    const counting = {
      ...tokens,
      findToken: (hash: Buffer) => {
        looks++
        return tokens.findToken(hash)
      },
    }
    const authenticate = createAuthenticate(counting, () => new Date(now))
    const plans = [await authenticate('Bearer t'), await authenticate('Bearer t')]
    expect([looks, plans[0] === plans[1]]).toEqual([1, true])
  })

  test('of a client that is gone is good for nothing', async () => {
    await removeClient(tokens, 'hospital')
    await expect(createAuthenticate(tokens, () => new Date(now))('Bearer t')).rejects.toMatchObject({ kind: 'unauthenticated' })
  })
})
