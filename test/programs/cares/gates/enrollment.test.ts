import { describe, expect, test } from '@jest/globals'
import type { EpisodeOfCare, Patient, Resource } from '@medplum/fhirtypes'
import { enrollment } from '#programs/cares/gates/enrollment.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { canon, coding, enrollmentFrom, extensionUrl, readyToEnroll, recordsOf, type Story } from '../ready-to-enroll.ts'

const settings = settingsFrom()

function decide(
  story: Story,
  {
    episode = enrollmentFrom('2024-05-01'),
    previous,
    today = '2024-05-06',
    more = [],
    config,
  }: {
    episode?: EpisodeOfCare
    previous?: EpisodeOfCare
    today?: string
    more?: Resource[]
    config?: unknown
  } = {},
) {
  const given = config === undefined ? settings : settingsFrom(config)
  const findings = enrollment.decide(
    { resource: episode, previous, today, now: `${today}T16:00:00Z`, settings: given },
    recordsOf(story, ...more),
  )
  return findings.map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

/** What a story says after one thing in it was spoilt. */
function spoilt(change: (story: Story) => void, options?: Parameters<typeof decide>[1]) {
  const story = readyToEnroll()
  change(story)
  return decide(story, options)
}

test('CARES-ASN-09: a record with everything in place is enrolled without a word', () => {
  expect(decide(readyToEnroll())).toEqual([])
})

test('CARES-ASN-09: an empty record hears of every failed row at once', () => {
  const findings = enrollment.decide(
    { resource: enrollmentFrom('2024-05-01', { extension: [] }), today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings },
    [],
  )
  const rows = new Set(findings.map(({ cites }) => cites.id))
  for (const row of ['TIME-07', 'CARES-ELG-02', 'CARES-ELG-03', 'CARES-PRV-01', 'CARES-PRV-02', 'CARES-PRV-03', 'CARES-PRV-06']) {
    expect(rows).toContain(row)
  }
  for (const row of ['CARES-ASN-01', 'CARES-ASN-05', 'CARES-ASN-06', 'CARES-ASN-07', 'CARES-ASN-08', 'CARES-ASN-09']) {
    expect(rows).toContain(row)
  }
})

describe('CARES-ASN-09: the effective date', () => {
  test('30 days back are allowed, 31 are not', () => {
    expect(decide(readyToEnroll(), { today: '2024-05-31' })).toEqual([])
    expect(decide(readyToEnroll(), { today: '2024-06-01' })).toEqual(['CARES-ASN-09 refuses value'])
  })

  test('the limit is dated configuration, read on the day of the decision', () => {
    const config = { 'enrollment-back-dating-days': [{ from: '2024-06-01', value: 60 }] }
    expect(decide(readyToEnroll(), { today: '2024-06-30', config })).toEqual([])
    expect(decide(readyToEnroll(), { today: '2024-07-01', config })).toEqual(['CARES-ASN-09 refuses value'])
  })

  test('it is never before the consent', () => {
    expect(spoilt(({ consent }) => (consent.dateTime = '2024-05-01'))).toEqual([])
    expect(spoilt(({ consent }) => (consent.dateTime = '2024-05-02'))).toEqual([
      'CARES-ASN-08 refuses business-rule',
      'CARES-ASN-09 refuses value',
    ])
  })

  test('the consent is dated where the member lives', () => {
    expect(spoilt(({ consent }) => (consent.dateTime = '2024-05-02T03:59:59Z'))).toEqual([])
    expect(spoilt(({ consent }) => (consent.dateTime = '2024-05-02T04:00:00Z'))).not.toEqual([])
  })

  test('it is never before the certification', () => {
    const certifiedFrom = (day: string) => (story: Story) => {
      story.service.extension![1]!.extension![1]!.valueDate = day
    }
    expect(spoilt(certifiedFrom('2024-05-01'))).toEqual([])
    expect(spoilt(certifiedFrom('2024-05-02'))).toEqual(['CARES-PRV-06 refuses business-rule', 'CARES-ASN-09 refuses value'])
  })

  test('a planned enrollment is not asked yet; planned to active is', () => {
    const planned = enrollmentFrom('2024-05-01', { status: 'planned' })
    const story = readyToEnroll()
    story.consent.status = 'proposed'
    expect(decide(story, { episode: planned })).toEqual([])
    expect(decide(story, { previous: planned })).toEqual(['CARES-ASN-08 refuses business-rule'])
  })

  test('an enrollment in force may be closed long after; moved to another start it is asked again', () => {
    const active = enrollmentFrom('2024-05-01')
    const closed = enrollmentFrom('2024-05-01', { status: 'finished', period: { start: '2024-05-01', end: '2025-05-01' } })
    const moved = enrollmentFrom('2024-05-02')
    expect(decide(readyToEnroll(), { episode: closed, previous: active, today: '2025-05-01' })).toEqual([])
    expect(decide(readyToEnroll(), { episode: moved, previous: active, today: '2025-05-01' })).toContain('CARES-ASN-09 refuses value')
  })

  test('one that was never active does not slip in as finished', () => {
    const closed = enrollmentFrom('2024-05-01', { status: 'finished', period: { start: '2024-05-01', end: '2025-05-01' } })
    expect(decide(readyToEnroll(), { episode: closed, today: '2025-05-01' })).toContain('CARES-ASN-09 refuses value')
  })

  test('without a start, a provider or a location it is no enrollment', () => {
    const bare = enrollmentFrom('2024-05-01', { period: {}, managingOrganization: undefined, extension: [] })
    expect(decide(readyToEnroll(), { episode: bare })).toEqual(Array(3).fill('CARES-ASN-09 refuses required'))
  })
})

test('TIME-01: a partial date where a day is needed is refused', () => {
  expect(decide(readyToEnroll(), { episode: enrollmentFrom('2024-05') })).toContain('TIME-01 refuses value')
})

test('TIME-08: an end before the start is refused; the same day is not', () => {
  const ending = (end: string) => ({ episode: enrollmentFrom('2024-05-01', { period: { start: '2024-05-01', end } }) })
  expect(decide(readyToEnroll(), ending('2024-05-01'))).toEqual([])
  expect(decide(readyToEnroll(), ending('2024-04-30'))).toEqual(['TIME-08 refuses invariant'])
})

describe('CARES-ASN-09: one accountable provider at a time', () => {
  const another = (period: EpisodeOfCare['period'], change: Partial<EpisodeOfCare> = {}) =>
    enrollmentFrom('2024-01-01', { id: 'another', managingOrganization: { reference: 'Organization/hill' }, period, ...change })

  test('sharing one day is a conflict, the next day is not', () => {
    expect(decide(readyToEnroll(), { more: [another({ start: '2023-10-01', end: '2024-05-01' })] })).toEqual([
      'CARES-ASN-09 duplicate duplicate',
    ])
    expect(decide(readyToEnroll(), { more: [another({ start: '2023-10-01', end: '2024-04-30' })] })).toEqual([])
  })

  test('an open enrollment elsewhere is a conflict; one entered in error or only planned is none', () => {
    expect(decide(readyToEnroll(), { more: [another({ start: '2023-10-01' })] })).toEqual(['CARES-ASN-09 duplicate duplicate'])
    for (const status of ['entered-in-error', 'planned', 'cancelled'] as const) {
      expect(decide(readyToEnroll(), { more: [another({ start: '2023-10-01' }, { status })] })).toEqual([])
    }
  })

  test('the conflict names nothing but that it exists', () => {
    const [finding] = enrollment.decide(
      { resource: enrollmentFrom('2024-05-01'), today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings },
      recordsOf(readyToEnroll(), another({ start: '2023-10-01' })),
    )
    expect(finding?.says).not.toMatch(/hill|2023/)
  })
})

describe('CARES-ASN-10: a transfer is close-then-open', () => {
  const old = (end?: string) =>
    enrollmentFrom('2023-10-01', {
      id: 'old',
      status: end === undefined ? 'active' : 'finished',
      managingOrganization: { reference: 'Organization/hill' },
      period: { start: '2023-10-01', ...(end ? { end } : {}) },
    })
  const transfer = (start: string) =>
    enrollmentFrom(start, {
      extension: [
        ...enrollmentFrom(start).extension!,
        { url: extensionUrl('transferred-from'), valueReference: { reference: 'EpisodeOfCare/old' } },
      ],
    })

  test('old end 30 April: 30 April overlaps, 1 May leaves no day, 6 May leaves five', () => {
    const at = (start: string) => decide(readyToEnroll(), { episode: transfer(start), more: [old('2024-04-30')] })
    expect(at('2024-04-30')).toEqual(['CARES-ASN-10 duplicate duplicate'])
    expect(at('2024-05-01')).toEqual([])
    expect(at('2024-05-02')).toEqual(['CARES-ASN-10 warns business-rule'])
    const [gap] = enrollment.decide(
      { resource: transfer('2024-05-06'), today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings },
      recordsOf(readyToEnroll(), old('2024-04-30')),
    )
    expect(gap?.says).toContain('5 days')
  })

  test('the old enrollment is closed first', () => {
    expect(decide(readyToEnroll(), { episode: transfer('2024-05-01'), more: [old()] })).toEqual(['CARES-ASN-10 duplicate duplicate'])
  })
})

describe('CARES-ASN-09: another case management program at the same time', () => {
  const icc = (program: string, end: string) =>
    enrollmentFrom('2024-01-01', { id: 'other', type: [coding('program', program)], period: { start: '2024-01-01', end } })

  test('is named in a warning, up to the last shared day', () => {
    expect(decide(readyToEnroll(), { more: [icc('icc', '2024-05-01')] })).toEqual(['CARES-ASN-09 warns business-rule'])
    expect(decide(readyToEnroll(), { more: [icc('icc', '2024-04-30')] })).toEqual([])
  })

  test('is refused when configured to block', () => {
    const config = { 'tcm-enrollment-overlap': [{ from: '2024-05-01', value: 'block' }] }
    expect(decide(readyToEnroll(), { more: [icc('icc', '2024-12-31')], config })).toEqual(['CARES-ASN-09 refuses business-rule'])
  })

  test('a partner such as complex care is not named', () => {
    expect(decide(readyToEnroll(), { more: [icc('ccm', '2024-12-31')] })).toEqual([])
  })
})

describe('CARES-ELG-01: under 21 on every day', () => {
  const born = (birthDate: string) => (story: Story) => {
    story.patient.birthDate = birthDate
    // Of age, the member signs alone; the consent's signer is another row's matter.
    story.consent.performer = [{ reference: 'Patient/aino' }]
  }

  test('the day before the 21st birthday may be the effective date, the birthday may not', () => {
    expect(spoilt(born('2003-05-02'))).toEqual([])
    expect(spoilt(born('2003-05-01'))).toEqual(['CARES-ELG-01 refuses business-rule'])
  })

  test('born 2004-07-15: the enrollment may last to 2025-07-14 and no longer', () => {
    const until = (end: string) => ({ episode: enrollmentFrom('2024-05-01', { period: { start: '2024-05-01', end } }) })
    expect(spoilt(born('2004-07-15'), until('2025-07-14'))).toEqual([])
    expect(spoilt(born('2004-07-15'), until('2025-07-15'))).toEqual(['CARES-ELG-01 refuses business-rule'])
  })

  test('the server proposes the last eligible day as the end', () => {
    const story = readyToEnroll()
    story.patient.birthDate = '2004-07-15'
    const proposal = { resource: enrollmentFrom('2024-05-01'), today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings }
    expect((enrollment.completes!(proposal, recordsOf(story)) as EpisodeOfCare).period).toEqual({ start: '2024-05-01', end: '2025-07-14' })
  })

  test('an end that was given, and a planned enrollment, are left as they are', () => {
    const given = enrollmentFrom('2024-05-01', { period: { start: '2024-05-01', end: '2024-12-31' } })
    const planned = enrollmentFrom('2024-05-01', { status: 'planned' })
    for (const resource of [given, planned]) {
      const proposal = { resource, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings }
      expect(enrollment.completes?.(proposal, recordsOf(readyToEnroll()))).toBe(resource)
    }
  })

  test('an enrollment in force may not be prolonged over the birthday either', () => {
    const previous = enrollmentFrom('2024-05-01', { period: { start: '2024-05-01', end: '2036-03-09' } })
    const prolonged = (end: string) => enrollmentFrom('2024-05-01', { period: { start: '2024-05-01', end } })
    expect(decide(readyToEnroll(), { previous, episode: prolonged('2036-03-09'), today: '2030-01-01' })).toEqual([])
    expect(decide(readyToEnroll(), { previous, episode: prolonged('2036-03-10'), today: '2030-01-01' })).toEqual([
      'CARES-ELG-01 refuses business-rule',
    ])
  })

  test('TIME-07: a missing or partial birth date is required to the day', () => {
    for (const birthDate of [undefined, '2015', '2015-03']) {
      expect(spoilt(({ patient }) => (patient.birthDate = birthDate))).toContain('TIME-07 refuses required')
    }
  })
})

describe('CARES-ELG-02: Standard or CommonHealth on the effective date', () => {
  test('cover that begins on the day is cover; the day after is not', () => {
    expect(spoilt(({ coverage }) => (coverage.period = { start: '2024-05-01' }))).toEqual([])
    expect(spoilt(({ coverage }) => (coverage.period = { start: '2024-05-02' }))).toEqual(['CARES-ELG-02 refuses business-rule'])
  })

  test('cover that ends on the day is cover; the day before is not', () => {
    expect(spoilt(({ coverage }) => (coverage.period = { start: '2024-01-01', end: '2024-05-01' }))).toEqual([])
    expect(spoilt(({ coverage }) => (coverage.period = { start: '2024-01-01', end: '2024-04-30' }))).toEqual([
      'CARES-ELG-02 refuses business-rule',
    ])
  })

  test('CommonHealth will do; other MassHealth types, and a cancelled cover, will not', () => {
    const of = (code: string) => spoilt(({ coverage }) => (coverage.type = coding('masshealth-coverage-type', code)))
    expect(of('commonhealth')).toEqual([])
    expect(of('family-assistance')).toEqual(['CARES-ELG-02 refuses business-rule'])
    expect(of('limited')).toEqual(['CARES-ELG-02 refuses business-rule'])
    expect(spoilt(({ coverage }) => (coverage.status = 'cancelled'))).toEqual(['CARES-ELG-02 refuses business-rule'])
  })

  test('other primary insurance beside it does no harm', () => {
    const { coverage } = readyToEnroll()
    expect(decide(readyToEnroll(), { more: [{ ...coverage, id: 'private', type: { text: 'employer' }, order: 1 }] })).toEqual([])
  })

  test('LAW-10: a check 31 days before is fresh, 32 days before is not', () => {
    expect(spoilt(({ check }) => (check.created = '2024-03-31T16:00:00Z'))).toEqual([])
    expect(spoilt(({ check }) => (check.created = '2024-03-30T16:00:00Z'))).toEqual(['CARES-ELG-02 warns business-rule'])
  })

  test('LAW-10: a check made afterwards counts when it was made for that day', () => {
    const asked = (servicedDate: string) => spoilt(({ check }) => Object.assign(check, { created: '2024-05-03T16:00:00Z', servicedDate }))
    expect(asked('2024-05-01')).toEqual([])
    expect(asked('2024-05-02')).toEqual(['CARES-ELG-02 warns business-rule'])
  })

  test('LAW-10: a check made on the day itself counts, whatever day it asked about', () => {
    expect(spoilt(({ check }) => Object.assign(check, { created: '2024-05-01T16:00:00Z', servicedDate: '2024-04-25' }))).toEqual([])
  })

  test('LAW-10: no check counts that is older than a known loss of cover', () => {
    const { coverage } = readyToEnroll()
    const lost = (end: string) => ({ more: [{ ...coverage, id: 'earlier', period: { start: '2023-01-01', end } }] })
    expect(decide(readyToEnroll(), lost('2024-04-24'))).toEqual([])
    expect(decide(readyToEnroll(), lost('2024-04-25'))).toEqual(['CARES-ELG-02 warns business-rule'])
  })

  test('LAW-10: it is asked for by member ID, SSN, agency ID, or name with birth date and gender; by less nobody could have', () => {
    const by = (change: Partial<Patient>) => spoilt(({ patient }) => Object.assign(patient, { identifier: [], ...change }))
    const unasked = ['CARES-ELG-02 warns business-rule']
    const named = { name: [{ family: 'Aalto', given: ['Aino'] }], gender: 'female' as const }
    for (const system of ['http://hl7.org/fhir/sid/us-ssn', `${canon}/sid/ma-agency-id`, `${canon}/sid/masshealth-member-id`])
      expect(by({ identifier: [{ system, value: '100000000017' }] })).toEqual([])
    expect(by({ identifier: [{ system: 'urn:mrn', value: '100000000017' }] })).toEqual(unasked)
    expect(by({ identifier: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: ' ' }] })).toEqual(unasked)
    expect(by(named)).toEqual([])
    expect(by({ ...named, name: [{ text: 'Aino Aalto' }] })).toEqual([])
    expect(by({ ...named, name: [{ given: ['Aino'] }] })).toEqual(unasked)
    expect(by({ ...named, gender: undefined })).toEqual(unasked)
    expect(by({ gender: 'female' })).toEqual(unasked)
  })

  test('LAW-10: a check that found no cover in force is none', () => {
    expect(spoilt(({ check }) => (check.insurance![0]!.inforce = false))).toEqual(['CARES-ELG-02 warns business-rule'])
  })
})

