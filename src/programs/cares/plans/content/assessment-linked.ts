import { refuses } from '../../../vocabulary/finding.ts'
import { referencesOf } from '../../case/fact-source.ts'
import { asm } from '../../requirements/asm.ts'
import type { ContentRule } from './rule.ts'

/** The plan cites a comprehensive assessment that was completed by the day on which the plan is finished. */
export const assessmentLinked: ContentRule = {
  cites: asm['CARES-ASM-05'],
  judge({ plan, assessments, cited, on }) {
    if (cited?.completedOn !== undefined && cited.completedOn <= on) return []
    const named = referencesOf(plan.supportingInfo)
    const draft = assessments.find(({ source }) => named.includes(source))
    const says =
      cited?.completedOn !== undefined
        ? `The cited assessment was completed on ${cited.completedOn}, after the plan, ${on}. Cite one that was complete by then.`
        : draft !== undefined
          ? 'The cited assessment is not complete. Complete it first.'
          : 'The plan cites no completed comprehensive assessment. Name it in supportingInfo.'
    return [refuses(this.cites, 'business-rule', says, 'CarePlan.supportingInfo', ...(draft ? [draft.source] : []))]
  },
}
