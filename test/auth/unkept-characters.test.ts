import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { invite } from '#auth/registration/invitation.ts'
import { formsOf } from './browser.ts'
import { appUri, openTown, password, type Town } from './launch-town.ts'

// PostgreSQL keeps no U+0000, and UTF-8 has no half of a surrogate pair. Whoever sends one made a mistake, or looks for a
// fault of ours: the answer says so (4xx), and nothing of it is a fault here.
let town: Town
beforeAll(async () => {
  town = await openTown({ REGISTRATION: 'on' })
}, 60_000)
afterAll(() => town.close())

const nul = 'a\0b'
const post = async (path: string, form: [string, string][]) =>
  (await fetch(town.base + path, { method: 'POST', body: new URLSearchParams(form) })).status
const isTheirs = (status: number) => expect([status, status >= 400 && status < 500]).toEqual([status, true])

describe('an authorization request', () => {
  const names = ['client_id', 'redirect_uri', 'scope', 'state', 'aud', 'code_challenge', 'nonce', 'launch', 'login_hint', 'ui_locales', nul]

  test.each(names)('%j, by address and as a form', async (name) => {
    const address = town.authorizeAddress({ [name]: nul })
    const { status, left } = await town.browser().follow(address)
    expect(left).toBeUndefined()
    isTheirs(status)
    isTheirs(await post('/auth/authorize', [...new URLSearchParams(address.split('?')[1])]))
  })

  test('without it the same request goes on', async () => {
    expect((await town.browser().follow(town.authorizeAddress({ nonce: 'ab' }))).status).toBe(200)
  })
})

describe('the token endpoint and its neighbours', () => {
  const usual = { grant_type: 'authorization_code', code: 'c', redirect_uri: appUri, client_id: 'app', code_verifier: 'v'.repeat(43) }

  test.each([...Object.keys(usual), 'scope', 'client_assertion', 'client_assertion_type', 'client_secret'])(
    '%s of a code',
    async (name) => {
      isTheirs(await post('/auth/token', Object.entries({ ...usual, [name]: nul })))
    },
  )

  test.each(['refresh_token', 'scope', 'client_id'])('%s of a refresh', async (name) => {
    const form = { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'app', [name]: nul }
    isTheirs(await post('/auth/token', Object.entries(form)))
    const { client_id: _, ...unnamed } = form
    isTheirs(await post('/auth/token', Object.entries(unnamed)))
  })

  test.each(['iss', 'sub', 'jti', 'kid'])('%s of a signed assertion', async (name) => {
    const [claims, header] = name === 'kid' ? [{}, { kid: nul }] : [{ [name]: nul }, {}]
    const assertion = await town.keyed.sign(`${town.base}/auth/token`, claims, header)
    const kind = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    const form = { grant_type: 'client_credentials', scope: 'system/*.rs', client_assertion_type: kind, client_assertion: assertion }
    isTheirs(await post('/auth/token', Object.entries(form)))
  })

  test.each(['/auth/revoke', '/auth/introspect'])('%s', async (path) => {
    for (const name of ['token', 'client_id', 'token_type_hint']) {
      const status = await post(path, Object.entries({ token: 't', client_id: 'app', [name]: nul }))
      expect([name, status, status < 500]).toEqual([name, status, true])
    }
  })

  test('a name and a secret as a header', async () => {
    const headers = { Authorization: `Basic ${Buffer.from('a%00b:a%00b').toString('base64')}` }
    isTheirs((await town.token(usual, headers)).status)
  })

  test('a token for the records', async () => {
    isTheirs((await town.get('Patient/kim', 'a%00b')).status)
  })
})

describe('the forms for people', () => {
  test('a name and a password', async () => {
    const browser = town.browser()
    const page = await browser.follow(town.authorizeAddress())
    for (const [name, value] of [
      ['username', nul],
      ['password', nul],
      ['key', nul],
    ] as const) {
      const given = { username: 'ana', password, [name]: value }
      isTheirs((await browser.submit(page, '', Object.entries(given))).status)
    }
  })

  test('a patient, and what is agreed to', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'carla')
    expect(page.text).toContain('Choose a patient')
    isTheirs((await browser.submit(page, '/patient', [['patient', nul]])).status)
    const [, form] = formsOf(page.text)
    const { status, text } = await browser.send(form!.action.replace(/patient$/, 'find'), { form: [...form!.fields, ['name', nul]] })
    expect([status, text.includes('kim Child')]).toEqual([200, true])
    const agree = await browser.submit(page, '/patient', [['patient', 'kim']])
    isTheirs((await browser.submit(agree, '/grant', [['patient', nul]])).status)
    // What is no encounter names none.
    expect((await browser.submit(agree, '/grant', [['encounter', nul]])).left).toContain('code=')
  })

  test('what is withdrawn', async () => {
    const browser = town.browser()
    const page = await browser.follow('/auth/grants')
    const own = await browser.submit(page, '', [
      ['username', 'ana'],
      ['password', password],
    ])
    expect(own.text).toContain('Apps with access')
    const key = /name="key" value="([^"]+)"/.exec(own.text)![1]!
    isTheirs(
      (
        await browser.send('/auth/grants/withdraw', {
          form: [
            ['key', key],
            ['grant', nul],
          ],
        })
      ).status,
    )
  })

  test.each(['/auth/sign-in/a%00b', '/auth/authorize/a%00b', '/auth/sign-in/return?state=a%00b', '/auth/grants?a=%00'])(
    'the address %s',
    async (path) => {
      const { status } = await town.browser().send(path)
      expect([status, status < 500]).toEqual([status, true])
    },
  )
})

describe('registering by oneself', () => {
  const app = {
    client_name: 'Viewer',
    redirect_uris: ['https://app.example.org/back'],
    token_endpoint_auth_method: 'none',
    scope: 'launch/patient patient/Goal.rs',
  }
  const register = async (metadata: string) => {
    const token = await invite(town.tokens, {
      note: 'n',
      scope: `${app.scope} system/Goal.rs`,
      uses: 9,
      days: 1,
      kind: 'hospital',
      organization: 'Organization/o',
    })
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    return (await fetch(`${town.base}/auth/register`, { method: 'POST', headers, body: metadata })).status
  }
  const system = () => {
    const { jwks } = town.keyed.client
    const keys = [{ ...jwks.keys[0], kid: 'NUL' }]
    const method = 'private_key_jwt'
    const grants = ['client_credentials']
    return { client_name: 'Clinic', grant_types: grants, token_endpoint_auth_method: method, jwks: { keys }, scope: 'system/Goal.rs' }
  }

  test.each(['\\u0000', '\\ud800'])('%s in each of what is registered', async (letter) => {
    for (const name of Object.keys(app) as (keyof typeof app)[]) {
      const value = name === 'redirect_uris' ? ['NUL'] : 'NUL'
      isTheirs(await register(JSON.stringify({ ...app, [name]: value }).replace('NUL', `a${letter}`)))
    }
    expect(await register(JSON.stringify(system()))).toBe(201)
    isTheirs(await register(JSON.stringify(system()).replace('NUL', letter)))
  })
})
