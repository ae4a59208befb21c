import type { CarePlan } from '@medplum/fhirtypes'
import { addDays, addMonths, type Day } from '../../vocabulary/calendar.ts'
import { extensionOf } from './fact-source.ts'

/** How often one member is monitored, where it is more often than the program asks. */
export type Interval = { months: number } | { days: number }

const months: Readonly<Record<string, number>> = { mo: 1, a: 12 }
const days: Readonly<Record<string, number>> = { d: 1, wk: 7 }

/** The plan's own interval: extension `monitoring-interval`, a Duration in days, weeks, months or years. */
export function intervalOf(plan: CarePlan): Interval | undefined {
  const duration = extensionOf(plan, 'monitoring-interval')?.valueDuration
  const unit = duration?.code ?? duration?.unit ?? ''
  if (duration?.value === undefined) return undefined
  if (unit in months) return { months: duration.value * months[unit]! }
  return unit in days ? { days: duration.value * days[unit]! } : undefined
}

/** The day that lies one interval after a day. */
export function after(day: Day, interval: Interval): Day {
  return 'months' in interval ? addMonths(day, interval.months) : addDays(day, interval.days)
}
