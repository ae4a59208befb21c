import type { Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Finding } from '../../vocabulary/finding.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { claimedMonths } from './claimed-month.ts'
import { evaluationOverdue } from './evaluation-overdue.ts'

/** What stands open before and after an enrollment: a referral without an evaluation, a month claimed and not payable. */
export function memberFindings(record: readonly Resource[], today: Day, settings: Settings): Finding[] {
  return [...evaluationOverdue(record, today, settings), ...claimedMonths(record, settings)]
}
