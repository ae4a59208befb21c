import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import { registerClient } from '#auth/clients.ts'
import { findLaunch, keepLaunch, type LaunchContext } from '#auth/ehr-launch.ts'
import { hashToken } from '#auth/token-hash.ts'
import { remove } from '../storage/records.ts'
import { type Browser, type Page, pkce } from './browser.ts'
import { appUri, openTown, password, type Town } from './launch-town.ts'
import { mapTokens } from './map-tokens.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

const ehrScope = 'launch openid fhirUser offline_access patient/*.rs'
const credentials = (username: string): [string, string][] => [
  ['username', username],
  ['password', password],
]

/** Signs in at the launch page. */
async function atThePage(username: string): Promise<{ browser: Browser; page: Page }> {
  const browser = town.browser()
  const page = await browser.submit(await browser.follow('/auth/launch'), '', credentials(username))
  return { browser, page }
}

/** Opens the app from the page; the launch is what the app is handed. */
async function open(username: string, more: [string, string][] = []): Promise<{ browser: Browser; launch: string; left: URL }> {
  const { browser, page } = await atThePage(username)
  const context = await browser.submit(page, '/context', [
    ['app', 'app'],
    ['patient', 'kim'],
  ])
  const left = new URL((await browser.submit(context, '/start', more)).left ?? '')
  return { browser, launch: left.searchParams.get('launch') ?? '', left }
}

/** From the app's request to its token, in the browser of the person who opened it. */
async function goOn(browser: Browser, launch: string | undefined, given: { [name: string]: string | undefined } = {}) {
  const { verifier, challenge } = pkce()
  const page = await browser.follow(town.authorizeAddress({ scope: ehrScope, launch, code_challenge: challenge, ...given }))
  const back = page.text.includes('Agree to access') ? await browser.submit(page, '/grant') : page
  const code = new URL(back.left ?? 'https://nowhere.example.org').searchParams.get('code')
  const form = { grant_type: 'authorization_code', redirect_uri: appUri, client_id: given.client_id ?? 'app', code_verifier: verifier }
  return { page, back, body: code === null ? undefined : (await town.token({ ...form, code })).body }
}

const errorOf = ({ left }: Page) => new URL(left ?? 'https://nowhere.example.org').searchParams.get('error')

/** A launch made for somebody, without the page. */
async function made(username: string, context: Partial<LaunchContext> = {}, clientId = 'app'): Promise<string> {
  const [user] = ((await town.tokens.oidc.list('User')) as { id: string; username: string }[]).filter((one) => one.username === username)
  return keepLaunch(town.tokens, { clientId, accountId: user!.id, patient: 'kim', ...context })
}

