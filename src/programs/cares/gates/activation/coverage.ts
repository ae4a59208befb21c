import { addDays, covers, type Day } from '../../../vocabulary/calendar.ts'
import { refuses, warns } from '../../../vocabulary/finding.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import { type EligibilityCheck, isQualifying, qualifyingOn } from '../../case/coverage.ts'
import type { Case } from '../../case.ts'
import { elg } from '../../requirements/elg.ts'
import { type ActivationRule, atStart } from './activation.ts'

const cites = elg['CARES-ELG-02']

/** The member holds MassHealth Standard or CommonHealth on the effective date, and somebody has checked. */
export const coverage: ActivationRule = ({ effective, file, settings }) => {
  if (qualifyingOn(file.coverages, effective).length === 0) {
    const says = `No active Coverage of type standard or commonhealth covers ${effective}. Record the cover, or choose a covered day.`
    return [refuses(cites, 'business-rule', says, atStart)]
  }
  if (verifications(file, effective, settings).length > 0) return []
  const days = settings.on('eligibility-check-days', effective)
  const says = `No eligibility check made on ${effective} or at most ${days} days before it is on record.`
  return [warns(cites, 'business-rule', says, atStart)]
}

/**
 * The eligibility checks that count for a day (LAW-10): made on it or shortly before, or made afterwards for that very
 * day; none that is older than a known loss of cover, and none of a member by whom nobody could have asked.
 */
export function verifications(file: Case, day: Day, settings: Settings): EligibilityCheck[] {
  const oldest = addDays(day, -settings.on('eligibility-check-days', day))
  const lost = file.coverages
    .filter(isQualifying)
    .flatMap(({ period }) => (period.end !== undefined && period.end < day ? [period.end] : []))
  if (file.member?.verifiable !== true) return []
  return file.checks.filter(({ inforce, made, serviced }) => {
    if (!inforce) return false
    if (made > day) return covers(serviced, day)
    return made >= oldest && !lost.some((end) => made <= end)
  })
}
