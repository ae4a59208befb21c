import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { answers, isComplete } from '../case/assessment.ts'
import { memberIn } from '../case/fact-source.ts'
import { assessmentCase } from './assessment/assessment-case.ts'
import { assessmentRules } from './assessment/index.ts'
import { keepFirstCompletion } from './keep-first-completion.ts'

/** An assessment is complete when what its kind asks for has been answered; every blank is told at once. */
export const assessmentCompletion: Gate = {
  type: 'QuestionnaireResponse',
  applies: (resource) =>
    resource.resourceType === 'QuestionnaireResponse' && answers(resource, 'comprehensive-assessment') && isComplete(resource),
  needs: (resource) => ({
    member: memberIn((resource as QuestionnaireResponse).subject),
    types: ['Patient', 'RelatedPerson', 'EpisodeOfCare', 'ServiceRequest', 'Task', 'QuestionnaireResponse', 'Consent', 'CareTeam'],
    others: [],
    alongside: [],
    follow: ['PractitionerRole'],
  }),
  completes: ({ resource, previous }) =>
    keepFirstCompletion(resource as QuestionnaireResponse, previous as QuestionnaireResponse | undefined),

  decide(proposal, record) {
    const file = assessmentCase(proposal, record)
    return assessmentRules.flatMap((rule) => rule.judge(file))
  },
}
