import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { registerClient } from '#auth/clients.ts'
import { endGrant } from '#auth/grants.ts'
import { remove } from '../storage/records.ts'
import { type Browser, formsOf, type Page } from './browser.ts'
import { appUri, openTown, password, type Town } from './launch-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

const scope = 'launch/patient openid offline_access patient/Patient.rs patient/Observation.rs?category=laboratory'
const refresh = (token: string) => town.token({ grant_type: 'refresh_token', refresh_token: token, client_id: 'app' })

/** The page as somebody sees it who has signed in there. */
async function atThePage(username: string): Promise<{ browser: Browser; page: Page }> {
  const browser = town.browser()
  const page = await browser.submit(await browser.follow('/auth/grants'), '', [
    ['username', username],
    ['password', password],
  ])
  return { browser, page }
}

const grantsIn = ({ text }: Page) => [...text.matchAll(/name="grant" value="([^"]+)"/g)].map(([, id]) => id!)

// What one test granted is not in the next one's way.
beforeEach(async () => {
  for (const { grantId } of await town.tokens.oidc.list('Granted')) await endGrant(town.tokens, String(grantId))
})

describe('the page of granted apps', () => {
  test('shows who asks signs in first; then app, record, time and scopes in words', async () => {
    await town.launch('ana', { scope })
    const { page } = await atThePage('ana')
    expect(page.at).toBe(`${town.base}/auth/grants`)
    expect(page.text).toMatch(/The plan viewer[\s\S]*kim Child[\s\S]*<time datetime="2\d{3}-[^"]+Z">\w+ \d+, 2\d{3} at/)
    expect(page.text).toMatch(/Keep its access after you have left[\s\S]*Read, search: patient of this patient/)
    expect(page.text).toContain('Read, search: observation of this patient, only where category=laboratory')
  })

  test('nobody’s grants but one’s own', async () => {
    await town.launch('carla', { scope, patient: 'lee' })
    const { page } = await atThePage('ana')
    expect(page.text).toContain('You have given no app access')
    expect(page.text).not.toContain('lee')
  })

  test('says when the app was last used', async () => {
    const { body } = await town.launch('max', { scope })
    expect((await atThePage('max')).page.text).toContain('not yet')
    const before = Date.now()
    expect((await town.get('Patient/max', body.access_token)).status).toBe(200)
    const { page } = await atThePage('max')
    expect(page.text).not.toContain('not yet')
    const [, used = ''] = /Last used by you<\/dt><dd><time datetime="([^"]+)"/.exec(page.text) ?? []
    expect(Math.abs(Date.parse(used) - before)).toBeLessThan(5_000)
  })

  test('the name of somebody whom they may not see any more is not shown; withdrawing still works', async () => {
    await town.launch('carla', { scope, patient: 'lee' })
    await town.write(remove('EpisodeOfCare', 'e-lee'))
    const { browser, page } = await atThePage('carla')
    expect(page.text).toContain('a person whose record you may not open any more')
    expect(page.text).not.toContain('lee Child')
    expect((await browser.submit(page, '/withdraw')).text).toContain('You have given no app access')
  })

  test('an app that is gone takes its grants along; one that was renamed shows its name of today', async () => {
    const app = {
      clientId: 'renamed',
      description: 'First',
      redirectUris: [appUri],
      scope: 'launch/patient openid offline_access patient/*.rs',
    }
    await registerClient(town.tokens, app)
    await town.launch('ana', { scope, client_id: 'renamed' })
    expect((await atThePage('ana')).page.text).toContain('First')
    await registerClient(town.tokens, { ...app, description: '<b>Second' })
    expect((await atThePage('ana')).page.text).toContain('You have given no app access')
    await town.launch('ana', { scope, client_id: 'renamed' })
    const { text } = (await atThePage('ana')).page
    expect(text).toContain('&#60;b&#62;Second')
    expect(text).not.toContain('<b>')
  })

  test('is named where SMART clients look', async () => {
    const configuration = (await (await fetch(`${town.fhir}/.well-known/smart-configuration`)).json()) as Record<string, unknown>
    expect(configuration.management_endpoint).toBe(`${town.base}/auth/grants`)
  })
})

