import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ClientKind, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import type { FhirError } from '#fhir/error.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import { programs } from '#programs/index.ts'
import { create, patient } from '../../storage/records.ts'
import { type Caller, openCaller } from '../caller.ts'

// Operations decide on the whole record, by the server's own sight: what they tell must still be what the caller may know.
const spread = process.env.STORE_DISTRIBUTED === '1'
const to = (reference: string) => ({ reference })
const program = [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/program', code: 'cares' }] }]
const token = Buffer.alloc(32, 9)
let server: Caller

beforeAll(async () => {
  server = await openCaller(programs)
  await server.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await server.context.store.write(ownAccess('test'), [
    create({ resourceType: 'Organization', id: 'clinic' }),
    create({ resourceType: 'Organization', id: 'other' }),
    create(patient('ours', { birthDate: '2015-01-01' })),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      type: program,
      patient: to('Patient/ours'),
      managingOrganization: to('Organization/clinic'),
      period: { start: '2024-01-01' },
    }),
    create({
      resourceType: 'Coverage',
      id: 'cover',
      status: 'active',
      beneficiary: to('Patient/ours'),
      payor: [to('Organization/plan')],
      period: { start: '2024-01-01', end: '2024-03-31' },
    }),
  ])
}, 60_000)
afterAll(() => server.opened.close())

const as = (kind: ClientKind, organization?: string, scope = 'system/*.cruds', patientInContext?: string): Caller =>
  server.as(
    compileAccess({ clientId: 'c', kind, organization, patient: patientInContext }, scope, token, {
      read: scopeReader(),
      now: () => server.context.now(),
    }),
  )

async function refusal(sent: Promise<unknown>): Promise<unknown> {
  const { kind, issues } = await sent.then(
    () => ({ kind: 'answered', issues: [] }),
    (error: FhirError) => error,
  )
  return { kind, issues: JSON.parse(JSON.stringify(issues).replaceAll(/other|nowhere/g, '*')) }
}

const onOne = spread ? describe.skip : describe

