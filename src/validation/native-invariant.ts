import { isObject } from './base.ts'
import { compareTemporal } from './fhirpath/temporal.ts'
import type { Judging } from './judging.ts'
import { isNarrative } from './narrative.ts'

/** True: the value keeps the invariant. */
// biome-ignore lint/suspicious/noExplicitAny: an object for most, a string for narrative; each entry says which it reads
export type Native = (value: any, judging: Judging) => boolean

const has = (value: Record<string, unknown>, key: string): boolean => value[key] !== undefined || value[`_${key}`] !== undefined

function everyContained(value: Record<string, unknown>, keeps: (resource: Record<string, unknown>) => boolean): boolean {
  return !Array.isArray(value.contained) || value.contained.every((resource) => !isObject(resource) || keeps(resource))
}

/** All strings in a value. Goes by a list of what is still to be looked at, as a hostile record may nest very deep. */
function stringsIn(value: unknown): Set<string> {
  const found = new Set<string>()
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string') found.add(next)
    else if (typeof next === 'object' && next !== null) for (const key in next) open.push((next as Record<string, unknown>)[key])
  }
  return found
}

/** Is each contained resource pointed to from the resource, or does it point to the resource? */
function pointedTo(value: Record<string, unknown>): boolean {
  if (!Array.isArray(value.contained)) return true
  const said = stringsIn(value)
  for (const string of said) {
    // Narrative may show a contained picture, or link to what is contained.
    if (string.startsWith('<')) for (const [, id] of string.matchAll(/["'](#[A-Za-z0-9\-.]{1,64})["']/g)) said.add(id!)
  }
  return value.contained.every((resource) => {
    if (!isObject(resource) || typeof resource.id !== 'string') return true
    return said.has(`#${resource.id}`) || stringsIn(resource).has('#')
  })
}

/**
 * Invariants that are not evaluated as FHIRPath: those that nearly every element has, where a closure is a hundred times
 * faster, and those whose published R4 expression says something else than its sentence. `skip` drops one.
 * Each of the second kind says what is wrong with it; each has a test.
 */
export const nativeInvariants: Readonly<Record<string, Native | 'skip'>> = {
  // Elements that every resource or data type has.
  'dom-2': (value) => everyContained(value, (resource) => resource.contained === undefined),
  'dom-4': (value) =>
    everyContained(value, ({ meta }) => !isObject(meta) || (meta.versionId === undefined && meta.lastUpdated === undefined)),
  'dom-5': (value) => everyContained(value, ({ meta }) => !isObject(meta) || meta.security === undefined),
  // A recommendation ("should have narrative"), and no server here writes narrative into every record.
  'dom-6': 'skip',
  'qty-3': (value) => !has(value, 'code') || has(value, 'system'),
  'cpt-2': (value) => !has(value, 'value') || has(value, 'system'),
  'txt-1': (value) => typeof value !== 'string' || isNarrative(value),
  // "The comparator is not used on a SimpleQuantity": its definition gives comparator a maximum of 0, which says it.
  'sqty-1': 'skip',
  // txt-2 ("some non-whitespace content") has the same expression as txt-1, which finds both.
  'txt-2': 'skip',

  // A Bundle has hundreds of entries, so what is asked of each is asked without FHIRPath.
  'bdl-3': ({ type, entry }) => {
    const wanted = ['batch', 'transaction', 'history'].includes(type)
    return everyEntry(entry, ({ request }) => (request !== undefined) === wanted)
  },
  'bdl-4': ({ type, entry }) => {
    const wanted = ['batch-response', 'transaction-response', 'history'].includes(type)
    return everyEntry(entry, ({ response }) => (response !== undefined) === wanted)
  },
  'bdl-5': ({ resource, request, response }) => resource !== undefined || request !== undefined || response !== undefined,
  'bdl-7': ({ type, entry }) => type === 'history' || distinctUrls(entry),
  'bdl-8': ({ fullUrl }) => typeof fullUrl !== 'string' || !fullUrl.includes('/_history/'),

  // Long expressions of US Core and SDC that mean something short.
  'us-core-17': ({ value }) => typeof value !== 'string' || isNpi(value),
  'sdcqr-2': (value) => distinctLinks(value),

  // The published expression misses references from within contained resources and compares with `in` over a union of
  // differently typed collections: https://jira.hl7.org/browse/FHIR-25266
  'dom-3': pointedTo,
  // The published expression calls trace(), and finds nothing in a contained resource that points to itself with "#".
  'ref-1': (value, judging) => {
    const { reference } = value
    if (typeof reference !== 'string' || !reference.startsWith('#') || reference === '#') return true
    const root = judging.rootResource
    const contained = isObject(root) && Array.isArray(root.contained) ? root.contained : []
    return contained.some((resource) => isObject(resource) && resource.id === reference.slice(1))
  },
  // `start <= end` is empty, so not true, whenever one side is less precise. An end that is a whole day or month includes
  // all of it (http://hl7.org/fhir/R4/datatypes.html#period), so that is no fault; a start of which it can't be told is one.
  'per-1': ({ start, end }) => {
    if (typeof start !== 'string' || typeof end !== 'string') return true
    const order = compareTemporal(start, end)
    return order === undefined ? end.length < start.length : order <= 0
  },
  // The sentence says "more than one"; the expression counts more than two.
  'que-12': ({ enableWhen, enableBehavior }) => !Array.isArray(enableWhen) || enableWhen.length < 2 || enableBehavior !== undefined,
  // The sentence means 0..100 of a probability in percent; the expression fails for a RiskAssessment with a range.
  'ras-2': ({ probabilityDecimal }) => typeof probabilityDecimal !== 'number' || probabilityDecimal <= 100,
}

function everyEntry(entry: unknown, keeps: (one: Record<string, unknown>) => boolean): boolean {
  return !Array.isArray(entry) || entry.every((one) => !isObject(one) || keeps(one))
}

/** Each resource once, by fullUrl and version. */
function distinctUrls(entry: unknown): boolean {
  const seen = new Set<string>()
  return everyEntry(entry, ({ fullUrl, resource }) => {
    if (typeof fullUrl !== 'string') return true
    const version = isObject(resource) && isObject(resource.meta) ? resource.meta.versionId : undefined
    const key = typeof version === 'string' && version !== '' ? `${fullUrl} ${version}` : fullUrl
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The check digit of a National Provider Identifier: Luhn's, with the prefix 80840 that stands for 24. */
function isNpi(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false
  let sum = 24
  for (let at = 0; at < 10; at++) {
    const digit = Number(value[at])
    const counted = at % 2 === 0 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}

/** Under one parent, no two answered items have the same linkId. */
function distinctLinks(parent: unknown): boolean {
  if (!isObject(parent)) return true
  const items = Array.isArray(parent.item) ? parent.item.filter(isObject) : []
  const seen = new Set<unknown>()
  for (const { linkId, answer } of items) {
    const answered = Array.isArray(answer) && answer.some((one) => isObject(one) && Object.keys(one).some((key) => key.startsWith('value')))
    if (answered && seen.has(linkId)) return false
    if (answered) seen.add(linkId)
  }
  return items.every(distinctLinks) && (Array.isArray(parent.answer) ? parent.answer.every(distinctLinks) : true)
}
