import { addDays, type Day, dayFrom, isLeapYear } from './calendar.ts'
import type { Settings } from './settings.ts'

/**
 * The first day on which somebody born on `birth` is `years` old (TIME-07): at 00:00 local on the birthday. Someone
 * born on 29 February has it on 1 March in a common year, unless `leap-birthday` says otherwise on that day.
 */
export function birthday(birth: Day, years: number, settings: Settings): Day {
  const year = Number(birth.slice(0, 4)) + years
  const leapDay = birth.slice(5) === '02-29' && !isLeapYear(year)
  let day = leapDay ? dayFrom(year, 3, 1) : `${String(year).padStart(4, '0')}${birth.slice(4)}`
  if (leapDay && settings.on('leap-birthday', day) === 'feb28') day = dayFrom(year, 2, 28)
  return settings.on('age-attainment', day) === 'day-before' ? addDays(day, -1) : day
}

/** The last day on which the member is still under `years`. */
export function lastDayUnder(birth: Day, years: number, settings: Settings): Day {
  return addDays(birthday(birth, years, settings), -1)
}

/** Whole years of age on a day; negative before birth. */
export function ageOn(birth: Day, day: Day, settings: Settings): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  // "The day before" may bring a January birthday into the year before, so one year more is asked too.
  if (birthday(birth, years + 1, settings) <= day) return years + 1
  return birthday(birth, years, settings) <= day ? years : years - 1
}
