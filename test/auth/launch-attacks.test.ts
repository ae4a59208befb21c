import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Page, pkce } from './browser.ts'
import { appUri, openTown, password, secret, type Town } from './launch-town.ts'

// One test for each way in that somebody would try, named for it.
let town: Town
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

const redeem = (code: string, verifier: string, more = {}) =>
  town.token({ grant_type: 'authorization_code', code, redirect_uri: appUri, client_id: 'app', code_verifier: verifier, ...more })
const refresh = (token: string, more = {}) => town.token({ grant_type: 'refresh_token', refresh_token: token, client_id: 'app', ...more })
const offline = 'launch/patient offline_access patient/Patient.rs patient/Goal.rs'
const errorOf = ({ left }: Page) => new URL(left ?? 'https://nowhere.example.org').searchParams.get('error')

/** A code that nobody has redeemed yet. */
async function freshCode(given: { [name: string]: string } = {}) {
  const { verifier, challenge } = pkce()
  const browser = town.browser()
  const page = await town.signIn(browser, 'ana', { code_challenge: challenge, ...given })
  const { left } = await browser.submit(page, '/grant')
  return { code: new URL(left!).searchParams.get('code')!, verifier }
}

describe('PKCE downgrade', () => {
  test.each<[string, { [name: string]: string | undefined }]>([
    ['no challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['plain', { code_challenge_method: 'plain' }],
    ['a challenge without its method', { code_challenge_method: undefined }],
    ['another method', { code_challenge_method: 'S512' }],
  ])('%s is refused before anybody signs in', async (_, given) => {
    expect(errorOf(await town.browser().follow(town.authorizeAddress(given)))).toBe('invalid_request')
  })

  test('a code without its verifier, or with another, is worth nothing', async () => {
    const { code, verifier } = await freshCode()
    const without = await town.token({ grant_type: 'authorization_code', code, redirect_uri: appUri, client_id: 'app' })
    expect(without.body.error).toBe('invalid_grant')
    expect((await redeem(code, `${verifier.slice(1)}x`)).body.error).toBe('invalid_grant')
    expect((await redeem(code, verifier)).status).toBe(200)
  })
})

describe('a code by another way', () => {
  test.each(['fragment', 'form_post', 'web_message', 'jwt', 'query.jwt', 'Query', 'query fragment'])(
    'response_mode %s is refused, by the query and before anybody signs in',
    async (mode) => {
      const { left, text } = await town.browser().follow(town.authorizeAddress({ response_mode: mode }))
      expect(left).toMatch(/^https:\/\/app\.example\.org\/back\?error=unsupported_response_mode&[^#]*state=state-1[^#]*$/)
      expect(text).not.toContain('<form')
    },
  )

  test('also as a second of two, and in a form', async () => {
    const address = town.authorizeAddress({ response_mode: 'query' })
    expect((await town.browser().follow(`${address}&response_mode=fragment`)).left).not.toMatch(/code=|#/)
    const form = [...new URLSearchParams(town.authorizeAddress({ response_mode: 'form_post' }).split('?')[1])] as [string, string][]
    expect(errorOf(await town.browser().follow('/auth/authorize', { form }))).toBe('unsupported_response_mode')
    expect((await town.browser().follow(address)).text).toContain('Sign in')
  })
})

describe('code replay', () => {
  test('a code is used once, and its second use ends what the first brought', async () => {
    const { code, verifier } = await freshCode()
    const first = await redeem(code, verifier)
    expect((await town.get('Patient/kim', first.body.access_token)).status).toBe(200)
    expect((await redeem(code, verifier)).body.error).toBe('invalid_grant')
    expect((await town.get('Patient/kim', first.body.access_token)).status).toBe(401)
  })

  test('64 uses at once: one token at most, and it is dead', async () => {
    const { code, verifier } = await freshCode()
    const answers = await Promise.all(Array.from({ length: 64 }, () => redeem(code, verifier)))
    const won = answers.filter(({ status }) => status === 200)
    expect(won.length).toBeLessThanOrEqual(1)
    for (const { body } of won) expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
  })
})

describe('open redirect', () => {
  test.each([
    'https://evil.example.org/back',
    `${appUri}/`,
    `${appUri}?x=1`,
    `${appUri}/../evil`,
    'https://app.example.org.evil.org/back',
    'https://app.example.org:8443/back',
    'http://app.example.org/back',
    'https://APP.example.org/back',
    'https://app.example.org/%62ack',
    'https://user@app.example.org/back',
    'javascript:alert(1)',
    '//app.example.org/back',
  ])('%s is not the registered address: nobody is sent there', async (address) => {
    const page = await town.browser().follow(town.authorizeAddress({ redirect_uri: address }))
    expect([page.status, page.left]).toEqual([400, undefined])
  })

  test('nor is a code redeemed for another address', async () => {
    const { code, verifier } = await freshCode()
    expect((await redeem(code, verifier, { redirect_uri: 'https://evil.example.org/back' })).body.error).toBe('invalid_grant')
  })

  test('the Host header sends nobody elsewhere', async () => {
    const browser = town.browser()
    const answer = await browser.send(town.authorizeAddress(), { headers: { 'X-Forwarded-Host': 'evil.example.org' } })
    expect(new URL(answer.location).origin).toBe(town.base)
  })
})

describe('scope escalation', () => {
  test('at a refresh: nothing beyond what was granted', async () => {
    const { body } = await town.launch('ana', { scope: offline, without: ['patient/Goal.rs'] })
    for (const scope of ['patient/Goal.rs', 'patient/*.rs', 'user/*.cruds', 'system/*.cruds']) {
      expect((await refresh(body.refresh_token, { scope })).body.error).toBe('invalid_scope')
    }
    expect((await refresh(body.refresh_token)).body.scope).toBe('launch/patient offline_access patient/Patient.rs')
  })

  test('on the consent page: what was not offered is not granted', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'ana', { scope: 'launch/patient openid patient/Patient.rs' })
    const back = await browser.submit(page, '/grant', [
      ['scope', 'patient/Patient.rs'],
      ['scope', 'user/*.cruds'],
      ['scope', 'system/*.cruds'],
      ['type', 'patient/*.cruds Goal'],
    ])
    expect(errorOf(back)).toBeNull()
    const grants = (await town.tokens.oidc.list('Granted')) as { scope: string }[]
    expect(grants.map(({ scope }) => scope).join(' ')).not.toMatch(/user\/\*\.cruds|system\//)
  })

  test('a person’s app gets no system/ scopes', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'ana', { scope: 'openid system/*.cruds user/Patient.rs' })
    expect(page.text).not.toContain('system/')
  })

  test('a patient who is not theirs cannot be chosen', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'carla')
    expect((await browser.submit(page, '/patient', [['patient', 'far']])).status).toBe(400)
    const consent = await browser.submit(page, '/patient', [['patient', 'kim']])
    expect((await browser.submit(consent, '/grant', [['patient', 'far']])).left).toBeUndefined()
  })
})

