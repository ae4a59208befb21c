import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { completedOn, isComplete } from '../case/assessment.ts'

const url = `${canon}/StructureDefinition/first-completed-on`

/**
 * An amendment moves `authored`, and must not move the day on which the work was first complete (CARES-ASM-01, the same
 * for every QuestionnaireResponse clock): that day is kept beside it. A first completion needs nothing beside it.
 */
export function keepFirstCompletion(response: QuestionnaireResponse, previous: QuestionnaireResponse | undefined): QuestionnaireResponse {
  const extension = (response.extension ?? []).filter((one) => one.url !== url)
  const first = previous !== undefined && isComplete(previous) ? completedOn(previous) : undefined
  const moved = first !== undefined && first !== completedOn({ ...response, extension })
  if (!moved && extension.length === (response.extension ?? []).length) return response
  const kept = moved ? [...extension, { url, valueDate: first }] : extension
  const { extension: _, ...rest } = response
  return kept.length > 0 ? { ...rest, extension: kept } : rest
}
