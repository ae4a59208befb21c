// http://hl7.org/fhir/R4/http.html#history
import { FhirError, malformed, notFound } from '#fhir/error.ts'
import type { StoredVersion } from '#storage/store.ts'
import { bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf } from './etag.ts'
import { permittedType } from './permit.ts'

const known = new Set(['_count', '_page'])
const defaultCount = 50

/** Every version of a resource, newest first, deletions among them. 200; 404 unknown or not to be seen. */
export async function historyInstance(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  if (request.id === undefined) throw instanceOnly()
  const type = permittedType(context, request, 'r')
  const { id, base, query } = request
  for (const name of query.keys())
    if (!known.has(name) && request.prefer.handling !== 'lenient')
      throw malformed('unknown-parameter', `History takes _count here. Send Prefer: handling=lenient to have other parameters ignored.`)
  const count = Math.min(countOf(query.get('_count')), context.limits.pageSize)
  const page = await context.store.history(context.access, type, id, { count, after: query.get('_page') ?? undefined })
  if (page === undefined) throw notFound(type, id)
  const self = `${base}/${type}/${id}/_history`
  const links = [
    { relation: 'self' as const, url: `${self}?_count=${count}` },
    ...(page.next === undefined
      ? []
      : [{ relation: 'next' as const, url: `${self}?_count=${count}&_page=${encodeURIComponent(page.next)}` }]),
  ]
  return {
    status: 200,
    text: bundleText(
      { type: 'history', total: page.total, links },
      page.versions.map((version) => entryOf(base, version)),
    ),
  }
}

function countOf(text: string | null): number {
  if (text === null) return defaultCount
  if (!/^[1-9]\d{0,5}$/.test(text)) throw malformed('invalid-parameter', '_count takes a whole number from 1.')
  return Number(text)
}

function entryOf(base: string, version: StoredVersion): string {
  const { type, id, method } = version
  const status = method === 'DELETE' ? '204 No Content' : version.version === 1 ? '201 Created' : '200 OK'
  return entryText(
    {
      fullUrl: `${base}/${type}/${id}`,
      request: { method, url: method === 'POST' ? type : `${type}/${id}` },
      response: { status, etag: etagOf(version.version), lastModified: version.lastUpdated },
    },
    version.text,
  )
}

function instanceOnly(): FhirError {
  return new FhirError('not-supported', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-interaction',
      diagnostics: 'A history is kept for each resource: [type]/[id]/_history.',
    },
  ])
}
