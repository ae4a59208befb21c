// http://hl7.org/fhir/R4/http.html#patch
import { FhirError, gone, malformed, notFound } from '#fhir/error.ts'
import { parseExact } from '#fhir/exact-json.ts'
import { writeAnswer } from './answer.ts'
import { resourceBody, withId } from './body.ts'
import { conditionalMatch } from './condition.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { ifMatchOf, meets } from './etag.ts'
import { applyFhirpathPatch } from './fhirpath-patch/apply.ts'
import type { Part } from './fhirpath-patch/operations.ts'
import { applyPatch } from './json-patch.ts'
import { permit, permittedType } from './permit.ts'
import { carryOut } from './write/carry-out.ts'
import type { Change } from './write/change.ts'
import { untilCurrent } from './write/until-current.ts'
import { staleVersion } from './write/versions.ts'

/**
 * Changes parts of a resource by a JSON Patch (RFC 6902) or a FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html); what comes out is judged as an update is. A `test` in the
 * patch guards it as If-Match does.
 * 200; 400 no JSON Patch; 404, 410; 412 stale, or several matches; 422 the patch does not fit, or a rule refuses the result.
 */
export async function patch(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'u')
  const { id, query, body, ifMatch } = request
  const once = async () => {
    const [changed] = await carryOut(context, [await patchOf(context, type, { id, query, body, ifMatch, at: '' })])
    return writeAnswer(request, 200, changed!.stored, changed!.warnings)
  }
  return ifMatch === undefined ? untilCurrent(`${type}/${id ?? `?${query}`}`, once) : once()
}

interface PatchAsked extends Pick<InteractionRequest, 'id' | 'query' | 'body' | 'ifMatch'> {
  /** Where in a Bundle it stands; '' for a request of its own. */
  at: string
}

/** What a patch makes of the resource as it is. */
export async function patchOf(context: Context, type: string, { id: given, query, body, ifMatch, at }: PatchAsked): Promise<Change> {
  permit(context.access, 'r', type)
  const id = given ?? (await matchOf(context, type, query))
  const stored = await context.store.read(context.access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  // What was patched is what must still be current.
  if (ifMatch !== undefined && !meets(ifMatchOf(ifMatch), stored.version))
    throw new FhirError('precondition-failed', [staleVersion(`${type}/${id}`, at)])
  const resource = resourceBody({ body: patched(context, stored.text, body), type })
  if (resource.id !== id) throw malformed('id-mismatch', 'A patch does not change the id.', [`${type}.id`])
  return { act: 'put', method: 'PATCH', type, id, at, resource: withId(resource, id), ifMatch: stored.version }
}

/** A JSON Patch is a list of steps, a FHIRPath Patch a Parameters resource; the steps tell what they are, not the header. */
function patched({ validator }: Context, text: string, body: unknown): unknown {
  const { resourceType } = (body ?? {}) as { resourceType?: unknown }
  if (resourceType !== 'Parameters') return applyPatch(parseExact(text), body)
  const { base } = validator.validate(body)
  if (base.length > 0) throw new FhirError('malformed', base)
  return applyFhirpathPatch(parseExact(text) as object, body as { parameter?: Part[] }, validator.shapes)
}

/** The steps in a Bundle's entry: a Binary holds them, as an entry carries a resource (http://hl7.org/fhir/R4/http.html#patch). */
export function patchIn(resource: unknown): unknown {
  const { resourceType, contentType, data } = (resource ?? {}) as { resourceType?: unknown; contentType?: unknown; data?: unknown }
  if (resourceType !== 'Binary' || typeof data !== 'string') return resource
  if (contentType !== 'application/json-patch+json')
    throw malformed('structure', 'A patch in a Bundle is a Binary with contentType application/json-patch+json.')
  try {
    return JSON.parse(Buffer.from(data, 'base64').toString('utf8'))
  } catch {
    throw malformed('structure', 'The data of the Binary is to be a JSON Patch, in base64.')
  }
}

async function matchOf(context: Context, type: string, query: URLSearchParams): Promise<string> {
  permit(context.access, 's', type)
  const match = await conditionalMatch(context, type, query.toString(), '')
  if (match !== undefined) return match.id
  throw new FhirError('not-found', [
    { severity: 'error', code: 'not-found', details: 'not-found', diagnostics: 'Nothing meets the condition.' },
  ])
}
