import { describe, expect, test } from '@jest/globals'
import { tiesOf } from '#storage/access/ties.ts'
import { youngerThan18 } from '#storage/access/under-eighteen.ts'
import type { ResourceJson } from '#storage/store.ts'

const canon = 'https://cares-fhir.example.org'
const concept = (code: string) => ({ coding: [{ code }] })
const kind = (code: string) => ({ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code }] })
const always = ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']
const ties = (resource: { resourceType: string; [name: string]: unknown }) =>
  tiesOf({ id: 'x', ...resource } as ResourceJson, 'https://here.example/fhir').map(({ ground, party, from, until }) => [
    ground,
    party,
    from,
    until,
  ])

describe('an enrollment ties its provider', () => {
  const episode = (more: object) => ({
    resourceType: 'EpisodeOfCare',
    managingOrganization: { reference: 'Organization/o' },
    type: [concept('cares')],
    ...more,
  })

  test('from the first day, local time, to the end of the last one', () => {
    // New York is five hours behind UTC in January and four in July.
    expect(ties(episode({ status: 'active', period: { start: '2026-01-10', end: '2026-07-31' } }))).toEqual([
      ['provider', 'Organization/o', '2026-01-10T05:00:00.000Z', '2026-08-01T04:00:00.000Z'],
    ])
  })

  test('before its start while it is planned, and for good while it has no end', () => {
    expect(ties(episode({ status: 'planned', period: { start: '2026-01-10' } }))).toEqual([['provider', 'Organization/o', ...always]])
  })

  test.each(['cancelled', 'entered-in-error'])('not when it is %s', (status) => {
    expect(ties(episode({ status, period: { start: '2026-01-10' } }))).toEqual([])
  })

  test('not when it is finished and does not say when, nor when its period cannot be read', () => {
    expect(ties(episode({ status: 'finished', period: { start: '2026-01-10' } }))).toEqual([])
    expect(ties(episode({ status: 'active', period: { start: 'January' } }))).toEqual([])
    expect(ties(episode({ status: 'active', period: { start: '2026-02-01', end: '2026-01-01' } }))).toEqual([])
  })

  test('carries its program', () => {
    expect(tiesOf({ id: 'x', ...episode({ status: 'active' }) } as ResourceJson)[0]!.codes).toEqual(['cares'])
  })
})

describe('who else is tied', () => {
  test('a team member for as long as both the team and the part in it last', () => {
    const team = {
      resourceType: 'CareTeam',
      status: 'active',
      period: { start: '2026-01-01', end: '2026-06-30' },
      participant: [
        { role: [concept('primary-care')], member: { reference: 'PractitionerRole/r' }, period: { start: '2026-03-01' } },
        { member: { reference: 'Organization/school' }, onBehalfOf: { reference: 'https://here.example/fhir/Organization/district' } },
        { member: { display: 'somebody' } },
      ],
    }
    expect(ties(team)).toEqual([
      ['care-team', 'PractitionerRole/r', '2026-03-01T05:00:00.000Z', '2026-07-01T04:00:00.000Z'],
      ['care-team', 'Organization/school', '2026-01-01T05:00:00.000Z', '2026-07-01T04:00:00.000Z'],
      ['care-team', 'Organization/district', '2026-01-01T05:00:00.000Z', '2026-07-01T04:00:00.000Z'],
    ])
    expect(ties({ ...team, status: 'inactive' })).toEqual([])
  })

  test.each([
    ['PCP', { resourceType: 'Patient', generalPractitioner: [{ reference: 'Practitioner/p' }] }, 'general-practitioner', 'Practitioner/p'],
    ['plan', { resourceType: 'Coverage', status: 'active', payor: [{ reference: 'Organization/plan' }] }, 'payer', 'Organization/plan'],
    [
      'hospital',
      { resourceType: 'Encounter', status: 'in-progress', serviceProvider: { reference: 'Organization/h' } },
      'treating',
      'Organization/h',
    ],
    [
      'owner of an open task',
      { resourceType: 'Task', status: 'requested', owner: { reference: 'Practitioner/p' } },
      'task',
      'Practitioner/p',
    ],
    [
      'one referred to',
      { resourceType: 'ServiceRequest', status: 'active', performer: [{ reference: 'Organization/s' }] },
      'referral',
      'Organization/s',
    ],
  ])('the %s', (_, resource, ground, party) => {
    expect(ties(resource)).toEqual([[ground, party, ...always]])
  })

  test.each([
    ['a patient no longer active', { resourceType: 'Patient', active: false, generalPractitioner: [{ reference: 'Practitioner/p' }] }],
    ['a cancelled coverage', { resourceType: 'Coverage', status: 'cancelled', payor: [{ reference: 'Organization/plan' }] }],
    ['a stay that is over', { resourceType: 'Encounter', status: 'finished', serviceProvider: { reference: 'Organization/h' } }],
    ['a completed task', { resourceType: 'Task', status: 'completed', owner: { reference: 'Practitioner/p' } }],
    ['a draft referral', { resourceType: 'ServiceRequest', status: 'draft', performer: [{ reference: 'Organization/s' }] }],
    ['a contained party', { resourceType: 'Task', status: 'requested', owner: { reference: '#p' } }],
    ['a party elsewhere', { resourceType: 'Task', status: 'requested', owner: { reference: 'https://there.example/Practitioner/p' } }],
    ['another type', { resourceType: 'Observation', performer: [{ reference: 'Practitioner/p' }] }],
  ])('nobody by %s', (_, resource) => {
    expect(ties(resource)).toEqual([])
  })
})

