import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { registerUser } from '#auth/people/users.ts'
import { hashToken } from '#auth/token-hash.ts'
import { type App, createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { ResourceJson } from '#storage/store.ts'
import { openTestStore } from '../../storage/databases.ts'
import { create, ofPatient, patient } from '../../storage/records.ts'

// Attacks with a token that is good, on what it is not for: other types than its scopes name, other people than the patient in context,
// what the law protects by way of a colleague.

const canon = 'https://cares-fhir.example.org'
const terms = 'http://terminology.hl7.org/CodeSystem'
const to = (reference: string) => ({ reference })
const coded = (system: string, code: string) => ({ coding: [{ system, code }] })
const records: ResourceJson[] = [
  ...['o', 'plan', 'clinic'].map((id) => ({ resourceType: 'Organization', id, name: id })),
  ...['colleague', 'unposted'].map((id) => ({ resourceType: 'Practitioner', id })),
  {
    resourceType: 'PractitionerRole',
    id: 'post',
    active: false,
    practitioner: to('Practitioner/colleague'),
    organization: to('Organization/o'),
  },
  { resourceType: 'PractitionerRole', id: 'elsewhere', practitioner: to('Practitioner/stranger'), organization: to('Organization/clinic') },
  ...['kim', 'far'].map((id) => patient(id, { birthDate: '2000-05-05', name: [{ family: 'Child', given: [id] }] })),
  { resourceType: 'AllergyIntolerance', id: 'nuts', patient: to('Patient/kim'), code: { text: 'Allergiccanary' } },
  ofPatient('Condition', 'hiv', 'kim', {
    code: { text: 'Secretcanary' },
    meta: { security: [{ system: `${terms}/v3-ActCode`, code: 'HIV' }] },
  }),
  {
    resourceType: 'EpisodeOfCare',
    id: 'e-kim',
    status: 'active',
    patient: to('Patient/kim'),
    managingOrganization: to('Organization/o'),
    period: { start: '2024-01-01' },
  },
  { resourceType: 'Coverage', id: 'cover', status: 'active', beneficiary: to('Patient/kim'), payor: [to('Organization/plan')] },
]

let app: App
let opened: Awaited<ReturnType<typeof openTestStore>>
beforeAll(async () => {
  opened = await openTestStore()
  const log = pino({ level: 'silent' })
  app = await createApp({ ...readConfig({ PACKAGES_DIR: 'none' }), baseUrl: 'https://cares.example.org' }, log, { opened })
  await opened.store.write(ownAccess('test'), records.map(create))
  const token = (name: string, scope: string, claims: object) =>
    app.tokens.insertToken({
      hash: hashToken(name),
      clientId: name,
      scope,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      claims: { ...claims },
    })
  const ours = { kind: 'care-team', organization: 'Organization/o' }
  await token('admin', 'system/*.cruds', { kind: 'system' })
  await token('two-types', 'system/Patient.rs system/CarePlan.rs', { kind: 'system' })
  for (const kind of ['system', 'masshealth']) {
    await token(`${kind}-launched`, 'patient/*.rs user/Organization.rs', { kind, patient: 'kim', fhirUser: 'Practitioner/it' })
    await token(`${kind}-some`, 'system/AuditEvent.rs?action=R', { kind })
    await token(`${kind}-whole`, 'system/AuditEvent.rs', { kind })
  }
  await token('coordinator', 'user/*.cruds', { ...ours, fhirUser: 'Practitioner/coordinator' })
  await token('colleague', 'user/*.cruds', { ...ours, fhirUser: 'Practitioner/colleague' })
  await token('health-plan', 'system/*.rs', { kind: 'health-plan', organization: 'Organization/plan' })
  // Somebody who works here as the registry of users says, and by no post.
  const unposted = { username: 'unposted', name: 'Unposted', fhirUser: 'Practitioner/unposted', password: 'a long password' }
  await registerUser(app.tokens, { ...unposted, kind: 'care-team', organization: 'Organization/o' })
  await token('biller', 'user/*.rs', { ...ours, fhirUser: 'Practitioner/colleague', roles: ['biller'], posts: [] })
})
afterAll(() => opened.close())

const send = (method: 'get' | 'post', path: string, as: string) =>
  request(app.http)[method](`/fhir/R4/${path}`).set('Authorization', `Bearer ${as}`)
const post = (path: string, body: unknown, as: string) => send('post', path, as).type('application/fhir+json').send(JSON.stringify(body))

describe('scopes and what is put together', () => {
  test.each(['$summary', '$everything'])('Patient/[id]/%s holds no type for which the token has no scope', async (operation) => {
    const whole = await send('get', `Patient/kim/${operation}`, 'admin')
    const some = await send('get', `Patient/kim/${operation}`, 'two-types')
    expect([whole.status, some.status]).toEqual([200, 200])
    for (const canary of ['Allergiccanary', 'Secretcanary', '"HIV"'])
      expect([canary, whole.text.includes(canary), some.text.includes(canary)]).toEqual([canary, true, false])
  })
})

describe('the trail of everybody', () => {
  test.each(['system', 'masshealth'])('is closed to a token of %s for one patient, or for some events', async (kind) => {
    await send('get', 'Patient/far', 'admin')
    const { body } = await send('get', 'AuditEvent/$trail?patient=far', `${kind}-whole`)
    const [{ resource }] = body.entry
    expect((await send('get', `AuditEvent/${resource.id}`, `${kind}-whole`)).status).toBe(200)
    for (const as of [`${kind}-launched`, `${kind}-some`]) {
      const list = await send('get', 'AuditEvent/$trail', as)
      expect([as, list.status, list.text]).toEqual([as, 403, expect.not.stringContaining('Patient/far')])
      expect([as, (await send('get', `AuditEvent/${resource.id}`, as)).status]).toEqual([as, 404])
    }
  })
})

describe('the accounting of disclosures', () => {
  test('does not tell a payer, nor a biller, who else treats the member', async () => {
    expect((await send('get', 'Patient/kim', 'health-plan')).status).toBe(200)
    for (const as of ['health-plan', 'biller']) expect([as, (await send('get', 'Patient/kim/$disclosures', as)).status]).toEqual([as, 403])
    expect((await send('get', 'Patient/kim/$disclosures', 'coordinator')).status).toBe(200)
  })
})

describe('self-approval by way of a colleague', () => {
  const actor = (role: string, reference: string) => ({ role: coded(`${terms}/v3-ParticipationType`, role), reference: to(reference) })
  const release = (receiver: string) => ({
    resourceType: 'Consent',
    status: 'active',
    scope: coded(`${terms}/consentscope`, 'patient-privacy'),
    category: [coded(`${canon}/CodeSystem/consent-kind`, 'hiv')],
    patient: to('Patient/kim'),
    dateTime: '2024-02-01',
    performer: [to('Patient/kim')],
    policyRule: coded(`${terms}/v3-ActCode`, 'hipaa-auth'),
    sourceReference: to('DocumentReference/form'),
    extension: [
      {
        url: `${canon}/StructureDefinition/required-statements`,
        extension: [
          ...['right-to-revoke', 'no-conditioning', 'redisclosure'].map((url) => ({ url, valueBoolean: true })),
          { url: 'form-version', valueString: '1' },
        ],
      },
    ],
    provision: {
      type: 'permit',
      period: { start: '2024-02-01', end: '2090-01-01' },
      purpose: [{ system: `${terms}/v3-ActReason`, code: 'TREAT' }],
      class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Condition' }],
      securityLabel: [{ system: `${terms}/v3-ActCode`, code: 'HIV' }],
      actor: [actor('CST', 'Organization/clinic'), actor('IRCP', receiver)],
    },
  })

  test.each([
    'Practitioner/colleague',
    'Practitioner/unposted',
    'PractitionerRole/post',
    'https://cares.example.org/fhir/R4/Practitioner/colleague',
  ])('nobody opens protected content to %s of their own organization', async (receiver) => {
    const answer = await post('Consent', release(receiver), 'coordinator')
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('CARES-CON-05')])
    expect((await send('get', 'Condition/hiv', 'colleague')).status).toBe(404)
  })

  test('what opens it to somebody elsewhere is recorded as before', async () => {
    expect((await post('Consent', release('Practitioner/stranger'), 'coordinator')).status).toBe(201)
  })
})
