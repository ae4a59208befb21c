import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addYears,
  covers,
  dayNumber,
  dayNumbered,
  daysBetween,
  daysInMonth,
  daysOf,
  isDay,
  isMonth,
  monthOf,
  overlaps,
  weekday,
} from '#programs/vocabulary/calendar.ts'

// The oracle is JavaScript's own UTC calendar, which counts days without any zone.
const days = fc.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2150, 0, 1) / 86_400_000 })
const spell = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

describe('TIME-02: days are counted on the calendar, the day of the event not included', () => {
  test('30 and 60 days from the end of January', () => {
    expect(addDays('2024-01-31', 30)).toBe('2024-03-01')
    expect(addDays('2023-01-31', 30)).toBe('2023-03-02')
    expect(addDays('2024-01-31', 60)).toBe('2024-03-31')
  })

  test('the nights on which clocks change are one day like any other (TIME-01)', () => {
    expect(addDays('2024-03-09', 1)).toBe('2024-03-10')
    expect(addDays('2024-03-10', 1)).toBe('2024-03-11')
    expect(addDays('2024-11-03', 1)).toBe('2024-11-04')
  })

  test('adding days agrees with the calendar of the platform, over 250 years', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (number, step) => {
        expect(addDays(spell(number), step)).toBe(spell(number + step))
      }),
    )
  })

  test('going back the same number of days returns', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (number, step) => {
        expect(addDays(addDays(spell(number), step), -step)).toBe(spell(number))
      }),
    )
  })

  test('days are numbered without gaps, and weekdays follow each other', () => {
    fc.assert(
      fc.property(days, (number) => {
        expect(dayNumber(spell(number))).toBe(number)
        expect(dayNumbered(number)).toBe(spell(number))
        expect(weekday(spell(number))).toBe(new Date(number * 86_400_000).getUTCDay())
        expect(daysBetween(spell(number), spell(number + 7))).toBe(7)
      }),
    )
  })

  test('every day since 1900 comes one after the other', () => {
    let day = '1900-01-01'
    for (let number = Date.UTC(1900, 0, 1) / 86_400_000; day < '2101-01-01'; number++) {
      if (day !== spell(number)) throw new Error(`${day} should be ${spell(number)}`)
      day = addDays(day, 1)
    }
    expect(day).toBe('2101-01-01')
  })
})

describe('TIME-05: months keep the day, clamped to a shorter month', () => {
  test('six months from 31 August end in February, three from 30 November too', () => {
    expect(addMonths('2024-08-31', 6)).toBe('2025-02-28')
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29')
    expect(addMonths('2023-11-30', 3)).toBe('2024-02-29')
    expect(addMonths('2024-01-15', 6)).toBe('2024-07-15')
  })

  test('a recurring clock runs from the actual day, not from the clamped one', () => {
    expect(addMonths(addMonths('2024-08-31', 6), 6)).toBe('2025-08-28')
    expect(addMonths('2024-08-31', 12)).toBe('2025-08-31')
  })

  test('the month is always the one named, and the day never grows', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -1200, max: 1200 }), (number, step) => {
        const from = spell(number)
        const to = addMonths(from, step)
        const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
        expect(count(to) - count(from)).toBe(step)
        expect(isDay(to)).toBe(true)
        const [given, got] = [Number(from.slice(8)), Number(to.slice(8))]
        expect(got === given || (got < given && got === daysInMonth(Number(to.slice(0, 4)), Number(to.slice(5, 7))))).toBe(true)
      }),
    )
  })

  test('an earlier day never ends later', () => {
    fc.assert(
      fc.property(days, fc.nat(400), fc.integer({ min: 0, max: 36 }), (number, later, step) => {
        expect(addMonths(spell(number), step) <= addMonths(spell(number + later), step)).toBe(true)
      }),
    )
  })
})

describe('TIME-06: years fall due on the anniversary', () => {
  test('29 February falls on the 28th; 1 March stays 1 March', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2023-03-01', 1)).toBe('2024-03-01')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })
})

describe('TIME-08: both end dates are in a period', () => {
  const april = { start: '2024-04-01', end: '2024-04-30' }

  test('covered on the first and the last day, not before or after', () => {
    expect(['2024-03-31', '2024-04-01', '2024-04-30', '2024-05-01'].map((day) => covers(april, day))).toEqual([false, true, true, false])
  })

  test('an absent end stays open; without a start nothing is covered', () => {
    expect(covers({ start: '2024-04-01' }, '2099-01-01')).toBe(true)
    expect(covers({ end: '2024-04-30' }, '2024-04-01')).toBe(false)
  })

  test('a hand-over ends on day n and starts on day n + 1', () => {
    expect(overlaps(april, { start: '2024-04-30' })).toBe(true)
    expect(overlaps(april, { start: '2024-05-01' })).toBe(false)
    expect(overlaps({ start: '2024-04-30' }, april)).toBe(true)
    expect(overlaps({ start: '2024-05-01' }, april)).toBe(false)
  })

  test('two periods overlap exactly when some day is in both', () => {
    const period = fc.tuple(fc.nat(40), fc.option(fc.nat(20), { nil: undefined })).map(([start, length]) => ({
      start: addDays('2024-02-01', start),
      ...(length === undefined ? {} : { end: addDays('2024-02-01', start + length) }),
    }))
    fc.assert(
      fc.property(period, period, (one, other) => {
        const shared = Array.from({ length: 70 }, (_, index) => addDays('2024-02-01', index)).some(
          (day) => covers(one, day) && covers(other, day),
        )
        expect(overlaps(one, other)).toBe(shared)
      }),
    )
  })
})

describe('TIME-01: what is a day and what is not', () => {
  test('a day exists or is none', () => {
    expect(['2024-02-29', '2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-02', '2024', '2024-2-1'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(['2024-02', '2024-13', '2024-00', '2024'].map(isMonth)).toEqual([true, false, false, false])
  })

  test('a month has its days', () => {
    expect(daysOf('2024-02')).toEqual({ start: '2024-02-01', end: '2024-02-29' })
    expect(daysOf('1900-02')).toEqual({ start: '1900-02-01', end: '1900-02-28' })
    expect(monthOf('2024-02-29')).toBe('2024-02')
  })
})
