import { FhirError } from '#fhir/error.ts'
import type { PlanDocument } from '#programs/cares/plans/document/request.ts'
import { jsonAnswer } from '../answer.ts'
import type { InteractionRequest, InteractionResponse } from '../contract.ts'

/** A document in the shape that the caller reads: FHIR, or a page of HTML. */
export function documentAnswer({ accept }: InteractionRequest, { bundle, html }: PlanDocument): InteractionResponse {
  if (accept === 'html') return { status: 200, text: html, contentType: 'text/html; charset=utf-8' }
  if (accept === 'fhir') return jsonAnswer(bundle)
  throw new FhirError('not-acceptable', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'not-acceptable',
      diagnostics: 'A document comes as application/fhir+json or text/html.',
    },
  ])
}
