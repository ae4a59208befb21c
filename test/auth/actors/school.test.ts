import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { create, ids, ofPatient, patient, query, remove } from '../../storage/records.ts'

// Section 10, "School, early intervention": education section and parts named in consent, by a release; never the full record.
// Kit is 18 on 1 July 2024, at 04:00 UTC.
const canon = 'https://cares-fhir.example.org'
const us = ownAccess('test')
const token = Buffer.alloc(32, 12)
const childhood = '2024-06-15T12:00:00Z'
const concept = (code: string) => ({ coding: [{ system: 'urn:test', code }] })
let opened: TestStore
let store: Store

const goal = (id: string, category: string, ...labels: string[]) =>
  ofPatient('Goal', id, 'kit', {
    lifecycleStatus: 'active',
    category: [concept(category)],
    ...(labels.length > 0 && { meta: { security: labels.map((code) => ({ code })) } }),
  })
const plan = (id: string, status: string) => ofPatient('CarePlan', id, 'kit', { status, intent: 'plan', category: [concept('icp')] })
const record: ResourceJson[] = [
  patient('kit', { birthDate: '2006-07-01' }),
  goal('reads', 'educational'),
  goal('calm', 'educational', 'PSY'),
  goal('alone', 'educational', 'SEX'),
  goal('lungs', 'medical'),
  ofPatient('ServiceRequest', 'aide', 'kit', { status: 'active', intent: 'plan', category: [concept('school-support')] }),
  ofPatient('ServiceRequest', 'speech', 'kit', { status: 'active', intent: 'plan', code: concept('school-support') }),
  ofPatient('ServiceRequest', 'nurse', 'kit', { status: 'active', intent: 'plan', category: [concept('current-service')] }),
  plan('icp', 'active'),
  plan('next', 'draft'),
  ofPatient('Condition', 'asthma', 'kit'),
]

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
  await opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await store.write(us, record.map(create))
}, 60_000)
afterAll(() => opened.close())

const as = (at: string, organization = 'Organization/school') =>
  compileAccess({ clientId: 'c', kind: 'school', organization }, 'system/*.cruds', token, {
    now: () => new Date(at),
  })

function consent(more: object = {}, provision: object = {}, kind = 'release'): ResourceJson {
  const ircp = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] }
  return {
    resourceType: 'Consent',
    id: 'roi',
    status: 'active',
    patient: { reference: 'Patient/kit' },
    dateTime: '2024-01-01',
    category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: kind }] }],
    performer: [{ reference: 'RelatedPerson/ma' }],
    provision: { actor: [{ role: ircp, reference: { reference: 'Organization/school' } }], ...provision },
    ...more,
  }
}
const classes = (...types: string[]) => ({ class: types.map((code) => ({ system: 'http://hl7.org/fhir/resource-types', code })) })

/** What the school finds, and reads one by one, with these on record. */
async function seenBy(more: ResourceJson[], at = childhood, organization?: string): Promise<string[]> {
  const access = as(at, organization)
  await store.write(us, more.map(create))
  try {
    const types = [...new Set(record.map(({ resourceType }) => resourceType))]
    const found = ids((await store.search(access, query('', { types, count: 100 }))).matches).sort()
    const read = []
    for (const { resourceType, id } of record) if (await store.read(access, resourceType, id)) read.push(id)
    expect(read.sort()).toEqual(found)
    return found
  } finally {
    await store.write(
      us,
      more.map(({ resourceType, id }) => remove(resourceType, id)),
    )
  }
}

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('CARES-CON-01, CARES-COO-06, AMB-17: a school sees by a release alone', () => {
  const section = ['aide', 'reads', 'speech']

  test('CARES-COO-06: without one nothing, though it is on the team; with one what is about school', async () => {
    const team = ofPatient('CareTeam', 't', 'kit', { status: 'active', participant: [{ member: { reference: 'Organization/school' } }] })
    expect(await seenBy([team])).toEqual([])
    expect(await seenBy([consent()])).toEqual(section)
  })

  test('what it names by its type besides, a plan only in force; never what it does not name', async () => {
    expect(await seenBy([consent({}, classes('CarePlan'))])).toEqual([...section, 'icp'].sort())
    expect(await seenBy([consent({}, classes('Goal', 'Patient'))])).toEqual([...section, 'kit', 'lungs'].sort())
    expect(await seenBy([consent({}, classes('Condition', 'QuestionnaireResponse'))])).toEqual(section)
  })

  test('CARES-CON-07, CARES-CON-05: what bears a label only where the release names that label', async () => {
    expect(await seenBy([consent({}, { securityLabel: [{ code: 'PSY' }] })])).toEqual([...section, 'calm'].sort())
    expect(await seenBy([consent({}, { securityLabel: [{ code: 'SEX' }] })])).toEqual([...section, 'alone'].sort())
  })

  test('a revoked one, a refusal, one for another school, one that is none of these: nothing', async () => {
    expect(await seenBy([consent({ status: 'inactive' })])).toEqual([])
    expect(await seenBy([consent({}, { type: 'deny' })])).toEqual([])
    expect(await seenBy([consent()], childhood, 'Organization/other')).toEqual([])
    for (const kind of ['ferpa', 'program-enrollment', 'choice-acknowledgement', 'part2'])
      expect([kind, await seenBy([consent({}, {}, kind)])]).toEqual([kind, []])
  })

  test('CARES-CON-06: what a parent signed opens to the last minute before the 18th birthday', async () => {
    expect(await seenBy([consent()], '2024-07-01T03:59:00Z')).toEqual(section)
    expect(await seenBy([consent()], '2024-07-01T04:00:00Z')).toEqual([])
    expect(await seenBy([consent()], '2024-07-02T04:00:00Z')).toEqual([])
  })

  test('CARES-CON-06: what the member signed goes on, and under a court’s guardian what others signed', async () => {
    const after = '2024-07-02T04:00:00Z'
    expect(await seenBy([consent({ performer: [{ reference: 'Patient/kit' }] })], after)).toEqual(section)
    const guardian: ResourceJson = {
      resourceType: 'RelatedPerson',
      id: 'court',
      patient: { reference: 'Patient/kit' },
      extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'court-guardian' }] }],
    }
    expect(await seenBy([consent(), guardian], after)).toEqual(section)
  })

  test('CARES-CON-08: it sends its own documents, and changes nothing', async () => {
    const document = (id: string, kind: string) =>
      ofPatient('DocumentReference', id, 'kit', { status: 'current', category: [concept(kind)] })
    const outcome = async (resource: ResourceJson) => (await store.write(as(childhood), [create(resource)]))[0]!.outcome
    expect(await outcome(document('early', 'iep'))).toBe('barred')
    await store.write(us, [create(consent())])
    expect(await outcome(document('iep', 'iep'))).toBe('created')
    expect(await outcome(document('letter', 'enrollment-letter'))).toBe('barred')
    await expect(store.write(as(childhood), [{ act: 'update', resource: goal('reads', 'medical') }])).resolves.toMatchObject([
      { outcome: 'missing' },
    ])
  })
})
