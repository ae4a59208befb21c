import { describe, expect, test } from '@jest/globals'
import { ext } from '../../../people/spelling.ts'
import { enrolledFrom, planned, referredOn, reviewed, stand } from './read-one.ts'

const name = 'monitoring'
const intake = [...referredOn('2024-07-10'), enrolledFrom('2024-07-20')]

describe('CARES-MON-01: monitored at least every six months', () => {
  test('CARES-MON-01: nothing to monitor before the first finished plan', () => {
    expect(stand(intake, name, '2024-08-30')).toBe('not-started')
    expect(stand([...intake, planned(undefined, 'draft')], name, '2024-12-30')).toBe('not-started')
  })

  test('CARES-MON-01: finished on 31 August, due on 28 February', () => {
    const record = [...intake, planned('2024-08-31')]
    expect(stand(record, name, '2024-08-30')).toBe('not-started')
    expect(stand(record, name, '2024-08-31')).toBe('running, due 2025-02-28')
    expect(stand(record, name, '2025-02-13')).toBe('running, due 2025-02-28')
    expect(stand(record, name, '2025-02-14')).toBe('due-soon, due 2025-02-28')
    expect(stand(record, name, '2025-02-28')).toBe('due-soon, due 2025-02-28')
    expect(stand(record, name, '2025-03-01')).toBe('overdue, due 2025-02-28')
  })

  test('CARES-MON-01: an early review starts the six months from its own day, a late one too', () => {
    const record = [...intake, planned('2024-08-31')]
    expect(stand([...record, reviewed('2024-12-10')], name, '2024-12-09')).toBe('running, due 2025-02-28')
    expect(stand([...record, reviewed('2024-12-10')], name, '2024-12-10')).toBe('running, due 2025-06-10')
    expect(stand([...record, reviewed('2025-03-05')], name, '2025-03-05')).toBe('running, due 2025-09-05')
  })

  test('CARES-MON-01: a new version of the plan does not start the six months anew', () => {
    expect(stand([...intake, planned('2024-08-31', 'revoked'), planned('2024-11-01')], name, '2024-12-01')).toBe('running, due 2025-02-28')
  })

  test('CARES-MON-01: a review in progress, or dated before the plan, is none', () => {
    const record = [...intake, planned('2024-08-31')]
    expect(stand([...record, reviewed('2024-12-10', 'in-progress')], name, '2025-01-01')).toBe('running, due 2025-02-28')
    expect(stand([...record, reviewed('2024-08-20')], name, '2025-01-01')).toBe('running, due 2025-02-28')
    expect(stand([...record, reviewed('2024-08-31')], name, '2025-01-01')).toBe('running, due 2025-02-28')
    expect(stand([...record, reviewed('2024-09-01')], name, '2025-01-01')).toBe('running, due 2025-03-01')
  })

  test('CARES-MON-01: a plan may ask for less than six months, and more is cut to six', () => {
    const every = (value: number, code: string) => [
      ...intake,
      planned('2024-08-31', 'active', {
        extension: [ext('monitoring-interval', { valueDuration: { value, code, system: 'http://unitsofmeasure.org' } })],
      }),
    ]
    expect(stand(every(3, 'mo'), name, '2024-09-01')).toBe('running, due 2024-11-30')
    expect(stand(every(8, 'wk'), name, '2024-09-01')).toBe('running, due 2024-10-26')
    expect(stand(every(9, 'mo'), name, '2024-09-01')).toBe('running, due 2025-02-28')
  })

  test('TIME-12: a clock shorter than the notice is never due soon', () => {
    const weekly = planned('2024-08-31', 'active', { extension: [ext('monitoring-interval', { valueDuration: { value: 13, code: 'd' } })] })
    const fortnightly = planned('2024-08-31', 'active', {
      extension: [ext('monitoring-interval', { valueDuration: { value: 14, code: 'd' } })],
    })
    expect(stand([...intake, weekly], name, '2024-09-13')).toBe('running, due 2024-09-13')
    expect(stand([...intake, fortnightly], name, '2024-09-13')).toBe('due-soon, due 2024-09-14')
  })

  test('CARES-MON-01: from enrollment, where configured', () => {
    const config = { 'monitoring-anchor': [{ from: '2024-01-01', value: 'enrollment' }] }
    expect(stand(intake, name, '2024-08-30', config)).toBe('running, due 2025-01-20')
  })
})
