// http://hl7.org/fhir/R4/http.html#read
import { gone, notFound } from '#fhir/error.ts'
import type { Stored } from '#storage/store.ts'
import { answerOf } from './answer.ts'
import { isTrailEvent, trailEvent } from './audit/trail-event.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { namesVersion } from './etag.ts'
import { permittedType } from './permit.ts'
import { type Shape, shaped, shapeOf, wantedOf } from './shape.ts'
import { mayWithhold } from './withholding-notice.ts'

/**
 * The current version of a resource; its stored text is the answer.
 * 200; 304 when the caller has it already; 404 unknown or not to be seen; 410 deleted.
 */
export async function read(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'r')
  const id = request.id ?? ''
  if (isTrailEvent(type, id)) return trailEvent(context, id)
  const shape = request.query.size === 0 ? undefined : shapeOf(wantedOf(request.query))
  mayWithhold(context, 'r', [type])
  const stored = await context.store.read(context.access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  return unlessKnown(request, stored, shape)
}

/**
 * The stored text, or 304 when the caller says to have it already (http://hl7.org/fhir/R4/http.html#cread): by its ETag, or,
 * where no ETag is sent, by its date.
 */
export function unlessKnown(request: InteractionRequest, stored: Stored, shape: Shape | undefined): InteractionResponse {
  const answer = answerOf(stored)
  if (hasIt(request, stored.version, stored.lastUpdated)) return { ...answer, status: 304, text: undefined }
  return { ...answer, text: shaped(stored.text, shape) }
}

function hasIt({ ifNoneMatch, ifModifiedSince }: InteractionRequest, version: number, lastUpdated: string): boolean {
  if (ifNoneMatch !== undefined) return namesVersion(ifNoneMatch, version)
  if (ifModifiedSince === undefined) return false
  // An HTTP date has whole seconds.
  const since = Date.parse(ifModifiedSince)
  return !Number.isNaN(since) && Math.floor(Date.parse(lastUpdated) / 1000) * 1000 <= since
}
