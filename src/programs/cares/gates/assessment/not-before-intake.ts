import { refuses } from '../../../vocabulary/finding.ts'
import { asm } from '../../requirements/asm.ts'
import type { AssessmentRule } from './assessment-case.ts'

/** The first assessment is not dated before intake. An amendment keeps the day it was first complete. */
export const notBeforeIntake: AssessmentRule = {
  cites: asm['CARES-ASM-01'],
  judge({ assessment, amends, t0, on }) {
    if (amends || t0 === undefined || on >= t0.day || (assessment.kind !== undefined && assessment.kind !== 'initial')) return []
    return [
      refuses(
        this.cites,
        'business-rule',
        `authored ${on} lies before intake, ${t0.day}. Give the day on which the assessment was completed.`,
        'QuestionnaireResponse.authored',
      ),
    ]
  },
}