onOne('$billing-eligibility', () => {
  const roster = (who: Caller, organization: string) => who.send('GET', `Organization/${organization}/$billing-eligibility?month=2024-02`)

  test('a provider has its own roster; another’s is as unknown as none', async () => {
    expect((await roster(as('care-team', 'Organization/clinic'), 'clinic')).status).toBe(200)
    const others = await refusal(roster(as('care-team', 'Organization/clinic'), 'other'))
    expect(others).toMatchObject({ kind: 'not-found' })
    expect(others).toEqual(await refusal(roster(as('care-team', 'Organization/clinic'), 'nowhere')))
  })

  test.each([
    ['for the patient in context alone', 'care-team', 'patient/*.rs user/Organization.rs', 'ours'],
    ['for the patient in context alone, as an administrator', 'system', 'patient/*.rs', 'ours'],
    ['for some Patients', 'care-team', 'user/Patient.rs?gender=female user/Organization.rs', undefined],
    ['for no Patient', 'care-team', 'user/Organization.rs', undefined],
    ['for the patient in context alone, of MassHealth', 'masshealth', 'patient/*.rs', 'ours'],
  ] as const)('a roster is not told to a token %s', async (_, kind, scope, inContext) => {
    const who = as(kind, 'Organization/clinic', scope, inContext)
    expect(await refusal(roster(who, 'clinic'))).toMatchObject({ kind: 'forbidden', issues: [{ details: 'insufficient-scope' }] })
  })

  test('a roster is told to a token for all Patients, whatever else it holds', async () => {
    const scope = 'patient/*.rs user/Patient.r user/Organization.r'
    expect((await roster(as('care-team', 'Organization/clinic', scope, 'ours'), 'clinic')).status).toBe(200)
  })

  test('a provider has its own month of a member; what another did in it is as unknown as none', async () => {
    const month = (provider: string) =>
      as('care-team', 'Organization/clinic').send('GET', `Patient/ours/$billing-eligibility?month=2024-02${provider}`)
    expect((await month('&provider=clinic')).status).toBe(200)
    const others = await refusal(month('&provider=other'))
    expect(others).toMatchObject({ kind: 'not-found' })
    expect(others).toEqual(await refusal(month('&provider=nowhere')))
    const { reporter } = await as('care-team', 'Organization/clinic').json('GET', 'Patient/ours/$billing-eligibility?month=2019-02')
    expect(reporter).toEqual(to('Organization/clinic'))
  })

  test('MassHealth has every roster and every member’s month', async () => {
    expect((await roster(as('masshealth'), 'other')).status).toBe(200)
    expect((await as('masshealth').send('GET', 'Patient/ours/$billing-eligibility?month=2024-02')).status).toBe(200)
  })

  test('MassHealth has the month of the patient in context alone by a token for that patient', async () => {
    const month = (inContext: string) =>
      as('masshealth', undefined, 'patient/*.rs', inContext).send('GET', 'Patient/ours/$billing-eligibility?month=2024-02')
    expect((await month('ours')).status).toBe(200)
    expect(await refusal(month('else'))).toMatchObject({ kind: 'not-found' })
  })

  test.each(['hospital', 'pediatrician', 'health-plan', 'ems'] as const)('a %s is told no month', async (kind) => {
    const who = as(kind, 'Organization/clinic')
    expect(await refusal(roster(who, 'clinic'))).toMatchObject({ kind: 'forbidden' })
    expect(await refusal(who.send('GET', 'Patient/ours/$billing-eligibility?month=2024-02'))).toMatchObject({ kind: 'forbidden' })
  })

  test.each([
    ['biller', 200],
    ['program-director', 200],
    ['family-support', 403],
    ['senior-medical-professional', 403],
  ] as const)('section 10: of a provider’s people, a %s: %d', async (role, status) => {
    const caller = { clientId: 'c', kind: 'care-team' as const, organization: 'Organization/clinic', roles: [role] }
    const who = server.as(compileAccess(caller, 'system/*.cruds', token, { now: () => server.context.now() }))
    for (const asked of [() => roster(who, 'clinic'), () => who.send('GET', 'Patient/ours/$billing-eligibility?month=2024-02')])
      if (status === 200) expect((await asked()).status).toBe(200)
      else expect(await refusal(asked())).toMatchObject({ kind: 'forbidden' })
  })

  test('a provider that the member is not tied to finds no member', async () => {
    const ask = as('care-team', 'Organization/other').send('GET', 'Patient/ours/$billing-eligibility?month=2024-02')
    expect(await refusal(ask)).toMatchObject({ kind: 'not-found' })
  })
})

onOne('$enrollment-status', () => {
  const enrolled = async (who: Caller, on: string) => {
    const { parameter } = await who.json('GET', `EpisodeOfCare/$enrollment-status?patient=ours&on=${on}`)
    return parameter
  }
  const no = [{ name: 'enrolled', valueBoolean: false }]

  test.each([
    ['the day before the cover', '2023-12-31', false],
    ['the first day of the cover', '2024-01-01', true],
    ['the last day of the cover', '2024-03-31', true],
    ['the day after the cover', '2024-04-01', false],
  ])('a plan hears of its own member on %s', async (_, on, hears) => {
    const answer = await enrolled(as('health-plan', 'Organization/plan'), on)
    if (hears) expect(answer).toContainEqual({ name: 'enrolled', valueBoolean: true })
    else expect(answer).toEqual(no)
  })

  test('another plan, or one without a name, hears what it would of nobody', async () => {
    expect(await enrolled(as('health-plan', 'Organization/other-plan'), '2024-02-01')).toEqual(no)
    expect(await enrolled(as('health-plan'), '2024-02-01')).toEqual(no)
  })

  test('a token for the patient in context hears of that patient alone', async () => {
    const inContext = (id: string) => as('health-plan', 'Organization/plan', 'patient/*.rs system/Organization.r', id)
    expect(await enrolled(inContext('ours'), '2024-02-01')).toContainEqual({ name: 'enrolled', valueBoolean: true })
    expect(await enrolled(inContext('else'), '2024-02-01')).toEqual(no)
  })

  test('MassHealth hears of everybody', async () => {
    expect(await enrolled(as('masshealth'), '2024-04-01')).toContainEqual({ name: 'enrolled', valueBoolean: true })
  })
})