describe('withdrawing', () => {
  test('bites at the next request: access, refresh and introspection', async () => {
    const { body } = await town.launch('ana', { scope })
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
    const { browser, page } = await atThePage('ana')
    const after = await browser.submit(page, '/withdraw')
    expect(after.text).toMatch(/role="status">The access was withdrawn/)
    expect(after.text).toContain('You have given no app access')
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant')
    const asked = new URLSearchParams({ token: body.access_token, client_id: 'app' })
    expect(await (await fetch(`${town.base}/auth/introspect`, { method: 'POST', body: asked })).json()).toEqual({ active: false })
  })

  test('leaves other grants as they are', async () => {
    const first = await town.launch('ana', { scope })
    const second = await town.launch('ana', { scope })
    const { browser, page } = await atThePage('ana')
    const [latest] = grantsIn(page)
    await browser.submit(page, '/withdraw', [['grant', latest!]])
    expect((await town.get('Patient/kim', second.body.access_token)).status).toBe(401)
    expect((await town.get('Patient/kim', first.body.access_token)).status).toBe(200)
  })

  test('another person’s grant is not theirs to end, and is answered like one that is not there', async () => {
    const { body } = await town.launch('carla', { scope })
    const [grant] = grantsIn((await atThePage('carla')).page)
    await town.launch('ana', { scope })
    const { browser, page } = await atThePage('ana')
    const [mine, none] = await Promise.all([grant!, 'nothing'].map((id) => browser.submit(page, '/withdraw', [['grant', id]])))
    expect([mine!.status, mine!.text]).toEqual([404, none!.text])
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
  })

  test('CSRF: a form from elsewhere, without its key, with another session’s, or by address ends nothing', async () => {
    const { body } = await town.launch('ana', { scope })
    const { browser, page } = await atThePage('ana')
    const [grant] = grantsIn(page)
    const keyOf = ({ text }: Page) => /name="key" value="([^"]+)"/.exec(text)![1]!
    const send = (key: string, headers = {}) =>
      browser.send('/auth/grants/withdraw', {
        form: [
          ['grant', grant!],
          ['key', key],
        ],
        headers,
      })
    for (const wrong of ['', 'x'.repeat(43), keyOf((await atThePage('ana')).page)]) expect((await send(wrong)).status).toBe(403)
    for (const headers of [{ Origin: 'https://evil.example.org' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'same-site' }])
      expect((await send(keyOf(page), headers)).status).toBe(403)
    expect((await browser.send('/auth/grants?withdrawn')).text).not.toContain('was withdrawn')
    expect((await browser.send(`/auth/grants/withdraw?grant=${grant}&key=${keyOf(page)}`)).status).toBe(404)
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
    expect((await send(keyOf(page))).status).toBe(200)
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
  })

  test('is in the audit trail, with whose record it was about', async () => {
    await town.launch('ana', { scope })
    const { browser, page } = await atThePage('ana')
    await browser.submit(page, '/withdraw')
    expect((await town.audited('withdrawal')).at(-1)).toEqual({
      interaction: 'withdrawal',
      person: 'RelatedPerson/ana',
      patient: 'kim',
      outcome: 0,
      purpose: 'FAMRQT',
    })
  })
})

describe('for everybody who reads it', () => {
  test('nothing runs, frames or keeps the page; each control has a name, each part a heading', async () => {
    await town.launch('ana', { scope })
    const { page } = await atThePage('ana')
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self';.*frame-ancestors 'none'/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.text).not.toContain('<script')
    expect(page.text).toMatch(
      /<html lang="en">[\s\S]*<h1>Apps with access<\/h1>[\s\S]*<section aria-labelledby="g0">\s*<h2 id="g0">The plan viewer/,
    )
    expect(page.text).toMatch(/<button aria-describedby="g0">Withdraw access<\/button>/)
    for (const { fields } of formsOf(page.text)) expect(fields.map(([name]) => name)).toContain('key')
    expect(page.text.match(/<input (?!type="hidden")/g)).toBeNull()
  })
})
