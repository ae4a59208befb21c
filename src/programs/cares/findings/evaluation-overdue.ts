import type { Resource } from '@medplum/fhirtypes'
import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Finding, opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { caseOf } from '../case.ts'
import { isOpenProgramReferral } from '../gates/program-referral.ts'
import { elg } from '../requirements/elg.ts'

/** An open referral into the program has gone 60 days without an evaluation being carried out and written down. */
export function evaluationOverdue(record: readonly Resource[], today: Day, settings: Settings): Finding[] {
  const evaluated = caseOf(record).evaluations.flatMap(({ completed, determination, day }) =>
    completed && determination && day ? [day] : [],
  )
  return record.filter(isOpenProgramReferral).flatMap((referral) => {
    const from = localDay(referral.authoredOn)
    if (from === undefined) return []
    const days = settings.on('evaluation-due-days', from)
    if (today <= addDays(from, days) || evaluated.some((day) => day >= from && day <= today)) return []
    return [opens(elg['CARES-ELG-04'], `No evaluation is on record ${days} days after the referral.`, `ServiceRequest/${referral.id}`)]
  })
}
