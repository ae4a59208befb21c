// http://hl7.org/fhir/R4/http.html#history
import { malformed, notFound } from '#fhir/error.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import type { HistoryAsk, HistoryPage, StoredVersion } from '#storage/store.ts'
import { bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf } from './etag.ts'
import { pageAsked, pageLinksOf } from './page-links.ts'
import { permittedType } from './permit.ts'
import { type Shape, shaped, shapeOf, wantedOf } from './shape.ts'
import { mayWithhold } from './withholding-notice.ts'

const known = new Set(['_count', '_since', '_at', '_summary', '_elements'])
const defaultCount = 50

/**
 * The versions of a resource, of all resources of a type, or of all that the caller may search; newest first, deletions
 * among them. `_since` keeps what was written from that instant on, `_at` what was current at that time.
 * 200; 400 parameters not understood; 404 unknown or not to be seen.
 */
export async function history(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { base, id } = request
  const type = request.type === undefined ? undefined : permittedType(context, request, id === undefined ? 's' : 'r')
  const address = [type, id, '_history'].filter((part) => part !== undefined).join('/')
  const { query, place } = pageAsked(context, address, request.query)
  refuseUnknown({ ...request, query })
  const wanted = wantedOf(query)
  const countOnly = wanted.summary === 'count'
  const shape = countOnly ? undefined : shapeOf(wanted)
  const ask = { ...askOf(query, context.limits.pageSize, countOnly), after: place }
  const withholds = mayWithhold(context, id === undefined ? 's' : 'r', type === undefined ? undefined : [type])
  const page = await pageOf(context, type, id, ask)
  const entries = ask.count === 0 ? [] : page.versions.map((version) => entryOf(base, version, shape))
  const used = [...query].filter(([name]) => known.has(name) && name !== '_count')
  if (!countOnly) used.push(['_count', String(ask.count)])
  // A page of none leads nowhere.
  const links = pageLinksOf(context, base, address, used, ask.count === 0 ? undefined : page.next)
  return { status: 200, text: bundleText({ type: 'history', total: page.total, links, withholds }, entries) }
}

async function pageOf({ store, access }: Context, type: string | undefined, id: string | undefined, ask: HistoryAsk): Promise<HistoryPage> {
  if (id === undefined || type === undefined) return store.historyOfTypes(access, type === undefined ? undefined : [type], ask)
  const page = await store.history(access, type, id, ask)
  if (page === undefined) throw notFound(type, id)
  return page
}

function refuseUnknown({ query, prefer }: InteractionRequest): void {
  const twice = [...known].find((name) => query.getAll(name).length > 1)
  if (twice !== undefined) throw malformed('invalid-parameter', `${twice} may be given once.`)
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
