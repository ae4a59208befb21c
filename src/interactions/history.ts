// http://hl7.org/fhir/R4/http.html#history
import { malformed, notFound } from '#fhir/error.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import type { HistoryAsk, HistoryPage, StoredVersion } from '#storage/store.ts'
import { type BundleLink, bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf } from './etag.ts'
import { permittedType } from './permit.ts'
import { type Shape, shaped, shapeOf, wantedOf } from './shape.ts'

const known = new Set(['_count', '_since', '_at', '_page', '_summary', '_elements'])
const defaultCount = 50

/**
 * The versions of a resource, of all resources of a type, or of all that the caller may search; newest first, deletions
 * among them. `_since` keeps what was written from that instant on, `_at` what was current at that time.
 * 200; 400 parameters not understood; 404 unknown or not to be seen.
 */
export async function history(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { query, base } = request
  const { id } = request
  const type = request.type === undefined ? undefined : permittedType(context, request, id === undefined ? 's' : 'r')
  refuseUnknown(request)
  const wanted = wantedOf(query)
  const countOnly = wanted.summary === 'count'
  const shape = countOnly ? undefined : shapeOf(wanted)
  const ask = askOf(query, context.limits.pageSize, countOnly)
  const page = await pageOf(context, type, id, ask)
  const self = [base, type, id, '_history'].filter((part) => part !== undefined).join('/')
  const entries = ask.count === 0 ? [] : page.versions.map((version) => entryOf(base, version, shape))
  const links = ask.count === 0 ? [{ relation: 'self' as const, url: addressOf(self, query) }] : linksOf(self, query, ask.count, page.next)
  return { status: 200, text: bundleText({ type: 'history', total: page.total, links }, entries) }
}

async function pageOf({ store, access }: Context, type: string | undefined, id: string | undefined, ask: HistoryAsk): Promise<HistoryPage> {
  if (id === undefined || type === undefined) return store.historyOfTypes(access, type === undefined ? undefined : [type], ask)
  const page = await store.history(access, type, id, ask)
  if (page === undefined) throw notFound(type, id)
  return page
}

function refuseUnknown({ query, prefer }: InteractionRequest): void {
  if (prefer.handling === 'lenient' || [...query.keys()].every((name) => known.has(name))) return
  throw malformed(
    'unknown-parameter',
    'History takes _count, _since, _at, _summary and _elements here. Send Prefer: handling=lenient to have other parameters ignored.',
  )
}

/** Without entries the number of versions is all that an answer can say. */
function askOf(query: URLSearchParams, most: number, countOnly: boolean): HistoryAsk {
  const count = countOnly ? 0 : Math.min(countOf(query.get('_count')), most)
  const since = query.get('_since')
  const at = query.get('_at')
  return {
    count,
    total: count === 0,
    after: query.get('_page') ?? undefined,
    ...(since !== null && { since: timeOf('_since', since).low }),
    ...(at !== null && { during: timeOf('_at', at) }),
  }
}

function countOf(text: string | null): number {
  if (text === null) return defaultCount
  if (!/^\d{1,6}$/.test(text)) throw malformed('invalid-parameter', '_count takes a whole number, 0 or more.')
  return Number(text)
}

function timeOf(name: string, text: string): { low: string; high: string } {
  // A plus sign in a query string is a blank once decoded; in a time it can only have been a zone's plus.
  const range = dateRange(text.replace(/ (?=\d\d:\d\d$)/, '+'))
  if (range !== undefined) return range
  throw malformed('invalid-parameter', `${name} takes an instant such as 2024-02-29T08:30:00-05:00, or a date.`)
}

function linksOf(self: string, query: URLSearchParams, count: number, next: string | undefined): BundleLink[] {
  const kept = new URLSearchParams([...query].filter(([name]) => known.has(name) && name !== '_page'))
  kept.set('_count', String(count))
  const links: BundleLink[] = [{ relation: 'self', url: addressOf(self, kept) }]
  if (next === undefined) return links
  kept.set('_page', next)
  return [...links, { relation: 'next', url: addressOf(self, kept) }]
}

function addressOf(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`
}

function entryOf(base: string, version: StoredVersion, shape: Shape | undefined): string {
  const { type, id, method } = version
  const status = method === 'DELETE' ? '204 No Content' : version.version === 1 ? '201 Created' : '200 OK'
  return entryText(
    {
      fullUrl: `${base}/${type}/${id}`,
      request: { method, url: method === 'POST' ? type : `${type}/${id}` },
      response: { status, etag: etagOf(version.version), lastModified: version.lastUpdated },
    },
    version.deleted ? undefined : shaped(version.text, shape),
  )
}
