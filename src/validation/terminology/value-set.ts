import type { Contained, Include, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { Meter, TooCostly } from '../fhirpath/meter.ts'
import { type CodeSystem, type Filter, stepsOfFilters } from './code-system.ts'
import { isInactive } from './concept.ts'
import { grammarSystems } from './grammar-system.ts'

/** Is a code in it? `undefined`: cannot be told here. A `code` element has no system: any that holds the code will do. */
export type Membership = (system: string | undefined, code: string) => boolean | undefined

/** A value set compiled to answer one question fast. */
export interface ValueSet {
  url: string
  has: Membership
  /** Its codes by system, where they can be listed; else `undefined`. */
  codes: ReadonlyMap<string, ReadonlySet<string>> | undefined
}

/** What compiling a value set looks up. */
export interface Lookup {
  codeSystem(url: string): CodeSystem | undefined
  valueSet(canonical: string): ValueSet | undefined
}

type Listed = Map<string, ReadonlySet<string>>

/** One part of a value set: a list of codes, or a question that only can be asked. */
interface Part {
  listed?: Listed
  has: Membership
}

/** Compiles a value set's definition: http://hl7.org/fhir/R4/valueset.html#compositions */
export function compileValueSet(definition: SlimValueSet, lookup: Lookup): ValueSet {
  const { url, compose, expansion } = definition
  if (!compose) {
    const listed = expansion?.contains ? listOf(expansion.contains) : undefined
    return listed ? { url, codes: listed, has: inList(listed) } : { url, codes: undefined, has: () => undefined }
  }
  const meter = new Meter(stepsOfFilters)
  const included = compose.include.map((include) => part(include, lookup, meter))
  const excluded = (compose.exclude ?? []).map((exclude) => part(exclude, lookup, meter))
  if (compose.inactive === false) excluded.push({ has: (system, code) => isInactiveIn(lookup, system, code) })
  const codes =
    included.every(({ listed }) => listed) && excluded.every(({ listed }) => listed)
      ? subtract(merge(included.map(({ listed }) => listed!)), merge(excluded.map(({ listed }) => listed!)))
      : undefined
  if (codes) return { url, codes, has: inList(codes) }
  return { url, codes, has: (system, code) => and(any(included, system, code), not(any(excluded, system, code))) }
}

function isInactiveIn(lookup: Lookup, system: string | undefined, code: string): boolean {
  const concept = system === undefined ? undefined : lookup.codeSystem(system)?.concepts.get(code)
  return concept !== undefined && isInactive(concept)
}

function part(include: Include, lookup: Lookup, meter: Meter): Part {
  const parts: Part[] = (include.valueSet ?? []).map((canonical) => {
    const valueSet = lookup.valueSet(canonical)
    return valueSet ? { listed: valueSet.codes as Listed | undefined, has: valueSet.has } : { has: () => undefined }
  })
  if (include.system) parts.unshift(ofSystem(include.system, include, lookup, meter))
  const [first = { has: () => undefined }, ...others] = parts
  return others.reduce(intersection, first)
}

function ofSystem(system: string, { concept, filter }: Include, lookup: Lookup, meter: Meter): Part {
  if (concept) return list(system, new Set(concept.map(({ code }) => code)))
  const known = lookup.codeSystem(system)
  if (known) {
    if (!filter || filter.length === 0) return list(system, new Set(known.concepts.keys()))
    const selected = filter.map((one) => select(known, one, meter))
    if (selected.every((codes) => codes !== undefined)) {
      const [first, ...others] = selected
      return list(system, new Set([...first!].filter((code) => others.every((codes) => codes.has(code)))))
    }
    return { has: (asked) => (asked === undefined || asked === system ? undefined : false) }
  }
  const grammar = Object.hasOwn(grammarSystems, system) ? grammarSystems[system] : undefined
  if (grammar && !filter) return { has: (asked, code) => (asked === undefined || asked === system) && grammar(code) }
  return { has: (asked) => (asked === undefined || asked === system ? undefined : false) }
}

/** A filter that takes too much work is as one that is not known here: whether a code is in it cannot be told. */
function select(known: CodeSystem, filter: Filter, meter: Meter): ReadonlySet<string> | undefined {
  try {
    return known.select(filter, meter)
  } catch (error) {
    if (error instanceof TooCostly) return undefined
    throw error
  }
}

function list(system: string, codes: ReadonlySet<string>): Part {
  const listed: Listed = new Map([[system, codes]])
  return { listed, has: inList(listed) }
}

function inList(listed: Listed): Membership {
  if (listed.size === 1) {
    const [system, codes] = [...listed][0]!
    return (asked, code) => (asked === undefined || asked === system) && codes.has(code)
  }
  return (asked, code) => {
    if (asked !== undefined) return listed.get(asked)?.has(code) ?? false
    for (const codes of listed.values()) if (codes.has(code)) return true
    return false
  }
}

function listOf(contains: readonly Contained[], into: Map<string, Set<string>> = new Map()): Listed {
  for (const { system = '', code, abstract, contains: inner } of contains) {
    if (code !== undefined && !abstract) {
      const codes = into.get(system)
      if (codes) codes.add(code)
      else into.set(system, new Set([code]))
    }
    if (inner) listOf(inner, into)
  }
  return into
}

function merge(lists: readonly Listed[]): Listed {
  if (lists.length === 1) return lists[0]!
  const merged = new Map<string, Set<string>>()
  for (const listed of lists) {
    for (const [system, codes] of listed) {
      const known = merged.get(system)
      if (known) for (const code of codes) known.add(code)
      else merged.set(system, new Set(codes))
    }
  }
  return merged
}

function subtract(from: Listed, excluded: Listed): Listed {
  if (excluded.size === 0) return from
  return new Map([...from].map(([system, codes]) => [system, new Set([...codes].filter((code) => !excluded.get(system)?.has(code)))]))
}

function intersection(left: Part, right: Part): Part {
  if (!left.listed || !right.listed) return { has: (system, code) => and(left.has(system, code), right.has(system, code)) }
  const { listed } = right
  const shared: Listed = new Map(
    [...left.listed].map(([system, codes]) => [system, new Set([...codes].filter((code) => listed.get(system)?.has(code)))]),
  )
  return { listed: shared, has: inList(shared) }
}

function any(parts: readonly Part[], system: string | undefined, code: string): boolean | undefined {
  let answer: boolean | undefined = false
  for (const { has } of parts) {
    const one = has(system, code)
    if (one === true) return true
    if (one === undefined) answer = undefined
  }
  return answer
}

function and(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false
  return left === undefined || right === undefined ? undefined : true
}

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value)
