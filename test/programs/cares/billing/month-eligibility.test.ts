import { describe, expect, test } from '@jest/globals'
import type { Encounter, EpisodeOfCare, Procedure, Resource } from '@medplum/fhirtypes'
import { monthEligibility } from '#programs/cares/billing/month-eligibility.ts'
import { caseOf } from '#programs/cares/case.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { canon, claimOf, coding, enrollmentFrom, extensionUrl, readyToEnroll, recordsOf, type Story, service } from '../ready-to-enroll.ts'

const harbor = 'Organization/harbor'
const hill = 'Organization/hill'

interface Given {
  month?: string
  provider?: string
  config?: unknown
  story?: (story: Story) => void
  enrollment?: EpisodeOfCare
}

/** The answer for a month, for a record with an enrollment from 2024-05-01 and these events. */
function answer(events: Resource[], { month = '2024-05', provider = harbor, config, story: change, enrollment }: Given = {}) {
  const story = readyToEnroll()
  change?.(story)
  const records = recordsOf(story, enrollment ?? enrollmentFrom('2024-05-01'), ...events)
  return monthEligibility(caseOf(records), provider, month, settingsFrom(config))
}

const failed = (result: ReturnType<typeof answer>) => result.tests.filter(({ pass }) => !pass).map(({ cites }) => cites.id)
const faults = (result: ReturnType<typeof answer>) => result.events.map((event) => [...new Set(event.faults.map(({ cites }) => cites.id))])

const contact = (start: string, change: Partial<Encounter> = {}) => service(`contact-${start}`, 'regular-contact', start, change)
const update = (start: string, change: Partial<Encounter> = {}) => service(`update-${start}`, 'icp-update', start, change)

/** A month that lacks one service unless this event counts. */
function counts(event: Resource, given: Given = {}) {
  const month = given.month ?? '2024-05'
  return answer([contact(`${month}-28`), event], given).payable
}

describe('CARES-PAY-01: a month is payable when every test is met', () => {
  test('two different services make May payable, and the answer says it is advice', () => {
    const result = answer([contact('2024-05-03'), update('2024-05-20')])
    expect(result.payable).toBe(true)
    expect(failed(result)).toEqual([])
    expect(result.tests[0]?.cites.id).toBe('CARES-PAY-01')
    expect(result.tests[0]?.says).toContain('advice')
  })

  test('when one is not met, the first test names which', () => {
    const result = answer([contact('2024-05-03')])
    expect(result.payable).toBe(false)
    expect(failed(result)).toEqual(['CARES-PAY-01', 'CARES-PAY-04'])
    expect(result.tests[0]?.says).toContain('CARES-PAY-04')
  })

  test('each test names the versions of the facts it rests on', () => {
    const { tests } = answer([contact('2024-05-03'), update('2024-05-20')])
    const facts = new Map(tests.map(({ cites, facts }) => [cites.id, facts]))
    expect(facts.get('CARES-PAY-04')).toEqual(['Encounter/contact-2024-05-03/_history/1', 'Encounter/update-2024-05-20/_history/1'])
    expect(facts.get('CARES-PAY-09')).toEqual(['Patient/aino/_history/1'])
    expect(facts.get('CARES-PAY-10')).toEqual(['Coverage/standard/_history/1'])
    expect(facts.get('CARES-PRV-02')).toEqual(['Organization/harbor/_history/1'])
    expect(facts.get('CARES-PAY-02')).toEqual(['HealthcareService/pier-cares/_history/1'])
    expect(facts.get('CARES-STF-06')).toEqual(['PractitionerRole/manager/_history/1'])
  })

  test('the order of the records changes not one byte', () => {
    const records = recordsOf(
      readyToEnroll(),
      enrollmentFrom('2024-05-01'),
      contact('2024-05-03'),
      update('2024-05-03'),
      contact('2024-05-09'),
    )
    const one = monthEligibility(caseOf(records), harbor, '2024-05', settingsFrom())
    const other = monthEligibility(caseOf(records.toReversed()), harbor, '2024-05', settingsFrom())
    expect(JSON.stringify(other)).toBe(JSON.stringify(one))
  })
})