describe('CARES-ELG-03: a clinician of the team has found the member eligible', () => {
  const item = (story: Story, linkId: string) => story.evaluation.item!.find((found) => found.linkId === linkId)!.answer![0]!

  test('on the effective date is in time, the day after is not', () => {
    expect(spoilt((story) => (item(story, 'date').valueDate = '2024-05-01'))).toEqual([])
    expect(spoilt((story) => (item(story, 'date').valueDate = '2024-05-02'))).toEqual(['CARES-ELG-03 refuses business-rule'])
  })

  test('pending and not-eligible are not eligible, nor is an unfinished evaluation', () => {
    for (const code of ['pending', 'not-eligible']) {
      expect(spoilt((story) => (item(story, 'determination').valueCoding = { code }))).toEqual(['CARES-ELG-03 refuses business-rule'])
    }
    expect(spoilt(({ evaluation }) => (evaluation.status = 'in-progress'))).toEqual(['CARES-ELG-03 refuses business-rule'])
  })

  test('the latest one by the effective date decides', () => {
    const { evaluation } = readyToEnroll()
    const newer = (date: string) => ({
      ...evaluation,
      id: 'newer',
      item: [
        { linkId: 'determination', answer: [{ valueCoding: { code: 'not-eligible' } }] },
        { linkId: 'date', answer: [{ valueDate: date }] },
      ],
    })
    expect(decide(readyToEnroll(), { more: [newer('2024-05-01')] })).toEqual(['CARES-ELG-03 refuses business-rule'])
    expect(decide(readyToEnroll(), { more: [newer('2024-05-02')] })).toEqual([])
  })

  test('two of one day give the same answer in whichever order they come', () => {
    const { evaluation } = readyToEnroll()
    const other = (id: string, code: string) => ({
      ...evaluation,
      id,
      item: evaluation.item!.map((one) => (one.linkId === 'determination' ? { ...one, answer: [{ valueCoding: { code } }] } : one)),
    })
    const [first, last] = [other('a', 'not-eligible'), other('z', 'eligible')]
    const without = (...more: Resource[]) => spoilt(({ evaluation: own }) => (own.status = 'entered-in-error'), { more })
    expect(without(first, last)).toEqual([])
    expect(without(last, first)).toEqual([])
  })

  test('eligible with all four facets answered no is stored with a warning', () => {
    expect(spoilt((story) => (item(story, 'multi-organ-chronic-disease').valueBoolean = false))).toEqual([
      'CARES-ELG-03 warns business-rule',
    ])
  })

  test('the determiner is an active clinician of this provider on that day', () => {
    const refused = ['CARES-ELG-03 refuses business-rule']
    expect(spoilt(({ manager }) => (manager.period = { start: '2024-04-23' }))).toEqual([])
    expect(spoilt(({ manager }) => (manager.period = { start: '2024-04-24' }))).toEqual(refused)
    expect(spoilt(({ manager }) => (manager.code = [coding('cares-role', 'family-support')]))).toEqual(refused)
    expect(spoilt(({ manager }) => (manager.organization = { reference: 'Organization/hill' }))).toEqual(refused)
  })
})

