import type { Task } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { type Finding, refuses, warns } from '../../vocabulary/finding.ts'
import { all, keyOf } from '../case/element.ts'
import { memberIn, referenceOf } from '../case/fact-source.ts'
import {
  type FollowUp,
  followUpOf,
  informants,
  isExcused,
  isFollowUp,
  type ServiceReferral,
  serviceReferralOf,
} from '../case/service-referral.ts'
import { followUpDue } from '../clocks/referral-follow-up.ts'
import { mon } from '../requirements/mon.ts'

const given: readonly string[] = ['failed', 'rejected', 'cancelled']

/**
 * A follow-up is closed by two answers from somebody who knows, or by a reason; once its day has passed, not without a
 * reason. Its due day is never later than need and the 30 days allow.
 */
export const referralFollowUpTask: Gate = {
  type: 'Task',
  applies: (resource) => isFollowUp(resource) && resource.status !== 'entered-in-error',
  needs: (resource) => ({
    member: memberIn((resource as Task).for),
    types: ['ServiceRequest', 'Appointment', 'Communication'],
    others: [],
    alongside: [],
  }),

  decide({ resource, settings }, record) {
    const task = resource as Task
    const followUp = followUpOf(task)
    const request = all(record, 'ServiceRequest').find((one) => keyOf(one) === referenceOf(task.focus))
    const referral = request && serviceReferralOf(record, request)
    const due = referral && followUpDue(referral, settings)
    return [...answersOwed(followUp), ...reasonOwed(followUp, due), ...ceiling(followUp, referral, due), ...tooSoon(followUp, referral)]
  },
}

function answersOwed({ status, received, metNeed, informant }: FollowUp): Finding[] {
  if (status !== 'completed') return []
  const missing = [
    ...(received === undefined ? ['received'] : []),
    ...(metNeed === undefined ? ['met-need'] : []),
    ...(informant === undefined || !informants.includes(informant) ? ['informant (member, representative or provider)'] : []),
  ]
  if (missing.length === 0) return []
  return [
    refuses(
      mon['CARES-MON-05'],
      'required',
      `The follow-up cannot be closed without ${missing.join(', ')}. Add them to output.`,
      'Task.output',
    ),
  ]
}

/** Given up, or made after its day: the file says why. "Other" says it in words. */
function reasonOwed(followUp: FollowUp, due: Day | undefined): Finding[] {
  const { status, madeOn, exception } = followUp
  const late = status === 'completed' && madeOn !== undefined && due !== undefined && madeOn > due
  const owed = given.includes(status) || late
  if (isExcused(followUp) || (!owed && exception !== 'other')) return []
  const says =
    exception === 'other'
      ? 'The reason is "other" without words. Say in note what stood in the way.'
      : `${late ? `The follow-up was due by ${due}` : 'The follow-up was not made'}, and nothing says why. Put a code of follow-up-exception in statusReason.`
  return [refuses(mon['CARES-MON-07'], 'required', says, exception === 'other' ? 'Task.note' : 'Task.statusReason')]
}

/** Only an open follow-up promises a day; what was made later than its day is history. */
function ceiling({ due: promised, status }: FollowUp, referral: ServiceReferral | undefined, due: Day | undefined): Finding[] {
  if (referral === undefined || due === undefined || promised === undefined || promised <= due || status === 'completed') return []
  return [
    refuses(
      mon['CARES-MON-06'],
      'value',
      `The due day ${promised} lies after ${due}, the latest that need and 30 days from the service allow.`,
      'Task.restriction.period.end',
    ),
  ]
}

/** Asked before the service came: kept, and it closes nothing. */
function tooSoon({ status, madeOn }: FollowUp, referral: ServiceReferral | undefined): Finding[] {
  const day = referral?.scheduled?.day
  if (status !== 'completed' || madeOn === undefined || day === undefined || madeOn >= day) return []
  return [
    warns(
      mon['CARES-MON-06'],
      'business-rule',
      `The follow-up of ${madeOn} came before the service of ${day}. It is kept and does not close the referral.`,
      'Task.output',
    ),
  ]
}
