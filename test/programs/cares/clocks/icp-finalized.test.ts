import { describe, expect, test } from '@jest/globals'
import { enrolledFrom, planned, referredOn, stand } from './read-one.ts'

const name = 'icp-finalized'

describe('CARES-ICP-01: the plan is final within 60 days of intake', () => {
  const record = [...referredOn('2023-12-15'), enrolledFrom('2024-01-02')]

  test('CARES-ICP-01: day 60 is in time, day 61 is late', () => {
    expect(stand([...record, planned('2024-02-13')], name, '2024-03-01')).toBe('met, due 2024-02-13')
    expect(stand([...record, planned('2024-02-14')], name, '2024-03-01')).toBe('met-late, due 2024-02-13')
  })

  test('CARES-ICP-01: a draft never stops the clock', () => {
    expect(stand([...record, planned(undefined, 'draft')], name, '2024-02-13')).toBe('due-soon, due 2024-02-13')
    expect(stand([...record, planned('2024-02-01', 'draft')], name, '2024-02-14')).toBe('overdue, due 2024-02-13')
  })

  test('CARES-ICP-01: the first finished version counts, also when a later one replaced it', () => {
    expect(stand([...record, planned('2024-02-01', 'revoked'), planned('2024-06-01')], name, '2024-07-01')).toBe('met, due 2024-02-13')
  })

  test('CARES-ICP-01: a version entered in error never was', () => {
    expect(stand([...record, planned('2024-02-01', 'entered-in-error')], name, '2024-02-14')).toBe('overdue, due 2024-02-13')
  })

  test('TIME-02: a plan dated before intake meets nothing', () => {
    expect(stand([...record, planned('2023-12-14')], name, '2024-02-14')).toBe('overdue, due 2024-02-13')
    expect(stand([...record, planned('2023-12-15')], name, '2024-02-14')).toBe('met, due 2024-02-13')
  })

  test('CARES-ICP-01: a plan of another enrollment does not count', () => {
    const other = {
      url: 'https://cares-fhir.example.org/StructureDefinition/enrollment',
      valueReference: { reference: 'EpisodeOfCare/elsewhere' },
    }
    expect(stand([...record, planned('2024-02-01', 'active', { extension: [other] })], name, '2024-02-14')).toBe('overdue, due 2024-02-13')
  })
})