describe('substitution between clients', () => {
  test('a code is its own client’s', async () => {
    const { code, verifier } = await freshCode()
    expect((await redeem(code, verifier, { client_id: 'other' })).body.error).toBe('invalid_grant')
  })

  test('so is a refresh token', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    expect((await refresh(body.refresh_token, { client_id: 'other' })).body.error).toBe('invalid_grant')
    expect((await refresh(body.refresh_token, { client_id: 'secretive', client_secret: secret })).body.error).toBe('invalid_grant')
    expect((await refresh(body.refresh_token)).status).toBe(200)
  })

  test('a refresh token, a code or an id_token is no access token', async () => {
    const { body, code } = await town.launch('ana', { scope: `openid ${offline}` })
    for (const token of [body.refresh_token, code, body.id_token]) expect((await town.get('Patient/kim', token)).status).toBe(401)
  })
})

describe('refresh token reuse', () => {
  test('kills the family', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    const next = await refresh(body.refresh_token)
    expect((await town.get('Patient/kim', next.body.access_token)).status).toBe(200)
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await town.get('Patient/kim', next.body.access_token)).status).toBe(401)
    expect((await refresh(next.body.refresh_token)).body.error).toBe('invalid_grant')
  })

  test('also 64 at once', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    const answers = await Promise.all(Array.from({ length: 64 }, () => refresh(body.refresh_token)))
    const won = answers.filter(({ status }) => status === 200)
    expect(won.length).toBeLessThanOrEqual(1)
    for (const { body } of won) {
      expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
      expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant')
    }
  })
})

