import { refuses } from '../../../vocabulary/finding.ts'
import { answer } from '../../case/assessment.ts'
import { elg } from '../../requirements/elg.ts'
import { type AssessmentRule, isReassessment } from './assessment-case.ts'

/** Every reassessment says whether the member is still eligible. A "no" starts the removal; it ends nothing by itself. */
export const stillEligible: AssessmentRule = {
  cites: elg['CARES-ELG-05'],
  judge(file) {
    if (!isReassessment(file) || answer(file.assessment.resource.item, 'still-eligible')?.valueBoolean !== undefined) return []
    return [
      refuses(
        this.cites,
        'required',
        'Nothing says whether the member is still eligible. Answer still-eligible with true or false.',
        "QuestionnaireResponse.item.where(linkId='still-eligible')",
      ),
    ]
  },
}
