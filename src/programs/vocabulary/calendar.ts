/** A calendar day where the member lives (America/New_York), `YYYY-MM-DD`. Days compare as text. */
export type Day = string

/** A moment with its offset, ISO 8601, e.g. `2024-02-01T03:30:00Z`. */
export type Instant = string

/** A calendar month, `YYYY-MM`. */
export type Month = string

/** Days from start to end, both included; an absent end is open (TIME-08). */
export interface Period {
  start?: Day
  end?: Day
}

const dayShape = /^\d{4}-\d\d-\d\d$/
const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/

/** Is this text a whole day that exists? `2023-02-29` and `2023-02` are not. */
export function isDay(text: string): text is Day {
  if (!dayShape.test(text)) return false
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  // The calendar itself is asked only about the last days of a month.
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), month))
}

/** Is this text a month of the calendar, `YYYY-MM`? */
export function isMonth(text: string): text is Month {
  return monthShape.test(text)
}

/** How many days this month has; February by the Gregorian leap rule. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * Day number counted from 1970-01-01 in the proleptic Gregorian calendar. Pure counting of days: no clock, no zone, so
 * nights of 23 or 25 hours cannot disturb it.
 */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7))
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

/** The day with this number; the inverse of `dayNumber`. */
export function dayNumbered(number: number): Day {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dayFrom(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)
}

/** Spells a day; the parts must name a day that exists. */
export function dayFrom(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** The day `days` later, or earlier when negative; the day of the event is not counted (TIME-02). */
export function addDays(day: Day, days: number): Day {
  return dayNumbered(dayNumber(day) + days)
}

/** The same day of the month `months` later, clamped to the last day of a shorter month (TIME-05). */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return dayFrom(year, month, Math.min(Number(day.slice(8, 10)), daysInMonth(year, month)))
}

/** The anniversary; 29 February falls on the 28th in a common year (TIME-06). */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12)
}

/** How many days lie from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7
}

/** The month that a day belongs to. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** First and last day of a month. */
export function daysOf(month: Month): { start: Day; end: Day } {
  const days = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  return { start: `${month}-01`, end: `${month}-${days}` }
}

/** Does the period hold this day? Both ends are in it (TIME-08). A period without a start holds nothing. */
export function covers(period: Period, day: Day): boolean {
  return period.start !== undefined && period.start <= day && (period.end === undefined || day <= period.end)
}

/** Do two periods share a day? A hand-over ends on day n and starts on day n + 1 (TIME-08). */
export function overlaps(one: Period, other: Period): boolean {
  if (one.start === undefined || other.start === undefined) return false
  return (other.end === undefined || one.start <= other.end) && (one.end === undefined || other.start <= one.end)
}
