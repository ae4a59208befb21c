import { FhirError, malformed } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Context } from './contract.ts'

/** One entry of a batch or transaction, its address taken apart. */
export interface BundleEntry {
  index: number
  /** `Bundle.entry[3]`. */
  at: string
  fullUrl?: string
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  address: Address
  resource?: ResourceJson
  ifMatch?: string
  ifNoneMatch?: string
  ifModifiedSince?: string
  ifNoneExist?: string
}

/** An address under the base, taken apart: `Patient/1/_history/2`, `Patient?name=x`, `Patient/1/$everything`. */
export interface Address {
  type?: string
  id?: string
  version?: string
  history?: true
  operation?: string
  compartmentType?: string
  /** `[type]/_search`, where only a search is asked for. */
  searched?: true
  query: URLSearchParams
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** An entry that cannot be understood, and why. */
export interface FaultyEntry {
  at: string
  faults: Issue[]
}

/**
 * The entries of a transaction Bundle, once its frame is sound; the resources in it are judged later, each by itself.
 * @throws FhirError `malformed` with everything wrong with the frame and the entries, `too-large` for too many entries
 */
export function bundleEntries(context: Pick<Context, 'validator' | 'limits'>, base: string, body: unknown): BundleEntry[] {
  const { given, problems } = frameOf(context, body)
  const entries = given.map((entry, index) => readEntry(base, entry, index))
  problems.push(...entries.flatMap((entry) => ('faults' in entry ? entry.faults : [])))
  if (problems.length > 0) throw new FhirError('malformed', problems)
  return entries.filter((entry) => 'method' in entry)
}

/**
 * The entries of a batch Bundle: one that cannot be understood leaves the others alone.
 * @throws FhirError `malformed` with everything wrong with the frame, `too-large` for too many entries
 */
export function batchEntries(context: Pick<Context, 'validator' | 'limits'>, base: string, body: unknown): (BundleEntry | FaultyEntry)[] {
  const { given, problems } = frameOf(context, body)
  if (problems.length > 0) throw new FhirError('malformed', problems)
  return given.map((entry, index) => readEntry(base, entry, index))
}

function frameOf({ validator, limits }: Pick<Context, 'validator' | 'limits'>, body: unknown): { given: unknown[]; problems: Issue[] } {
  const bundle = body as { entry?: unknown }
  const given = bundle.entry === undefined ? [] : bundle.entry
  if (!Array.isArray(given)) throw malformed('structure', 'Bundle.entry is a list.', ['Bundle.entry'])
  if (given.length > limits.bundleEntries) throw tooMany(limits.bundleEntries)
  const frame = { ...(body as object), ...(given.length > 0 ? { entry: given.map(withoutResource) } : {}) }
  return { given, problems: [...validator.validate(frame).base] }
}

function withoutResource(entry: unknown): unknown {
  if (entry === null || typeof entry !== 'object') return entry
  const { resource: _resource, ...rest } = entry as { resource?: unknown }
  return rest
}

function readEntry(base: string, entry: unknown, index: number): BundleEntry | FaultyEntry {
  const at = `Bundle.entry[${index}]`
  const wrong = (diagnostics: string, place = at): FaultyEntry => ({
    at,
    faults: [{ severity: 'error', code: 'invalid', details: 'structure', diagnostics, expression: [place] }],
  })
  const { fullUrl, request, resource } = (entry ?? {}) as { fullUrl?: string; request?: Record<string, string>; resource?: unknown }
  if (request === undefined || request === null || typeof request !== 'object')
    return wrong('Each entry of a batch or transaction has a request.')
  const { method = '', url, ifMatch, ifNoneMatch, ifModifiedSince, ifNoneExist } = request
  if (!methods.has(method)) return wrong('request.method is GET, HEAD, POST, PUT, PATCH or DELETE.', `${at}.request.method`)
  const address = typeof url === 'string' ? readAddress(base, url) : undefined
  if (address === undefined) return wrong('request.url is an address under the base, such as Patient or Patient/123.', `${at}.request.url`)
  const carries = method === 'POST' || method === 'PUT' || method === 'PATCH'
  if (carries && (resource === null || typeof resource !== 'object' || Array.isArray(resource))) {
    return wrong(`A ${method} carries a resource.`, `${at}.resource`)
  }
  return {
    index,
    at,
    fullUrl,
    method: method as BundleEntry['method'],
    address,
    resource: carries ? (resource as ResourceJson) : undefined,
    ifMatch,
    ifNoneMatch,
    ifModifiedSince,
    ifNoneExist,
  }
}

/** Takes an address apart; undefined when it is none of the shapes of http://hl7.org/fhir/R4/http.html. */
export function readAddress(base: string, url: string): Address | undefined {
  const below = url.startsWith(base) && /^([/?]|$)/.test(url.slice(base.length)) ? url.slice(base.length) : url
  const relative = below.startsWith('/') ? below.slice(1) : below
  const mark = relative.indexOf('?')
  const path = mark < 0 ? relative : relative.slice(0, mark)
  const query = new URLSearchParams(mark < 0 ? '' : relative.slice(mark + 1))
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined
  const parts = path === '' ? [] : path.split('/')
  const operation = parts.at(-1)?.startsWith('$') ? parts.pop()?.slice(1) : undefined
  if (parts.at(-1) === '_history' && parts.length < 3 && operation === undefined) {
    const [of] = parts.length === 2 ? parts : []
    return of === undefined || /^[A-Z][A-Za-z]*$/.test(of) ? { type: of, history: true, query } : undefined
  }
  const [type, id, third, version, ...more] = parts
  if (more.length > 0 || (type !== undefined && !/^[A-Z][A-Za-z]*$/.test(type) && type !== 'metadata')) return undefined
  const found: Address = { type, query, ...(operation === undefined ? {} : { operation }) }
  if (id === undefined) return found
  if (id === '_search') return third === undefined ? { ...found, searched: true } : undefined
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) return undefined
  found.id = id
  if (third === '_history') return version === undefined ? { ...found, history: true } : { ...found, version }
  if (third !== undefined)
    return version === undefined && /^([A-Z][A-Za-z]*|\*)$/.test(third) ? { ...found, compartmentType: third } : undefined
  return found
}

/**
 * May a write be asked for there? A create goes to a type, the others to a type with a condition or to one resource; never to
 * its versions, its compartment or its search, whose address begins in the same way.
 */
export function isWritable(method: BundleEntry['method'], { type, id, version, history, compartmentType, searched }: Address): boolean {
  if (type === undefined || version !== undefined || history || compartmentType !== undefined || searched) return false
  return method !== 'POST' || id === undefined
}

/** There is nothing that this method could do there. */
export function meaningless(method: BundleEntry['method']): FhirError {
  return new FhirError('not-supported', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-interaction',
      diagnostics: `${method} has no meaning at this address.`,
    },
  ])
}

function tooMany(limit: number): FhirError {
  return new FhirError('too-large', [
    {
      severity: 'error',
      code: 'too-costly',
      details: 'too-many-entries',
      diagnostics: `One Bundle holds at most ${limit} entries here. Send it in parts.`,
      expression: ['Bundle.entry'],
    },
  ])
}
