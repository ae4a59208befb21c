import { type SearchParams, searchParams } from '#fhir/definitions/search-parameters.ts'
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Clause, SearchQuery } from '#storage/store.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { readClause } from './clause.ts'
import { invalidValue, type Problem, tooCostly, unsupportedParameter } from './issues.ts'
import { limits } from './limits.ts'
import { severalTypes } from './over-types.ts'
import { type Controls, onceOnly, type Result, refuseModified, resultParameters } from './result-parameters.ts'
import { wordsTooWide } from './words.ts'

export interface SearchOptions {
  /** What to do with a parameter that is not known here: refuse the search, or leave the parameter out and say so. */
  handling: 'strict' | 'lenient'
  /** FHIR base of this server without a slash at the end. */
  base: string
  /** Results on a page when `_count` is not given. */
  defaultCount: number
  /** Results on a page however many are asked for. */
  maxCount: number
  /** Patient whose compartment is searched (`Patient/[id]/[type]`). */
  compartment?: string
  /** The search is one of a compartment, a patient's or another's. */
  inCompartment?: boolean
  /** Of a search over several types: which, when they are named. */
  types?: readonly string[]
  /** Default: those of R4 and of this project. */
  params?: SearchParams
  /** Code systems and value sets for `:in`, `:below` and the like; without them these are refused. */
  terminology?: Terminology
}

export interface ParsedSearch {
  query: SearchQuery
  /** One warning for each parameter that was left out; empty when handling is strict. */
  ignored: Issue[]
  /** The parameters that were used: what the `self` link says, `_count` no larger than a page may be. */
  used: [name: string, value: string][]
  controls: Controls
}

/**
 * A query string as a search that storage can carry out. Every parameter is looked at before anything is said, so that
 * one answer names all that is wrong.
 * Spec: http://hl7.org/fhir/R4/search.html
 *
 * @param type resource type searched, known to exist, or `severalTypes`
 * @param pairs all parameters, repetitions included: each further one narrows the search
 * @throws FhirError `malformed` with one issue for each parameter that is wrong or, when strict, unknown
 */
export function parseSearch(type: string, pairs: URLSearchParams, options: SearchOptions): ParsedSearch {
  const { params = searchParams(), base, terminology } = options
  if (pairs.size > limits.parameters) {
    const { issue } = tooCostly(
      '',
      'too-many-parameters',
      `A search may have ${limits.parameters} parameters; this one has ${pairs.size}. Join values that any may meet by commas, or ask in several searches.`,
    )
    throw new FhirError('malformed', [issue])
  }
  const result: Result = { sort: [], countOnly: false, include: [], revinclude: [], controls: {} }
  const clauses: Clause[] = []
  const problems: Problem[] = []
  const used: ParsedSearch['used'] = []
  const seen = new Set<string>()
  const over = options.types ?? (type === severalTypes ? [...params.keys()].filter((each) => each !== severalTypes) : [type])

  for (const [name, value] of pairs) {
    const problem = readPair(name, value)
    if (problem) problems.push(problem)
    else used.push([name, name === '_count' ? String(Math.min(Number(value), options.maxCount)) : value])
    seen.add(name)
  }
  if (clauses.length > limits.clauses) {
    problems.push(
      tooCostly(
        '',
        'too-many-clauses',
        `A search may have ${limits.clauses} narrowing parameters; this one has ${clauses.length}. Leave out those that narrow least.`,
      ),
    )
  }

  const wide = wordsTooWide(clauses, options.inCompartment === true)
  if (wide) problems.push(wide)

  const refused = problems.filter(({ kind }) => kind === 'wrong' || options.handling === 'strict')
  if (refused.length > 0)
    throw new FhirError(
      'malformed',
      refused.map(({ issue }) => issue),
    )
  const ignored = problems.map(({ issue }): Issue => ({ ...issue, severity: 'warning' }))
  return { query: queryOf(type, clauses, result, options), ignored, used, controls: result.controls }

  function readPair(name: string, value: string): Problem | undefined {
    if (value.length > limits.length)
      return tooCostly(
        name,
        'value-too-long',
        `A value may have ${limits.length} characters; that of '${name}' has ${value.length}. Ask for some of its values at a time.`,
      )
    if (value.includes('\0')) return invalidValue(name, 'text; no text in FHIR holds the character U+0000')
    const control = resultParameters.get(name)
    if (control) {
      if (onceOnly.has(name) && seen.has(name)) return invalidValue(name, 'it may be given once')
      return control({ type, over, name, value, params, result })
    }
    if (resultParameters.has(name.split(':')[0] ?? '')) return refuseModified(name)
    if (name === '') return unsupportedParameter(name, 'A search parameter has a name.')
    const clause = readClause(type, name, value, { params, base, terminology })
    // Each part of a filter that all must meet may lead to the rows by itself.
    if (!('issue' in clause)) clauses.push(...(clause.kind === 'all' ? clause.clauses : [clause]))
    return 'issue' in clause ? clause : undefined
  }
}

function queryOf(type: string, clauses: Clause[], result: Result, options: SearchOptions): SearchQuery {
  const count = result.countOnly ? 0 : Math.min(result.count ?? options.defaultCount, options.maxCount)
  return {
    type: type === severalTypes ? '' : type,
    ...(options.types !== undefined && { types: options.types }),
    clauses,
    sort: result.sort,
    count,
    // Without entries the number of matches is all that an answer can say.
    total: count === 0 ? 'accurate' : (result.total ?? 'none'),
    ...(options.compartment !== undefined && { compartment: options.compartment }),
    include: result.include,
    revinclude: result.revinclude,
  }
}
