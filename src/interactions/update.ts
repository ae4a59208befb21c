// http://hl7.org/fhir/R4/http.html#update
import { FhirError, malformed } from '#fhir/error.ts'
import type { ResourceJson } from '#storage/store.ts'
import { writeAnswer } from './answer.ts'
import { idShape, resourceBody, withId } from './body.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { ifMatchOf } from './etag.ts'
import { permit, permittedType } from './permit.ts'
import { isSubsetted } from './shape.ts'
import { carryOut } from './write/carry-out.ts'
import type { Change } from './write/change.ts'
import { untilSettled } from './write/conditional-create.ts'
import { staleVersion } from './write/versions.ts'
import { notNew } from './write/writing.ts'

/**
 * Replaces a resource, or makes it under the id that the caller chose; with search parameters in place of an id, the
 * one that meets them.
 * 200; 201 when it was made; 400, 409, 422 as create; 412 stale, or a program record without If-Match, or several matches.
 */
export async function update(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'u')
  const resource = resourceBody(request)
  const [changed] = await untilSettled(async () => {
    const { id, query } = request
    const change = id === undefined ? await conditionalUpdate(context, type, resource, query.toString()) : updateOf(type, id, resource)
    return carryOut(context, [guarded(context, change, request)])
  })
  const { outcome, stored, warnings } = changed!
  return writeAnswer(request, outcome === 'created' ? 201 : 200, stored, warnings)
}

/**
 * An update under the conditions that came with it (https://www.rfc-editor.org/rfc/rfc9110#section-13.1): If-Match, and
 * `If-None-Match: *`, which makes it and never replaces anything.
 * @throws FhirError `precondition-failed` for an If-Match on what is to be made
 */
export function guarded(
  { access }: Pick<Context, 'access'>,
  change: Change,
  { ifMatch, ifNoneMatch }: Pick<InteractionRequest, 'ifMatch' | 'ifNoneMatch'>,
): Change {
  if (change.act === 'delete') return change
  const wanted = ifMatch === undefined ? undefined : ifMatchOf(ifMatch)
  if (change.act === 'create') {
    if (wanted !== undefined) throw new FhirError('precondition-failed', [staleVersion(change.type, change.at)])
    return change
  }
  if (ifNoneMatch?.trim() !== '*') return wanted === undefined ? change : { ...change, ifMatch: wanted }
  const { type, id, at, resource } = change
  // Both at once cannot hold: one asks that there be one, the other that there be none.
  if (wanted !== undefined) throw new FhirError('precondition-failed', [staleVersion(`${type}/${id}`, at)])
  // Who sees only some resources chooses no ids: whether one is taken would tell.
  if (access.sight !== undefined) throw new FhirError('precondition-failed', [notNew(change)])
  return { act: 'create', type, id, at, resource, onlyNew: true }
}

/** @throws FhirError `malformed` when the id of the body is not that of the address */
export function updateOf(type: string, id: string, resource: ResourceJson, at = ''): Extract<Change, { act: 'put' }> {
  if (!idShape.test(id)) throw malformed('invalid-id', 'An id has 1 to 64 letters, digits, "-" or ".".')
  if (resource.id !== id) {
    throw malformed('id-mismatch', 'The id in the body is to be that of the address.', [at === '' ? `${type}.id` : `${at}.id`])
  }
  refusePart(resource, at)
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
    refusePart(resource, at)
    return { act: 'put', type, id: match.id, at, resource: withId(resource, match.id) }
  }
  if (resource.id !== undefined) {
    const change = updateOf(type, resource.id, resource, at)
    await refuseTaken(context, change)
    return change
  }
  permit(context.access, 'c', type)
  const id = context.newId()
  return { act: 'create', type, id, at, resource: withId(resource, id), ifNoneExist: condition, expects: 'new' }
}

/**
 * What `_elements` or `_summary` left of a resource (http://hl7.org/fhir/R4/search.html#summary) does not replace the whole: all
 * that was left out would be gone.
 */
function refusePart({ resourceType, meta }: ResourceJson, at: string): void {
  const { tag } = (meta ?? {}) as { tag?: unknown }
  if (!Array.isArray(tag) || !tag.some(isSubsetted)) return
  throw new FhirError('rule', [
    {
      severity: 'error',
      code: 'business-rule',
      details: 'value',
      diagnostics: 'This is part of a resource (SUBSETTED), as _elements and _summary give it. Read it whole, and send the change of that.',
      expression: [`${at === '' ? resourceType : at}.meta.tag`],
    },
  ])
}

/**
 * Who names an id for what a condition does not find asks for a new resource; one that is there and does not meet the condition
 * is another, and is not to be overwritten (R4 does not say; R5 asks for this 409).
 */
async function refuseTaken({ store, access }: Context, { type, id, at }: Extract<Change, { act: 'put' }>): Promise<void> {
  const there = await store.read(access, type, id)
  if (there === undefined || there.deleted) return
  throw new FhirError('conflict', [
    {
      severity: 'error',
      code: 'duplicate',
      details: 'duplicate',
      diagnostics: `${type}/${id} is there and does not meet the condition. Leave the id out, or update it by its address.`,
      expression: [at === '' ? `${type}.id` : `${at}.id`],
    },
  ])
}
