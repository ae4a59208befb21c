import { describe, expect, test } from '@jest/globals'
import type { Encounter, Resource } from '@medplum/fhirtypes'
import { serviceEncounter, serviceProcedure } from '#programs/cares/gates/service-event.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, enrollmentFrom, extensionUrl, readyToEnroll, recordsOf, type Story, service } from '../ready-to-enroll.ts'

const settings = settingsFrom()

function proposal(resource: Resource, today = '2024-05-12', previous?: Resource) {
  return { resource, previous, today, now: `${today}T16:00:00Z`, settings }
}

function decide(event: Encounter, { change, more = [] }: { change?: (story: Story) => void; more?: Resource[] } = {}) {
  const story = readyToEnroll()
  change?.(story)
  return serviceEncounter
    .decide(proposal(event), recordsOf(story, enrollmentFrom('2024-05-01'), ...more))
    .map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

const visit = (start: string, change: Partial<Encounter> = {}) => service('visit', 'regular-contact', start, change)

test('CARES-PAY-05: an event that counts is stored without a word', () => {
  expect(decide(visit('2024-05-10T15:00:00Z'))).toEqual([])
})

describe('CARES-PAY-05: an event that does not count is stored with a warning for each failing test', () => {
  test('before the enrollment, from the evening before where the member lives', () => {
    expect(decide(visit('2024-05-01T04:00:00Z'))).toEqual([])
    expect(decide(visit('2024-05-01T03:59:59Z'))).toEqual(['CARES-PAY-05 warns business-rule'])
  })

  test('CARES-PAY-09: on or after the 21st birthday', () => {
    const born = (birthDate: string) => ({ change: (story: Story) => void Object.assign(story.patient, { birthDate }) })
    expect(decide(visit('2024-05-10'), born('2003-05-11'))).toEqual([])
    expect(decide(visit('2024-05-10'), born('2003-05-10'))).toEqual(['CARES-PAY-09 warns business-rule'])
  })

  test('CARES-PAY-10: on an uncovered day', () => {
    const until = (end: string) => ({
      change: ({ coverage }: Story) => void Object.assign(coverage, { period: { start: '2024-01-01', end } }),
    })
    expect(decide(visit('2024-05-10'), until('2024-05-10'))).toEqual([])
    expect(decide(visit('2024-05-10'), until('2024-05-09'))).toEqual(['CARES-PAY-10 warns business-rule'])
  })

  test('CARES-STF-06 and CARES-PRV-07: by a role that is not payable, or not based at a certified location', () => {
    const director = ({ manager }: Story) => void Object.assign(manager, { code: [coding('cares-role', 'program-director')] })
    const elsewhere = ({ manager }: Story) => void Object.assign(manager, { location: [{ reference: 'Location/storefront' }] })
    expect(decide(visit('2024-05-10'), { change: director })).toEqual(['CARES-STF-06 warns business-rule'])
    expect(decide(visit('2024-05-10'), { change: elsewhere })).toEqual([
      'CARES-PRV-03 warns business-rule',
      'CARES-PRV-07 warns business-rule',
    ])
  })

  test('every failing test is named at once', () => {
    const bare = visit('2024-04-30', { extension: [] })
    expect(decide(bare)).toEqual(['CARES-PAY-05 warns business-rule', 'CARES-PAY-05 warns business-rule'])
  })

  test('an activity that never counts says only that, whatever else it lacks', () => {
    const talk = service('visit', 'program-education', '2024-04-30', { extension: [] })
    expect(decide(talk)).toEqual(['CARES-PAY-05 warns business-rule'])
    const ride = visit('2024-05-10', { type: [coding('cares-activity', 'transport')] })
    expect(decide(ride)).toEqual(['CARES-PAY-05 warns business-rule', 'LAW-03 warns business-rule'])
  })

  test('planned work is not judged yet, work entered in error never', () => {
    expect(decide(visit('2024-04-30', { status: 'planned' }))).toEqual([])
    expect(decide(visit('2024-04-30', { status: 'entered-in-error' }))).toEqual([])
  })
})

describe('CARES-ELG-02: eligibility is verified for the day of the service (LAW-10)', () => {
  test('a check 31 days before will do, 32 days before will not', () => {
    const checked = (created: string) => ({
      change: ({ check }: Story) => void Object.assign(check, { created, servicedDate: created.slice(0, 10) }),
    })
    expect(decide(visit('2024-05-10'), checked('2024-04-09T12:00:00Z'))).toEqual([])
    expect(decide(visit('2024-05-10'), checked('2024-04-08T12:00:00Z'))).toEqual(['CARES-ELG-02 warns business-rule'])
  })
})

describe('TIME-09: a service has a start', () => {
  test('a finished one without it is refused, a planned one is not', () => {
    expect(decide(visit('x', { period: {} }))).toEqual(['TIME-09 refuses required'])
    expect(decide(visit('x', { period: {}, status: 'planned' }))).toEqual([])
  })

  test('TIME-01: a month is no start', () => {
    expect(decide(visit('2024-05'))).toEqual(['TIME-01 refuses value'])
  })
})

describe('TIME-11: the same event is stored once', () => {
  const first = service('first', 'regular-contact', '2024-05-10T15:00:00Z')

  test('same provider, activity, start and performer is a duplicate, also when the start is spelled otherwise', () => {
    expect(decide(visit('2024-05-10T15:00:00Z'), { more: [first] })).toEqual(['TIME-11 duplicate duplicate'])
    expect(decide(visit('2024-05-10T11:00:00-04:00'), { more: [first] })).toEqual(['TIME-11 duplicate duplicate'])
  })

  test('another start, activity or performer is another event', () => {
    expect(decide(visit('2024-05-10T15:00:01Z'), { more: [first] })).toEqual([])
    expect(decide(service('visit', 'icp-update', '2024-05-10T15:00:00Z'), { more: [first] })).toEqual([])
    const { manager } = readyToEnroll()
    const colleague: Resource = { ...manager, id: 'colleague' }
    const theirs = visit('2024-05-10T15:00:00Z', { participant: [{ individual: { reference: 'PractitionerRole/colleague' } }] })
    expect(decide(theirs, { more: [first, colleague] })).toEqual([])
  })

  test('an event entered in error makes room', () => {
    expect(decide(visit('2024-05-10T15:00:00Z'), { more: [{ ...first, status: 'entered-in-error' }] })).toEqual([])
  })
})

describe('TIME-10: what is entered late is marked', () => {
  const marks = (resource: Resource, previous?: Resource) =>
    (serviceEncounter.completes!(proposal(resource, '2024-06-09', previous), []).meta?.tag ?? []).map(({ code }) => code)

  test('30 days after the event is in time, 31 days after is late', () => {
    expect(marks(visit('2024-05-10'))).toEqual([])
    expect(marks(visit('2024-05-09'))).toEqual(['late-entry'])
  })

  test('a correction long after keeps the mark as it was', () => {
    const early = visit('2024-05-10')
    const late = serviceEncounter.completes!(proposal(visit('2024-05-09'), '2024-06-09'), [])
    expect(serviceEncounter.completes!(proposal(early, '2025-01-01', early), []).meta?.tag).toBeUndefined()
    expect(marks(visit('2024-05-09'), late)).toEqual(['late-entry'])
  })
})

test('the gate speaks of service events only, Encounters and Procedures alike', () => {
  const plain = visit('2024-05-10', { type: [{ text: 'check-up' }] })
  expect([serviceEncounter.applies(visit('2024-05-10')), serviceEncounter.applies(plain)]).toEqual([true, false])
  const procedure: Resource = {
    resourceType: 'Procedure',
    status: 'completed',
    code: coding('cares-activity', 'icp-update'),
    subject: { reference: 'Patient/aino' },
    performedDateTime: '2024-05-10',
    extension: [{ url: extensionUrl('contact-mode'), valueCode: 'phone' }],
  }
  expect(serviceProcedure.applies(procedure)).toBe(true)
  expect(serviceProcedure.needs(procedure).member).toBe('aino')
})

test('the gate asks for the day’s events, the staff and the provider’s services', () => {
  const needs = serviceEncounter.needs(visit('2024-03-10T15:00:00Z'))
  // The day on which clocks go forward has 23 hours.
  expect(needs.within).toEqual({ types: ['Encounter', 'Procedure'], from: '2024-03-10T05:00:00.000Z', to: '2024-03-11T04:00:00.000Z' })
  expect(needs.others).toEqual(['Organization/harbor', 'PractitionerRole/manager'])
  expect(needs.alongside).toEqual([{ type: 'HealthcareService', param: 'organization', reference: 'Organization/harbor' }])
})
