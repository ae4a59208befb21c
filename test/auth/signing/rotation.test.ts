import { createServer } from 'node:http'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { runRotation } from '#auth/signing/rotation-command.ts'
import { createSigner } from '#auth/signing/signer.ts'
import { afterglow, keyThatSigns, lead, publishedKeys, readSigningKeys, rotateSigningKeys } from '#auth/signing/signing-keys.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from '../map-tokens.ts'

let tokens: Tokens
const start = Date.now()
const moment = (ms: number) => new Date(start + ms)
beforeEach(() => {
  tokens = mapTokens()
})

/** As the library signs: the header names the key, then the bytes are signed. */
async function signed(key: Awaited<ReturnType<typeof createSigner>>['key'], header = { alg: 'RS256', kid: key.kid }) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const data = `${part(header)}.${part({ sub: 'somebody' })}`
  return `${data}.${Buffer.from(await key.sign(Buffer.from(data))).toString('base64url')}`
}
const good = (token: string, keys: JWK[]) =>
  jwtVerify(token, createLocalJWKSet({ keys })).then(
    () => true,
    () => false,
  )

describe('rotating the keys that sign', () => {
  test('the new one is published before it signs, the old one until what it signed has ended', async () => {
    const old = keyThatSigns(await readSigningKeys(tokens), 'RS256', moment(0)).kid
    const kept = await rotateSigningKeys(tokens, moment(0))
    const signs = (at: Date) => keyThatSigns(kept, 'RS256', at).kid
    const shown = (at: Date) =>
      publishedKeys(kept, at)
        .filter(({ alg }) => alg === 'RS256')
        .map(({ kid }) => kid)
    const next = signs(moment(lead))
    expect([signs(moment(0)), signs(moment(lead - 1)), next === old]).toEqual([old, old, false])
    expect(shown(moment(0))).toEqual([old, next])
    expect(shown(moment(lead + afterglow - 1))).toEqual([old, next])
    expect(shown(moment(lead + afterglow))).toEqual([next])
  })

  test('a process that runs signs with the new one in its time; tokens of both are good meanwhile', async () => {
    let at = moment(0)
    const signer = await createSigner(tokens, () => at)
    const before = await signed(signer.key)
    await rotateSigningKeys(tokens, at)
    at = moment(lead)
    await signer.refresh()
    const later = await signed(signer.key)
    const keys = signer.published()
    expect([await good(before, keys), await good(later, keys)]).toEqual([true, true])
    at = moment(lead + afterglow)
    expect([await good(before, signer.published()), await good(later, signer.published())]).toEqual([false, true])
  })

  test('who goes by the keys as they were published before can check what the new one signs', async () => {
    let at = moment(0)
    const signer = await createSigner(tokens, () => at)
    await rotateSigningKeys(tokens, at)
    at = moment(60_000)
    await signer.refresh()
    const cached = signer.published()
    at = moment(lead + 300_000)
    expect(await good(await signed(signer.key), cached)).toBe(true)
  })

  test('a rotation between the header and the signature: the key that the header names signs', async () => {
    let at = moment(0)
    const signer = await createSigner(tokens, () => at)
    const header = { alg: 'RS256', kid: signer.key.kid }
    await rotateSigningKeys(tokens, at)
    at = moment(lead)
    await signer.refresh()
    expect(signer.key.kid === header.kid).toBe(false)
    expect(await good(await signed(signer.key, header), signer.published())).toBe(true)
  })

  test('at once: the old keys are gone', async () => {
    const old = (await readSigningKeys(tokens)).keys.map(({ kid }) => kid)
    const kept = await rotateSigningKeys(tokens, moment(0), true)
    expect(kept.keys.filter(({ kid }) => old.includes(kid))).toEqual([])
    expect(keyThatSigns(kept, 'RS256', moment(0)).kid).toBeDefined()
  })

  test('rotated twice in an hour, three are published; those that have ended are forgotten', async () => {
    await rotateSigningKeys(tokens, moment(0))
    const twice = await rotateSigningKeys(tokens, moment(lead + 60_000))
    expect(publishedKeys(twice, moment(lead + 60_000)).filter(({ alg }) => alg === 'RS256')).toHaveLength(3)
    const day = await rotateSigningKeys(tokens, moment(86_400_000))
    expect(day.keys.filter(({ alg }) => alg === 'RS256')).toHaveLength(2)
  })

  test('while the database does not answer, what is known goes on', async () => {
    let at = moment(0)
    let away = false
    const failing: Tokens = {
      ...tokens,
      oidc: { ...tokens.oidc, find: (...given) => (away ? Promise.reject(new Error('away')) : tokens.oidc.find(...given)) },
    }
    const signer = await createSigner(failing, () => at)
    away = true
    at = moment(120_000)
    await signer.refresh()
    expect(await good(await signed(signer.key), signer.published())).toBe(true)
  })
})

describe('what gets out', () => {
  const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

  test('the endpoint shows public halves of all, and lets apps in browsers read them', async () => {
    await rotateSigningKeys(tokens, new Date())
    const { handle } = await createAuthorizationServer('https://cares.example.org', tokens, { fault() {}, refusal() {} })
    const { body, headers } = await request(createServer((req, res) => void handle(req, res)))
      .get(authPaths.jwks)
      .set('Origin', 'https://app.example.org')
    expect(body.keys).toHaveLength(6)
    for (const key of body.keys) expect(secret.filter((part) => part in key)).toEqual([])
    expect([headers['cache-control'], headers['access-control-allow-origin']]).toEqual(['public, max-age=300', expect.anything()])
  })

  test('the command names keys and times, never the keys', async () => {
    const lines: string[] = []
    for (const args of [['--list'], [], ['--at-once'], ['--help'], ['--wrong']])
      await runRotation(args, tokens, (line) => void lines.push(line))
    const { keys } = await readSigningKeys(tokens)
    expect(lines.join('\n')).toContain(keys.at(-1)!.kid)
    for (const key of keys)
      for (const part of secret) {
        const value = (key as { [name: string]: unknown })[part]
        if (value) expect(lines.join()).not.toContain(String(value))
      }
  })
})