describe('CARES-PRV-01: kinds of provider', () => {
  const ofType =
    (...types: string[]) =>
    (story: Story) => {
      story.provider.type = types.map((type) => coding('cares-provider-type', type))
    }

  test('health centers, hospitals and group practices may take part, others may not', () => {
    for (const type of ['chc', 'aoh', 'group-practice']) expect(spoilt(ofType(type))).toEqual([])
    expect(spoilt(ofType())).toEqual(['CARES-PRV-01 refuses business-rule'])
    expect(spoilt(ofType('school'))).toEqual(['CARES-PRV-01 refuses business-rule'])
  })

  test('a satellite names its acute outpatient hospital', () => {
    const hospital = (type: string): Resource => ({
      resourceType: 'Organization',
      id: 'hospital',
      type: [coding('cares-provider-type', type)],
    })
    const satellite = (story: Story) => {
      ofType('hospital-satellite')(story)
      story.provider.partOf = { reference: 'Organization/hospital' }
    }
    expect(spoilt(ofType('hlhc'))).toEqual(['CARES-PRV-01 refuses required'])
    expect(spoilt(satellite, { more: [hospital('aoh')] })).toEqual([])
    expect(spoilt(satellite, { more: [hospital('chc')] })).toEqual(['CARES-PRV-01 refuses business-rule'])
  })
})

