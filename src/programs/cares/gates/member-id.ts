import { law } from '../../shared-requirements/law.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'

/** LAW-10: a MassHealth member ID is exactly twelve digits. */
export function memberIdFindings(values: readonly (string | undefined)[], at: string): Finding[] {
  const wrong = values.filter((value) => value !== undefined && !/^\d{12}$/.test(value))
  return wrong.map(() => refuses(law['LAW-10'], 'value', 'A MassHealth member ID is exactly twelve digits.', at))
}