describe('SMART App Launch: EHR launch', () => {
  test('a coordinator opens an app with a patient, a visit and a plan, and the app is told of them', async () => {
    const { browser, launch, left } = await open('carla', [
      ['encounter', 'visit-kim'],
      ['context', 'CarePlan/plan-kim'],
      ['intent', 'review-plan'],
      ['banner', 'here'],
    ])
    expect([left.origin + left.pathname, left.searchParams.get('iss')]).toEqual(['https://app.example.org/launch', town.fhir])
    expect(launch).toMatch(/^[\w-]{43}$/)
    const { page, body } = await goOn(browser, launch)
    // Neither the password again nor the patient: the launch has brought both.
    expect(page.text).toMatch(/Agree to access[\s\S]*kim Child/)
    expect(body).toMatchObject({
      scope: ehrScope,
      patient: 'kim',
      encounter: 'visit-kim',
      fhirContext: [{ reference: 'CarePlan/plan-kim' }],
      intent: 'review-plan',
      need_patient_banner: false,
      smart_style_url: `${town.base}/auth/smart-style.json`,
    })
    expect(decodeJwt(body!.id_token)).toMatchObject({ fhirUser: `${town.fhir}/Practitioner/carla` })
    expect((await town.get('Encounter/visit-kim', body!.access_token)).status).toBe(200)
    expect((await town.get('Patient/lee', body!.access_token)).status).toBe(404)
  })

  test('a refresh and introspection tell the same context', async () => {
    const { browser, launch } = await open('carla', [['encounter', 'visit-kim']])
    const { body } = await goOn(browser, launch)
    const next = await town.token({ grant_type: 'refresh_token', refresh_token: body!.refresh_token, client_id: 'app' })
    expect(next.body).toMatchObject({ patient: 'kim', encounter: 'visit-kim', need_patient_banner: true })
    const asked = new URLSearchParams({ token: next.body.access_token, client_id: 'app' })
    const told = await fetch(`${town.base}/auth/introspect`, { method: 'POST', body: asked })
    expect(await told.json()).toMatchObject({ active: true, patient: 'kim', encounter: 'visit-kim' })
  })

  test('a parent opens an app with their child; without a visit there is none in context', async () => {
    const { browser, launch } = await open('ana')
    const { body } = await goOn(browser, launch)
    expect(body!.patient).toBe('kim')
    expect(body).not.toHaveProperty('encounter')
    expect(body).not.toHaveProperty('fhirContext')
  })

  test('only apps that are registered to be opened so are offered, and only patients whom the person may see', async () => {
    await registerClient(town.tokens, {
      clientId: 'no-launch',
      description: 'Never opened',
      redirectUris: [appUri],
      launchUri: 'https://app.example.org/launch',
      scope: 'patient/*.rs',
    })
    const { page } = await atThePage('carla')
    expect(page.text).toMatch(/The plan viewer[\s\S]*kim Child[\s\S]*lee Child/)
    expect(page.text).not.toMatch(/Never opened|far Child/)
  })

  test('is found in smart-configuration where the page is', async () => {
    const { capabilities } = (await (await fetch(`${town.fhir}/.well-known/smart-configuration`)).json()) as { capabilities: string[] }
    expect(capabilities).toEqual(expect.arrayContaining(['launch-ehr', 'context-ehr-patient', 'context-ehr-encounter']))
  })

  test('an app that asks for the scope without a launch starts by itself: the patient is chosen', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'carla', { scope: ehrScope })
    expect(page.text).toContain('Choose a patient')
  })

  test('the audit trail tells who opened what for whom', async () => {
    const before = (await town.audited('launch')).length
    await open('carla')
    expect((await town.audited('launch')).slice(before)).toEqual([
      { interaction: 'launch', person: 'Practitioner/carla', patient: 'kim', outcome: 0, purpose: null },
    ])
  })
})

