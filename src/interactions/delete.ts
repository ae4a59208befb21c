// http://hl7.org/fhir/R4/http.html#delete
import { FhirError, malformed } from '#fhir/error.ts'
import { outcomeOf } from '#fhir/issue.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf, type IfMatch, ifMatchOf } from './etag.ts'
import { permit, permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'
import type { Change } from './write/change.ts'
import { staleVersion } from './write/versions.ts'

/**
 * Deletes a resource; its versions stay in the history. With search parameters in place of an id, the one that meets them.
 * 204, also when there is none: what was asked for is so; 200 with an OperationOutcome when asked for; 403 a record under
 * retention; 412 If-Match does not hold, or several matches.
 */
export async function deleteResource(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'd')
  const ifMatch = request.ifMatch === undefined ? undefined : ifMatchOf(request.ifMatch)
  const done: InteractionResponse =
    request.prefer.return === 'OperationOutcome' ? { status: 200, text: JSON.stringify(outcomeOf([])) } : { status: 204 }
  const change = await deleteOf(context, type, { id: request.id, query: request.query, ifMatch, at: '' })
  if (change === 'nothing') return done
  const [changed] = await carryOut(context, [change])
  return changed!.outcome === 'absent' ? done : { ...done, etag: etagOf(changed!.stored.version) }
}

interface DeleteAsked extends Pick<InteractionRequest, 'id' | 'query'> {
  ifMatch?: IfMatch
  /** Where in a Bundle it stands; '' for a request of its own. */
  at: string
}

/**
 * The delete that is asked for; `nothing` where a condition meets nothing.
 * @throws FhirError `precondition-failed` when several meet the condition, or none does and If-Match wants one
 */
export async function deleteOf(context: Context, type: string, { id, query, ifMatch, at }: DeleteAsked): Promise<Change | 'nothing'> {
  if (id !== undefined) return { act: 'delete', type, id, at, ifMatch }
  permit(context.access, 's', type)
  if (query.size === 0) throw malformed('required', 'A delete names an id, or search parameters that one resource meets.')
  const match = await conditionalMatch(context, type, query.toString(), at)
  if (match !== undefined) return { act: 'delete', type, id: match.id, at, ifMatch }
  if (ifMatch !== undefined) throw new FhirError('precondition-failed', [staleVersion(type, at)])
  return 'nothing'
}
