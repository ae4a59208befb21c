import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import { normalise, normaliseToken } from '#storage/indexing/normalise.ts'
import { readReference } from '#storage/indexing/reference.ts'
import type { DateRange, NumberRange } from '#storage/store.ts'
import { splitAt, unescaped } from './escape.ts'
import { impliedTokens, type Token } from './implied-system.ts'
import { readNumber } from './number-range.ts'
import { readPrefix } from './prefix.ts'

/**
 * `code`, `system|code`, `|code` (no system), `system|` (http://hl7.org/fhir/R4/search.html#token). Of a true-or-false
 * element only those two words are codes. `|code` asks for what has no system property, and an element that is a plain code has
 * none, whatever system it implies: it is found, as R4 would rather find too much than leave out.
 *
 * @returns what it stands for, any of which is to be found; undefined when it is no token
 */
export function readToken(text: string, param: SearchParam): Token[] | undefined {
  const [first = '', second] = splitAt(text, '|', 2).map(unescaped)
  const word = second ?? first
  if (word === '' && first === '') return undefined
  if (isBoolean(param)) return word === 'true' || word === 'false' ? [{ code: word }] : undefined
  const code = word === '' ? undefined : normaliseToken(word)
  if (second === undefined) return [{ code }]
  const implied = first === '' ? undefined : impliedTokens(param, first, code)
  return implied ?? [{ system: first, ...(code !== undefined && { code }) }]
}

/** Does the parameter ask a yes-or-no question, and nothing else? */
export function isBoolean({ truth, paths }: SearchParam): boolean {
  return truth === true || (paths.length > 0 && paths.every(({ type }) => type === 'boolean'))
}

const id = /^[A-Za-z0-9\-.]{1,64}$/

/**
 * `id`, `Type/id`, a URL below our base, any other URL or canonical (http://hl7.org/fhir/R4/search.html#reference).
 * A bare id is of the only type that the parameter may point to, when there is only one, or of `modifier`'s.
 *
 * @returns 'other-type' when the value names another type than the modifier does
 */
export function readReferenceValue(
  text: string,
  param: SearchParam,
  base: string,
  modifier?: string,
): { type?: string; id?: string; url?: string } | 'other-type' | undefined {
  const value = unescaped(text)
  if (value === '') return undefined
  if (id.test(value)) {
    const type = modifier ?? soleTarget(param)
    return { ...(type && { type }), id: value }
  }
  const target = readReference(value, base)
  if (!target) return undefined
  return modifier && target.type !== modifier ? 'other-type' : target
}

/** The one type that the references of a parameter lead to, if there is one. */
function soleTarget({ targets, paths }: SearchParam): string | undefined {
  const narrowed = new Set(paths.map(({ target }) => target))
  const [only] = narrowed
  if (narrowed.size === 1 && only) return only
  // A canonical is no reference to a resource here, and has no id to be found by.
  return targets.length === 1 && paths.every(({ type }) => type === 'Reference') ? targets[0] : undefined
}

/** Prefix and date of any precision (http://hl7.org/fhir/R4/search.html#date). How wide `ap` reaches is storage's to say. */
export function readDate(text: string): DateRange | undefined {
  const read = readPrefix(text)
  // A plus sign in a query string is a blank once decoded; in a date it can only have been a zone's plus.
  const range = read && dateRange(read.rest.replace(/ (?=\d\d:\d\d$)/, '+'))
  return range && { prefix: read.prefix, ...range }
}

/** Prefix and decimal (http://hl7.org/fhir/R4/search.html#number). */
export function readNumberValue(text: string): NumberRange | undefined {
  const read = readPrefix(text)
  const number = read && readNumber(read.rest)
  return number && { prefix: read.prefix, ...number }
}

/** Prefix, decimal, and its unit: `5.4|system|code`, `5.4||code`, `5.4` (http://hl7.org/fhir/R4/search.html#quantity). */
export function readQuantity(text: string): (NumberRange & { system?: string; code?: string }) | undefined {
  const [number = '', system, code, ...rest] = splitAt(text, '|').map(unescaped)
  const range = readNumberValue(number)
  if (!range || rest.length > 0) return undefined
  return { ...range, ...(system && { system }), ...(code && { code }) }
}

/** A string as it is compared: without case and accents, unless it is to be exact. */
export function readString(text: string, exact: boolean): string | undefined {
  const value = unescaped(text)
  const compared = exact ? value : normalise(value)
  return compared === '' ? undefined : compared
}
