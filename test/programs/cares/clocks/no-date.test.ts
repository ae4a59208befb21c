import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { noted, sentTo, stand, visit } from './read-one.ts'

const name = 'referral-date'
const record = (...more: Resource[]): Resource[] => [{ resourceType: 'Patient', id: 'kit' }, sentTo('2024-01-31'), ...more]

describe('CARES-MON-09: a referral does not go silent', () => {
  test('CARES-MON-09: no date by day 30 is overdue on day 31', () => {
    expect(stand(record(), name, '2024-03-01')).toBe('due-soon, due 2024-03-01')
    expect(stand(record(), name, '2024-03-02')).toBe('overdue, due 2024-03-01')
  })

  test('CARES-MON-09: a date, or a note that none is known, answers it', () => {
    expect(stand(record(visit('2024-05-20T10:00:00-04:00', { created: '2024-03-01' })), name, '2024-04-01')).toBe('met, due 2024-03-01')
    expect(stand(record(visit('2024-05-20T10:00:00-04:00', { created: '2024-03-02' })), name, '2024-04-01')).toBe(
      'met-late, due 2024-03-01',
    )
    expect(stand(record(noted('no-date-known', '2024-03-01')), name, '2024-04-01')).toBe('met, due 2024-03-01')
    expect(stand(record(noted('no-date-known', '2024-03-02')), name, '2024-04-01')).toBe('met-late, due 2024-03-01')
  })

  test.each(['cancelled', 'noshow'] as const)('CARES-MON-09: a visit that is %s leaves the referral without a date again', (status) => {
    expect(stand(record(visit('2024-02-20T10:00:00-05:00', { created: '2024-02-02', status })), name, '2024-03-02')).toBe(
      'overdue, due 2024-03-01',
    )
  })

  test('CARES-MON-09: closed with a reason it rests, closed in silence it does not', () => {
    const closed = (more: object): Resource[] => [
      { resourceType: 'Patient', id: 'kit' },
      sentTo('2024-01-31', { status: 'revoked', ...more }),
    ]
    expect(stand(closed({ note: [{ text: 'Family moved to a nearer dentist' }] }), name, '2024-03-02')).toBe('not-applicable')
    expect(stand(closed({}), name, '2024-03-02')).toBe('overdue, due 2024-03-01')
  })

  test('CARES-MON-09: the number of days is configured', () => {
    expect(stand(record(), name, '2024-02-15', { 'referral-no-date-days': [{ from: '2024-01-01', value: 14 }] })).toBe(
      'overdue, due 2024-02-14',
    )
  })
})
