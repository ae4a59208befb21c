import { FhirError } from '#fhir/error.ts'
import type { PlanDocument } from '#programs/cares/plans/document/request.ts'
import { bearing, labelsOfAll } from '#programs/sensitivity/labels.ts'
import { scopesBehind } from '../consent-scope.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { bearsMark, withNotice } from '../part2-notice.ts'
import { withholdingTag } from '../withholding-notice.ts'

/**
 * A document in the shape that the caller reads: FHIR, or a page of HTML. The Bundle, and the Composition whose words tell of the
 * rest, bear the labels of all that is in it (CARES-CON-07; http://hl7.org/fhir/R4/security-labels.html#hwm). What its content needs of
 * the notice of 42 CFR 2.32 goes with it, whosesoever sight it was made by.
 *
 * @param withholds content may be withheld from it, as the caller is who they are
 */
export async function documentAnswer(
  context: Context,
  { accept }: InteractionRequest,
  document: PlanDocument,
  { withholds }: { withholds: boolean },
): Promise<InteractionResponse> {
  const text = JSON.stringify(labelledDocument(document.bundle, withholds))
  const noticed = bearsMark(text)
  const { request } = context.access
  if (noticed && request !== undefined) request.part2 = true
  if (withholds && request !== undefined) request.withholds = true
  if (accept === 'html') {
    const { html } = document
    const page = noticed ? withNotice(html, await scopesBehind(context)) : html
    return { status: 200, text: page, contentType: 'text/html; charset=utf-8' }
  }
  if (accept === 'fhir') return { status: 200, text }
  throw new FhirError('not-acceptable', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'not-acceptable',
      diagnostics: 'A document comes as application/fhir+json or text/html.',
    },
  ])
}

function labelledDocument(bundle: PlanDocument['bundle'], withholds: boolean): PlanDocument['bundle'] {
  const labels = labelsOfAll((bundle.entry ?? []).flatMap(({ resource }) => resource ?? []))
  const entry = bundle.entry?.map((one) =>
    one.resource?.resourceType === 'Composition' ? { ...one, resource: bearing(one.resource, labels) } : one,
  )
  const { meta } = bundle
  const tagged = withholds && { meta: { ...meta, tag: [...(meta?.tag ?? []), withholdingTag] } }
  return bearing({ ...bundle, ...tagged, ...(entry && { entry }) }, labels)
}