describe('CARES-PAY-02: from 7 July 2023 and the certification on', () => {
  const early = (effectiveDate: string): Given => ({
    month: '2023-07',
    enrollment: enrollmentFrom('2023-06-01'),
    story(story) {
      story.service.extension![0]!.valuePeriod = { start: '2023-01-01' }
      story.service.extension![1]!.extension![1]!.valueDate = effectiveDate
      story.manager.period = { start: '2023-01-01' }
      story.coverage.period = { start: '2023-01-01' }
    },
  })

  test('6 July 2023 does not count, 7 July does', () => {
    expect(counts(update('2023-07-06'), early('2023-01-01'))).toBe(false)
    expect(counts(update('2023-07-07'), early('2023-01-01'))).toBe(true)
    expect(faults(answer([update('2023-07-06')], early('2023-01-01')))).toEqual([['CARES-PAY-02']])
  })

  test('a later certification moves the first day', () => {
    expect(counts(update('2023-07-19'), early('2023-07-20'))).toBe(false)
    expect(counts(update('2023-07-20'), early('2023-07-20'))).toBe(true)
    expect(failed(answer([contact('2023-07-28'), update('2023-07-19')], early('2023-07-20')))).toContain('CARES-PAY-02')
  })

  test('the certification’s last day counts, the day after does not', () => {
    const until = (valueDate: string): Given => ({
      story: (story) => void story.service.extension![1]!.extension!.push({ url: 'endDate', valueDate }),
    })
    const events = [contact('2024-05-01'), update('2024-05-10')]
    expect(answer(events, until('2024-05-10')).payable).toBe(true)
    expect(answer(events, until('2024-05-09')).payable).toBe(false)
  })

  test('AMB-49: the stop date is not a certified day, unless so configured', () => {
    const given = (config?: unknown): Given => ({
      config,
      story: (story) => void story.service.extension!.push({ url: extensionUrl('cease-date'), valueDate: '2024-05-10' }),
    })
    expect(answer([contact('2024-05-01'), update('2024-05-09')], given()).payable).toBe(true)
    expect(answer([contact('2024-05-01'), update('2024-05-10')], given()).payable).toBe(false)
    const config = { 'cease-date-payable': [{ from: '2024-05-01', value: true }] }
    expect(answer([contact('2024-05-01'), update('2024-05-10')], given(config)).payable).toBe(true)
  })
})

test('CARES-PAY-03: a part month that qualifies is one full amount', () => {
  const result = answer([contact('2024-05-30'), update('2024-05-31')], { enrollment: enrollmentFrom('2024-05-30') })
  expect(result.payable).toBe(true)
  expect(result.tests.find(({ cites }) => cites.id === 'CARES-PAY-03')?.says).toContain('quantity 1')
})

describe('CARES-PAY-04: two distinct services in the calendar month', () => {
  test('both may fall on one day', () => {
    expect(answer([contact('2024-05-03'), update('2024-05-03')]).payable).toBe(true)
  })

  test('the same activity twice is one service', () => {
    const result = answer([contact('2024-05-03'), contact('2024-05-20')])
    expect(result.distinct).toEqual(['regular-contact'])
    expect(failed(result)).toEqual(['CARES-PAY-01', 'CARES-PAY-04'])
  })

  test('AMB-04: by event two contacts are two; by part of case management two plan activities are one', () => {
    const by = (value: string) => ({ config: { 'pmpm-distinctness': [{ from: '2024-05-01', value }] } })
    expect(answer([contact('2024-05-03'), contact('2024-05-20')], by('event')).payable).toBe(true)
    const planWork = [update('2024-05-03'), service('development', 'icp-development', '2024-05-04')]
    expect(answer(planWork).payable).toBe(true)
    expect(answer(planWork, by('category')).payable).toBe(false)
    expect(answer([...planWork, contact('2024-05-09')], by('category')).payable).toBe(true)
  })

  test('29 February counts', () => {
    expect(counts(update('2024-02-29'), { month: '2024-02', enrollment: enrollmentFrom('2024-02-01') })).toBe(true)
  })

  test('a month of the calendar, not of thirty days: 31 May is in, 30 April and 1 June are out', () => {
    const enrollment = enrollmentFrom('2024-01-01')
    expect(counts(update('2024-05-31'), { enrollment })).toBe(true)
    expect(counts(update('2024-04-30'), { enrollment })).toBe(false)
    expect(counts(update('2024-06-01'), { enrollment })).toBe(false)
  })
})

