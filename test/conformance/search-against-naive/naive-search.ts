import type { IndexEntry } from '#storage/indexing/entry.ts'
import { extract } from '#storage/indexing/extract.ts'
import { normalise } from '#storage/indexing/normalise.ts'
import type { Clause, DateRange, NumberRange, ResourceJson, SearchQuery } from '#storage/store.ts'

/**
 * Searches a list the slow way: every clause against every entry of every resource, written down from
 * http://hl7.org/fhir/R4/search.html and nothing else. It is what the database's answers are compared with.
 *
 * @returns the matches in the order of the list; sorting and paging are not its business
 */
export function naiveSearch(
  resources: readonly ResourceJson[],
  query: Pick<SearchQuery, 'type' | 'clauses'>,
  now = new Date(),
): ResourceJson[] {
  const all = resources.map((resource) => ({ resource, entries: entriesOf(resource) }))
  return all
    .filter(({ resource }) => resource.resourceType === query.type)
    .filter((one) => query.clauses.every((clause) => meets(one, clause, { all, now: now.getTime() })))
    .map(({ resource }) => resource)
}

const known = new WeakMap<ResourceJson, IndexEntry[]>()

/** What a resource can be found by; worked out once. */
export function entriesOf(resource: ResourceJson): readonly IndexEntry[] {
  const entries = known.get(resource) ?? extract(resource)
  known.set(resource, entries)
  return entries
}

interface Indexed {
  resource: ResourceJson
  entries: readonly IndexEntry[]
}

/** Everything there is, and the time. */
interface World {
  all: readonly Indexed[]
  now: number
}

function meets(one: Indexed, clause: Clause, world: World): boolean {
  const { resource, entries: every } = one
  const { now } = world
  if (clause.kind === 'id') return clause.values.includes(resource.id)
  if (clause.kind === 'lastUpdated') {
    const at = String(resource.meta?.lastUpdated)
    const range = { low: at, high: new Date(Date.parse(at) + 1).toISOString() }
    return clause.ranges.some((asked) => dateMeets(range, asked, now))
  }
  // Whole words that all must be there; what else they may say is tried where they are read.
  if (clause.kind === 'words') {
    const text =
      clause.within === 'narrative' ? String((resource.text as { div?: string } | undefined)?.div ?? '') : JSON.stringify(resource)
    const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    return clause.values.some((value) => value.split(' ').every((word) => words.has(word.toLowerCase())))
  }
  if (clause.kind === 'compartment') {
    const { owner, params } = clause
    if (resource.resourceType === owner.type && resource.id === owner.id) return true
    return (params.get(resource.resourceType) ?? []).some((param) => refers(one, param, { resourceType: owner.type, id: owner.id }))
  }
  if (clause.kind === 'chain') {
    return clause.to.some(({ type, clause: inner }) =>
      world.all.some(
        (other) => other.resource.resourceType === type && refers(one, clause.param, other.resource) && meets(other, inner, world),
      ),
    )
  }
  if (clause.kind === 'has') {
    return world.all.some(
      (other) =>
        other.resource.resourceType === clause.source && refers(other, clause.param, resource) && meets(other, clause.clause, world),
    )
  }
  if (clause.kind === 'all' || clause.kind === 'any') {
    const met = clause.clauses.filter((each) => meets(one, each, world)).length
    return clause.kind === 'any' ? met > 0 : met === clause.clauses.length
  }
  if (clause.kind === 'none') return !meets(one, clause.clause, world)
  if (clause.kind === 'composite') {
    return every.some(
      (entry) =>
        entry.kind === 'composite' &&
        entry.param === clause.param &&
        clause.values.some((parts) => parts.every((part) => meets({ resource, entries: entry.parts }, part, world))),
    )
  }
  if (clause.kind === 'string' && clause.param.endsWith(':text')) {
    const words = every.filter(({ param }) => `${param}:text` === clause.param).map((entry) => (entry.kind === 'token' && entry.text) || '')
    return words.some((text) => clause.values.some((value) => text !== '' && normalise(text).startsWith(value)))
  }
  const { param } = clause
  const entries = every.filter((entry) => entry.param === param)
  switch (clause.kind) {
    case 'missing':
      return (entries.length === 0) === clause.missing
    case 'token': {
      const found = some(entries, clause.values, (entry, value) => {
        if (entry.kind !== 'token') return false
        if (value.system === '' ? entry.system !== undefined : value.system !== undefined && entry.system !== value.system) return false
        // Neither system nor code: any code there is.
        return value.code === undefined ? value.system !== undefined || entry.code !== undefined : entry.code === value.code
      })
      return found !== (clause.not === true)
    }
    case 'reference':
      return some(entries, clause.values, (entry, value) => {
        if (entry.kind !== 'reference') return false
        if (value.url !== undefined) return entry.url === value.url
        return entry.id === value.id && (value.type === undefined || entry.type === value.type)
      })
    case 'date':
      return some(entries, clause.ranges, (entry, range) => entry.kind === 'date' && dateMeets(entry, range, now))
    case 'string':
      return some(entries, clause.values, (entry, value) => {
        if (entry.kind !== 'string') return false
        if (clause.match === 'exact') return entry.exact === value
        if (clause.match === 'whole') return entry.norm === value
        if (clause.match === 'ends') return entry.norm.endsWith(value)
        if (clause.match === 'other') return entry.norm !== value
        if (clause.match === 'after') return byCodePoints(entry.norm, value) > 0
        if (clause.match === 'before') return byCodePoints(entry.norm, value) < 0
        if (clause.match === 'from') return byCodePoints(entry.norm, value) >= 0
        if (clause.match === 'until') return byCodePoints(entry.norm, value) <= 0
        return clause.match === 'starts' ? entry.norm.startsWith(value) : entry.norm.includes(value)
      })
    case 'number':
      return some(entries, clause.ranges, (entry, range) => entry.kind === 'number' && numberMeets(entry, range))
    case 'quantity':
      return some(entries, clause.ranges, (entry, range) => {
        if (entry.kind !== 'quantity' || !numberMeets(entry, range)) return false
        if (range.system !== undefined && entry.system !== range.system) return false
        if (range.code === undefined) return true
        // A unit without a system may be meant as a code or as it is written for people.
        return entry.code === range.code || (range.system === undefined && entry.unit === range.code)
      })
    case 'uri':
      return some(entries, clause.values, (entry, value) => {
        if (entry.kind !== 'uri') return false
        if (clause.match === 'exact') return entry.value === value
        return clause.match === 'below' ? isBelow(entry.value, value) : isBelow(value, entry.value)
      })
  }
}

