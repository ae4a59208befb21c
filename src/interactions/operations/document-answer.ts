import { FhirError } from '#fhir/error.ts'
import type { PlanDocument } from '#programs/cares/plans/document/request.ts'
import { bearing, labelsOfAll } from '#programs/sensitivity/labels.ts'
import { jsonAnswer } from '../answer.ts'
import type { InteractionRequest, InteractionResponse } from '../contract.ts'
import { needsNotice, withNotice } from '../part2-notice.ts'

/**
 * A document in the shape that the caller reads: FHIR, or a page of HTML. The Bundle, and the Composition whose words tell of the
 * rest, bear the labels of all that is in it (CARES-CON-07; http://hl7.org/fhir/R4/security-labels.html#hwm).
 */
export function documentAnswer({ accept }: InteractionRequest, { bundle, html }: PlanDocument): InteractionResponse {
  const noticed = needsNotice(bundle)
  if (accept === 'html') return { status: 200, text: noticed ? withNotice(html) : html, contentType: 'text/html; charset=utf-8' }
  if (accept === 'fhir') return jsonAnswer(labelledDocument(bundle))
  throw new FhirError('not-acceptable', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'not-acceptable',
      diagnostics: 'A document comes as application/fhir+json or text/html.',
    },
  ])
}

function labelledDocument(bundle: PlanDocument['bundle']): PlanDocument['bundle'] {
  const labels = labelsOfAll((bundle.entry ?? []).flatMap(({ resource }) => resource ?? []))
  const entry = bundle.entry?.map((one) =>
    one.resource?.resourceType === 'Composition' ? { ...one, resource: bearing(one.resource, labels) } : one,
  )
  return bearing({ ...bundle, ...(entry && { entry }) }, labels)
}