describe('a refresh in which a public app does not say its name', () => {
  const unnamed = (token: string, more = {}, headers = {}) =>
    town.token({ grant_type: 'refresh_token', refresh_token: token, ...more }, headers)

  test('is that of the app to which the token was given; the rest is as ever', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    expect((await unnamed(body.refresh_token, { scope: 'user/*.cruds' })).body.error).toBe('invalid_scope')
    const next = await unnamed(body.refresh_token)
    expect([next.status, next.body.patient]).toEqual([200, 'kim'])
    expect((await town.get('Patient/kim', next.body.access_token)).status).toBe(200)
    // A second use still ends it all.
    expect((await unnamed(body.refresh_token)).body.error).toBe('invalid_grant')
    expect((await town.get('Patient/kim', next.body.access_token)).status).toBe(401)
  })

  test('from the page of another origin: refused', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    expect((await unnamed(body.refresh_token, {}, { Origin: 'https://evil.example.org' })).status).toBe(400)
    expect((await unnamed(body.refresh_token, {}, { Origin: 'https://app.example.org' })).status).toBe(200)
  })

  test('an app that can prove who it is must, and nobody else’s token helps', async () => {
    const { code, verifier } = await town.launch('ana', { client_id: 'secretive', scope: offline })
    const form = { grant_type: 'authorization_code', code, redirect_uri: appUri, code_verifier: verifier, client_id: 'secretive' }
    const { body } = await town.token({ ...form, client_secret: secret })
    expect((await unnamed(body.refresh_token)).body.error).toBe('invalid_request')
    for (const token of ['', 'x', body.access_token]) expect((await unnamed(token)).status).toBe(400)
  })

  test('too long a form is not read; one connection serves the next request', async () => {
    expect((await fetch(`${town.base}/auth/token`, { method: 'POST', body: new URLSearchParams({ x: 'x'.repeat(60_000) }) })).status).toBe(
      400,
    )
    for (let i = 0; i < 3; i++) expect((await unnamed('x')).body.error).toBe('invalid_request')
  })
})

