import { addDays, type Day, dayFrom, weekday } from './calendar.ts'
import type { Settings } from './settings.ts'

/**
 * Legal holidays by year. Either a named list that is computed for any year from a first one on, or days listed by hand.
 */
export type HolidayCalendar = { rules: 'massachusetts' } | { days: Readonly<Record<string, readonly Day[]>> }

/** When a due day falls on a day off: where it moves (TIME-03). */
export type ClockRoll = 'none' | 'sunday-holiday' | 'weekend-holiday'

/** First year that the computed list speaks for. */
const firstYear = 1971

/**
 * Legal holidays of Massachusetts in a year (M.G.L. c. 4 s. 7), each on its own date; see `holidaysOf` for the observed
 * Monday. Days that only Suffolk County keeps (17 March, 17 June) are not among them; Juneteenth is, from 2021 (AMB-12).
 */
function statutory(year: number): Day[] {
  const days = [
    dayFrom(year, 1, 1),
    nth(year, 2, 1, 3), // Washington's birthday
    nth(year, 4, 1, 3), // Patriots' Day
    addDays(nth(year, 6, 1, 1), -7), // Memorial Day: the last Monday of May is a week before June's first
    dayFrom(year, 7, 4),
    nth(year, 9, 1, 1), // Labor Day
    nth(year, 10, 1, 2), // second Monday of October
    dayFrom(year, 11, 11),
    nth(year, 11, 4, 4), // Thanksgiving
    dayFrom(year, 12, 25),
  ]
  if (year >= 1986) days.push(nth(year, 1, 1, 3)) // Martin Luther King Jr. Day
  if (year >= 2021) days.push(dayFrom(year, 6, 19))
  return days
}

/** The nth given weekday of a month. */
function nth(year: number, month: number, day: number, count: number): Day {
  const first = dayFrom(year, month, 1)
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (count - 1))
}

const computed = new Map<number, ReadonlySet<Day>>()

/**
 * The holidays of one year: those of the list, and the Monday after one that fell on a Sunday. One on a Saturday leaves
 * the Friday before it a business day (TIME-04).
 * @returns undefined when no list is loaded for that year
 */
export function holidaysOf(year: number, calendar: HolidayCalendar): ReadonlySet<Day> | undefined {
  if ('days' in calendar) {
    const listed = calendar.days[String(year)]
    return listed && observed(listed)
  }
  if (year < firstYear) return undefined
  const known = computed.get(year)
  if (known !== undefined) return known
  const days = observed(statutory(year))
  computed.set(year, days)
  return days
}

function observed(days: readonly Day[]): ReadonlySet<Day> {
  return new Set(days.flatMap((day) => (weekday(day) === 0 ? [day, addDays(day, 1)] : [day])))
}

/** Is it a legal holiday, or the Monday on which one is observed? */
export function isHoliday(day: Day, settings: Settings): boolean {
  return holidaysOf(Number(day.slice(0, 4)), settings.on('holiday-calendar', day))?.has(day) ?? false
}

/** Monday to Friday, not a legal holiday (TIME-04). A year without a holiday list skips weekends only. */
export function isBusinessDay(day: Day, settings: Settings): boolean {
  const number = weekday(day)
  return number !== 0 && number !== 6 && !isHoliday(day, settings)
}

/** The first business day strictly after a day: "within one business day" ends with it (TIME-04). */
export function nextBusinessDay(day: Day, settings: Settings): Day {
  let next = addDays(day, 1)
  while (!isBusinessDay(next, settings)) next = addDays(next, 1)
  return next
}

/** The day that ends `count` business days after a day; 1 is the next business day. */
export function addBusinessDays(day: Day, count: number, settings: Settings): Day {
  let end = day
  for (let left = count; left > 0; left--) end = nextBusinessDay(end, settings)
  return end
}

/** Is a holiday list loaded for the year of this day? If not, TIME-04 asks for a warning beside the due day. */
export function knowsHolidays(day: Day, settings: Settings): boolean {
  return holidaysOf(Number(day.slice(0, 4)), settings.on('holiday-calendar', day)) !== undefined
}

/** Where a due day ends up: it stays, unless `clock-roll` moves it off a Sunday, a holiday or a whole weekend (TIME-03). */
export function rollDue(due: Day, settings: Settings): Day {
  const roll: ClockRoll = settings.on('clock-roll', due)
  if (roll === 'none') return due
  const day = weekday(due)
  const moves = day === 0 || (day === 6 && roll === 'weekend-holiday') || isHoliday(due, settings)
  return moves ? nextBusinessDay(due, settings) : due
}