test('CARES-PRV-02: the provider’s participation holds the effective date', () => {
  const from = (start: string) => (story: Story) => {
    story.provider.extension![0]!.valuePeriod = { start }
  }
  expect(spoilt(from('2024-05-01'))).toEqual([])
  expect(spoilt(from('2024-05-02'))).toEqual(['CARES-PRV-02 refuses business-rule'])
})

test('CARES-PRV-03: the very location is enrolled for TCM on the effective date', () => {
  const enrolledTo = (end: string) => (story: Story) => {
    story.service.extension![0]!.valuePeriod = { start: '2023-08-01', end }
  }
  expect(spoilt(enrolledTo('2024-05-01'))).toEqual([])
  expect(spoilt(enrolledTo('2024-04-30'))).toEqual(['CARES-PRV-03 refuses business-rule'])
  const elsewhere = enrollmentFrom('2024-05-01', {
    extension: [
      { url: extensionUrl('service-location'), valueReference: { reference: 'Location/hilltop' } },
      { url: extensionUrl('intake-date'), valueDate: '2024-04-15' },
    ],
  })
  expect(decide(readyToEnroll(), { episode: elsewhere })).toEqual([
    'CARES-PRV-03 refuses business-rule',
    'CARES-PRV-06 refuses business-rule',
  ])
})

