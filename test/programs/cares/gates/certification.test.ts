import { describe, expect, test } from '@jest/globals'
import type { Extension, HealthcareService, Organization, Resource } from '@medplum/fhirtypes'
import { certification } from '#programs/cares/gates/certification.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, extensionUrl, readyToEnroll } from '../ready-to-enroll.ts'

interface Entry {
  status?: string
  effectiveDate?: string
  locations?: string[]
  notice?: boolean
}

function entry({ status = 'approved', effectiveDate, locations = [], notice = true }: Entry): Extension {
  return {
    url: extensionUrl('cares-certification'),
    extension: [
      { url: 'status', valueCode: status },
      ...(effectiveDate ? [{ url: 'effectiveDate', valueDate: effectiveDate }] : []),
      ...locations.map((id) => ({ url: 'location', valueReference: { reference: `Location/${id}` } })),
      ...(notice ? [{ url: 'notice', valueReference: { reference: 'DocumentReference/notice' } }] : []),
    ],
  }
}

function serviceOf(entries: Entry[], places = ['pier']): HealthcareService {
  return { ...readyToEnroll().service, location: places.map((id) => ({ reference: `Location/${id}` })), extension: entries.map(entry) }
}

function decide(
  resource: HealthcareService,
  { previous, provider = {}, more = [] }: { previous?: Resource; provider?: Partial<Organization>; more?: Resource[] } = {},
) {
  const proposal = { resource, previous, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings: settingsFrom() }
  return certification
    .decide(proposal, [{ ...readyToEnroll().provider, ...provider }, ...more])
    .map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

describe('CARES-PRV-06: a decision is in writing', () => {
  const required = 'CARES-PRV-06 refuses required'

  test('an approval with effective date, location and notice stands; before 7 July 2023 too', () => {
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01' }]))).toEqual([])
    expect(decide(serviceOf([{ effectiveDate: '2023-07-06' }]))).toEqual([])
  })

  test('an approval lacks nothing silently: date, location and notice are asked for at once', () => {
    expect(decide(serviceOf([{ notice: false }], []))).toEqual([required, required, required])
    expect(decide(serviceOf([{}]))).toEqual([required])
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01' }], []))).toEqual([required])
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01', locations: ['pier'] }], []))).toEqual([])
  })

  test('a denial needs its notice too, and nothing else', () => {
    expect(decide(serviceOf([{ status: 'denied' }], []))).toEqual([])
    expect(decide(serviceOf([{ status: 'denied', notice: false }], []))).toEqual([required])
  })

  test('an application is not a decision', () => {
    for (const status of ['draft', 'submitted', 'info-requested', 'withdrawn'])
      expect(decide(serviceOf([{ status, notice: false }], []))).toEqual([])
  })
})

describe('CARES-PRV-06: a location added later is an entry of its own', () => {
  const stretched = ['CARES-PRV-06 refuses business-rule']
  const previous = serviceOf([{ effectiveDate: '2023-09-01', locations: ['pier'] }])

  test('never under the date of the earlier approval', () => {
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01', locations: ['pier', 'hilltop'] }]), { previous })).toEqual(stretched)
  })

  test('as a new entry it is effective later than the first', () => {
    const added = (effectiveDate: string) =>
      decide(
        serviceOf([
          { effectiveDate: '2023-09-01', locations: ['pier'] },
          { effectiveDate, locations: ['hilltop'] },
        ]),
        { previous },
      )
    expect(added('2023-09-02')).toEqual([])
    expect(added('2023-09-01')).toEqual(stretched)
    expect(added('2023-08-31')).toEqual(stretched)
  })

  test('an approval for every location of the service does not grow with the service', () => {
    const all = serviceOf([{ effectiveDate: '2023-09-01' }], ['pier'])
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01' }], ['pier', 'hilltop']), { previous: all })).toEqual(stretched)
    expect(decide(serviceOf([{ effectiveDate: '2023-09-01' }], ['pier']), { previous: all })).toEqual([])
  })
})

describe('CARES-PRV-01: whose service may be certified', () => {
  const approved = serviceOf([{ effectiveDate: '2023-09-01' }])
  const type = (code: string) => [coding('cares-provider-type', code)]

  test('a kind of provider that may not take part is refused', () => {
    expect(decide(approved, { provider: { type: [{ text: 'nursing home' }] } })).toEqual(['CARES-PRV-01 refuses business-rule'])
  })

  test('a satellite is part of an acute outpatient hospital', () => {
    const hospital: Resource = { resourceType: 'Organization', id: 'hospital', type: type('aoh') }
    const partOf = { reference: 'Organization/hospital' }
    expect(decide(approved, { provider: { type: type('hlhc'), partOf }, more: [hospital] })).toEqual([])
    expect(decide(approved, { provider: { type: type('hlhc') }, more: [hospital] })).toEqual(['CARES-PRV-01 refuses required'])
    expect(decide(approved, { provider: { type: type('hlhc'), partOf }, more: [{ ...hospital, type: type('chc') }] })).toEqual([
      'CARES-PRV-01 refuses business-rule',
    ])
  })
})

test('the gate asks for the provider and the hospital it may be part of', () => {
  expect(certification.needs(serviceOf([{}]))).toMatchObject({ member: '', others: ['Organization/harbor'], follow: ['Organization'] })
  expect([certification.applies(serviceOf([{}])), certification.applies(serviceOf([]))]).toEqual([true, false])
})
