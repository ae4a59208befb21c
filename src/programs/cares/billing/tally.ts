import type { Day } from '../../vocabulary/calendar.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { EventAnswer } from './judge-event.ts'

/** What one provider's countable events of a month add up to (CARES-PAY-04). */
export interface Tally {
  /** What is counted, each once, sorted: activity codes by default (AMB-04). */
  distinct: string[]
  /** The day of the event that completed the second; absent below two. */
  qualifiedOn?: Day
  /** The events that count, in the order in which they happened. */
  events: EventAnswer[]
}

/** Services that the program asks for in a month. */
export const servicesNeeded = 2

/**
 * Counts the countable events among these answers.
 * @param from first day of the month, on which the way of counting is looked up
 */
export function tally(answers: readonly EventAnswer[], from: Day, settings: Settings): Tally {
  const events = answers.filter(({ countable }) => countable).toSorted(inOrder)
  const distinct = new Set<string>()
  let qualifiedOn: Day | undefined
  for (const answer of events) {
    for (const unit of unitsOf(answer, from, settings)) distinct.add(unit)
    if (qualifiedOn === undefined && distinct.size >= servicesNeeded) qualifiedOn = answer.day
  }
  return { distinct: [...distinct].toSorted(), ...(qualifiedOn ? { qualifiedOn } : {}), events }
}

/** What an event adds: its countable activities, itself, or the parts of case management that it belongs to. */
function unitsOf({ event, day }: EventAnswer, from: Day, settings: Settings): string[] {
  const distinctness = settings.on('pmpm-distinctness', from)
  if (distinctness === 'event') return [`${event.type}/${event.id}`]
  const parts = settings.on('countable-activities', day)
  const activities = event.activities.filter((activity) => Object.hasOwn(parts, activity))
  return distinctness === 'activity' ? activities : activities.map((activity) => parts[activity]!)
}

/** By day, then by what names the event, so that the order of the records changes nothing. */
export function inOrder(a: EventAnswer, b: EventAnswer): number {
  return compare(a.day, b.day) || compare(a.event.source, b.event.source)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
