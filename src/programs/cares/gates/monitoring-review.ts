import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { type Finding, refuses, warns } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { answer, answers, consultedOf, isComplete } from '../case/assessment.ts'
import { memberIn } from '../case/fact-source.ts'
import { absenceReasons, familyOf, whoTakesPart } from '../case/family.ts'
import { mon } from '../requirements/mon.ts'
import { keepFirstCompletion } from './keep-first-completion.ts'

const questions = ['services-as-planned', 'services-adequate', 'changes-reflected']

/** A monitoring review that is complete has answered its three questions, and says whom it was made with. */
export const monitoringReview: Gate = {
  type: 'QuestionnaireResponse',
  applies: (resource) =>
    resource.resourceType === 'QuestionnaireResponse' && answers(resource, 'monitoring-review') && isComplete(resource),
  needs: (resource) => ({
    member: memberIn((resource as QuestionnaireResponse).subject),
    types: ['Patient', 'RelatedPerson'],
    others: [],
    alongside: [],
  }),
  completes: ({ resource, previous }) =>
    keepFirstCompletion(resource as QuestionnaireResponse, previous as QuestionnaireResponse | undefined),

  decide({ resource, today, settings }, record) {
    const review = resource as QuestionnaireResponse
    const family = familyOf(record, `Patient/${memberIn(review.subject)}`)
    const who = whoTakesPart(family, localDay(review.authored) ?? today, settings)
    return [...unanswered(review), ...actionsOwed(review), ...notConsulted(review, who)]
  },
}

function unanswered(review: QuestionnaireResponse): Finding[] {
  return questions
    .filter((question) => answer(review.item, question)?.valueBoolean === undefined)
    .map((question) =>
      refuses(
        mon['CARES-MON-02'],
        'required',
        `${question} is not answered. Answer it with true or false.`,
        `QuestionnaireResponse.item.where(linkId='${question}')`,
      ),
    )
}

/** A "no" calls for something to be done, by somebody, by a day. */
function actionsOwed(review: QuestionnaireResponse): Finding[] {
  if (!questions.some((question) => answer(review.item, question)?.valueBoolean === false)) return []
  const missing = ['action', 'owner', 'date'].filter((linkId) => answer(review.item, linkId) === undefined)
  if (missing.length === 0) return []
  return [
    warns(
      mon['CARES-MON-02'],
      'incomplete',
      `An answer is no, and the review does not say ${missing.join(', ')}. Say what is done about it, by whom and by when.`,
      'QuestionnaireResponse.item',
    ),
  ]
}

function notConsulted(review: QuestionnaireResponse, family: readonly ('member' | 'parent')[]): Finding[] {
  const consulted = consultedOf(review)
  const missing = [...family.map((who) => (who === 'parent' ? 'parent-guardian' : who)), 'team'].filter((who) => {
    const entry = consulted.find((one) => one.who === who)
    return entry?.answer !== 'yes' && !(entry && absenceReasons.includes(entry.reason ?? ''))
  })
  if (missing.length === 0) return []
  return [
    warns(
      mon['CARES-MON-03'],
      'incomplete',
      `Nothing says that ${missing.join(', ')} took part. Add the extension consulted with answer yes, or with the reason.`,
      "QuestionnaireResponse.extension('consulted')",
    ),
  ]
}
