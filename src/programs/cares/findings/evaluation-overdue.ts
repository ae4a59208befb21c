import type { Resource, ServiceRequest } from '@medplum/fhirtypes'
import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Finding, opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { referralDays } from '../case/anchor.ts'
import { all, isCoded } from '../case/element.ts'
import type { Evaluation } from '../case/evaluation.ts'
import { referenceOf, referencesOf } from '../case/fact-source.ts'
import { caseOf } from '../case.ts'
import { isOpenProgramReferral } from '../gates/program-referral.ts'
import { elg } from '../requirements/elg.ts'

const cites = elg['CARES-ELG-04']

/**
 * An open referral into the program has gone 60 days from t0 without an evaluation being carried out and written down; or
 * one was, the member is not eligible, and the referral is open all the same.
 */
export function evaluationOverdue(record: readonly Resource[], today: Day, settings: Settings): Finding[] {
  const evaluations = caseOf(record).evaluations.filter((one): one is Evaluation & { day: Day } => isMade(one, today))
  return record.filter(isOpenProgramReferral).flatMap((referral) => {
    const own = referralDays(referral).toSorted()[0]
    if (own === undefined) return []
    const since = evaluations.filter(({ day }) => day >= own).toSorted(inOrder)
    if (since.length > 0) return stillOpen(since.at(-1)!, referral)
    const from = identifiedBefore(own, referral, evaluations, record)
    const days = settings.on('evaluation-due-days', from)
    if (today <= addDays(from, days)) return []
    return [opens(cites, `No evaluation is on record ${days} days after ${from}, from which they run.`, `ServiceRequest/${referral.id}`)]
  })
}

function isMade({ completed, determination, day }: Evaluation, today: Day): boolean {
  return completed && determination !== undefined && day !== undefined && day <= today
}

/** By day; of one day in the order of their names, so that the order of the records decides nothing. */
function inOrder(one: Evaluation & { day: Day }, other: Evaluation & { day: Day }): number {
  const [a, b] = [`${one.day} ${one.source}`, `${other.day} ${other.source}`]
  return a < b ? -1 : a > b ? 1 : 0
}

function stillOpen({ determination }: Evaluation, referral: ServiceRequest): Finding[] {
  if (determination !== 'not-eligible') return []
  const says = 'The member is determined not eligible, and the referral is open: set it revoked, and its program-decision Task rejected.'
  return [opens(cites, says, `ServiceRequest/${referral.id}`)]
}

/** t0 before there is an enrollment: the provider may have identified the member before the referral, though not before an earlier answer. */
function identifiedBefore(own: Day, referral: ServiceRequest, evaluations: readonly { day: Day }[], record: readonly Resource[]): Day {
  const providers = referencesOf(referral.performer)
  return all(record, 'Task')
    .filter(({ code, status }) => isCoded(code, 'task-kind', 'member-identified') && status !== 'entered-in-error')
    .filter(({ owner }) => owner === undefined || providers.includes(referenceOf(owner) ?? ''))
    .flatMap(({ authoredOn }) => localDay(authoredOn) ?? [])
    .filter((day) => evaluations.every((earlier) => day > earlier.day))
    .reduce((first, day) => (day < first ? day : first), own)
}
