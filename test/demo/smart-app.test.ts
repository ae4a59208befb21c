import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findClient } from '#auth/clients.ts'
import { loadPeople } from '#demo/load-people.ts'
import { type DemoApp, serveDemoApp } from '#demo/smart-app/serve-app.ts'
import { demoPeople } from '#demo/users.ts'
import { findChromium } from '../clients/browser/chromium.ts'
import { type ServedApp, serveApp } from '../journeys/served-app.ts'

// What a newcomer does with the links that the demo prints.

const executablePath = findChromium()
const missing = 'SKIPPED, no Chromium is here (install it, or name it in CHROMIUM_PATH): '
if (executablePath === undefined) console.warn(`${missing}the demo's app is not tried in a browser.`)
const cast = { seed: 1, today: '2025-06-01', months: 4 }

;(executablePath === undefined ? describe.skip : describe)(`${executablePath === undefined ? missing : ''}the demo's app`, () => {
  let served: ServedApp
  let app: DemoApp
  let browser: Browser

  beforeAll(async () => {
    served = await serveApp(demoPeople(1, cast))
    await loadPeople(served.stage, 1, cast)
    served.stage.turnTo()
    app = await serveDemoApp(served.tokens, served.stage.fhirBaseUrl, 0)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], timeout: 30_000 })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await served?.close()
  })

  async function openPage(address: string): Promise<Page> {
    const context = await browser.newContext()
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    await page.goto(address)
    return page
  }

  async function signIn(page: Page, who: string): Promise<void> {
    const { password } = served.credentials.users.find(({ username }) => username === who)!
    await page.getByLabel('User name').fill(who)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  /** The plan stands in a frame of its own. */
  async function seesPlan(page: Page): Promise<void> {
    await page.getByText(/^The emergency plan of \S+/).waitFor()
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
    expect(await page.frameLocator('iframe').locator('body').textContent()).toMatch(/[Ee]mergency/)
    expect(new URL(page.url()).search).toBe('')
  }

  test("a parent follows the link, signs in, agrees, and sees the child's emergency plan", async () => {
    const page = await openPage(`${app.origin}/`)
    await page.getByRole('button', { name: 'Sign in and open an emergency plan' }).click()
    await signIn(page, 'guardian')
    await page.getByRole('button', { name: 'Agree' }).click()
    await seesPlan(page)
    // By keyboard: the plan's frame above is just being laid out, and a click may land where the link was a moment ago.
    await page.getByRole('link', { name: 'Which apps have access' }).press('Enter')
    expect(await page.getByRole('region').getByRole('heading').textContent()).toBe('Emergency plan viewer of the demo')
    await page.context().close()
  }, 60_000)

  test.each(['coordinator', 'pediatrician'])(
    'a %s opens it with the patient chosen',
    async (who) => {
      const page = await openPage(served.credentials.tokenUrl.replace('/token', '/launch'))
      await signIn(page, who)
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('button', { name: 'Open' }).click()
      await page.getByRole('button', { name: 'Agree' }).click()
      await seesPlan(page)
      await page.context().close()
    },
    60_000,
  )

  test('a launch of another server is not followed, and an answer to another question not used', async () => {
    const elsewhere = await openPage(`${app.origin}/?iss=https%3A%2F%2Fevil.example.org%2Ffhir&launch=x`)
    await elsewhere.getByText('works with').waitFor()
    expect(new URL(elsewhere.url()).origin).toBe(app.origin)
    const forged = await openPage(`${app.origin}/?code=x&state=y`)
    await forged.getByText('belongs to another question').waitFor()
  }, 60_000)

  test('where its port is taken it finds another, and is registered there', async () => {
    const before = await findClient(served.tokens, 'demo-app')
    const other = await serveDemoApp(served.tokens, served.stage.fhirBaseUrl, Number(new URL(app.origin).port))
    expect(other.origin).not.toBe(app.origin)
    expect((await findClient(served.tokens, 'demo-app'))?.redirectUris).toEqual([`${other.origin}/`])
    await other.close()
    expect(before?.redirectUris).toEqual([`${app.origin}/`])
  })
})