describe('CARES-PRV-06: the location is certified in writing', () => {
  const certification = (story: Story) => story.service.extension![1]!.extension!

  test('a submitted or withdrawn certification is none', () => {
    for (const status of ['submitted', 'withdrawn', 'denied']) {
      expect(spoilt((story) => (certification(story)[0]!.valueCode = status))).toEqual(['CARES-PRV-06 refuses business-rule'])
    }
  })

  test('it lasts to its end date', () => {
    const endingOn = (valueDate: string) => (story: Story) => void certification(story).push({ url: 'endDate', valueDate })
    expect(spoilt(endingOn('2024-05-01'))).toEqual([])
    expect(spoilt(endingOn('2024-04-30'))).toEqual(['CARES-PRV-06 refuses business-rule'])
  })

  test('AMB-49: the stop date itself is no certified day', () => {
    const ceasing = (valueDate: string) => (story: Story) =>
      void story.service.extension!.push({ url: extensionUrl('cease-date'), valueDate })
    expect(spoilt(ceasing('2024-05-02'))).toEqual([])
    expect(spoilt(ceasing('2024-05-01'))).toEqual(['CARES-PRV-06 refuses business-rule'])
  })
})

describe('CARES-ASN-01: the intake anchor', () => {
  const without = enrollmentFrom('2024-05-01', { extension: [enrollmentFrom('2024-05-01').extension![0]!] })

  test('one of referral, identification and intake must be dated', () => {
    expect(decide(readyToEnroll(), { episode: without })).toEqual(['CARES-ASN-01 refuses required'])
    const identified: Resource = {
      resourceType: 'Task',
      id: 'identified',
      status: 'completed',
      intent: 'order',
      code: coding('task-kind', 'member-identified'),
      for: { reference: 'Patient/aino' },
      owner: { reference: 'Organization/harbor' },
      authoredOn: '2024-04-10',
    }
    expect(decide(readyToEnroll(), { episode: without, more: [identified] })).toEqual([])
  })

  test('an intake date in the future is refused, today is not', () => {
    const intakeOn = (valueDate: string) =>
      enrollmentFrom('2024-05-06', { extension: [without.extension![0]!, { url: extensionUrl('intake-date'), valueDate }] })
    expect(decide(readyToEnroll(), { episode: intakeOn('2024-05-06') })).toEqual([])
    expect(decide(readyToEnroll(), { episode: intakeOn('2024-05-07') })).toEqual(['CARES-ASN-01 refuses value'])
  })
})

