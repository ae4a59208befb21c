import { openHigh, openLow } from './entry.ts'

/**
 * The zone in which a day begins and ends when a date names none: the program's civil zone (TIME-01). Stored dates and
 * dates asked for are widened in the same zone, so that two equal days always match, and `date=2024-01-31` finds what
 * happened at 22:30 in Boston that evening, which is 2024-02-01T03:30:00Z.
 */
const civilZone = 'America/New_York'

/** A stretch of time: `low` inclusive, `high` exclusive, instants in UTC with milliseconds. */
export interface TimeRange {
  low: string
  high: string
}

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * The stretch of time that a FHIR date, dateTime or instant covers by its precision (a year, a month, a day, a minute,
 * a second, a millisecond), or undefined when it is none. Fractions finer than a millisecond are cut.
 * Spec: http://hl7.org/fhir/R4/search.html#date
 */
export function dateRange(text: string): TimeRange | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  return match[4] === undefined ? civilRange(text, match) : clockRange(match)
}

function clockRange([, y, m, d, h, min, s, fraction, zone]: RegExpExecArray): TimeRange | undefined {
  const midnight = calendarDay(Number(y), Number(m), Number(d))
  // FHIR allows second 60, a leap second; it is counted into the next minute.
  if (midnight === undefined || Number(h) > 23 || Number(min) > 59 || Number(s ?? 0) > 60) return undefined
  const millis = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))
  const clock = midnight + Number(h) * hour + Number(min) * minute + Number(s ?? 0) * second + millis
  const low = zone === undefined ? civilInstant(clock) : clock - fixedOffset(zone)
  const width = s === undefined ? minute : fraction === undefined ? second : 1
  return { low: spell(low), high: spell(low + width) }
}

// Days recur (birth dates, dates of service) and asking Intl for a zone's offset is slow.
const known = new Map<string, TimeRange>()
const knownAtMost = 20_000

function civilRange(text: string, [, y, m, d]: RegExpExecArray): TimeRange | undefined {
  const before = known.get(text)
  if (before) return before
  const start = calendarDay(Number(y), Number(m ?? 1), Number(d ?? 1))
  if (start === undefined) return undefined
  const end = d !== undefined ? start + day : m !== undefined ? calendarMonth(Number(y), Number(m) + 1) : calendarMonth(Number(y) + 1, 1)
  const range = { low: spell(civilInstant(start)), high: spell(civilInstant(end)) }
  if (known.size >= knownAtMost) known.clear()
  known.set(text, range)
  return range
}

/** Milliseconds of a calendar day's start as if it were UTC; undefined for the 30th of February and year 0. */
function calendarDay(year: number, month: number, date: number): number | undefined {
  const start = calendarMonth(year, month) + (date - 1) * day
  const at = new Date(start)
  return year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? start : undefined
}

/** `month` may be 13: January of the next year. Date.UTC would take years below 100 for those of the last century. */
function calendarMonth(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, 1)
}

function fixedOffset(zone: string): number {
  if (zone === 'Z') return 0
  const size = Number(zone.slice(1, 3)) * hour + Number(zone.slice(4)) * minute
  return zone.startsWith('-') ? -size : size
}

const offsets = new Intl.DateTimeFormat('en-US', { timeZone: civilZone, timeZoneName: 'longOffset' })

/** The instant at which the civil zone's clocks show this; the earlier of two in the night they are set back. */
function civilInstant(clock: number): number {
  const guess = clock - civilOffset(clock)
  const instant = clock - civilOffset(guess)
  const earlier = clock - civilOffset(instant - hour)
  return earlier < instant && civilOffset(earlier) === clock - earlier ? earlier : instant
}

/** How far ahead of UTC the zone's clocks are at an instant, in milliseconds; negative in America. */
function civilOffset(instant: number): number {
  const name = offsets.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name) ?? []
  const size = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second
  return sign === '-' ? -size : size
}

const earliest = Date.parse(openLow)
const latest = Date.parse(openHigh)

/** As text that sorts; what falls off the calendar's ends is put on them. */
export function spell(instant: number): string {
  return instant <= earliest ? openLow : instant >= latest ? openHigh : new Date(instant).toISOString()
}
