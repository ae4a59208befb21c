import type { Period as FhirPeriod } from '@medplum/fhirtypes'
import { time } from '../../shared-requirements/time.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'

/** What is wrong with a period that rules count days of: a partial date (TIME-01), an end before its start (TIME-08). */
export function periodFindings(period: FhirPeriod | undefined, at: string): Finding[] {
  const findings: Finding[] = []
  for (const edge of ['start', 'end'] as const) {
    if (period?.[edge] !== undefined && localDay(period[edge]) === undefined) {
      findings.push(
        refuses(time['TIME-01'], 'value', 'A whole day is needed here, YYYY-MM-DD, or an instant with its offset.', `${at}.${edge}`),
      )
    }
  }
  const [start, end] = [localDay(period?.start), localDay(period?.end)]
  if (start !== undefined && end !== undefined && end < start) {
    findings.push(refuses(time['TIME-08'], 'invariant', `The end ${end} lies before the start ${start}.`, at))
  }
  return findings
}