describe('TIME-09: a service belongs to the month in which it began where the member lives', () => {
  const enrollment = enrollmentFrom('2024-01-01')

  test('2024-02-01T03:30Z is 31 January (TIME-01)', () => {
    expect(answer([update('2024-02-01T03:30:00Z')], { month: '2024-01', enrollment }).events).toHaveLength(1)
    expect(answer([update('2024-02-01T03:30:00Z')], { month: '2024-02', enrollment }).events).toHaveLength(0)
  })

  test('an event over midnight at month end counts once, in the month it began', () => {
    const over = update('x', { period: { start: '2024-05-31T23:30:00-04:00', end: '2024-06-01T00:30:00-04:00' } })
    expect(answer([over], { enrollment }).events).toHaveLength(1)
    expect(answer([over], { month: '2024-06', enrollment }).events).toHaveLength(0)
  })

  test('a Procedure counts by its performed start', () => {
    const procedure: Procedure = {
      resourceType: 'Procedure',
      id: 'review',
      meta: { versionId: '1' },
      status: 'completed',
      code: coding('cares-activity', 'monitoring-review'),
      subject: { reference: 'Patient/aino' },
      performedDateTime: '2024-05-02T03:59:00Z',
      performer: [{ actor: { reference: 'PractitionerRole/manager' }, onBehalfOf: { reference: harbor } }],
      extension: contact('x').extension,
    }
    expect(counts(procedure)).toBe(true)
    // The evening before the enrollment began, where the member lives.
    expect(counts({ ...procedure, performedDateTime: '2024-05-01T03:59:00Z' })).toBe(false)
    expect(counts({ ...procedure, status: 'in-progress' })).toBe(false)
  })
})

describe('CARES-PAY-05: what counts as an event', () => {
  test('finished work only, and nothing entered in error', () => {
    for (const status of ['planned', 'in-progress', 'entered-in-error', 'cancelled'] as const) {
      expect(counts(update('2024-05-20', { status }))).toBe(false)
    }
  })

  test('AMB-27: case reviews, education, consent taking and outreach do not count, unless with a scope activity', () => {
    for (const activity of [
      'case-review-meeting',
      'program-education',
      'consent-taking',
      'outreach-attempt',
      'staff-consult',
      'aftercare-planning',
    ]) {
      expect(counts(service('other', activity, '2024-05-20'))).toBe(false)
    }
    const both = [coding('cares-activity', 'case-review-meeting'), coding('cares-activity', 'icp-update')]
    expect(counts(update('2024-05-20', { type: both }))).toBe(true)
  })

  test('with a note that has text and author', () => {
    const [mode, note] = contact('x').extension!
    const noted = (valueAnnotation: NonNullable<typeof note>['valueAnnotation']) =>
      update('2024-05-20', { extension: [mode!, { ...note!, valueAnnotation }] })
    expect(counts(update('2024-05-20', { extension: [mode!] }))).toBe(false)
    expect(counts(noted({ text: ' ', authorString: 'coordinator' }))).toBe(false)
    expect(counts(noted({ text: 'Called the school.' }))).toBe(false)
    expect(counts(noted({ text: 'Called the school.', authorString: 'coordinator' }))).toBe(true)
  })

  test('AMB-50: on the effective date, not the day before, however much work came before', () => {
    const given = { enrollment: enrollmentFrom('2024-05-10') }
    expect(counts(update('2024-05-10'), given)).toBe(true)
    expect(counts(update('2024-05-09'), given)).toBe(false)
    const config = { 'pre-enrollment-work': [{ from: '2024-01-01', value: 'countable-from-t0' }] }
    expect(counts(update('2024-05-09'), { ...given, config })).toBe(true)
  })

  test('to the last day of the enrollment, not the day after', () => {
    const until = (end: string) => ({ enrollment: enrollmentFrom('x', { status: 'finished', period: { start: '2024-05-01', end } }) })
    const events = [contact('2024-05-01'), update('2024-05-20')]
    expect(answer(events, until('2024-05-20')).payable).toBe(true)
    expect(answer(events, until('2024-05-19')).payable).toBe(false)
  })

  test('the events that do not count are named with the rows they fail', () => {
    const result = answer([contact('2024-05-03'), update('2024-05-20', { status: 'planned' })])
    expect(result.tests.find(({ cites }) => cites.id === 'CARES-PAY-05')?.says).toBe('1 of 2 events do not count: CARES-PAY-05 (1).')
    expect(faults(result)).toEqual([[], ['CARES-PAY-05']])
  })
})

