import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { noted, sentTo, stand, visit } from './read-one.ts'

const name = 'scheduled-beyond-30'
const record = (...more: Resource[]): Resource[] => [{ resourceType: 'Patient', id: 'kit' }, sentTo('2024-03-01'), ...more]

describe('CARES-MON-08: a service set more than 30 days out is written in the case notes', () => {
  test('CARES-MON-08: exactly 30 days out needs no note, one day more does', () => {
    expect(stand(record(visit('2024-03-31T10:00:00-04:00', { created: '2024-03-05' })), name, '2024-04-05')).toBe('not-applicable')
    expect(stand(record(visit('2024-04-01T10:00:00-04:00', { created: '2024-03-05' })), name, '2024-03-31')).toBe(
      'due-soon, due 2024-03-31',
    )
    expect(stand(record(visit('2024-04-01T10:00:00-04:00', { created: '2024-03-05' })), name, '2024-04-01')).toBe('overdue, due 2024-03-31')
  })

  test('CARES-MON-08: the note on the last day is in time, the day after is late', () => {
    const booked = visit('2024-05-20T10:00:00-04:00', { created: '2024-03-05' })
    expect(stand(record(booked, noted('scheduled-beyond-30', '2024-03-31')), name, '2024-06-01')).toBe('met, due 2024-03-31')
    expect(stand(record(booked, noted('scheduled-beyond-30', '2024-04-01')), name, '2024-06-01')).toBe('met-late, due 2024-03-31')
  })

  test('CARES-MON-08: where it was noted that no date was known, the note is due the day after the date is', () => {
    const booked = visit('2024-05-20T10:00:00-04:00', { created: '2024-04-10T15:00:00-04:00' })
    const silent = noted('no-date-known', '2024-03-28')
    expect(stand(record(booked, silent), name, '2024-04-11')).toMatch(/due 2024-04-11$/)
    expect(stand(record(booked, silent), name, '2024-04-12')).toBe('overdue, due 2024-04-11')
    expect(stand(record(booked, silent, noted('scheduled-beyond-30', '2024-04-11')), name, '2024-05-01')).toBe('met, due 2024-04-11')
    expect(stand(record(booked), name, '2024-04-11')).toBe('overdue, due 2024-03-31')
  })

  test('CARES-MON-08: a date learned within the 30 days gains no time from that note', () => {
    const booked = visit('2024-05-20T10:00:00-04:00', { created: '2024-03-20' })
    expect(stand(record(booked, noted('no-date-known', '2024-03-10')), name, '2024-03-25')).toBe('due-soon, due 2024-03-31')
  })

  test('TIME-03: where Sundays roll the note has a day more; thirty days out are still thirty', () => {
    const rolling = { 'clock-roll': [{ from: '2024-01-01', value: 'weekend-holiday' }] }
    const set = (day: string) => record(visit(`${day}T10:00:00-04:00`, { created: '2024-03-05' }))
    expect(stand(set('2024-04-01'), name, '2024-03-28', rolling)).toBe('due-soon, due 2024-04-01')
    expect(stand(set('2024-03-31'), name, '2024-03-28', rolling)).toBe('not-applicable')
  })

  test('CARES-MON-08: before a date is known nothing is asked', () => {
    expect(stand(record(), name, '2024-06-01')).toBe('not-started')
  })

  test('CARES-MON-06: the follow-up still runs from the scheduled date', () => {
    expect(stand(record(visit('2024-05-20T10:00:00-04:00', { created: '2024-03-05' })), 'referral-follow-up', '2024-05-21')).toBe(
      'running, due 2024-06-19',
    )
  })
})
