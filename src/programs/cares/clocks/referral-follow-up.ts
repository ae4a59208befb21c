import { rollDue } from '../../vocabulary/business-day.ts'
import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Clock, dated, dueAfter, inForce, type Mark } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { isAnswered, isExcused, type ServiceReferral } from '../case/service-referral.ts'
import { mon } from '../requirements/mon.ts'

/** The ceiling from the day for which the service was set; need may ask for less, never for more. */
export const followUpSpan = dated({ from: '2023-07-07', value: { days: 30 } })

/**
 * We ask whether the referred service came and met the need, as fast as need dictates and never later than 30 days after
 * the day it was set for. The newest date counts; a contact before the service asks too soon and stops nothing. Once the
 * day has passed, only a late follow-up or a documented reason leaves overdue (CARES-MON-07).
 */
export const referralFollowUp: Clock<ServiceReferral> = {
  cites: mon['CARES-MON-06'],
  name: 'referral-follow-up',
  notApplicable: ({ status }) => (status === 'revoked' ? 'referral closed' : undefined),
  starts: ({ scheduled }) => scheduled,
  stops: followUpMade,
  excused(file, _today, settings) {
    const due = followUpDue(file, settings)
    const excuse = file.followUps.find((followUp) => isExcused(followUp))
    if (due === undefined || excuse === undefined) return undefined
    const overdueFrom = addDays(due, 1)
    const day = excuse.enteredOn !== undefined && excuse.enteredOn > overdueFrom ? excuse.enteredOn : overdueFrom
    return { day, source: excuse.source, reason: excuse.exception! }
  },
  due: (file, _anchor, settings) => followUpDue(file, settings),
  span: followUpSpan,
}

/** The earlier of the day that need dictates and 30 days after the service; undefined while no date is set. */
export function followUpDue({ scheduled, neededBy }: ServiceReferral, settings: Settings): Day | undefined {
  if (scheduled === undefined) return undefined
  const ceiling = dueAfter(scheduled.day, inForce(followUpSpan, scheduled.day), settings)
  const needed = neededBy && rollDue(neededBy, settings)
  return needed !== undefined && needed < ceiling ? needed : ceiling
}

/** The first follow-up on or after the service that answers both questions, from somebody who knows. */
function followUpMade({ followUps, scheduled }: ServiceReferral): Mark | undefined {
  return followUps
    .flatMap((followUp) => {
      const { madeOn, source, status } = followUp
      if (status !== 'completed' || madeOn === undefined || scheduled === undefined || madeOn < scheduled.day) return []
      return isAnswered(followUp) ? [{ day: madeOn, source }] : []
    })
    .sort((one, other) => (one.day < other.day ? -1 : 1))[0]
}
