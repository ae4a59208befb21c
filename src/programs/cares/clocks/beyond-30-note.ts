import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Clock, dated, dueAfter, inForce } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { ServiceReferral } from '../case/service-referral.ts'
import { mon } from '../requirements/mon.ts'

const days = 30

const span = dated({ from: '2023-07-07', value: { days } })

/**
 * A service set for more than 30 days after its referral is written in the case notes within those 30 days; where no date
 * was known and that was noted, by the day after the date became known, if that is later. Thirty days exactly need no note.
 */
export const beyond30Note: Clock<ServiceReferral> = {
  cites: mon['CARES-MON-08'],
  name: 'scheduled-beyond-30',
  notApplicable(file) {
    const { referred, scheduled, status } = file
    if (status === 'revoked') return 'referral closed'
    if (scheduled === undefined || referred === undefined) return undefined
    // How far out the service is does not roll: only the day for the note does.
    return scheduled.day <= addDays(referred.day, days) ? 'service set within 30 days of the referral' : undefined
  },
  starts: ({ referred, scheduled }) => (scheduled === undefined ? undefined : referred),
  stops: ({ beyondNotes }) => beyondNotes.toSorted((one, other) => (one.day < other.day ? -1 : 1))[0],
  due(file, _anchor, settings) {
    const last = lastDay(file, settings)
    const { scheduledKnown, noDateNotes } = file
    if (last === undefined || scheduledKnown === undefined || !noDateNotes.some(({ day }) => day <= scheduledKnown)) return undefined
    const dayAfter = addDays(scheduledKnown, 1)
    return dayAfter > last ? dayAfter : undefined
  },
  span,
}

function lastDay({ referred }: ServiceReferral, settings: Settings): Day | undefined {
  return referred && dueAfter(referred.day, inForce(span, referred.day), settings)
}
