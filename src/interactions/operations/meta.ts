// http://hl7.org/fhir/R4/resource-operation-meta.html
import { forbidden, gone, malformed, notFound } from '#fhir/error.ts'
import { parseExact } from '#fhir/exact-json.ts'
import type { ResourceJson } from '#storage/store.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permittedType } from '../permit.ts'
import { carryOut } from '../write/carry-out.ts'
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

type Marks = Partial<Record<'profile' | 'tag' | 'security', unknown[]>>

/**
 * Takes profiles, tags and security labels off a resource. Labels that an update would keep go no other way, and only at an
 * administrator's word; what the content earns by itself stays (CARES-CON-07).
 * http://hl7.org/fhir/R4/resource-operation-meta-delete.html. 200; 400; 403; 404; 410; 412 somebody was faster.
 */
export async function metaDelete(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const type = permittedType(context, request, 'u')
  if (context.access.caller.kind !== 'system') throw forbidden('not-for-this-client', 'Marks are taken away by administrators. Ask yours.')
  const { id = '', body } = request
  const marks = marksIn(body)
  const stored = await context.store.read(context.access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  const resource = parseExact(stored.text) as ResourceJson
  const kept = { ...resource.meta }
  for (const name of ['profile', 'tag', 'security'] as const) {
    const left = ((kept[name] as unknown[] | undefined) ?? []).filter((one) => !(marks[name] ?? []).some((mark) => sameMark(one, mark)))
    if (left.length === 0) delete kept[name]
    else kept[name] = left
  }
  const change = { act: 'put', type, id, at: '', resource: { ...resource, meta: kept }, ifMatch: stored.version, lowers: true } as const
  const [changed] = await carryOut(context, [change])
  const { meta: valueMeta } = JSON.parse(changed!.stored.text) as { meta: unknown }
  return jsonAnswer({ resourceType: 'Parameters', parameter: [{ name: 'return', valueMeta }] })
}

function marksIn(body: unknown): Marks {
  const { parameter } = (body ?? {}) as { parameter?: unknown }
  const asked = Array.isArray(parameter) ? parameter.find((one) => (one as { name?: unknown })?.name === 'meta') : undefined
  const { valueMeta } = (asked ?? {}) as { valueMeta?: unknown }
  if (typeof valueMeta !== 'object' || valueMeta === null)
    throw malformed('missing-parameter', 'Send Parameters with meta, a Meta: what is to be taken away.')
  for (const list of Object.values(valueMeta))
    if (!Array.isArray(list)) throw malformed('invalid-parameter', 'meta takes profile, tag and security.')
  return valueMeta as Marks
}

/** A coding without a system is meant whatever its system. */
function sameMark(one: unknown, mark: unknown): boolean {
  if (typeof one === 'string' || typeof mark === 'string') return one === mark
  const [is, asked] = [one, mark] as { system?: string; code?: string }[]
  return is?.code === asked?.code && (asked?.system === undefined || is?.system === asked.system)
}
