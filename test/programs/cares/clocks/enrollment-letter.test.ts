import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { enrolledFrom, referredOn, sent, stand } from './read-one.ts'

const name = 'enrollment-letter'
const record = (...letters: Resource[]): Resource[] => [...referredOn('2024-01-05'), enrolledFrom('2024-01-31'), ...letters]
const reachable = (records: Resource[]): Resource[] =>
  records.map((one) => (one.resourceType === 'Patient' ? { ...one, telecom: [{ system: 'email', value: 'kit@example.org' }] } : one))
const mail = (day: string) => sent('enrollment-letter', 'certified-mail', day)
const email = (day: string) => sent('enrollment-letter', 'ELECTRONIC', day)

describe('CARES-ASN-11: the enrollment letter is sent within 30 days of the effective day', () => {
  test('CARES-ASN-11: effective 31 January, due on 1 March', () => {
    expect(stand(record(), name, '2024-02-15')).toBe('running, due 2024-03-01')
    expect(stand(record(), name, '2024-03-01')).toBe('due-soon, due 2024-03-01')
    expect(stand(record(), name, '2024-03-02')).toBe('overdue, due 2024-03-01')
    expect(stand(record(mail('2024-03-01')), name, '2024-04-01')).toBe('met, due 2024-03-01')
    expect(stand(record(mail('2024-03-02')), name, '2024-04-01')).toBe('met-late, due 2024-03-01')
  })

  test('CARES-ASN-11: sent up to 30 days ahead it counts, a day earlier it does not', () => {
    expect(stand(record(mail('2024-01-01')), name, '2024-02-01')).toBe('met, due 2024-03-01')
    expect(stand(record(mail('2023-12-31')), name, '2024-02-01')).toBe('running, due 2024-03-01')
    const after = { 'letter-window-before-days': [{ from: '2023-01-01', value: 0 }] }
    expect(stand(record(mail('2024-01-30')), name, '2024-02-01', after)).toBe('running, due 2024-03-01')
    expect(stand(record(mail('2024-01-31')), name, '2024-02-01', after)).toBe('met, due 2024-03-01')
  })

  test('CARES-ASN-11: certified mail always, electronically too where there is an address; met with the last', () => {
    expect(stand(record(email('2024-02-05')), name, '2024-02-10')).toBe('running, due 2024-03-01')
    expect(stand(reachable(record(mail('2024-02-05'))), name, '2024-02-10')).toBe('running, due 2024-03-01')
    expect(stand(reachable(record(mail('2024-02-05'), email('2024-03-02'))), name, '2024-04-01')).toBe('met-late, due 2024-03-01')
    expect(stand(reachable(record(mail('2024-02-05'), email('2024-03-01'))), name, '2024-04-01')).toBe('met, due 2024-03-01')
  })

  test('CARES-ASN-11: plain mail is not certified mail', () => {
    expect(stand(record(sent('enrollment-letter', 'MAILWRIT', '2024-02-05')), name, '2024-02-10')).toBe('running, due 2024-03-01')
  })
})
