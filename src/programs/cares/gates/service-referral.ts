import type { ServiceRequest } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { dueAfter, inForce } from '../../vocabulary/clock.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { memberIn } from '../case/fact-source.ts'
import { isAnswered, isExcused, isServiceReferral, type ServiceReferral, serviceReferralOf } from '../case/service-referral.ts'
import { followUpSpan } from '../clocks/referral-follow-up.ts'
import { mon } from '../requirements/mon.ts'

/** A referral is never closed in silence, and need never allows more time than the program does. */
export const serviceReferral: Gate = {
  type: 'ServiceRequest',
  applies: isServiceReferral,
  needs: (resource) => ({
    member: memberIn((resource as ServiceRequest).subject),
    types: ['Appointment', 'Task', 'Communication', 'Consent'],
    others: [],
    alongside: [],
  }),

  decide({ resource, previous, settings }, record) {
    const request = resource as ServiceRequest
    const referral = serviceReferralOf(record, request)
    return [...needTooLate(referral, settings), ...silentClosure(request, previous as ServiceRequest | undefined, referral)]
  },
}

function needTooLate({ neededBy, scheduled }: ServiceReferral, settings: Settings): Finding[] {
  if (neededBy === undefined || scheduled === undefined) return []
  const ceiling = dueAfter(scheduled.day, inForce(followUpSpan, scheduled.day), settings)
  if (neededBy <= ceiling) return []
  return [
    refuses(
      mon['CARES-MON-06'],
      'value',
      `needed-by ${neededBy} lies after ${ceiling}, 30 days from the service. Give that day or an earlier one.`,
      "ServiceRequest.extension('needed-by')",
    ),
  ]
}

/**
 * Revoked, it needs a reason in words: a note of its own or a case note about it. Completed, it needs that, or a service
 * with a date (whose follow-up clock then runs), or a follow-up that was made.
 */
function silentClosure(now: ServiceRequest, before: ServiceRequest | undefined, referral: ServiceReferral): Finding[] {
  const closes = (now.status === 'revoked' || now.status === 'completed') && before?.status !== now.status
  if (!closes || hasNewWords(now, before) || referral.caseNoted) return []
  const followed = referral.followUps.some((followUp) => isAnswered(followUp) || isExcused(followUp))
  if (now.status === 'completed' && (referral.scheduled !== undefined || followed)) return []
  return [
    refuses(
      mon['CARES-MON-09'],
      'required',
      'The referral is closed without a word why. Add a note, or a case note (Communication) about it.',
      'ServiceRequest.note',
    ),
  ]
}

function hasNewWords(now: ServiceRequest, before: ServiceRequest | undefined): boolean {
  const known = new Set((before?.note ?? []).map(({ text }) => text))
  return (now.note ?? []).some(({ text }) => text?.trim() && !known.has(text))
}
