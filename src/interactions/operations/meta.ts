// http://hl7.org/fhir/R4/resource-operation-meta.html
import { gone, notFound } from '#fhir/error.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permittedType } from '../permit.ts'
import { readInput } from './input.ts'

/** The profiles, tags and labels of one resource. 200; 404; 410. */
export async function meta(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'r')
  readInput(request, {})
  const { id = '' } = request
  const stored = await context.store.read(context.access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  const { meta: valueMeta } = JSON.parse(stored.text) as { meta: unknown }
  return jsonAnswer({ resourceType: 'Parameters', parameter: [{ name: 'return', valueMeta }] })
}