describe('forms of the pages', () => {
  test('CSRF: a form from elsewhere, without its key or in another browser changes nothing', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'ana')
    const [action] = /\/auth\/sign-in\/[^"]+\/grant/.exec(page.text)!
    const key = /name="key" value="([^"]+)"/.exec(page.text)![1]!
    const form: [string, string][] = [['patient', 'kim']]
    expect((await browser.send(action, { form })).status).toBe(403)
    expect((await browser.send(action, { form: [...form, ['key', 'x'.repeat(43)]] })).status).toBe(403)
    const own: [string, string][] = [...form, ['key', key]]
    for (const [name, value] of [
      ['Origin', 'https://evil.example.org'],
      ['Origin', 'null'],
      ['Sec-Fetch-Site', 'cross-site'],
    ] as const) {
      expect((await browser.send(action, { form: own, headers: { [name]: value } })).status).toBe(403)
    }
    expect((await town.browser().send(action, { form: own })).status).toBe(404)
    expect((await browser.send(action, { form: own })).status).toBe(303)
  })

  test('who is to sign in anew grants nothing before, though they are signed in', async () => {
    const browser = town.browser()
    await town.signIn(browser, 'ana')
    const page = await browser.follow(town.authorizeAddress({ prompt: 'login' }))
    const key = /name="key" value="([^"]+)"/.exec(page.text)![1]!
    const form: [string, string][] = [
      ['key', key],
      ['patient', 'kim'],
      ['scope', 'patient/*.rs'],
    ]
    const answer = await browser.send(`${new URL(page.at).pathname}/grant`, { form })
    expect([page.text.includes('Password'), answer.status, answer.location]).toEqual([true, 400, ''])
  })

  test('a question is answered at its own address alone', async () => {
    const [one, other] = [town.browser(), town.browser()]
    const page = await town.signIn(one, 'ana')
    const elsewhere = new URL((await other.follow(town.authorizeAddress())).at).pathname
    const cookie = [...one.cookies].map(([name, { value }]) => `${name.split(' ')[0]}=${value}`).join('; ')
    expect((await other.send(elsewhere, { headers: { Cookie: cookie } })).status).toBe(404)
    expect((await one.send(new URL(page.at).pathname)).status).toBe(200)
  })

  test('clickjacking: no page may be framed, none runs a script', async () => {
    const browser = town.browser()
    const pages = [await browser.follow(town.authorizeAddress()), await town.signIn(browser, 'ana')]
    pages.push(await town.browser().follow(town.authorizeAddress({ redirect_uri: 'https://evil.example.org' })))
    for (const { headers, text } of pages) {
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(text).not.toContain('<script')
    }
  })

  test('cookies: no script reads one, no other page sends one, and none says who it is without our signature', async () => {
    const browser = town.browser()
    const first = await browser.send(town.authorizeAddress())
    const page = await browser.follow(first.location)
    const signed = await browser.send(new URL(page.at).pathname, {
      form: [
        ['key', /name="key" value="([^"]+)"/.exec(page.text)![1]!],
        ['username', 'ana'],
        ['password', password],
      ],
    })
    const resumed = await browser.send(signed.location)
    const lines = [first, resumed].flatMap(({ headers }) => headers.getSetCookie())
    expect(lines.map((line) => line.split('=')[0])).toEqual(expect.arrayContaining(['_interaction', '_session', '_session.sig']))
    for (const line of lines) expect(line).toMatch(/; samesite=lax; httponly/i)
    const session = browser.cookies.get('_session /')!
    browser.cookies.delete('_session.sig /')
    browser.cookies.set('_session /', session)
    expect((await browser.follow('/auth/grants')).text).toContain('Password')
  })

  test('login oracle: an unknown name and a wrong password get the same answer', async () => {
    const answers: Page[] = []
    for (const username of ['ana', 'nobody']) {
      const browser = town.browser()
      const page = await browser.follow(town.authorizeAddress())
      const form: [string, string][] = [
        ['username', username],
        ['password', 'wrong password'],
      ]
      answers.push(await browser.submit(page, '', form))
    }
    const plain = ({ text }: Page) => text.replace(/sign-in\/[\w-]+/g, '').replace(/value="[\w-]+"/g, '')
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    expect(plain(answers[0]!)).toBe(plain(answers[1]!))
  })

  test('guessing: after five wrong passwords the name waits, with the right one too', async () => {
    const browser = town.browser()
    const page = await browser.follow(town.authorizeAddress())
    const attempt = (word: string) =>
      browser.submit(page, '', [
        ['username', 'max'],
        ['password', word],
      ])
    const seen = []
    for (let i = 0; i < 6; i++) seen.push((await attempt('wrong password')).status)
    expect(seen).toEqual([401, 401, 401, 401, 401, 429])
    expect((await attempt(password)).status).toBe(429)
  })
})

describe('a request for another server', () => {
  test('by another name for it (RFC 8707) is refused as well', async () => {
    const asked = town.authorizeAddress({ resource: 'https://evil.example.org/fhir/R4' })
    expect(errorOf(await town.browser().follow(asked))).toBe('invalid_target')
  })

  test.each([undefined, 'https://evil.example.org/fhir/R4', 'x'])('aud %s is refused', async (aud) => {
    expect(errorOf(await town.browser().follow(town.authorizeAddress({ aud })))).toBe('invalid_request')
  })
})

test('guessing: a hundred names from one address, and the next waits, whoever it is', async () => {
  const own = await openTown()
  const attempt = async (username: string) => (await own.browser().send('/auth/sign-in/nothing', { form: [['username', username]] })).status
  try {
    const seen = await Promise.all(Array.from({ length: 100 }, (_, index) => attempt(`name-${index}`)))
    expect(new Set(seen)).toEqual(new Set([404]))
    expect(await attempt('another')).toBe(429)
  } finally {
    await own.close()
  }
})
