import type { Finding } from '../../../vocabulary/finding.ts'
import type { Requirement } from '../../../vocabulary/requirement.ts'
import type { PlanCase } from '../../case/plan-case.ts'

/** One row about what a finished plan holds. It returns every gap it sees, none when the row is met. */
export interface ContentRule {
  cites: Requirement
  judge(file: PlanCase): Finding[]
}
