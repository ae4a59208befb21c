import { FhirError } from '#fhir/error.ts'
import type { PlanDocument } from '#programs/cares/plans/document/request.ts'
import { bearing, labelsOfAll } from '#programs/sensitivity/labels.ts'
import type { InteractionRequest, InteractionResponse } from '../contract.ts'
import { bearsMark, withNotice } from '../part2-notice.ts'

/**
 * A document in the shape that the caller reads: FHIR, or a page of HTML. The Bundle, and the Composition whose words tell of the
 * rest, bear the labels of all that is in it (CARES-CON-07; http://hl7.org/fhir/R4/security-labels.html#hwm).
 */
export function documentAnswer(request: InteractionRequest, document: PlanDocument): InteractionResponse {
  return spelledDocument(request, document).answer
}

/** The same, and whether its content needs the notice of 42 CFR 2.32. The document is spelled once, whatever is asked of its text. */
export function spelledDocument({ accept }: InteractionRequest, document: PlanDocument): { answer: InteractionResponse; noticed: boolean } {
  const text = JSON.stringify(labelledDocument(document.bundle))
  const noticed = bearsMark(text)
  if (accept === 'html') {
    const { html } = document
    return { answer: { status: 200, text: noticed ? withNotice(html) : html, contentType: 'text/html; charset=utf-8' }, noticed }
  }
  if (accept === 'fhir') return { answer: { status: 200, text }, noticed }
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
