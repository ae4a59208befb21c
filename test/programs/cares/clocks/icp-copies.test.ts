import { describe, expect, test } from '@jest/globals'
import type { Communication, Resource } from '@medplum/fhirtypes'
import { coded, ref, roleCode } from '../../../people/spelling.ts'
import { enrolledFrom, planned, referredOn, sent, stand } from './read-one.ts'

const name = 'icp-copies'
const family = (child: string, mother = child): Resource[] => [
  ...referredOn('2024-03-04').map((one) =>
    one.resourceType === 'Patient' ? { ...one, communication: [{ language: coded('urn:ietf:bcp:47', child) }] } : one,
  ),
  {
    resourceType: 'RelatedPerson',
    id: 'mother',
    patient: ref('Patient/kit'),
    relationship: [coded(roleCode, 'MTH')],
    communication: [{ language: coded('urn:ietf:bcp:47', mother) }],
  },
  enrolledFrom('2024-03-15'),
  planned('2024-04-25'),
]
const copy = (channel: 'MAILWRIT' | 'ELECTRONIC', language: string, when = '2024-04-30', more: Partial<Communication> = {}) =>
  sent('icp-copy', channel, when, { payload: [{ contentAttachment: { language, url: 'https://example.org/icp' } }], language, ...more })
const english = [copy('MAILWRIT', 'en'), copy('ELECTRONIC', 'en')]

describe('CARES-ICP-17: the family has the finished plan on paper and electronically, in its languages', () => {
  test('CARES-ICP-17: an English-speaking family is owed two copies', () => {
    expect(stand([...family('en'), ...english], name, '2024-05-04')).toBe('met, due 2024-05-03')
    expect(stand([...family('en'), english[0]!], name, '2024-05-04')).toBe('overdue, due 2024-05-03')
    expect(stand([...family('en'), english[1]!], name, '2024-05-04')).toBe('overdue, due 2024-05-03')
  })

  test('CARES-ICP-17: each further language adds two, and a region is served by its language', () => {
    const spanish = [copy('MAILWRIT', 'es-MX'), copy('ELECTRONIC', 'es')]
    expect(stand([...family('es'), ...english], name, '2024-05-04')).toBe('overdue, due 2024-05-03')
    expect(stand([...family('es-PR'), ...english, ...spanish], name, '2024-05-04')).toBe('met, due 2024-05-03')
    expect(stand([...family('es', 'ht'), ...english, ...spanish], name, '2024-05-04')).toBe('overdue, due 2024-05-03')
  })

  test('CARES-ICP-17: met when the last one is sent; day 60 is in time, day 61 is late', () => {
    const last = (day: string) => stand([...family('en'), english[0]!, copy('ELECTRONIC', 'en', day)], name, '2024-06-01')
    expect(last('2024-05-03')).toBe('met, due 2024-05-03')
    expect(last('2024-05-04')).toBe('met-late, due 2024-05-03')
  })

  test('CARES-ICP-17: a copy sent before the plan was final is a copy of a draft', () => {
    const early = (day: string) => stand([...family('en'), copy('MAILWRIT', 'en', day), english[1]!], name, '2024-05-04')
    expect(early('2024-04-24')).toBe('overdue, due 2024-05-03')
    expect(early('2024-04-25')).toBe('met, due 2024-05-03')
  })

  test('CARES-ICP-17: reading it aloud over the phone is no copy', () => {
    const phone = { ...copy('ELECTRONIC', 'en'), medium: [{ coding: [{ code: 'PHONE' }] }] }
    expect(stand([...family('en'), english[0]!, phone], name, '2024-05-04')).toBe('overdue, due 2024-05-03')
  })
})
