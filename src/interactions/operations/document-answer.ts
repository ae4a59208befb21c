import { FhirError } from '#fhir/error.ts'
import type { PlanDocument } from '#programs/cares/plans/document/request.ts'
import { jsonAnswer } from '../answer.ts'
import type { InteractionRequest, InteractionResponse } from '../contract.ts'
import { needsNotice, withNotice } from '../part2-notice.ts'

/** A Bundle bears the labels of what is in it (http://hl7.org/fhir/R4/security-labels.html#hwm). */
const part2Label = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }]

/** A document in the shape that the caller reads: FHIR, or a page of HTML. */
export function documentAnswer({ accept }: InteractionRequest, { bundle, html }: PlanDocument): InteractionResponse {
  const noticed = needsNotice(bundle)
  if (accept === 'html') return { status: 200, text: noticed ? withNotice(html) : html, contentType: 'text/html; charset=utf-8' }
  if (accept === 'fhir') return jsonAnswer(noticed ? { ...bundle, meta: { ...bundle.meta, security: part2Label } } : bundle)
  throw new FhirError('not-acceptable', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'not-acceptable',
      diagnostics: 'A document comes as application/fhir+json or text/html.',
    },
  ])
}
