import { describe, expect, test } from '@jest/globals'
import { addBusinessDays, holidaysOf, isBusinessDay, knowsHolidays, nextBusinessDay, rollDue } from '#programs/vocabulary/business-day.ts'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

const settings = settingsFrom()
const rolling = (value: string) => settingsFrom({ 'clock-roll': [{ from: '2020-01-01', value }] })

describe('TIME-04: business days in Massachusetts', () => {
  test('a request on Friday 30 August 2024 is due on Tuesday 3 September: Labor Day lies between', () => {
    expect(nextBusinessDay('2024-08-30', settings)).toBe('2024-09-03')
  })

  test('a request on Saturday or Sunday is due on Monday', () => {
    expect(nextBusinessDay('2024-06-08', settings)).toBe('2024-06-10')
    expect(nextBusinessDay('2024-06-09', settings)).toBe('2024-06-10')
    expect(nextBusinessDay('2024-06-10', settings)).toBe('2024-06-11')
  })

  // Counted by hand on a wall calendar; 2021 to 2023 hold holidays on Saturdays and Sundays.
  const published: Record<string, string[]> = {
    '2021': ['01-01', '01-18', '02-15', '04-19', '05-31', '06-19', '07-04', '07-05', '09-06', '10-11', '11-11', '11-25', '12-25'],
    '2022': ['01-01', '01-17', '02-21', '04-18', '05-30', '06-19', '06-20', '07-04', '09-05', '10-10', '11-11', '11-24', '12-25', '12-26'],
    '2023': ['01-01', '01-02', '01-16', '02-20', '04-17', '05-29', '06-19', '07-04', '09-04', '10-09', '11-11', '11-23', '12-25'],
    '2024': ['01-01', '01-15', '02-19', '04-15', '05-27', '06-19', '07-04', '09-02', '10-14', '11-11', '11-28', '12-25'],
    '2025': ['01-01', '01-20', '02-17', '04-21', '05-26', '06-19', '07-04', '09-01', '10-13', '11-11', '11-27', '12-25'],
    '2026': ['01-01', '01-19', '02-16', '04-20', '05-25', '06-19', '07-04', '09-07', '10-12', '11-11', '11-26', '12-25'],
  }
  for (const [year, expected] of Object.entries(published)) {
    test(`the holidays of ${year}, with the Monday after one on a Sunday`, () => {
      const days = [...holidaysOf(Number(year), { rules: 'massachusetts' })!].toSorted()
      expect(days).toEqual(expected.map((day) => `${year}-${day}`))
    })
  }

  test('a holiday on Saturday leaves Friday a business day; one on Sunday takes Monday', () => {
    expect(isBusinessDay('2021-12-24', settings)).toBe(true)
    expect(isBusinessDay('2022-12-26', settings)).toBe(false)
    expect(isBusinessDay('2022-12-27', settings)).toBe(true)
  })

  test('Suffolk-only days are business days; Juneteenth is none, from 2021 on (AMB-12)', () => {
    expect(isBusinessDay('2025-03-17', settings)).toBe(true)
    expect(isBusinessDay('2025-06-17', settings)).toBe(true)
    expect(isBusinessDay('2025-06-19', settings)).toBe(false)
    expect(isBusinessDay('2020-06-19', settings)).toBe(true)
  })

  test('Martin Luther King Jr. Day is a holiday from 1986 on; the list speaks from 1971 on', () => {
    expect([isBusinessDay('1985-01-21', settings), isBusinessDay('1986-01-20', settings)]).toEqual([true, false])
    expect([knowsHolidays('1970-12-25', settings), knowsHolidays('1971-12-25', settings)]).toEqual([false, true])
  })

  test('a listed calendar replaces the computed one, and a year that it lacks skips weekends only, which is told', () => {
    const listed = settingsFrom({ 'holiday-calendar': [{ from: '2024-01-01', value: { days: { '2024': ['2024-03-17'] } } }] })
    expect(isBusinessDay('2024-03-18', listed)).toBe(false) // 17 March 2024 is a Sunday
    expect(isBusinessDay('2024-07-04', listed)).toBe(true)
    expect([knowsHolidays('2024-07-04', listed), knowsHolidays('2025-07-04', listed)]).toEqual([true, false])
    expect(nextBusinessDay('2025-07-03', listed)).toBe('2025-07-04')
    expect(nextBusinessDay('2025-07-04', listed)).toBe('2025-07-07')
  })

  test('several business days are counted one by one', () => {
    expect(addBusinessDays('2024-08-29', 2, settings)).toBe('2024-09-03')
    expect(addBusinessDays('2024-08-29', 0, settings)).toBe('2024-08-29')
  })

  test('the next business day is the first one: nothing between is a business day', () => {
    for (let day = '2024-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const next = nextBusinessDay(day, settings)
      expect(isBusinessDay(next, settings)).toBe(true)
      for (let between = addDays(day, 1); between < next; between = addDays(between, 1))
        expect(isBusinessDay(between, settings)).toBe(false)
    }
  })
})

describe('TIME-03: a deadline does not move unless configured', () => {
  // Saturday 25 May, Sunday 26 May and Memorial Day, Monday 27 May 2024.
  const weekend = ['2024-05-24', '2024-05-25', '2024-05-26', '2024-05-27', '2024-05-28']
  const moved = (given: Parameters<typeof rollDue>[1]) => weekend.map((day) => rollDue(day, given))

  test('by default nothing moves', () => {
    expect(moved(settings)).toEqual(weekend)
  })

  test('sunday-holiday moves Sunday and the holiday, not Saturday', () => {
    expect(moved(rolling('sunday-holiday'))).toEqual(['2024-05-24', '2024-05-25', '2024-05-28', '2024-05-28', '2024-05-28'])
  })

  test('weekend-holiday moves all three', () => {
    expect(moved(rolling('weekend-holiday'))).toEqual(['2024-05-24', '2024-05-28', '2024-05-28', '2024-05-28', '2024-05-28'])
  })

  test('an unknown setting keeps the server from starting', () => {
    expect(() => rolling('friday')).toThrow('clock-roll')
  })
})
