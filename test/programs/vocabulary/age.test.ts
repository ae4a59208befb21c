import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ageOn, birthday, lastDayUnder } from '#programs/vocabulary/age.ts'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

const settings = settingsFrom()
const feb28 = settingsFrom({ 'leap-birthday': [{ from: '2020-01-01', value: 'feb28' }] })
const dayBefore = settingsFrom({ 'age-attainment': [{ from: '2020-01-01', value: 'day-before' }] })

describe('TIME-07: age changes at 00:00 local on the birthday', () => {
  test('born 2004-07-15: 20 on 14 July 2025, 21 on the 15th', () => {
    expect(ageOn('2004-07-15', '2025-07-14', settings)).toBe(20)
    expect(ageOn('2004-07-15', '2025-07-15', settings)).toBe(21)
    expect(lastDayUnder('2004-07-15', 21, settings)).toBe('2025-07-14')
  })

  test('born 2004-02-29: turns 21 on 1 March 2025, and 20 on 29 February 2024', () => {
    expect(birthday('2004-02-29', 21, settings)).toBe('2025-03-01')
    expect(birthday('2004-02-29', 20, settings)).toBe('2024-02-29')
    expect(ageOn('2004-02-29', '2025-02-28', settings)).toBe(20)
    expect(ageOn('2004-02-29', '2025-03-01', settings)).toBe(21)
  })

  test('with leap-birthday feb28 the birthday in common years is 28 February', () => {
    expect(birthday('2004-02-29', 21, feb28)).toBe('2025-02-28')
    expect(birthday('2004-02-29', 20, feb28)).toBe('2024-02-29')
    expect(birthday('2004-02-28', 21, feb28)).toBe('2025-02-28')
  })

  test('AMB-25: with age-attainment day-before it is the day before the birthday, over the turn of the year too', () => {
    expect(birthday('2004-07-15', 21, dayBefore)).toBe('2025-07-14')
    expect(ageOn('2004-01-01', '2024-12-31', dayBefore)).toBe(21)
    expect(ageOn('2004-01-01', '2024-12-30', dayBefore)).toBe(20)
  })

  test('the setting is read on the day in question: birthdays before it are left alone', () => {
    const later = settingsFrom({ 'leap-birthday': [{ from: '2025-01-01', value: 'feb28' }] })
    expect(birthday('2004-02-29', 19, later)).toBe('2023-03-01')
    expect(birthday('2004-02-29', 21, later)).toBe('2025-02-28')
  })

  test('nobody has an age before birth; on the day of birth it is 0', () => {
    expect(ageOn('2015-03-10', '2015-03-10', settings)).toBe(0)
    expect(ageOn('2015-03-10', '2015-03-09', settings)).toBe(-1)
  })

  test('age grows by one exactly on the birthday, and never otherwise', () => {
    const birth = fc.integer({ min: 0, max: 40_000 }).map((number) => addDays('1910-01-01', number))
    fc.assert(
      fc.property(birth, fc.integer({ min: 1, max: 100 }), fc.constantFrom(settings, feb28, dayBefore), (born, years, given) => {
        const day = birthday(born, years, given)
        expect(ageOn(born, addDays(day, -1), given)).toBe(years - 1)
        expect(ageOn(born, day, given)).toBe(years)
      }),
    )
  })
})
