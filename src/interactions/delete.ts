// http://hl7.org/fhir/R4/http.html#delete
import { FhirError, malformed, notFound } from '#fhir/error.ts'
import { outcomeOf } from '#fhir/issue.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf, versionOf } from './etag.ts'
import { permit, permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'

/**
 * Deletes a resource; its versions stay in the history. With search parameters in place of an id, the one that meets them.
 * 204, also when it was deleted before; 200 with an OperationOutcome when asked for; 403 a record under retention;
 * 404 unknown; 412 stale, or several matches.
 */
export async function deleteResource(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'd')
  const id = request.id ?? (await matchOf(context, type, request.query))
  const done: InteractionResponse =
    request.prefer.return === 'OperationOutcome' ? { status: 200, text: JSON.stringify(outcomeOf([])) } : { status: 204 }
  try {
    const ifMatch = request.ifMatch === undefined ? undefined : versionOf(request.ifMatch)
    const [changed] = await carryOut(context, [{ act: 'delete', type, id, at: '', ifMatch }])
    return { ...done, etag: etagOf(changed!.stored.version) }
  } catch (error) {
    if (error instanceof FhirError && error.kind === 'gone') return done
    throw error
  }
}

async function matchOf(context: Context, type: string, query: URLSearchParams): Promise<string> {
  permit(context.access, 's', type)
  if (query.size === 0) throw malformed('required', 'A delete names an id, or search parameters that one resource meets.')
  const match = await conditionalMatch(context, type, query.toString(), '')
  if (match === undefined) throw notFound(type, '?')
  return match.id
}
