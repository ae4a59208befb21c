import { dateRange } from '../indexing/date-range.ts'

const civilDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' })

/**
 * Who was born at this instant or later is under 18 at a moment: age changes at 00:00 local time on the birthday, and
 * who was born on 29 February has it on 1 March in common years (TIME-07, CARES-CON-06).
 *
 * @returns ISO instant, UTC: start of the earliest birthday that is not yet an adult's
 */
export function youngerThan18(at: Date): string {
  const minute = Math.floor(at.getTime() / 60_000)
  if (last?.minute !== minute) last = { minute, born: bornAfter(at) }
  return last.born
}

/** Days begin at whole minutes, and a statement asks this several times. */
let last: { minute: number; born: string } | undefined

function bornAfter(at: Date): string {
  const [year, month, day] = civilDay.format(at).split('-') as [string, string, string]
  const then = `${String(Number(year) - 18).padStart(4, '0')}-${month}-${day}`
  // Eighteen years before a 29 February there was none: who was born on 28 February is an adult, on 1 March not yet.
  return dateRange(then)?.high ?? dateRange(`${then.slice(0, 4)}-03-01`)!.low
}
