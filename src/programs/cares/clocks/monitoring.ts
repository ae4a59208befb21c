import type { Day } from '../../vocabulary/calendar.ts'
import { type Clock, dated, dueAfter, type Mark } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import { after } from '../case/monitoring-interval.ts'
import { mon } from '../requirements/mon.ts'

/** The program's own interval; a plan may ask for a shorter one, never a longer (CARES-MON-01). */
export const monitoringSpan = dated({ from: '2023-07-07', value: { months: 6 } })

/**
 * The plan is monitored at least every six months: first after the first ICP was finished, then after each review. An
 * early review starts the six months anew, so this clock is never met for long: it runs on to the next.
 */
export const monitoring: Clock<EnrollmentFile> = {
  cites: mon['CARES-MON-01'],
  name: 'monitoring',
  starts: (file, today, settings) => lastReview(file, today) ?? firstPlan(file, today, settings),
  stops: () => undefined,
  due({ interval }, anchor, settings) {
    if (interval === undefined) return undefined
    const latest = dueAfter(anchor, { months: 6 }, settings)
    const own = after(anchor, interval)
    return own < latest ? own : latest
  },
  span: monitoringSpan,
}

/** A review of a plan that was not finished yet reviews nothing. */
function lastReview({ reviews, finalized }: EnrollmentFile, today: Day): Mark | undefined {
  const first = finalized[0]
  return first && reviews.findLast(({ day }) => day <= today && first.day <= day)
}

function firstPlan({ finalized, period, source }: EnrollmentFile, today: Day, settings: Settings): Mark | undefined {
  const first = finalized[0]
  const { start } = period
  if (start !== undefined && source !== undefined && settings.on('monitoring-anchor', start) === 'enrollment') return { day: start, source }
  return first && first.day <= today ? first : undefined
}
