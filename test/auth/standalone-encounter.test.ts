import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { create, ofPatient } from '../storage/records.ts'
import { openTown, type Town } from './launch-town.ts'

// https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#requesting-context-with-scopes: launch/encounter
const scope = 'launch/patient launch/encounter openid patient/Patient.rs patient/Encounter.rs'
let town: Town
beforeAll(async () => {
  town = await openTown()
  const past = { status: 'finished', class: { code: 'AMB' }, period: { start: '2024-03-01' } }
  await town.write(
    create(ofPatient('Encounter', 'past-kim', 'kim', past)),
    create(ofPatient('Encounter', 'hidden-kim', 'kim', { ...past, ...protectedOne })),
  )
}, 60_000)
afterAll(() => town.close())

const protectedOne = { meta: { security: [{ code: 'HIV' }] } }

describe('launch/encounter, standalone', () => {
  test('after the patient a visit is chosen, and comes beside the token and at each refresh', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'carla', { scope })
    const visits = await browser.submit(page, '/patient', [['patient', 'kim']])
    expect(visits.text).toContain('Choose a visit')
    expect([...visits.text.matchAll(/name="encounter" id="\w+" value="([^"]+)"/g)].map(([, id]) => id).sort()).toEqual([
      'past-kim',
      'visit-kim',
    ])
    const { body } = await town.launch('carla', { scope: `${scope} offline_access`, patient: 'kim', encounter: 'past-kim' })
    expect(body).toMatchObject({ patient: 'kim', encounter: 'past-kim' })
    expect((await town.get('Encounter/past-kim', body.access_token)).status).toBe(200)
    const again = await town.token({ grant_type: 'refresh_token', refresh_token: body.refresh_token, client_id: 'app' })
    expect(again.body).toMatchObject({ patient: 'kim', encounter: 'past-kim' })
  })

  test('asked for alone it brings its patient along', async () => {
    const { body } = await town.launch('carla', { scope: 'launch/encounter patient/Encounter.rs', patient: 'kim', encounter: 'visit-kim' })
    expect(body).toMatchObject({ patient: 'kim', encounter: 'visit-kim' })
  })

  test('who has one patient only chooses the visit at once; who has no visit is not asked', async () => {
    const page = await town.signIn(town.browser(), 'ana', { scope })
    expect(page.text).toContain('Choose a visit')
    const { body } = await town.launch('max', { scope })
    expect(body.patient).toBe('max')
    expect(body.encounter).toBeUndefined()
  })

  test('not asked for, none is chosen', async () => {
    const { body } = await town.launch('carla', { patient: 'kim' })
    expect(body.encounter).toBeUndefined()
  })

  test.each([
    ['of another patient', 'visit-lee'],
    ['that the person does not see', 'hidden-kim'],
    ['that is none', 'nothing'],
  ])('a visit %s is not given, on the page or in the form that follows it', async (_, encounter) => {
    const browser = town.browser()
    const visits = await browser.submit(await town.signIn(browser, 'carla', { scope }), '/patient', [['patient', 'kim']])
    const refused = await browser.submit(visits, '/encounter', [['encounter', encounter]])
    expect([refused.status, refused.text.includes('Choose one of these.')]).toEqual([400, true])
    const consent = await browser.submit(refused, '/encounter', [['encounter', 'visit-kim']])
    const forged = await browser.submit(consent, '/grant', [['encounter', encounter]], ['visit-kim'])
    expect([forged.status, forged.left]).toEqual([400, undefined])
  })

  test('the audit trail tells whose visits were shown', async () => {
    const before = (await town.audited('patients')).length
    await town.signIn(town.browser(), 'ana', { scope })
    const lines = (await town.audited('patients')).slice(before)
    expect(lines.map(({ person, patient }) => [person, patient])).toEqual([
      ['RelatedPerson/ana', 'kim'],
      ['RelatedPerson/ana', 'kim'],
    ])
  })

  test('the server says so', async () => {
    const { body } = await town.get('.well-known/smart-configuration', '')
    expect(body.capabilities).toContain('context-standalone-encounter')
    expect(body.scopes_supported).toContain('launch/encounter')
  })
})
