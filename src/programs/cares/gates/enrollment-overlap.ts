import { daysBetween, overlaps } from '../../vocabulary/calendar.ts'
import { duplicates, type Finding, warns } from '../../vocabulary/finding.ts'
import { type Enrollment, isCares } from '../case/enrollment.ts'
import type { Case } from '../case.ts'
import { asn } from '../requirements/asn.ts'
import { atStart } from './activation/activation.ts'

/**
 * One accountable provider at a time: no day of this enrollment is a day of another. A transfer closes one and opens the
 * next, at the earliest on the day after; days between are reported.
 */
export function overlapFindings(enrollment: Enrollment, file: Case): Finding[] {
  const findings: Finding[] = []
  for (const other of file.enrollments) {
    if (!isCares(other) || other.id === enrollment.id) continue
    const transfer = enrollment.transferredFrom === `EpisodeOfCare/${other.id}`
    if (overlaps(other.period, enrollment.period)) {
      const cites = transfer ? asn['CARES-ASN-10'] : asn['CARES-ASN-09']
      const says = transfer
        ? 'The enrollment that the member is transferred from has not ended before this one begins: close it the day before, or start later.'
        : 'Another CARES enrollment of this member overlaps these days.'
      if (!findings.some((finding) => finding.cites === cites)) findings.push(duplicates(cites, says, atStart))
    } else if (transfer) {
      findings.push(...gapFindings(other, enrollment))
    }
  }
  return findings
}

function gapFindings({ period: before }: Enrollment, { period: after }: Enrollment): Finding[] {
  if (before.end === undefined || after.start === undefined) return []
  const gap = daysBetween(before.end, after.start) - 1
  if (gap <= 0) return []
  const says = `The transfer leaves ${gap} ${gap === 1 ? 'day' : 'days'} without a provider, from the day after ${before.end} on.`
  return [warns(asn['CARES-ASN-10'], 'business-rule', says, atStart)]
}
