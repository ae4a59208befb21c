// http://hl7.org/fhir/R4/patient-operation-everything.html
import { gone, malformed, notFound } from '#fhir/error.ts'
import { bundleText } from '../bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { pageAsked, pageLinksOf } from '../page-links.ts'
import { isResourceType } from '../resource-types.ts'
import { entriesOf } from '../search.ts'
import { placeOf, readInput } from './input.ts'

const defaultCount = 200

const rules = {
  _type: { kind: 'string', many: true },
  _since: { kind: 'instant' },
  _count: { kind: 'integer' },
} as const

/** A patient's whole record, the patient first, in pages. 200; 404 unknown or not to be seen. */
export async function everything(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { base, id = '' } = request
  const address = `Patient/${id}/$everything`
  const { query, place } = pageAsked(context, address, request.query)
  const input = readInput({ ...request, query }, rules)
  const types = input.all('_type').flatMap((list) => list.split(','))
  if (!types.every(isResourceType))
    throw malformed('invalid-parameter', '_type takes names of resource types, separated by commas.', [placeOf('_type')])
  const count = Number(input.get('_count') ?? defaultCount)
  if (count < 1) throw malformed('invalid-parameter', '_count takes a whole number from 1.', [placeOf('_count')])
  const page = await context.store.everything(context.access, id, {
    ...(types.length > 0 ? { types } : {}),
    since: input.get('_since'),
    count: Math.min(count, context.limits.pageSize),
    after: place,
  })
  if (page.matches.length === 0 && place === undefined) await mustBeThere(context, id)
  // What came in a Parameters resource is said in an address as well: the next page is asked for by GET.
  const asked = Object.keys(rules).flatMap((name) => input.all(name as keyof typeof rules).map((value): [string, string] => [name, value]))
  const links = pageLinksOf(context, base, address, asked, page.next)
  return { status: 200, text: bundleText({ type: 'searchset', total: page.total, links }, entriesOf(base, page)) }
}

/** An empty first page may be that of somebody without such records, or of nobody. */
async function mustBeThere({ store, access }: Context, id: string): Promise<void> {
  const stored = await store.read(access, 'Patient', id)
  if (stored === undefined) throw notFound('Patient', id)
  if (stored.deleted) throw gone('Patient', id)
}
