import { type Finding, opens } from '../../vocabulary/finding.ts'
import type { ClockReading } from './index.ts'

/** What the scheduler opens: a finding for each clock whose day has passed with nothing done and no reason on file. */
export function overdueFindings(readings: readonly ClockReading[]): Finding[] {
  return readings
    .filter(({ state }) => state === 'overdue')
    .map(({ cites, name, due, about }) => opens(cites, `${name} was due by ${due} and is not done. Do it, or record what was done.`, about))
}
