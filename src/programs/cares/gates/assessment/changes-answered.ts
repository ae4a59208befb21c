import { refuses } from '../../../vocabulary/finding.ts'
import { answer } from '../../case/assessment.ts'
import { asm } from '../../requirements/asm.ts'
import type { AssessmentRule } from './assessment-case.ts'

/** What may have changed since the last time. */
export const changeAreas = ['needs', 'conditions', 'preferences'] as const

/** A yearly reassessment says whether needs, conditions and preferences have changed. */
export const changesAnswered: AssessmentRule = {
  cites: asm['CARES-ASM-06'],
  judge({ assessment }) {
    if (assessment.kind !== 'annual') return []
    return changeAreas
      .filter((area) => answer(assessment.resource.item, area)?.valueBoolean === undefined)
      .map((area) =>
        refuses(
          this.cites,
          'required',
          `Nothing says whether the ${area} have changed. Answer ${area} with true or false.`,
          `QuestionnaireResponse.item.where(linkId='${area}')`,
        ),
      )
  },
}
