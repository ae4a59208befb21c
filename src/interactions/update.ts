// http://hl7.org/fhir/R4/http.html#update
import { FhirError, malformed } from '#fhir/error.ts'
import type { ResourceJson } from '#storage/store.ts'
import { writeAnswer } from './answer.ts'
import { idShape, resourceBody, withId } from './body.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { versionOf } from './etag.ts'
import { permit, permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'
import type { Change, Changed } from './write/change.ts'

/**
 * Replaces a resource, or makes it under the id that the caller chose; with search parameters in place of an id, the
 * one that meets them.
 * 200; 201 when it was made; 400, 409, 422 as create; 412 stale, or a program record without If-Match, or several matches.
 */
export async function update(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'u')
  const resource = resourceBody(request)
  const change =
    request.id === undefined
      ? await conditionalUpdate(context, type, resource, request.query.toString())
      : updateOf(type, request.id, resource)
  if (change.act === 'put' && request.ifMatch !== undefined) change.ifMatch = versionOf(request.ifMatch)
  const [changed] = request.ifNoneMatch?.trim() === '*' ? await onlyNew(context, change) : await carryOut(context, [change])
  const { outcome, stored, warnings } = changed!
  return writeAnswer(request, outcome === 'created' ? 201 : 200, stored, warnings)
}

/** `If-None-Match: *` (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2): makes it, and never replaces anything. */
async function onlyNew(context: Context, change: Change): Promise<Changed[]> {
  // Who sees only some resources chooses no ids: whether one is taken would tell.
  if (change.act === 'put' && change.ifMatch === undefined && context.access.sight === undefined) {
    try {
      return await carryOut(context, [{ act: 'create', type: change.type, id: change.id, at: '', resource: change.resource }])
    } catch (error) {
      if (!(error instanceof FhirError && error.issues.some(({ details }) => details === 'duplicate'))) throw error
    }
  }
  throw new FhirError('precondition-failed', [
    {
      severity: 'error',
      code: 'duplicate',
      details: 'exists',
      diagnostics:
        'There is such a resource already, and If-None-Match: * asks for a new one only. Read it, and send the change with its ETag.',
    },
  ])
}

/** @throws FhirError `malformed` when the id of the body is not that of the address */
export function updateOf(type: string, id: string, resource: ResourceJson, at = ''): Extract<Change, { act: 'put' }> {
  if (!idShape.test(id)) throw malformed('invalid-id', 'An id has 1 to 64 letters, digits, "-" or ".".')
  if (resource.id !== id) {
    throw malformed('id-mismatch', 'The id in the body is to be that of the address.', [at === '' ? `${type}.id` : `${at}.id`])
  }
  return { act: 'put', type, id, at, resource: withId(resource, id) }
}

/** http://hl7.org/fhir/R4/http.html#cond-update: no match makes it, one is replaced, several are refused. */
export async function conditionalUpdate(
  context: Context,
  type: string,
  resource: ResourceJson,
  condition: string,
  at = '',
): Promise<Change> {
  permit(context.access, 's', type)
  const match = await conditionalMatch(context, type, condition, at)
  if (match !== undefined) {
    if (resource.id !== undefined && resource.id !== match.id)
      throw malformed('id-mismatch', 'The id in the body is not that of the resource that meets the condition.', [`${type}.id`])
    return { act: 'put', type, id: match.id, at, resource: withId(resource, match.id) }
  }
  if (resource.id !== undefined) return updateOf(type, resource.id, resource, at)
  permit(context.access, 'c', type)
  const id = context.newId()
  return { act: 'create', type, id, at, resource: withId(resource, id), ifNoneExist: condition }
}
