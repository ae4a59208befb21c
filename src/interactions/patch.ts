// http://hl7.org/fhir/R4/http.html#patch
import { FhirError, gone, malformed, notFound } from '#fhir/error.ts'
import { parseExact } from '#fhir/exact-json.ts'
import { writeAnswer } from './answer.ts'
import { resourceBody, withId } from './body.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { versionOf } from './etag.ts'
import { applyPatch } from './json-patch.ts'
import { permit, permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'

/**
 * Changes parts of a resource by a JSON Patch (RFC 6902); what comes out is judged as an update is. A `test` in the
 * patch guards it as If-Match does.
 * 200; 400 no JSON Patch; 404, 410; 412 stale, or several matches; 422 the patch does not fit, or a rule refuses the result.
 */
export async function patch(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'u')
  permit(context.access, 'r', type)
  const id = request.id ?? (await matchOf(context, type, request.query))
  const stored = await context.store.read(context.access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  const patched = applyPatch(parseExact(stored.text), request.body)
  const resource = resourceBody({ body: patched, type })
  if (resource.id !== id) throw malformed('id-mismatch', 'A patch does not change the id.', [`${type}.id`])
  // What was patched is what must still be current.
  const ifMatch = request.ifMatch === undefined ? stored.version : versionOf(request.ifMatch)
  const [changed] = await carryOut(context, [{ act: 'put', method: 'PATCH', type, id, at: '', resource: withId(resource, id), ifMatch }])
  return writeAnswer(request, 200, changed!.stored, changed!.warnings)
}

async function matchOf(context: Context, type: string, query: URLSearchParams): Promise<string> {
  permit(context.access, 's', type)
  const match = await conditionalMatch(context, type, query.toString(), '')
  if (match !== undefined) return match.id
  throw new FhirError('not-found', [
    { severity: 'error', code: 'not-found', details: 'not-found', diagnostics: 'Nothing meets the condition.' },
  ])
}