describe('CARES-PAY-06: one provider is paid for a member and month', () => {
  const twice = (start: string, end: string | undefined, id: string, provider: string) =>
    enrollmentFrom(start, {
      id,
      status: end ? 'finished' : 'active',
      managingOrganization: { reference: provider },
      period: { start, ...(end ? { end } : {}) },
    })
  const hillStaff = (): Resource[] => {
    const { manager, provider, service: bearer } = readyToEnroll()
    return [
      { ...manager, id: 'hill-manager', organization: { reference: hill }, location: [{ reference: 'Location/hilltop' }] },
      { ...provider, id: 'hill', identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1003000001' }] },
      { ...bearer, id: 'hill-cares', providedBy: { reference: hill }, location: [{ reference: 'Location/hilltop' }] },
    ]
  }
  const atHill = (event: Encounter): Encounter => ({
    ...event,
    id: `hill-${event.id}`,
    serviceProvider: { reference: hill },
    participant: [{ individual: { reference: 'PractitionerRole/hill-manager' } }],
  })
  const both = (events: Resource[], { config, overlap = false }: { config?: unknown; overlap?: boolean } = {}) => {
    const given = {
      config,
      month: '2024-03',
      enrollment: twice('2024-01-01', overlap ? '2024-03-31' : '2024-03-15', 'first', harbor),
    }
    const all = [...hillStaff(), twice(overlap ? '2024-02-01' : '2024-03-16', undefined, 'second', hill), ...events]
    return { harbor: answer(all, given), hill: answer(all, { ...given, provider: hill }) }
  }

  test('one activity on 4 and 11 March and another on the 15th qualify on the 15th', () => {
    const events = [contact('2024-03-04'), contact('2024-03-11'), update('2024-03-15')]
    expect(answer(events, { month: '2024-03', enrollment: enrollmentFrom('2024-01-01') }).qualifiedOn).toBe('2024-03-15')
  })

  test('the first to have given two holds the month; the other learns only that', () => {
    const result = both([contact('2024-03-04'), update('2024-03-15'), atHill(contact('2024-03-20')), atHill(update('2024-03-21'))])
    expect(result.harbor.payable).toBe(true)
    expect(result.hill.payable).toBe(false)
    expect(failed(result.hill)).toEqual(['CARES-PAY-01', 'CARES-PAY-06'])
    const loser = result.hill.tests.find(({ cites }) => cites.id === 'CARES-PAY-06')
    expect(loser?.says).toBe('Another provider holds this month.')
    const told = JSON.stringify(result.hill)
    expect(told).not.toMatch(/harbor|contact-2024-03-04|pier/)
  })

  test('a provider that begins first but completes its second service later does not hold it', () => {
    const result = both([contact('2024-03-01'), update('2024-03-31'), atHill(contact('2024-03-20')), atHill(update('2024-03-21'))], {
      overlap: true,
    })
    expect([result.harbor.payable, result.hill.payable]).toEqual([false, true])
  })

  test('AMB-07: on one day the earlier enrollment wins, and with equal ones the lower NPI', () => {
    const events = [contact('2024-03-04'), update('2024-03-05'), atHill(contact('2024-03-04')), atHill(update('2024-03-05'))]
    const result = both(events, { overlap: true })
    expect([result.harbor.payable, result.hill.payable]).toEqual([true, false])
    const equal = {
      month: '2024-03',
      enrollment: twice('2024-01-01', undefined, 'first', harbor),
    }
    const all = [...hillStaff(), twice('2024-01-01', undefined, 'second', hill), ...events]
    expect(answer(all, equal).payable).toBe(false)
    expect(answer(all, { ...equal, provider: hill }).payable).toBe(true)
  })

  test('AMB-07: by configuration the month goes to who has the member at its end or start, or is decided by hand', () => {
    const events = [contact('2024-03-04'), update('2024-03-15'), atHill(contact('2024-03-20')), atHill(update('2024-03-21'))]
    const by = (value: string) => both(events, { config: { 'pmpm-two-provider-rule': [{ from: '2024-03-01', value }] } })
    const payable = ({ harbor: one, hill: other }: ReturnType<typeof both>) => [one.payable, other.payable]
    expect(payable(by('enrolled-at-month-end'))).toEqual([false, true])
    expect(payable(by('enrolled-at-month-start'))).toEqual([true, false])
    expect(payable(by('manual'))).toEqual([false, false])
  })

  test('CARES-PAY-11: neither with two, nobody is payable, even if together they have two', () => {
    const result = both([contact('2024-03-04'), atHill(update('2024-03-21'))])
    expect([result.harbor.payable, result.hill.payable]).toEqual([false, false])
    expect(failed(result.harbor)).toEqual(['CARES-PAY-01', 'CARES-PAY-04', 'CARES-PAY-11'])
  })

  test('CARES-PAY-11: a provider with nothing to count misses nothing of the other’s', () => {
    const result = both([atHill(contact('2024-03-20')), atHill(update('2024-03-21'))])
    expect(failed(result.harbor)).toEqual(['CARES-PAY-01', 'CARES-PAY-04'])
  })

  test('CARES-PAY-11: in a month of transfer each provider’s services are tallied apart', () => {
    const result = both([contact('2024-03-04'), atHill(contact('2024-03-20')), atHill(update('2024-03-21'))])
    expect([result.harbor.distinct, result.hill.distinct]).toEqual([['regular-contact'], ['icp-update', 'regular-contact']])
    expect(result.hill.payable).toBe(true)
  })

  test('CARES-PAY-11: work after the hand-over by the old provider does not count for it', () => {
    const result = both([contact('2024-03-04'), update('2024-03-16')])
    expect(failed(result.harbor)).toContain('CARES-PAY-05')
  })
})

describe('CARES-PAY-07: never two TCM services for the same dates', () => {
  const events = [contact('2024-05-03'), update('2024-05-20')]

  test('a claimed service day of a conflicting program removes that day’s events, and no other', () => {
    expect(answer([...events, claimOf('icc', { servicedDate: '2024-05-19' })]).payable).toBe(true)
    const removed = answer([...events, claimOf('icc', { servicedDate: '2024-05-20' })])
    expect(failed(removed)).toEqual(['CARES-PAY-01', 'CARES-PAY-04', 'CARES-PAY-05', 'CARES-PAY-07'])
    expect(faults(removed)).toEqual([[], ['CARES-PAY-07']])
  })

  test('a claim for all of May that names no days removes nothing and is warned of', () => {
    const result = answer([...events, claimOf('icc', { servicedPeriod: { start: '2024-05-01', end: '2024-05-31' } })])
    expect(result.payable).toBe(true)
    expect(result.warnings.map(({ cites }) => cites.id)).toEqual(['CARES-PAY-07'])
  })

  test('AMB-05: with the whole month in scope that claim removes all of May, but none of June', () => {
    const config = { 'tcm-overlap-scope': [{ from: '2024-01-01', value: 'month' }] }
    const may = claimOf('icc', { servicedPeriod: { start: '2024-05-01', end: '2024-05-31' } })
    expect(answer([...events, may], { config }).payable).toBe(false)
    expect(answer([contact('2024-06-03'), update('2024-06-20'), may], { config, month: '2024-06' }).payable).toBe(true)
  })

  test('a recorded service of the other program removes its day, unless only claims are evidence', () => {
    const recorded = { ...contact('x'), id: 'icc-visit', type: [coding('tcm-program', 'icc')], period: { start: '2024-05-20T16:00:00Z' } }
    expect(answer([...events, recorded]).payable).toBe(false)
    const config = { 'tcm-evidence': [{ from: '2024-05-01', value: 'claimed' }] }
    expect(answer([...events, recorded], { config }).payable).toBe(true)
  })

  test('a visit is another program’s when its episode is', () => {
    const episode = enrollmentFrom('2024-01-01', { id: 'icc', type: [coding('program', 'icc')], managingOrganization: { reference: hill } })
    const visit: Encounter = {
      ...contact('x'),
      id: 'visit',
      type: [{ text: 'visit' }],
      episodeOfCare: [{ reference: 'EpisodeOfCare/icc' }],
      period: { start: '2024-05-20' },
    }
    expect(answer([...events, visit, episode]).payable).toBe(false)
    expect(answer([...events, { ...visit, period: { start: '2024-05-21' } }, episode]).payable).toBe(true)
  })

  test('AMB-43: complex care is a partner: nothing removed, nothing warned', () => {
    const result = answer([...events, claimOf('ccm', { servicedDate: '2024-05-20' })])
    expect([result.payable, result.warnings]).toEqual([true, []])
  })

  test('three services with one removed are still two', () => {
    const result = answer([...events, service('triage', 'on-call-triage', '2024-05-25'), claimOf('icc', { servicedDate: '2024-05-20' })])
    expect(result.payable).toBe(true)
    expect(failed(result)).toEqual([])
  })
})

describe('CARES-PAY-09: the month of the 21st birthday', () => {
  const born = (birthDate: string, month: string) => ({
    month,
    enrollment: enrollmentFrom('2025-01-01'),
    story: (story: Story) => void Object.assign(story.patient, { birthDate }),
  })

  test('birthday 1 June 2025: June is never payable', () => {
    const result = answer([contact('2025-06-01'), update('2025-06-02')], born('2004-06-01', '2025-06'))
    expect(failed(result)).toEqual(['CARES-PAY-01', 'CARES-PAY-04', 'CARES-PAY-05', 'CARES-PAY-09'])
  })

  test('birthday 30 June 2025: the 29th counts, the 30th does not', () => {
    const given = born('2004-06-30', '2025-06')
    expect(answer([contact('2025-06-01'), update('2025-06-29')], given).payable).toBe(true)
    expect(answer([contact('2025-06-01'), update('2025-06-30')], given).payable).toBe(false)
  })

  test('born on 29 February 2004: the last day is 28 February 2025 (TIME-07)', () => {
    expect(counts(update('2025-02-28'), born('2004-02-29', '2025-02'))).toBe(true)
    expect(answer([contact('2025-03-01'), update('2025-03-01')], born('2004-02-29', '2025-03')).payable).toBe(false)
  })
})

describe('CARES-PAY-10: only covered days count', () => {
  const covered = (start: string, end?: string): Given => ({
    story: (story) => (story.coverage.period = { start, ...(end ? { end } : {}) }),
  })

  test('cover gained mid-month counts from its first day', () => {
    expect(counts(update('2024-05-15'), covered('2024-05-15'))).toBe(true)
    expect(counts(update('2024-05-14'), covered('2024-05-15'))).toBe(false)
  })

  test('cover lost mid-month counts to its last day', () => {
    const events = [contact('2024-05-02'), update('2024-05-15')]
    expect(answer(events, covered('2024-01-01', '2024-05-15')).payable).toBe(true)
    const lost = answer(events, covered('2024-01-01', '2024-05-14'))
    expect(failed(lost)).toEqual(['CARES-PAY-01', 'CARES-PAY-04', 'CARES-PAY-05', 'CARES-PAY-10'])
  })

  test('a retroactive grant turns the month payable', () => {
    const events = [contact('2024-05-02'), update('2024-05-15')]
    expect(answer(events, covered('2024-06-01')).payable).toBe(false)
    expect(answer(events, covered('2024-05-01')).payable).toBe(true)
  })
})

test('CARES-PRV-02: the day lies in a period of participation', () => {
  const until = (end: string): Given => ({
    story: (story) => (story.provider.extension![0]!.valuePeriod = { start: '2020-01-01', end }),
  })
  const events = [contact('2024-05-02'), update('2024-05-15')]
  expect(answer(events, until('2024-05-15')).payable).toBe(true)
  expect(faults(answer(events, until('2024-05-14')))).toEqual([[], ['CARES-PRV-02']])
})

test('CARES-PRV-03: the team’s location is enrolled for TCM on the day', () => {
  const until = (end: string): Given => ({
    story: (story) => (story.service.extension![0]!.valuePeriod = { start: '2023-08-01', end }),
  })
  const events = [contact('2024-05-02'), update('2024-05-15')]
  expect(answer(events, until('2024-05-15')).payable).toBe(true)
  expect(faults(answer(events, until('2024-05-14')))).toEqual([[], ['CARES-PRV-03']])
})

describe('CARES-PRV-07: the team is based at a certified location', () => {
  test('a contact at home by that team counts', () => {
    expect(counts(update('2024-05-20', { location: [{ location: { reference: 'Location/home' } }] }))).toBe(true)
  })

  test('a team based at a location that was never certified does not count', () => {
    const elsewhere: Given = { story: (story) => (story.manager.location = [{ reference: 'Location/storefront' }]) }
    expect(faults(answer([update('2024-05-20')], elsewhere))).toEqual([['CARES-PRV-03', 'CARES-PRV-07']])
  })

  test('a role without a location of its own is based where its service is', () => {
    const given: Given = {
      story(story) {
        story.manager.location = undefined
        story.manager.healthcareService = [{ reference: 'HealthcareService/pier-cares' }]
      },
    }
    expect(counts(update('2024-05-20'), given)).toBe(true)
  })

  test('AMB-32: by configuration the place of contact decides instead', () => {
    const config = { 'location-test': [{ from: '2024-01-01', value: 'contact-place' }] }
    const at = (location: string) => update('2024-05-20', { location: [{ location: { reference: `Location/${location}` } }] })
    const first = contact('2024-05-02', { location: [{ location: { reference: 'Location/pier' } }] })
    expect(answer([first, at('pier')], { config }).payable).toBe(true)
    expect(answer([first, at('home')], { config }).payable).toBe(false)
  })
})

describe('CARES-STF-06: payable roles', () => {
  const role = (code: string): Given => ({ story: (story) => (story.manager.code = [coding('cares-role', code)]) })

  test('all but the program director, by default', () => {
    const events = [contact('2024-05-02'), update('2024-05-15')]
    for (const code of ['senior-care-manager', 'care-coordinator', 'family-support', 'senior-medical-professional']) {
      expect(answer(events, role(code)).payable).toBe(true)
    }
    for (const code of ['program-director', 'primary-care', 'natural-support']) expect(answer(events, role(code)).payable).toBe(false)
  })

  test('the role is held on that day', () => {
    const from = (start: string): Given => ({ story: (story) => (story.manager.period = { start }) })
    expect(counts(update('2024-05-15'), from('2024-05-15'))).toBe(true)
    expect(counts(update('2024-05-14'), from('2024-05-15'))).toBe(false)
  })

  test('AMB-33: the set is dated; a past month keeps the set then in force', () => {
    const config = { 'payable-roles': [{ from: '2024-06-01', value: ['care-coordinator'] }] }
    const enrollment = enrollmentFrom('2024-05-01')
    expect(answer([contact('2024-05-02'), update('2024-05-31')], { config, enrollment }).payable).toBe(true)
    expect(answer([contact('2024-06-01'), update('2024-06-02')], { config, enrollment, month: '2024-06' }).payable).toBe(false)
  })

  test('of two performers who fit alike the first by reference is the fact, in whichever order they stand', () => {
    const { manager } = readyToEnroll()
    const colleague: Resource = { ...manager, id: 'colleague' }
    const given = (...ids: string[]) =>
      update('2024-05-20', { participant: ids.map((id) => ({ individual: { reference: `PractitionerRole/${id}` } })) })
    for (const event of [given('manager', 'colleague'), given('colleague', 'manager')]) {
      const { tests } = answer([colleague, event])
      expect(tests.find(({ cites }) => cites.id === 'CARES-STF-06')?.facts).toEqual(['PractitionerRole/colleague/_history/1'])
    }
  })

  test('of two performers the one who fits is enough', () => {
    const { manager } = readyToEnroll()
    const director: Resource = { ...manager, id: 'director', code: [coding('cares-role', 'program-director')] }
    const event = update('2024-05-20', {
      participant: [{ individual: { reference: 'PractitionerRole/director' } }, { individual: { reference: 'PractitionerRole/manager' } }],
    })
    expect(answer([contact('2024-05-02'), director, event]).payable).toBe(true)
  })
})

describe('LAW-03: direct delivery is not case management', () => {
  const flagged = (valueBoolean: boolean) =>
    update('2024-05-20', { extension: [...contact('x').extension!, { url: extensionUrl('direct-service'), valueBoolean }] })

  test('an event flagged as direct service never counts; no flag means no', () => {
    expect(counts(flagged(true))).toBe(false)
    expect(counts(flagged(false))).toBe(true)
    expect(counts(update('2024-05-20'))).toBe(true)
  })

  test('an activity outside the list never counts, not even beside one that would', () => {
    const ride = { coding: [{ system: `${canon}/CodeSystem/cares-activity`, code: 'transport' }] }
    const result = answer([contact('2024-05-02'), update('2024-05-20', { type: [ride, coding('cares-activity', 'icp-update')] })])
    expect(faults(result)).toEqual([[], ['LAW-03']])
  })
})

describe('LAW-04: contacts with others are about the member', () => {
  const withWhom = (who: string[], purpose?: boolean, mode = 'phone') =>
    update('2024-05-20', {
      extension: [
        { url: extensionUrl('contact-mode'), valueCode: mode },
        contact('x').extension![1]!,
        ...who.map((valueCode) => ({ url: extensionUrl('contact-with'), valueCode })),
        ...(purpose === undefined ? [] : [{ url: extensionUrl('purpose-for-member'), valueBoolean: purpose }]),
      ],
    })

  test('collateral and sibling contacts count only with that purpose', () => {
    for (const who of ['collateral', 'sibling']) {
      expect(counts(withWhom([who]))).toBe(false)
      expect(counts(withWhom([who], false))).toBe(false)
      expect(counts(withWhom([who], true))).toBe(true)
    }
    expect(counts(withWhom([], undefined, 'collateral'))).toBe(false)
    expect(counts(withWhom([], true, 'collateral'))).toBe(true)
  })

  test('with the member or a parent in it, no purpose need be told', () => {
    expect(counts(withWhom(['parent-guardian']))).toBe(true)
    expect(counts(withWhom(['member', 'sibling']))).toBe(true)
  })
})

test('LAW-01: the month shows its mix of the four parts', () => {
  const result = answer([contact('2024-05-03'), contact('2024-05-04'), update('2024-05-20')])
  expect(result.mix).toEqual({ assessment: 0, 'care-plan': 1, referral: 0, monitoring: 2 })
  expect(result.tests.find(({ cites }) => cites.id === 'LAW-01')?.says).toContain('care-plan 1, referral 0, monitoring 2')
})
