import type { QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, keyOf } from './element.ts'
import { extensionOf, extensionsOf, partOf, referenceOf } from './fact-source.ts'

/** A comprehensive assessment, whole or abbreviated, as the rules look at it. */
export interface Assessment {
  /** `QuestionnaireResponse/id`. */
  source: string
  kind?: string
  status: QuestionnaireResponse['status']
  complete: boolean
  /** The day it was first completed; a later amendment, which moves `authored`, does not move it (CARES-ASM-01). */
  completedOn?: Day
  authored?: Day
  /** Identified needs, in the order written. */
  needs: { id?: string; domain?: string; status?: string; date?: Day; need?: string }[]
  consulted: { who?: string; answer?: string; reason?: string }[]
  resource: QuestionnaireResponse
}

/** Is this response one of the questionnaire of this name, whatever its version? */
export function answers(response: QuestionnaireResponse, questionnaire: string): boolean {
  return response.questionnaire?.split('|')[0] === `${canon}/Questionnaire/${questionnaire}`
}

/** Every comprehensive assessment on record, as written, drafts too. */
export function assessmentsOf(records: readonly Resource[]): Assessment[] {
  return all(records, 'QuestionnaireResponse')
    .filter((response) => answers(response, 'comprehensive-assessment') && response.status !== 'entered-in-error')
    .map(assessmentOf)
}

export function assessmentOf(response: QuestionnaireResponse): Assessment {
  const complete = isComplete(response)
  const authored = localDay(response.authored)
  return {
    source: keyOf(response),
    kind: extensionOf(response, 'assessment-kind')?.valueCode,
    status: response.status,
    complete,
    ...(complete ? { completedOn: completedOn(response) } : {}),
    authored,
    needs: items(response.item, 'identified-need').map((need) => ({
      id: text(need.item, 'need-id'),
      domain: code(need.item, 'domain'),
      status: text(need.item, 'status') ?? code(need.item, 'status'),
      date: localDay(answer(need.item, 'date')?.valueDate),
      need: referenceOf(answer(need.item, 'need')?.valueReference),
    })),
    consulted: consultedOf(response),
    resource: response,
  }
}

/** Only these two stop a clock. */
export function isComplete(response: QuestionnaireResponse): boolean {
  return response.status === 'completed' || response.status === 'amended'
}

/**
 * Local day of `authored` in the first completed version. An amendment moves `authored`; the server then keeps the first
 * day in the extension `first-completed-on` (gates/keep-first-completion.ts).
 */
export function completedOn(response: QuestionnaireResponse): Day | undefined {
  return localDay(extensionOf(response, 'first-completed-on')?.valueDate) ?? localDay(response.authored)
}

/** Who was consulted, and the reason where somebody was not. */
export function consultedOf(response: QuestionnaireResponse): Assessment['consulted'] {
  return extensionsOf(response, 'consulted').map((extension) => ({
    who: partOf(extension, 'who')?.valueCode,
    answer: partOf(extension, 'answer')?.valueCode,
    reason: partOf(extension, 'reason')?.valueCode ?? partOf(extension, 'reason')?.valueString?.trim(),
  }))
}

/** Every item of a linkId, however deep. */
export function items(tree: readonly QuestionnaireResponseItem[] | undefined, linkId: string): QuestionnaireResponseItem[] {
  const found: QuestionnaireResponseItem[] = []
  if (tree !== undefined) collect(tree, linkId, found)
  return found
}

// A finalization asks a large assessment dozens of times, so nothing is copied on the way down.
function collect(tree: readonly QuestionnaireResponseItem[], linkId: string, found: QuestionnaireResponseItem[]): void {
  for (const item of tree) {
    if (item.linkId === linkId) found.push(item)
    if (item.item !== undefined) collect(item.item, linkId, found)
    if (item.answer !== undefined) for (const given of item.answer) if (given.item !== undefined) collect(given.item, linkId, found)
  }
}

/** The first answer that says something under a linkId; blank text is no answer. */
export function answer(
  tree: readonly QuestionnaireResponseItem[] | undefined,
  linkId: string,
): QuestionnaireResponseItemAnswer | undefined {
  return items(tree, linkId)
    .flatMap((item) => item.answer ?? [])
    .find(saysSomething)
}

/** Does an answer carry a value? Text of blanks is none. */
export function saysSomething(given: QuestionnaireResponseItemAnswer): boolean {
  return Object.entries(given).some(([name, value]) => name.startsWith('value') && (typeof value !== 'string' || value.trim() !== ''))
}

/** The code answered under a linkId. */
export function code(tree: readonly QuestionnaireResponseItem[] | undefined, linkId: string): string | undefined {
  return answer(tree, linkId)?.valueCoding?.code
}

/** The words answered under a linkId. */
export function text(tree: readonly QuestionnaireResponseItem[] | undefined, linkId: string): string | undefined {
  return answer(tree, linkId)?.valueString?.trim()
}