describe('a launch that is not theirs', () => {
  test('of another app: refused before anybody is asked', async () => {
    const { browser, launch } = await open('carla')
    const { back, body } = await goOn(browser, launch, { client_id: 'other' })
    expect([errorOf(back), body]).toEqual(['invalid_request', undefined])
    // It was not used up by that.
    expect((await goOn(browser, launch)).body?.patient).toBe('kim')
  })

  test('replayed: the second finds nothing', async () => {
    const { browser, launch } = await open('carla')
    expect((await goOn(browser, launch)).body?.patient).toBe('kim')
    expect(errorOf((await goOn(browser, launch)).back)).toBe('invalid_request')
  })

  test('replayed before the first has agreed: one of them is granted, whichever agrees first', async () => {
    const { browser, launch } = await open('carla')
    const pages = []
    for (let i = 0; i < 6; i++) pages.push(await browser.follow(town.authorizeAddress({ scope: ehrScope, launch })))
    const answers = await Promise.all(pages.map((page) => browser.submit(page, '/grant')))
    expect(answers.filter(({ left }) => left !== undefined && new URL(left).searchParams.has('code'))).toHaveLength(1)
  })

  test('five minutes old', async () => {
    let at = Date.now()
    const tokens = mapTokens(() => at)
    const value = await keepLaunch(tokens, { clientId: 'app', accountId: 'u', patient: 'kim' })
    at += 299_000
    expect(await findLaunch(tokens, value, 'app')).toMatchObject({ patient: 'kim' })
    at += 2_000
    expect(await findLaunch(tokens, value, 'app')).toBeUndefined()
  })

  test('expired', async () => {
    const launch = await made('carla')
    const { browser } = await atThePage('carla')
    const page = await browser.follow(town.authorizeAddress({ scope: ehrScope, launch }))
    expect(page.text).toContain('Agree to access')
    const payload = { clientId: 'app', patient: 'kim' }
    const expiresAt = new Date(Date.now() - 1).toISOString()
    await town.tokens.oidc.upsert('Launch', hashToken(launch).toString('base64url'), { payload, expiresAt })
    // While the person was reading, and at the door.
    expect((await browser.submit(page, '/grant')).left).toBeUndefined()
    expect(errorOf(await browser.follow(town.authorizeAddress({ scope: ehrScope, launch })))).toBe('invalid_request')
  })

  test.each(['x', '', 'x'.repeat(43), "' OR 1=1 --"])('made up: %p', async (launch) => {
    const { browser } = await atThePage('carla')
    const { body } = await goOn(browser, launch)
    expect(body).toBeUndefined()
  })

  test('cut or changed by a letter', async () => {
    const { browser, launch } = await open('carla')
    for (const other of [launch.slice(1), `${launch}A`, (launch[0] === 'A' ? 'B' : 'A') + launch.slice(1)]) {
      expect((await goOn(browser, other)).body).toBeUndefined()
    }
  })

  test('of another person: nothing is shown of the patient, and nothing granted', async () => {
    const launch = await made('carla')
    const { browser } = await atThePage('ana')
    const { page, body } = await goOn(browser, launch)
    expect([page.status, body]).toEqual([403, undefined])
    expect(page.text).toContain('opened for somebody else')
    expect(page.text).not.toContain('kim')
    const [action, key] = [/\/auth\/sign-in\/[\w-]+/.exec(page.text)![0], /name="key" value="([^"]+)"/.exec(page.text)![1]!]
    const form: [string, string][] = [
      ['key', key],
      ['patient', 'kim'],
      ['scope', 'patient/*.rs'],
    ]
    expect((await browser.send(`${action}/grant`, { form })).status).toBe(400)
  })

  test('without the scope launch, asked or registered', async () => {
    const { browser, launch } = await open('carla')
    expect(errorOf((await goOn(browser, launch, { scope: 'launch/patient patient/*.rs' })).back)).toBe('invalid_request')
    const scope = 'launch/patient patient/*.rs'
    await registerClient(town.tokens, { clientId: 'narrow', description: 'Narrow', redirectUris: [appUri], scope })
    const other = await made('carla', {}, 'narrow')
    const { page, body } = await goOn(browser, other, { client_id: 'narrow' })
    expect([page.status, body]).toEqual([404, undefined])
  })
})