describe('CARES-ASN-05: the program was explained face to face', () => {
  const refused = ['CARES-ASN-05 refuses business-rule']

  test('by the effective date, counted where the member lives', () => {
    expect(spoilt(({ education }) => (education.period = { start: '2024-05-02T03:59:00Z' }))).toEqual([])
    expect(spoilt(({ education }) => (education.period = { start: '2024-05-02T04:00:00Z' }))).toEqual(refused)
  })

  test('in person or by telehealth; a message or a call does not do', () => {
    const by = (mode: string) => spoilt(({ education }) => (education.extension![0]!.valueCode = mode))
    expect(by('in-person')).toEqual([])
    expect(by('message')).toEqual(refused)
    expect(by('phone')).toEqual(refused)
  })

  test('finished, not only planned', () => {
    expect(spoilt(({ education }) => (education.status = 'planned'))).toEqual(refused)
  })

  test('AMB-47: some days after are allowed where configured', () => {
    const config = { 'assignment-education-due-days': [{ from: '2024-01-01', value: 5 }] }
    const on = (day: string) => spoilt(({ education }) => (education.period = { start: day }), { config })
    expect(on('2024-05-06')).toEqual([])
    expect(on('2024-05-07')).toEqual(refused)
  })
})

describe('CARES-ASN-06: rights and responsibilities were explained', () => {
  const refused = ['CARES-ASN-06 refuses business-rule']

  test('by the effective date', () => {
    expect(spoilt(({ rights }) => (rights.sent = '2024-05-01T20:00:00-04:00'))).toEqual([])
    expect(spoilt(({ rights }) => (rights.sent = '2024-05-02T00:00:00-04:00'))).toEqual(refused)
  })

  test('in a language of the member', () => {
    expect(spoilt(({ rights }) => (rights.language = 'fi-FI'))).toEqual([])
    expect(spoilt(({ rights }) => (rights.language = 'en'))).toEqual(refused)
    expect(spoilt(({ rights }) => (rights.language = undefined))).toEqual(refused)
  })

  test('completed, not in preparation', () => {
    expect(spoilt(({ rights }) => (rights.status = 'in-progress'))).toEqual(refused)
  })
})

