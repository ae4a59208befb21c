import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { referenceOf, sourceOf } from './fact-source.ts'

/** The recorded judgement whether the member meets the regulation's criteria (CARES-ELG-03). */
export interface Evaluation {
  source: string
  completed: boolean
  /** eligible, not-eligible or pending. */
  determination?: string
  /** `PractitionerRole/id` of who determined. */
  determiner?: string
  day?: Day
  /** Is at least one of the four facets of medical complexity answered with yes? */
  anyFacet: boolean
}

/** The four facets of the published definition of medical complexity, by linkId. */
export const facets = ['multi-organ-chronic-disease', 'functional-limitation', 'ongoing-technology-use', 'high-resource-need'] as const

const questionnaire = `${canon}/Questionnaire/cares-eligibility-evaluation`

/** Does this response answer our eligibility evaluation, of any version? */
export function isEvaluation(response: QuestionnaireResponse): boolean {
  return response.questionnaire?.split('|')[0] === questionnaire
}

export function evaluationOf(response: QuestionnaireResponse): Evaluation {
  const answers = answersOf(response.item)
  const day = localDay(answers.get('date')?.valueDate ?? response.authored)
  return {
    source: sourceOf(response),
    completed: response.status === 'completed' || response.status === 'amended',
    determination: answers.get('determination')?.valueCoding?.code,
    determiner: referenceOf(answers.get('determiner')?.valueReference),
    ...(day ? { day } : {}),
    anyFacet: facets.some((facet) => answers.get(facet)?.valueBoolean === true),
  }
}

type Answer = NonNullable<QuestionnaireResponseItem['answer']>[number]

/** The first answer of each item, groups opened. */
function answersOf(items: readonly QuestionnaireResponseItem[] | undefined, found = new Map<string, Answer>()): Map<string, Answer> {
  for (const { linkId, answer, item } of items ?? []) {
    if (answer?.[0] !== undefined && !found.has(linkId)) found.set(linkId, answer[0])
    answersOf(item, found)
  }
  return found
}
