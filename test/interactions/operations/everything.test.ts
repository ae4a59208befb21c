import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

// http://hl7.org/fhir/R4/patient-operation-everything.html

let caller: Caller
const about = { subject: { reference: 'Patient/ana' } }
const seen = (id: string, day: string) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  period: { start: day, end: day },
  ...about,
})

beforeAll(async () => {
  caller = await openCaller()
  const records = [
    { resourceType: 'Organization', id: 'clinic', name: 'Clinic' },
    { resourceType: 'Practitioner', id: 'lee', name: [{ family: 'Lee' }] },
    {
      resourceType: 'PractitionerRole',
      id: 'lee-at-clinic',
      practitioner: { reference: 'Practitioner/lee' },
      organization: { reference: 'Organization/clinic' },
    },
    { resourceType: 'Patient', id: 'ana', generalPractitioner: [{ reference: 'PractitionerRole/lee-at-clinic' }] },
    { resourceType: 'Patient', id: 'mother', link: [{ type: 'seealso', other: { reference: 'Patient/ana' } }] },
    {
      resourceType: 'Goal',
      id: 'mothers',
      lifecycleStatus: 'active',
      description: { text: 'x' },
      subject: { reference: 'Patient/mother' },
    },
    seen('e2022', '2022-05-01'),
    seen('e2023', '2023-12-31'),
    { ...seen('e2024', '2024-02-03'), participant: [{ individual: { reference: 'Practitioner/lee' } }] },
    { ...seen('long', '2022-01-01'), period: { start: '2022-01-01' } },
    { resourceType: 'Condition', id: 'asthma', onsetDateTime: '2016', ...about },
    { resourceType: 'Condition', id: 'late', onsetDateTime: '2024-03-01', ...about },
    { resourceType: 'Condition', id: 'undated', ...about },
    { resourceType: 'Basic', id: 'note', code: { text: 'x' }, ...about },
    {
      resourceType: 'Observation',
      id: 'seen-with-mother',
      status: 'final',
      code: { text: 'x' },
      ...about,
      focus: [{ reference: 'Goal/mothers' }],
    },
  ]
  for (const resource of records) await caller.send('PUT', `${resource.resourceType}/${resource.id}`, JSON.parse(JSON.stringify(resource)))
})
afterAll(() => caller.opened.close())

async function ask(query = '', by = caller): Promise<{ matches: string[]; included: string[] }> {
  const { entry = [] } = await by.json('GET', `Patient/ana/$everything${query}`)
  const of = (mode: string) =>
    entry.filter(({ search }: Json) => search.mode === mode).map(({ resource }: Json) => `${resource.resourceType}/${resource.id}`)
  return { matches: of('match'), included: of('include') }
}

const undated = ['Basic/note', 'Observation/seen-with-mother']

describe('Patient/$everything', () => {
  test('the patient first, then the record; and whatever that refers to outside of anybody’s record', async () => {
    const { matches, included } = await ask()
    expect(matches[0]).toBe('Patient/ana')
    expect(matches.slice(1)).toEqual(
      [
        'Basic/note',
        'Condition/asthma',
        'Condition/late',
        'Condition/undated',
        'Encounter/e2022',
        'Encounter/e2023',
        'Encounter/e2024',
        'Encounter/long',
        'Observation/seen-with-mother',
      ].sort(),
    )
    // Her mother's goal is referred to, but it is another patient's.
    expect(included).toEqual(['Organization/clinic', 'Practitioner/lee', 'PractitionerRole/lee-at-clinic'])
  })

  test('start and end are days of care: what lasts into them stays, as does what has no date', async () => {
    const of = async (query: string) => (await ask(query)).matches.filter((one) => !undated.includes(one) && one !== 'Patient/ana')
    expect(await of('?start=2024-01-01')).toEqual([
      'Condition/asthma',
      'Condition/late',
      'Condition/undated',
      'Encounter/e2024',
      'Encounter/long',
    ])
    expect(await of('?end=2023-12-31')).toEqual([
      'Condition/asthma',
      'Condition/undated',
      'Encounter/e2022',
      'Encounter/e2023',
      'Encounter/long',
    ])
    expect(await of('?end=2023-12-30')).not.toContain('Encounter/e2023')
    expect(await of('?start=2023&end=2023')).toEqual(['Condition/asthma', 'Condition/undated', 'Encounter/e2023', 'Encounter/long'])
    expect(await of('?start=2024-02&end=2024-02')).toEqual(['Condition/asthma', 'Condition/undated', 'Encounter/e2024', 'Encounter/long'])
  })

  test('_type names what is wanted, also of what is beside', async () => {
    expect(await ask('?_type=Encounter,Practitioner&start=2024')).toEqual({
      matches: ['Encounter/e2024', 'Encounter/long'],
      included: ['Practitioner/lee'],
    })
  })

  test('_count and the links lead through all of it once', async () => {
    const whole = await ask()
    const matches: string[] = []
    let next: string | undefined = 'Patient/ana/$everything?_count=3&start=2000'
    while (next !== undefined) {
      const { entry, link }: Json = await caller.json('GET', next)
      const page = entry.filter(({ search }: Json) => search.mode === 'match')
      expect(page.length).toBeLessThanOrEqual(3)
      matches.push(...page.map(({ resource }: Json) => `${resource.resourceType}/${resource.id}`))
      next = link.find(({ relation }: Json) => relation === 'next')?.url
    }
    expect(matches).toEqual(whole.matches)
  })

  test('_since is about writing', async () => {
    const { meta } = await caller.json('PUT', 'Basic/note', { resourceType: 'Basic', id: 'note', code: { text: 'y' }, ...about })
    expect((await ask(`?_since=${meta.lastUpdated}`)).matches).toEqual(['Basic/note'])
  })

  test('what the token may not see is not brought along', async () => {
    const types = ['Patient', 'Encounter', 'PractitionerRole', 'Organization']
    const only: AccessPlan = { ...ownAccess('test'), allows: (_, type) => types.includes(type), searchable: new Set(types) }
    const { matches, included } = await ask('', caller.as(only))
    expect(new Set(matches.map((one) => one.split('/')[0]))).toEqual(new Set(['Patient', 'Encounter']))
    expect(included).toEqual(['Organization/clinic', 'PractitionerRole/lee-at-clinic'])
  })

  test.each([
    'start=soon',
    'end=2024-02-30',
    'start=2024-02-01T10:00:00Z',
    'start=2024&start=2023',
    '_type=Pupil',
    '_count=0',
    'from=2024',
  ])('%s is refused', async (query) => {
    const refused = await caller.send('GET', `Patient/ana/$everything?${query}`).catch((error: FhirError) => error.kind)
    expect(refused).toBe('malformed')
  })
})
