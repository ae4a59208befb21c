import { addBusinessDays, knowsHolidays, rollDue } from './business-day.ts'
import { addDays, addMonths, addYears, type Day, daysBetween } from './calendar.ts'
import type { Requirement } from './requirement.ts'
import type { Dated, Settings } from './settings.ts'

/** States of TIME-12, and no others. Codes of `{canon}/CodeSystem/clock-state`. */
export type ClockState = 'not-started' | 'running' | 'due-soon' | 'met' | 'met-late' | 'excused' | 'overdue' | 'not-applicable'

/** A day and the record that says so, as `Type/id/_history/version`. */
export interface Mark {
  day: Day
  source: string
}

/** How long a clock runs from the day of its anchor, which is not counted. */
export type Span = { days: number } | { months: number } | { years: number } | { businessDays: number }

/** A deadline: what starts it, what meets it, what excuses it. It reads a case; it fetches, saves and decides nothing. */
export interface Clock<Case> {
  cites: Requirement
  /** Its name among the program's clocks, e.g. `referral-follow-up`. */
  name: string
  /** Why the clock does not concern this case at all; undefined when it does. */
  notApplicable?(file: Case, today: Day, settings: Settings): string | undefined
  /** The anchor. Undefined: not started. */
  starts(file: Case, today: Day, settings: Settings): Mark | undefined
  /** What met it. */
  stops(file: Case, today: Day, settings: Settings): Mark | undefined
  /** A documented exception, only where the row allows one. */
  excused?(file: Case, today: Day, settings: Settings): (Mark & { reason: string }) | undefined
  /** How long it runs, by the day from which that number is in force; read on the day of the anchor. */
  span: readonly Dated<Span>[]
  /** The due day where the span from the anchor is not the whole story, e.g. the earlier of two days; it rolls as any other (TIME-03). Undefined: the span says. */
  due?(file: Case, anchor: Day, settings: Settings): Day | undefined
  /** The row lets the act be done before its anchor, e.g. a letter sent ahead. */
  early?: boolean
}

/** How a clock stands on a day, and why. */
export interface Reading {
  cites: Requirement
  name: string
  state: ClockState
  anchor?: Mark
  /** The last day on which the act is on time, to its end. */
  due?: Day
  met?: Mark
  /** Why it is excused or not applicable. */
  reason?: string
  /** Every record that the answer rests on. */
  facts: string[]
  /** What speaks against relying on the due day. */
  warning?: string
}

/** A number that has been in force since a day. */
export function dated<T>(...values: readonly Dated<T>[]): readonly Dated<T>[] {
  return values
}

/** The value of a dated list on a day; before its first day, the first value. */
export function inForce<T>(values: readonly Dated<T>[], day: Day): T {
  const value = values.findLast(({ from }) => from <= day) ?? values[0]
  if (value === undefined) throw new RangeError('a dated list without a value')
  return value.value
}

/** The last day on time for a span that starts on `anchor`, rolled where `clock-roll` says so (TIME-02 to TIME-06). */
export function dueAfter(anchor: Day, span: Span, settings: Settings): Day {
  if ('businessDays' in span) return addBusinessDays(anchor, span.businessDays, settings)
  const due = 'days' in span ? addDays(anchor, span.days) : 'months' in span ? addMonths(anchor, span.months) : addYears(anchor, span.years)
  return rollDue(due, settings)
}

/**
 * The state of a deadline on a day (TIME-12). What is dated after that day is not known yet then. An act before its
 * anchor meets nothing unless `early` (TIME-02).
 */
export function stateOn(
  today: Day,
  { anchor, due, met, early = false }: { anchor: Day; due: Day; met?: Day; early?: boolean },
  settings: Settings,
): Exclude<ClockState, 'not-started' | 'excused' | 'not-applicable'> {
  if (met !== undefined && met <= today && (early || met >= anchor)) return met <= due ? 'met' : 'met-late'
  if (today > due) return 'overdue'
  const notice = settings.on('due-soon-days', today)
  // A clock shorter than the notice would be due soon from its first day, which tells nobody anything.
  return daysBetween(anchor, due) >= notice && daysBetween(today, due) <= notice ? 'due-soon' : 'running'
}

/** Reads a clock as of a day. The day is handed in, so the same case always reads the same. */
export function readClock<Case>(clock: Clock<Case>, file: Case, today: Day, settings: Settings): Reading {
  const { cites, name, early } = clock
  const reason = clock.notApplicable?.(file, today, settings)
  if (reason !== undefined) return { cites, name, state: 'not-applicable', reason, facts: [] }
  const anchor = clock.starts(file, today, settings)
  if (anchor === undefined) return { cites, name, state: 'not-started', facts: [] }
  const own = clock.due?.(file, anchor.day, settings)
  const span = inForce(clock.span, anchor.day)
  const due = own === undefined ? dueAfter(anchor.day, span, settings) : rollDue(own, settings)
  const warning = weekendsOnly(due, 'businessDays' in span, settings)
  const stop = clock.stops(file, today, settings)
  const met = stop && stop.day <= today && (early || stop.day >= anchor.day) ? stop : undefined
  const state = stateOn(today, { anchor: anchor.day, due, met: met?.day, early }, settings)
  const excuse = met ? undefined : clock.excused?.(file, today, settings)
  if (excuse && excuse.day <= today) {
    return { cites, name, state: 'excused', anchor, due, reason: excuse.reason, facts: sources(anchor, excuse), ...warning }
  }
  return { cites, name, state, anchor, due, ...(met ? { met } : {}), facts: sources(anchor, met), ...warning }
}

/** What to say of a due day that holidays decide, in a year of which nobody has listed them (TIME-04). */
function weekendsOnly(due: Day, inBusinessDays: boolean, settings: Settings): { warning?: string } {
  const decides = inBusinessDays || settings.on('clock-roll', due) !== 'none'
  if (!decides || knowsHolidays(due, settings)) return {}
  return { warning: `TIME-04: no holiday list is loaded for ${due.slice(0, 4)}; the due day skips weekends only.` }
}

function sources(...marks: (Mark | undefined)[]): string[] {
  return [...new Set(marks.flatMap((mark) => (mark ? [mark.source] : [])))]
}
