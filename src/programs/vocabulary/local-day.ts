import { type Day, dayNumber, dayNumbered, daysOf, type Instant, isDay, type Month } from './calendar.ts'

const hour = 3_600_000
const dayLength = 24 * hour
const instantShape = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/

/** Is this text a moment with its offset? Without an offset nobody can say which day it was (TIME-01). */
export function isInstant(text: string): text is Instant {
  return instantShape.test(text) && isDay(text.slice(0, 10))
}

/**
 * The day on which a moment fell in America/New_York (TIME-01). A whole day is already local and comes back as it is.
 * @returns undefined when the text is neither: a partial date such as `2024-02`, or a moment without its offset
 */
export function localDay(when: string | undefined): Day | undefined {
  if (when === undefined) return undefined
  if (when.length === 10) return isDay(when) ? when : undefined
  return isInstant(when) ? dayOf(when) : undefined
}

/**
 * The day of a moment, or a day itself, for what is known to be well formed.
 * @throws RangeError when it is neither a day nor a moment with an offset
 */
export function dayOf(when: Day | Instant): Day {
  if (when.length === 10 && isDay(when)) return when
  if (!isInstant(when)) throw new RangeError('neither a day nor a moment with its offset')
  const moment = millisecondsOf(when)
  return dayNumbered(Math.floor((moment + offset(moment)) / dayLength))
}

/** Milliseconds since 1970-01-01T00:00Z. A leap second counts as the second before it, which is on the same day. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant.slice(17, 19) === '60' ? `${instant.slice(0, 17)}59${instant.slice(19)}` : instant)
}

/** The moment at which a day begins, 00:00 in America/New_York, spelled in UTC. */
export function startOf(day: Day): Instant {
  const midnight = dayNumber(day) * dayLength
  // Clocks change at 02:00, so the offset at 00:00 is that of the night before; one step settles it.
  const guess = midnight - offset(midnight)
  return new Date(midnight - offset(guess)).toISOString()
}

/** The moments [from, to) that a month spans in America/New_York, spelled in UTC. */
export function instantsOf(month: Month): { from: Instant; to: Instant } {
  return { from: startOf(`${month}-01`), to: startOf(dayNumbered(dayNumber(daysOf(month).end) + 1)) }
}

/** From 2007 on the law is one rule, counted here; what came before is asked of the time zone database. */
const ruleSince = Date.UTC(2007, 0, 1, 5)
const summers = new Map<number, { begins: number; ends: number }>()

/** Milliseconds to add to UTC to get the local time of America/New_York at this moment. */
function offset(moment: number): number {
  if (moment < ruleSince) return historicOffset(moment)
  const { begins, ends } = summerOf(new Date(moment).getUTCFullYear())
  return moment >= begins && moment < ends ? -4 * hour : -5 * hour
}

/** Summer time: second Sunday of March 02:00 EST to first Sunday of November 02:00 EDT (15 U.S.C. 260a, since 2007). */
function summerOf(year: number): { begins: number; ends: number } {
  let summer = summers.get(year)
  if (summer === undefined) {
    summer = { begins: sunday(year, 2, 8) + 7 * hour, ends: sunday(year, 10, 1) + 6 * hour }
    summers.set(year, summer)
  }
  return summer
}

/** Midnight UTC of the first Sunday on or after a day of the month (months from 0). */
function sunday(year: number, month: number, from: number): number {
  const first = new Date(Date.UTC(year, month, from))
  return first.getTime() + ((7 - first.getUTCDay()) % 7) * dayLength
}

const zone = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

function historicOffset(moment: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of zone.formatToParts(moment)) parts[type] = Number(value)
  const local = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!)
  return local - Math.floor(moment / 1000) * 1000
}
