import { describe, expect, test } from '@jest/globals'
import { assessed, enrolledFrom, referredOn, stand } from './read-one.ts'

const name = 'annual-reassessment'
const intake = [...referredOn('2024-01-05'), enrolledFrom('2024-01-20')]

describe('CARES-ASM-06: assessed again within a year', () => {
  test('CARES-ASM-06: not before there is a first assessment', () => {
    expect(stand(intake, name, '2024-03-01')).toBe('not-started')
  })

  test('CARES-ASM-06: completed on a leap day, due on 28 February', () => {
    const record = [...intake, assessed('2024-02-29', 'initial')]
    expect(stand(record, name, '2025-02-13')).toBe('running, due 2025-02-28')
    expect(stand(record, name, '2025-02-14')).toBe('due-soon, due 2025-02-28')
    expect(stand(record, name, '2025-02-28')).toBe('due-soon, due 2025-02-28')
    expect(stand(record, name, '2025-03-01')).toBe('overdue, due 2025-02-28')
  })

  test('TIME-06: the year before a leap day keeps its own day', () => {
    const since = [...referredOn('2023-01-05'), enrolledFrom('2023-01-20')]
    expect(stand([...since, assessed('2023-03-01', 'initial')], name, '2023-04-01')).toBe('running, due 2024-03-01')
  })

  test('CARES-ASM-06: an early reassessment starts the year from its own day', () => {
    const record = [...intake, assessed('2024-02-29', 'initial'), assessed('2024-11-10', 'annual')]
    expect(stand(record, name, '2024-11-09')).toBe('running, due 2025-02-28')
    expect(stand(record, name, '2024-11-10')).toBe('running, due 2025-11-10')
  })

  test('CARES-ASM-10: an abbreviated evaluation starts the year anew, unless configured', () => {
    const record = [...intake, assessed('2024-02-29', 'initial'), assessed('2025-02-01', 'abbreviated')]
    expect(stand(record, name, '2025-02-01')).toBe('running, due 2026-02-01')
    const no = { 'abbreviated-resets-annual': [{ from: '2024-01-01', value: false }] }
    expect(stand(record, name, '2025-02-01', no)).toBe('running, due 2025-02-28')
  })

  test('CARES-ASM-10: an abbreviated evaluation before the first assessment starts nothing', () => {
    expect(stand([...intake, assessed('2024-02-01', 'abbreviated')], name, '2024-03-01')).toBe('not-started')
  })

  test('CARES-ASN-10: the year runs from the new provider’s own assessment', () => {
    const record = [...referredOn('2024-06-01'), enrolledFrom('2024-06-10'), assessed('2024-02-29', 'initial')]
    expect(stand(record, name, '2024-07-01')).toBe('not-started')
    expect(stand(record, name, '2024-07-01', { 'transfer-clock': [{ from: '2024-01-01', value: 'carry-over' }] })).toBe(
      'running, due 2025-02-28',
    )
  })

  test('CARES-ASM-06: by calendar year, or by year of enrollment, where configured', () => {
    const record = [...intake, assessed('2024-02-29', 'initial')]
    const basis = (value: string) => ({ 'annual-basis': [{ from: '2024-01-01', value }] })
    expect(stand(record, name, '2024-03-01', basis('calendar-year'))).toBe('running, due 2025-12-31')
    expect(stand(record, name, '2024-03-01', basis('enrollment-anniversary'))).toBe('running, due 2026-01-19')
  })
})
