import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { answer, isComplete, items, saysSomething } from '../case/assessment.ts'
import { evaluationOf, isEvaluation } from '../case/evaluation.ts'
import { memberIn } from '../case/fact-source.ts'
import { elg } from '../requirements/elg.ts'

/**
 * The eligibility evaluation is written down whole, whatever its result: what the checklist asks for (CARES-ELG-03), and
 * with not-eligible the reason (CARES-ELG-04). Every blank is told at once.
 */
export const evaluationCompletion: Gate = {
  type: 'QuestionnaireResponse',
  applies: (resource) => resource.resourceType === 'QuestionnaireResponse' && isEvaluation(resource) && isComplete(resource),
  needs: (resource) => ({ member: memberIn((resource as QuestionnaireResponse).subject), types: [], others: [], alongside: [] }),

  decide({ resource, today, settings }): Finding[] {
    const response = resource as QuestionnaireResponse
    const { day, determination } = evaluationOf(response)
    const findings = settings
      .on('evaluation-checklist', day ?? today)
      .filter((linkId) => !isAnswered(response, linkId))
      .map((linkId) =>
        refuses(elg['CARES-ELG-03'], 'required', `The evaluation is complete without an answer to ${linkId}. Give it.`, placeOf(linkId)),
      )
    const reason = answer(response.item, 'reason')?.valueString?.trim()
    if (determination === 'not-eligible' && !reason) {
      const says = 'The member is determined not eligible and nothing says why. Give the reason.'
      findings.push(refuses(elg['CARES-ELG-04'], 'required', says, placeOf('reason')))
    }
    return findings
  },
}

function isAnswered({ item }: QuestionnaireResponse, linkId: string): boolean {
  return items(item, linkId).some((one) => one.answer?.some(saysSomething))
}

function placeOf(linkId: string): string {
  return `QuestionnaireResponse.item.where(linkId='${linkId}')`
}