describe('a release ties who receives (CARES-CON-02, CARES-CON-04)', () => {
  const release = (more: object = {}, provision: object = {}) => ({
    resourceType: 'Consent',
    status: 'active',
    dateTime: '2026-02-01T10:00:00-05:00',
    category: [kind('release')],
    performer: [{ reference: 'Patient/m' }],
    provision: {
      period: { start: '2026-01-01', end: '2026-12-31' },
      actor: [
        { role: concept('CST'), reference: { reference: 'Organization/discloses' } },
        { role: concept('IRCP'), reference: { reference: 'Organization/receives' } },
      ],
      class: [{ code: 'CarePlan' }],
      ...provision,
    },
    ...more,
  })

  test('from its signature to the end of its period', () => {
    expect(ties(release())).toEqual([['release', 'Organization/receives', '2026-02-01T15:00:00.000Z', '2027-01-01T05:00:00.000Z']])
  })

  test.each([
    ['a draft', release({ status: 'draft' })],
    ['revoked', release({ status: 'inactive' })],
    ['rejected', release({ status: 'rejected' })],
    ['unsigned', release({ dateTime: undefined })],
    ['signed by nobody', release({ performer: undefined })],
    ['of a kind that no gate judges', release({ category: [concept('hiv')] })],
    ['to have a school’s records (CARES-CON-08)', release({ category: [kind('ferpa')] })],
    ['to enroll', release({ category: [kind('program-enrollment')] })],
    ['to a choice', release({ category: [kind('choice-acknowledgement')] })],
    ['a refusal', release({}, { type: 'deny' })],
    ['one with exceptions', release({}, { provision: [{ type: 'deny' }] })],
    ['over before it was signed', release({}, { period: { end: '2026-01-31' } })],
  ])('not %s', (_, consent) => {
    expect(ties(consent)).toEqual([])
  })

  test('one that others signed is for the member’s childhood, or under guardianship (CARES-CON-06)', () => {
    expect(ties(release({ performer: [{ reference: 'RelatedPerson/mother' }] }))[0]![0]).toBe('release-for-minor')
    expect(ties(release({ performer: [{ reference: 'RelatedPerson/mother' }, { reference: 'Patient/m' }] }))[0]![0]).toBe('release')
  })

  test('a general one names no label that needs its own consent, whatever it says (CARES-CON-07)', () => {
    const labels = (consent: { resourceType: string }) => tiesOf({ id: 'x', ...consent } as ResourceJson)[0]!.labels
    const named = { securityLabel: [{ code: 'HIV' }, { code: '42CFRPart2' }, { code: 'PSY' }] }
    expect(labels(release({}, named))).toEqual(['PSY'])
    expect(labels(release({ category: [kind('hiv')] }, named))).toEqual(['PSY', 'HIV'])
    expect(labels(release({ category: [kind('part2')] }))).toEqual(['42CFRPart2', 'ETH'])
  })
})

describe('parents and guardians', () => {
  const person = (kind: string, more: object = {}, period?: object) => ({
    resourceType: 'RelatedPerson',
    id: 'mother',
    extension: [
      {
        url: `${canon}/StructureDefinition/legal-authority`,
        extension: [{ url: 'kind', valueCode: kind }, ...(period ? [{ url: 'period', valuePeriod: period }] : [])],
      },
    ],
    ...more,
  })

  test('by the authority on record, for as long as it lasts', () => {
    expect(ties(person('parent'))).toEqual([['parent', 'RelatedPerson/mother', ...always]])
    expect(ties(person('legal-guardian'))[0]![0]).toBe('parent')
    expect(ties(person('court-guardian', {}, { end: '2026-03-31' }))).toEqual([
      ['guardian', 'RelatedPerson/mother', always[0], '2026-04-01T04:00:00.000Z'],
    ])
  })

  test('not without one, nor when it is not theirs any more', () => {
    expect(ties({ resourceType: 'RelatedPerson', relationship: [concept('MTH')] })).toEqual([])
    expect(ties(person('parent', { active: false }))).toEqual([])
    expect(ties(person('caregiver-authorization'))).toEqual([])
  })
})

describe('under 18 (TIME-07, CARES-CON-06)', () => {
  // A birthday begins at 00:00 in New York: 05:00 UTC in winter, 04:00 in summer.
  const isChild = (born: string, at: string) => `${born}T05:00:00.000Z` >= youngerThan18(new Date(at))

  test.each([
    ['the evening before the birthday', '2008-11-22', '2026-11-22T04:59:59.999Z', true],
    ['the birthday', '2008-11-22', '2026-11-22T05:00:00.000Z', false],
    ['born on 29 February, on 28 February', '2008-02-29', '2026-03-01T04:59:59.999Z', true],
    ['born on 29 February, on 1 March', '2008-02-29', '2026-03-01T05:00:00.000Z', false],
    ['born on 28 February, on a 29 February', '2010-02-28', '2028-02-29T12:00:00.000Z', false],
    ['born on 1 March, on a 29 February', '2010-03-01', '2028-02-29T12:00:00.000Z', true],
    ['born on 1 March, the day after', '2010-03-01', '2028-03-01T05:00:00.000Z', false],
  ])('%s', (_, born, at, child) => {
    expect(isChild(born, at)).toBe(child)
  })
})
