import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type Browser, chromium, type Page } from 'playwright-core'
import { registerClient } from '#auth/clients.ts'
import { openTown, password, type Town } from '../../auth/launch-town.ts'
import { findChromium } from './chromium.ts'
import { type SmartApp, serveSmartApp } from './smart-app.ts'

// SMART's own JavaScript library (https://www.npmjs.com/package/fhirclient) in a real browser, against the running server.

const executablePath = findChromium()
const inChromium = executablePath === undefined ? describe.skip : describe
const missing = 'SKIPPED, no Chromium is here (install it, or name it in CHROMIUM_PATH): '
if (executablePath === undefined) console.warn(`${missing}fhirclient is not tried in a browser.`)

inChromium(`${executablePath === undefined ? missing : ''}fhirclient in Chromium`, () => {
  let town: Town
  let app: SmartApp
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    town = await openTown()
    app = await serveSmartApp()
    const { clientId, redirectUri, launchUri } = app
    await registerClient(town.tokens, {
      clientId,
      description: 'The browser app',
      redirectUris: [redirectUri],
      launchUri,
      scope: 'launch launch/patient openid fhirUser offline_access patient/*.rs',
    })
    // Chromium has no sandbox of its own for root, as which CI runs.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], timeout: 30_000 })
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await town?.close()
  })
  afterEach(() => page?.context().close())

  /** A browser of its own, with nobody signed in. */
  async function openPage(): Promise<Page> {
    const context = await browser.newContext()
    context.setDefaultTimeout(10_000)
    page = await context.newPage()
    return page
  }

  async function signIn(username: string): Promise<void> {
    await page.getByLabel('User name').fill(username)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  async function agree(): Promise<void> {
    await page.getByRole('button', { name: 'Agree' }).click()
    await page.waitForSelector('body[data-state]', { state: 'attached' })
    expect(await page.getAttribute('body', 'data-state')).toBe('ready')
  }

  /** Runs in the app's page, where `client` is fhirclient's. */
  const inApp = <T>(script: string) => page.evaluate<T>(script)

  /** Asks as the app's page does, from its own origin, with the token that it holds. */
  const asked = (path: string) =>
    inApp<{ status: number; challenge: string | null; etag: string | null }>(`
      fetch(client.state.serverUrl + '/${path}', { headers: { Authorization: client.getAuthorizationHeader() } })
        .then(({ status, headers }) => ({ status, challenge: headers.get('www-authenticate'), etag: headers.get('etag') }))`)

  /** Takes back what was granted, by keyboard alone, in the same browser. */
  async function withdraw(): Promise<void> {
    const grants = await page.context().newPage()
    await grants.goto(`${town.base}/auth/grants`)
    expect(await grants.getByRole('heading', { level: 1 }).textContent()).toBe('Apps with access')
    expect(await grants.getByRole('region', { name: 'The browser app' }).getByRole('button', { name: 'Withdraw access' }).count()).toBe(1)
    for (let presses = 0; presses < 10; presses++) {
      await grants.keyboard.press('Tab')
      if ((await grants.evaluate('document.activeElement.textContent')) === 'Withdraw access') break
    }
    await grants.keyboard.press('Enter')
    await grants.getByRole('status').waitFor()
    expect(await grants.getByRole('status').textContent()).toContain('withdrawn')
    await grants.close()
  }

  /** Reads, refreshes, and finds the door shut after the withdrawal. */
  async function useAndLose(): Promise<void> {
    expect(await inApp('client.request("Patient/" + client.patient.id).then(({ id }) => id)')).toBe('kim')
    expect(await inApp('client.patient.request("Goal").then(({ entry }) => entry.map(({ resource }) => resource.id))')).toEqual([
      'goal-kim',
    ])
    expect(await asked('Patient/kim')).toEqual({ status: 200, challenge: null, etag: expect.stringMatching(/^W\/"/) })
    expect((await asked('Patient/lee')).status).toBe(404)

    const before = await inApp<string>('client.getAuthorizationHeader()')
    await inApp('client.refresh().then(() => 0)')
    expect(await inApp<string>('client.getAuthorizationHeader()')).not.toBe(before)
    expect((await asked('Patient/kim')).status).toBe(200)

    await withdraw()
    expect(await asked('Patient/kim')).toMatchObject({ status: 401, challenge: expect.stringContaining('invalid_token') })
    expect(await inApp('client.refresh().then(() => "refreshed", () => "refused")')).toBe('refused')
    expect(await inApp('client.request("Patient/kim").then(() => "read", () => "refused")')).toBe('refused')
  }

  test('standalone launch: a parent signs in and agrees; the app reads, refreshes, and loses access when it is withdrawn', async () => {
    await openPage()
    await page.goto(`${app.startUri}?server=${encodeURIComponent(town.fhir)}`)
    await signIn('ana')
    await agree()
    expect(new URL(page.url()).origin).toBe(app.origin)
    expect(await inApp('client.user.fhirUser')).toBe('RelatedPerson/ana')
    await useAndLose()
  }, 40_000)

  test('EHR launch: a coordinator opens the app with a patient and a visit, and the app has both', async () => {
    await openPage()
    await page.goto(`${town.base}/auth/launch`)
    await signIn('carla')
    await page.getByLabel('The browser app').check()
    await page.getByLabel('kim Child').check()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('group', { name: 'Visit' }).getByLabel('in-progress').check()
    await page.getByLabel('Emergency plan').check()
    await page.getByRole('button', { name: 'Open' }).click()
    await agree()
    expect(new URL(page.url()).origin).toBe(app.origin)
    expect(await inApp('[client.patient.id, client.encounter.id, client.user.resourceType]')).toEqual(['kim', 'visit-kim', 'Practitioner'])
    expect(await inApp('client.state.tokenResponse.fhirContext')).toEqual([{ reference: 'CarePlan/plan-kim' }])
    await useAndLose()
  }, 40_000)

  test('a page of another origin, with the same token, may not read an answer', async () => {
    await openPage()
    await page.goto(`${app.startUri}?server=${encodeURIComponent(town.fhir)}`)
    await signIn('ana')
    await agree()
    const header = await inApp<string>('client.getAuthorizationHeader()')
    const stranger = await serveSmartApp('127.0.0.1')
    try {
      await page.goto(`${stranger.origin}/empty.html`)
      const read = `fetch('${town.fhir}/Patient/kim', { headers: { Authorization: '${header}' } }).then(() => 'read', () => 'refused')`
      expect(await inApp(read)).toBe('refused')
      expect(await inApp(`fetch('${town.fhir}/metadata').then(({ status }) => status)`)).toBe(200)
    } finally {
      await stranger.close()
    }
  }, 40_000)
})
