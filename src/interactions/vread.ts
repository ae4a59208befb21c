// http://hl7.org/fhir/R4/http.html#vread
import { gone, notFound } from '#fhir/error.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { permittedType } from './permit.ts'
import { unlessKnown } from './read.ts'
import { shapeOf, wantedOf } from './shape.ts'
import { mayWithhold } from './withholding-notice.ts'

/** One version of a resource. 200; 304 when the caller has it already; 404 no such version; 410 when that version is the deletion. */
export async function vread(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'r')
  const { id = '', version = '' } = request
  if (!/^[1-9]\d{0,8}$/.test(version)) throw notFound(type, id)
  const shape = request.query.size === 0 ? undefined : shapeOf(wantedOf(request.query))
  mayWithhold(context, 'r', [type])
  const stored = await context.store.vread(context.access, type, id, Number(version))
  // A version more or a resource unknown: one sentence for both.
  if (stored === undefined) throw notFound(type, `${id}/_history/${version}`)
  if (stored.deleted) throw gone(type, id)
  return unlessKnown(request, stored, shape)
}