describe('a context that is not theirs', () => {
  test('another patient in the form of the consent page', async () => {
    const { browser, launch } = await open('carla')
    const page = await browser.follow(town.authorizeAddress({ scope: ehrScope, launch }))
    for (const patient of ['lee', 'far', '']) {
      expect((await browser.submit(page, '/grant', [['patient', patient]])).left).toBeUndefined()
    }
    expect((await browser.submit(page, '/grant')).left).toContain('code=')
  })

  test('context in the request itself counts for nothing', async () => {
    const { browser, launch } = await open('carla')
    const { body } = await goOn(browser, launch, { patient: 'lee', encounter: 'visit-lee', fhirContext: '[]', intent: 'x' })
    expect(body).toMatchObject({ patient: 'kim' })
    expect(body).not.toHaveProperty('encounter')
    expect(body).not.toHaveProperty('intent')
  })

  test.each<[string, [string, string][]]>([
    ['a patient to whom they are not tied', [['patient', 'far']]],
    ['a patient who is not there', [['patient', 'nobody']]],
    ['another patient’s visit', [['encounter', 'visit-lee']]],
    ['another patient’s plan', [['context', 'CarePlan/plan-lee']]],
    ['what bears a protected label', [['context', 'Condition/hiv-kim']]],
    ['the patient once more', [['context', 'Patient/kim']]],
    ['the visit once more', [['context', 'Encounter/visit-kim']]],
    ['an address elsewhere', [['context', 'https://evil.example.org/fhir/CarePlan/1']]],
    ['an intent that is none', [['intent', '<script>']]],
    ['an app that is not registered', [['app', 'nothing']]],
  ])('%s opens nothing', async (_, changes) => {
    const { browser, page } = await atThePage('carla')
    const context = await browser.submit(page, '/context', [
      ['app', 'app'],
      ['patient', 'kim'],
    ])
    const answer = await browser.submit(context, '/start', changes)
    expect([answer.status, answer.left]).toEqual([400, undefined])
  })

  test('a patient who is not theirs is not shown on the way either', async () => {
    const { browser, page } = await atThePage('carla')
    const answer = await browser.submit(page, '/context', [
      ['app', 'app'],
      ['patient', 'far'],
    ])
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('far Child')
  })

  test('a tie that ended between opening and agreeing', async () => {
    const launch = await made('carla', { patient: 'lee' })
    const { browser } = await atThePage('carla')
    const page = await browser.follow(town.authorizeAddress({ scope: ehrScope, launch }))
    expect(page.text).toContain('lee Child')
    await town.write(remove('EpisodeOfCare', 'e-lee'))
    expect((await browser.submit(page, '/grant')).left).toBeUndefined()
    expect((await browser.follow(town.authorizeAddress({ scope: ehrScope, launch }))).status).toBe(404)
  })
})

describe('the launch page', () => {
  test('CSRF: a form from elsewhere, without its key or with another person’s opens nothing', async () => {
    const { browser, page } = await atThePage('carla')
    const key = /name="key" value="([^"]+)"/.exec(page.text)![1]!
    const another = /name="key" value="([^"]+)"/.exec((await atThePage('carla')).page.text)![1]!
    const form: [string, string][] = [
      ['app', 'app'],
      ['patient', 'kim'],
    ]
    const send = (given: string, headers = {}) => browser.send('/auth/launch/start', { form: [...form, ['key', given]], headers })
    for (const wrong of ['', 'x', another]) expect((await send(wrong)).status).toBe(403)
    for (const headers of [{ Origin: 'https://evil.example.org' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await send(key, headers)).status).toBe(403)
    const stranger = await town.browser().send('/auth/launch/start', { form: [...form, ['key', key]] })
    expect(stranger.location).toMatch(/^\/auth\/authorize\?/)
    expect((await send(key)).location).toMatch(/^https:\/\/app\.example\.org\/launch\?/)
  })

  test('nothing runs in it, nothing frames it, and a form goes to the app or stays here', async () => {
    const { browser, page } = await atThePage('carla')
    const context = await browser.submit(page, '/context', [
      ['app', 'app'],
      ['patient', 'kim'],
    ])
    for (const { headers, text } of [page, context]) {
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(text).not.toContain('<script')
    }
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    expect(context.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example.org;")
  })

  test('who signs out is asked again', async () => {
    const { browser, page } = await atThePage('carla')
    expect((await browser.submit(page, '/leave')).text).toContain('Sign in')
    expect((await browser.follow('/auth/launch')).text).toContain('Sign in')
  })

  test('a sign-in for the page gives no app a code, whatever form is sent', async () => {
    const { browser } = await atThePage('carla')
    const answer = await browser.send((await browser.send('/auth/launch')).location || '/auth/launch')
    expect(answer.status).toBe(200)
    const address = town.authorizeAddress({
      client_id: 'own:pages',
      redirect_uri: `${town.base}/`,
      scope: 'openid',
      state: 'https://evil.example.org',
    })
    const question = (await browser.send(address)).location
    expect((await browser.send(question)).location).toBe('/')
    expect(errorOf(await browser.follow(town.authorizeAddress({ client_id: 'own:pages' })))).toBeNull()
  })
})
