import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Provider } from 'oidc-provider'
import { registerUser } from '#auth/people/users.ts'
import { readConfig } from '#src/config.ts'
import { Browser } from './browser.ts'
import { type Asked, openTown, type Town } from './launch-town.ts'

// Sign-in with another OpenID provider: a second one, over HTTP. https://openid.net/specs/openid-connect-core-1_0.html

let provider: Server
let issuer: string
let town: Town
/** Who signs in there, and what it does to its answers. */
let person: string
let asked: URLSearchParams[]
/** When they signed in there, by its own word; seconds since 1970. */
let signedInAt: number | undefined
/** Does it forget what it was asked of freshness? */
let overlooks = false

beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as { port: number }).port}`
  town = await openTown({ UPSTREAM_ISSUER: issuer, UPSTREAM_CLIENT_ID: 'cares', UPSTREAM_CLIENT_SECRET: 'a secret of this test alone' })
  const other = new Provider(issuer, {
    clients: [
      {
        client_id: 'cares',
        client_secret: 'a secret of this test alone',
        redirect_uris: [`${town.base}/auth/sign-in/return`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const answer = other.callback()
  provider.on('request', async (request, response) => {
    const url = new URL(request.url ?? '', issuer)
    if (url.pathname === '/auth') asked.push(url.searchParams)
    if (url.pathname === '/auth' && overlooks) {
      const without = new URLSearchParams(url.searchParams)
      for (const name of ['prompt', 'max_age']) without.delete(name)
      request.url = `/auth?${without}`
    }
    if (!url.pathname.startsWith('/interaction/')) return void answer(request, response)
    const result =
      person === '' ? { error: 'access_denied' } : { login: { accountId: person, ...(signedInAt !== undefined && { ts: signedInAt }) } }
    await other.interactionFinished(request, response, result)
  })
  await registerUser(town.tokens, {
    username: 'ana2',
    name: 'Ana',
    fhirUser: 'RelatedPerson/ana',
    identities: [{ issuer, subject: 'ana-there' }],
  })
}, 60_000)
afterAll(async () => {
  provider.closeAllConnections()
  provider.close()
  await town.close()
})
beforeEach(() => {
  person = 'ana-there'
  asked = []
  signedInAt = undefined
  overlooks = false
})

/** From the sign-in page to where the other provider sends the browser back. */
async function thereAndBack(browser: Browser, given: Asked = {}): Promise<string> {
  const page = await browser.follow(town.authorizeAddress(given))
  const link = /href="([^"]*\/elsewhere)"/.exec(page.text)?.[1] ?? ''
  const there = await browser.follow(link)
  return (await new Browser(issuer).follow(there.left ?? '')).left ?? ''
}

describe('signing in with another provider', () => {
  test('who is linked goes on to what they came for', async () => {
    const browser = town.browser()
    const page = await browser.follow(await thereAndBack(browser))
    expect([page.status, page.text.includes('You are signed in as Ana')]).toEqual([200, true])
    expect((await town.audited('sign-in')).at(-1)).toMatchObject({ person: 'RelatedPerson/ana', outcome: 0 })
  })

  test('it is asked with PKCE, state and nonce, new each time', async () => {
    for (let count = 0; count < 2; count += 1) await thereAndBack(town.browser())
    const [first, second] = asked as [URLSearchParams, URLSearchParams]
    expect([first.get('code_challenge_method'), first.get('scope')]).toEqual(['S256', 'openid'])
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)).toMatch(/^[\w-]{43}$/)
      expect(first.get(name)).not.toBe(second.get(name))
    }
  })

  test.each(['somebody-else', 'ANA-THERE', ''])('who is not linked (%p) does not get in', async (subject) => {
    person = subject
    const browser = town.browser()
    const page = await browser.follow(await thereAndBack(browser))
    expect([page.status, page.text.includes('not registered here')]).toEqual([401, true])
  })
})

describe('how fresh the sign-in must be', () => {
  const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60

  test.each<[string, Asked, (string | null)[]]>([
    ['nothing', {}, [null, null]],
    ['prompt=login', { prompt: 'login' }, ['login', '0']],
    ['max_age', { max_age: '600' }, [null, '600']],
    ['max_age of nought', { max_age: '0' }, ['login', '0']],
    ['both', { prompt: 'login consent', max_age: '600' }, ['login', '0']],
  ])('what the app asks is asked there: %s', async (_title, given, expected) => {
    const browser = town.browser()
    const page = await browser.follow(await thereAndBack(browser, given))
    expect([asked[0]?.get('prompt'), asked[0]?.get('max_age')]).toEqual(expected)
    expect(page.text).toContain('You are signed in as Ana')
  })

  test.each<[string, Asked, number]>([
    ['an hour ago, a new one asked', { prompt: 'login' }, 60],
    ['an hour ago, ten minutes asked', { max_age: '600' }, 60],
  ])('who signed in there %s, is not signed in, though it says so', async (_title, given, minutes) => {
    signedInAt = minutesAgo(minutes)
    const browser = town.browser()
    const page = await browser.follow(await thereAndBack(browser, given))
    expect([page.status, page.text.includes('You are signed in')]).toEqual([401, false])
  })

  test('who signed in there five minutes ago is signed in where ten are asked', async () => {
    signedInAt = minutesAgo(5)
    const browser = town.browser()
    expect((await browser.follow(await thereAndBack(browser, { max_age: '600' }))).text).toContain('You are signed in as Ana')
  })

  test('a provider that does not say when they signed in signs in nobody of whom that was asked', async () => {
    overlooks = true
    const browser = town.browser()
    expect((await browser.follow(await thereAndBack(browser, { max_age: '600' }))).status).toBe(401)
    expect((await browser.follow(await thereAndBack(town.browser()))).status).toBe(404)
  })
})

describe('attacks', () => {
  test('a return after more than ten minutes finds nothing', async () => {
    const { upsert } = town.tokens.oidc
    const kept: (string | undefined)[] = []
    town.tokens.oidc.upsert = async (model, id, record) => {
      if (model === 'UpstreamSignIn') kept.push(record.expiresAt)
      await upsert(model, id, record)
    }
    try {
      const browser = town.browser()
      const page = await browser.follow(town.authorizeAddress())
      await browser.send(`${new URL(page.at).pathname}/elsewhere`)
    } finally {
      town.tokens.oidc.upsert = upsert
    }
    expect(kept).toHaveLength(1)
    const minutes = (Date.parse(kept[0] ?? '') - Date.now()) / 60_000
    expect([minutes > 9, minutes <= 10]).toEqual([true, true])
  })

  test('a return is used once', async () => {
    const browser = town.browser()
    const back = await thereAndBack(browser)
    await browser.follow(back)
    expect((await browser.follow(back)).status).toBe(404)
  })

  test('a return in another browser signs nobody in', async () => {
    const back = await thereAndBack(town.browser())
    const page = await town.browser().follow(back)
    expect(page.status).toBe(404)
  })

  test('a return for another question of the same browser signs nobody in', async () => {
    const browser = town.browser()
    const back = new URL(await thereAndBack(browser))
    const other = await browser.follow(town.authorizeAddress({ state: 'another' }))
    const id = /sign-in\/([\w-]+)"/.exec(other.text)?.[1]
    const page = await browser.follow(`/auth/sign-in/${id}/returned${back.search}`)
    expect(page.text).not.toContain('You are signed in')
  })

  test.each([
    ['another code', (back: URL) => back.searchParams.set('code', 'x'.repeat(43))],
    ['another state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43))],
    ['another issuer', (back: URL) => back.searchParams.set('iss', 'https://evil.example.org')],
    ['no code', (back: URL) => back.searchParams.delete('code')],
    ['two states', (back: URL) => back.searchParams.append('state', 'y')],
  ])('a return with %s signs nobody in', async (_title, change) => {
    const browser = town.browser()
    const back = new URL(await thereAndBack(browser))
    change(back)
    const page = await browser.follow(back.href)
    expect([401, 404]).toContain(page.status)
    expect(page.text).not.toContain('You are signed in')
  })

  test('somebody without a password is let in by none', async () => {
    const browser = town.browser()
    const page = await browser.follow(town.authorizeAddress())
    const answer = await browser.submit(page, '', [
      ['username', 'ana2'],
      ['password', ''],
    ])
    expect(answer.status).toBe(401)
  })
})

test('only https, and with client id and secret', () => {
  expect(() => readConfig({ UPSTREAM_ISSUER: 'http://login.example.org' })).toThrow(/not an https: address.*\n.*needs UPSTREAM_CLIENT_ID/)
  const here = { UPSTREAM_ISSUER: 'http://localhost:9000', UPSTREAM_CLIENT_ID: 'cares', UPSTREAM_CLIENT_SECRET: 'x' }
  expect(readConfig({ ...here, BASE_URL: 'http://localhost:8080' }).upstream?.issuer).toBe('http://localhost:9000')
  expect(() => readConfig({ ...here, BASE_URL: 'https://cares.example.org' })).toThrow(/not an https: address/)
})
