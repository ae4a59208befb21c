import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { dayOf, instantsOf, isInstant, localDay, startOf } from '#programs/vocabulary/local-day.ts'

// The oracle is the platform's time zone database.
const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', year: 'numeric', month: '2-digit', day: '2-digit' })
const oracle = (moment: number) => zone.format(moment)
const hours = (from: number, to: number) => fc.integer({ min: Date.UTC(from, 0, 1), max: Date.UTC(to, 0, 1) })

describe('TIME-01: a moment is first turned into the day it was in New York', () => {
  test('2024-02-01T03:30Z is 31 January; an hour and a half later it is 1 February', () => {
    expect(dayOf('2024-02-01T03:30:00Z')).toBe('2024-01-31')
    expect(dayOf('2024-02-01T04:59:59.999Z')).toBe('2024-01-31')
    expect(dayOf('2024-02-01T05:00:00Z')).toBe('2024-02-01')
  })

  test('the offset of the sender does not matter, the moment does', () => {
    expect(dayOf('2024-02-01T05:30:00+02:00')).toBe('2024-01-31')
    expect(dayOf('2024-01-31T23:59:59-05:00')).toBe('2024-01-31')
  })

  test('a whole day is local already', () => {
    expect(dayOf('2024-02-01')).toBe('2024-02-01')
  })

  test('the spring night of 23 hours and the autumn night of 25 keep their days', () => {
    expect([startOf('2024-03-10'), startOf('2024-03-11')]).toEqual(['2024-03-10T05:00:00.000Z', '2024-03-11T04:00:00.000Z'])
    expect([startOf('2024-11-03'), startOf('2024-11-04')]).toEqual(['2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'])
    expect(dayOf('2024-03-11T03:59:59Z')).toBe('2024-03-10')
    expect(dayOf('2024-11-04T04:59:59Z')).toBe('2024-11-03')
  })

  test('midnight agrees with the time zone database on every day from 2007 to 2040', () => {
    for (let day = '2007-01-01'; day < '2040-01-01'; day = addDays(day, 1)) {
      const midnight = Date.parse(startOf(day))
      if (oracle(midnight) !== day || oracle(midnight - 1) !== addDays(day, -1)) throw new Error(`${day} begins wrongly`)
    }
    expect(startOf('2039-12-31')).toBe('2039-12-31T05:00:00.000Z')
  })

  test('any moment since 1900 agrees with the time zone database', () => {
    fc.assert(
      fc.property(hours(1900, 2100), (moment) => {
        expect(dayOf(new Date(moment).toISOString())).toBe(oracle(moment))
      }),
      { numRuns: 1000 },
    )
  })

  test('any day since 1900 holds the moment at which it begins, and not the one before', () => {
    fc.assert(
      fc.property(hours(1900, 2100), (moment) => {
        const day = new Date(moment).toISOString().slice(0, 10)
        expect(dayOf(startOf(day))).toBe(day)
        expect(dayOf(new Date(Date.parse(startOf(day)) - 1).toISOString())).toBe(addDays(day, -1))
      }),
    )
  })

  test('a month is asked for by the moments at which it begins and ends', () => {
    expect(instantsOf('2024-03')).toEqual({ from: '2024-03-01T05:00:00.000Z', to: '2024-04-01T04:00:00.000Z' })
    expect(instantsOf('2024-12')).toEqual({ from: '2024-12-01T05:00:00.000Z', to: '2025-01-01T05:00:00.000Z' })
  })

  test('a moment without its offset, or a partial date, gives no day', () => {
    for (const text of ['2024-02-01T03:30:00', '2024-02', '2024', '2024-02-30', '2024-02-30T00:00:00Z', '', '2024-02-01T25:00:00Z']) {
      expect(localDay(text)).toBeUndefined()
      expect(isInstant(text)).toBe(false)
      expect(() => dayOf(text)).toThrow(RangeError)
    }
    expect(localDay(undefined)).toBeUndefined()
  })

  test('a leap second lies on the day it ends', () => {
    expect(dayOf('2016-12-31T23:59:60Z')).toBe('2016-12-31')
  })
})
