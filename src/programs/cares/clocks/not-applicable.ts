import type { Day } from '../../vocabulary/calendar.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'

/** A family that declined the program before it began is owed no plan (CARES-ASN-08). */
export function whyNotApplicable({ declined, period }: EnrollmentFile, today: Day): string | undefined {
  if (declined === undefined || declined.day > today) return undefined
  return period.start === undefined || declined.day <= period.start ? `program declined on ${declined.day}` : undefined
}