function refers({ entries }: Indexed, param: string, to: ResourceJson): boolean {
  return entries.some(
    (entry) => entry.param === param && entry.kind === 'reference' && entry.type === to.resourceType && entry.id === to.id,
  )
}

function some<Value>(
  entries: readonly IndexEntry[],
  values: readonly Value[],
  test: (entry: IndexEntry, value: Value) => boolean,
): boolean {
  return entries.some((entry) => values.some((value) => test(entry, value)))
}

/** How `_filter` compares text: by Unicode code points. */
function byCodePoints(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  const at = left.findIndex((sign, n) => sign !== right[n])
  if (at < 0) return left.length - right.length
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1)
}

/** By path segments: http://acme.org/fhir/x is below http://acme.org/fhir, http://acme.org/fhir2 is not. */
function isBelow(uri: string, parent: string): boolean {
  return uri === parent || uri.startsWith(parent.endsWith('/') ? parent : `${parent}/`)
}

interface Range<Point> {
  low: Point
  high: Point
}

/** The table of prefixes; the resource's range is on the left. Where the two overlap in part, gt and lt both hold. */
function dateMeets({ low, high }: Range<string>, { prefix, ...asked }: DateRange, now: number): boolean {
  const within = asked.low <= low && high <= asked.high
  switch (prefix) {
    case 'eq':
      return within
    case 'ne':
      return !within
    case 'gt':
      return high > asked.high
    case 'lt':
      return low < asked.low
    case 'ge':
      return high > asked.high || within
    case 'le':
      return low < asked.low || within
    case 'sa':
      return low >= asked.high
    case 'eb':
      return high <= asked.low
    case 'po':
      return low < asked.high && high > asked.low
    case 'co':
      return low <= asked.low && high >= asked.high
    case 'ap': {
      const [from, to] = [Date.parse(asked.low), Date.parse(asked.high)]
      const slack = Math.abs(now - (from + to) / 2) / 10
      return Date.parse(low) < to + slack && Date.parse(high) > from - slack
    }
  }
}

/** Precision counts for eq, ne and ap; the others compare with the number as it is written. */
function numberMeets(entry: Range<string>, { prefix, ...asked }: NumberRange): boolean {
  const [low, high, from, to, value] = [entry.low, entry.high, asked.low, asked.high, asked.value].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const within = from <= low && high <= to && low < to
  switch (prefix) {
    case 'eq':
      return within
    case 'ne':
      return !within
    case 'gt':
      return high > value
    case 'lt':
      return low < value
    case 'ge':
      return high >= value
    case 'le':
      return low <= value
    case 'sa':
      return low > value
    case 'eb':
      return high < value
    case 'co':
      return low <= value && high > value
    case 'po':
      return low <= to && high >= from
    case 'ap': {
      const slack = Math.abs(value) / 10
      return low <= Math.max(value + slack, to) && high >= Math.min(value - slack, from)
    }
  }
}
