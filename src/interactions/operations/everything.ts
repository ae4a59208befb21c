// http://hl7.org/fhir/R4/patient-operation-everything.html
import { gone, malformed, notFound } from '#fhir/error.ts'
import { labelsOfAll } from '#programs/sensitivity/labels.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import type { SearchPage } from '#storage/store.ts'
import { bundleText } from '../bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { pageAsked, pageLinksOf } from '../page-links.ts'
import { noticeFor } from '../part2-notice.ts'
import { isResourceType } from '../resource-types.ts'
import { entriesOf } from '../search.ts'
import { mayWithhold } from '../withholding-notice.ts'
import { placeOf, readInput } from './input.ts'

const defaultCount = 200

const rules = {
  start: { kind: 'string' },
  end: { kind: 'string' },
  _type: { kind: 'string', many: true },
  _since: { kind: 'instant' },
  _count: { kind: 'integer' },
} as const

/**
 * A patient's record, the patient first, in pages; with each page what its resources refer to outside of it. `start` and
 * `end` bound the time of care, `_since` that of writing.
 * 200; 400 with everything wrong with the parameters; 404 unknown or not to be seen; 410 deleted.
 */
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
  const withholds = mayWithhold(context, 's')
  const page = await context.store.everything(context.access, id, {
    ...(types.length > 0 ? { types } : {}),
    since: input.get('_since'),
    care: careOf(input.get('start'), input.get('end')),
    count: Math.min(count, context.limits.pageSize),
    after: place,
  })
  if (page.matches.length === 0 && place === undefined) await mustBeThere(context, id)
  // What came in a Parameters resource is said in an address as well: the next page is asked for by GET.
  const asked = Object.keys(rules).flatMap((name) => input.all(name as keyof typeof rules).map((value): [string, string] => [name, value]))
  const links = pageLinksOf(context, base, address, asked, page.next)
  const head = { type: 'searchset', total: page.total, links, labels: labelsOn(page), withholds } as const
  return { status: 200, text: bundleText(head, entriesOf(base, page, await noticeFor(context, page.matches, page.included))) }
}

/** What a page bears: the labels of what is on it (CARES-CON-07). Only a text that has labels is parsed. */
function labelsOn({ matches, included }: SearchPage): string[] {
  return labelsOfAll([...matches, ...included].flatMap(({ text }) => (text.includes('"security":[') ? (JSON.parse(text) as object) : [])))
}

/** From the beginning of the one to the end of the other, as far as each is said: 2024 ends with its last day. */
function careOf(start: string | undefined, end: string | undefined): { from?: string; to?: string } | undefined {
  if (start === undefined && end === undefined) return undefined
  return { from: rangeOf('start', start)?.low, to: rangeOf('end', end)?.high }
}

function rangeOf(name: string, text: string | undefined): { low: string; high: string } | undefined {
  if (text === undefined) return undefined
  const range = /^\d{4}(-\d\d){0,2}$/.test(text) ? dateRange(text) : undefined
  if (range === undefined) throw malformed('invalid-parameter', `${name} takes a date: a year, a month or a day.`, [placeOf(name)])
  return range
}

/** An empty first page may be that of somebody without such records, or of nobody. */
async function mustBeThere({ store, access }: Context, id: string): Promise<void> {
  const stored = await store.read(access, 'Patient', id)
  if (stored === undefined) throw notFound('Patient', id)
  if (stored.deleted) throw gone('Patient', id)
}