describe('CARES-ASN-07: the choice is the family’s', () => {
  const refused = ['CARES-ASN-07 refuses business-rule']

  test('by the effective date', () => {
    expect(spoilt(({ choice }) => (choice.dateTime = '2024-05-01'))).toEqual([])
    expect(spoilt(({ choice }) => (choice.dateTime = '2024-05-02'))).toEqual(refused)
  })

  test('with the options offered and the choice made', () => {
    expect(spoilt(({ choice }) => (choice.extension = choice.extension!.slice(2)))).toEqual(refused)
    expect(spoilt(({ choice }) => (choice.extension = choice.extension!.slice(0, 2)))).toEqual(refused)
  })
})

describe('CARES-ASN-08: consent to the enrollment', () => {
  test('a declined or absent consent does not enroll', () => {
    expect(spoilt(({ consent }) => (consent.status = 'rejected'))).toEqual(['CARES-ASN-08 refuses business-rule'])
    expect(spoilt(({ consent }) => (consent.category = [coding('consent-kind', 'release')]))).toEqual([
      'CARES-ASN-08 refuses business-rule',
    ])
  })

  test('a signer without authority does not enroll, and CARES-CON-05 says so', () => {
    expect(spoilt(({ mother }) => (mother.extension = []))).toEqual([
      'CARES-ASN-08 refuses business-rule',
      'CARES-CON-05 refuses business-rule',
    ])
  })

  test('one good consent is enough', () => {
    const { consent } = readyToEnroll()
    const doubtful = { ...consent, id: 'doubtful', performer: [{ reference: 'RelatedPerson/neighbour' }] }
    expect(decide(readyToEnroll(), { more: [doubtful] })).toEqual([])
  })
})

test('CARES-ASN-09: other kinds of episode are none of this gate’s business', () => {
  expect(enrollment.applies(enrollmentFrom('2024-05-01'))).toBe(true)
  expect(enrollment.applies(enrollmentFrom('2024-05-01', { type: [coding('program', 'icc')] }))).toBe(false)
})

test('CARES-ASN-09: the gate asks for the record it decides on', () => {
  const needs = enrollment.needs(enrollmentFrom('2024-05-01'))
  expect(needs.member).toBe('aino')
  expect(needs.others).toEqual(['Organization/harbor'])
  expect(needs.alongside).toEqual([{ type: 'HealthcareService', param: 'organization', reference: 'Organization/harbor' }])
  const { provider, service, manager, nurse, ...own } = readyToEnroll()
  for (const { resourceType } of Object.values(own)) expect(needs.types).toContain(resourceType)
  expect(needs.follow).toContain(manager.resourceType)
  expect([provider.resourceType, service.resourceType, nurse.resourceType]).not.toContain(needs.types[0])
})
