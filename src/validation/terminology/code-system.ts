import type { SlimCodeSystem, SlimConcept } from '#fhir/definitions/terminology.ts'
import { ExpressionRefused } from '../fhirpath/lexer.ts'
import { Meter } from '../fhirpath/meter.ts'
import { type Pattern, wholePattern } from '../fhirpath/pattern.ts'
import { propertyValues } from './concept.ts'

/** A code system that is known here with all its codes. */
export interface CodeSystem {
  url: string
  definition: SlimCodeSystem
  /** Code to concept, in the order of the definition, what supplements say of it included. */
  concepts: ReadonlyMap<string, SlimConcept>
  parentsOf(code: string): readonly string[]
  childrenOf(code: string): readonly string[]
  /** Is the first code the second, or above it? */
  subsumes(code: string, other: string): boolean
  /**
   * The codes that a filter selects; `undefined` when the filter is of a kind that is not known here.
   * @param meter pays for the filter `regex`, as anybody may send one; one for all filters of a value set
   * @throws TooCostly when it has no steps left
   */
  select(filter: Filter, meter?: Meter): ReadonlySet<string> | undefined
}

export interface Filter {
  property: string
  op: string
  value: string
}

/** What all regular expressions of one value set may use up: some 500,000 codes with a short one. */
export const stepsOfFilters = 10_000_000

const none: readonly string[] = []

/**
 * Compiles a code system. `undefined` when it does not hold all its codes, so nothing can be said of an absent one.
 * @param supplements what others say of its concepts: further designations and properties
 */
export function compileCodeSystem(definition: SlimCodeSystem, supplements: readonly SlimCodeSystem[] = []): CodeSystem | undefined {
  if (definition.content !== 'complete' || !definition.concept) return undefined
  const concepts = new Map<string, SlimConcept>()
  const parents = new Map<string, string[]>()
  const children = new Map<string, string[]>()
  const below = (child: string, parent: string) => {
    if (parents.get(child)?.includes(parent)) return
    push(parents, child, parent)
    push(children, parent, child)
  }
  const add = (concept: SlimConcept, parent?: string): void => {
    concepts.set(concept.code, concept)
    if (parent !== undefined) below(concept.code, parent)
    for (const property of concept.property ?? []) {
      if (typeof property.valueCode !== 'string') continue
      if (property.code === 'child') below(property.valueCode, concept.code)
      if (property.code === 'parent' || property.code === 'subsumedBy') below(concept.code, property.valueCode)
    }
    for (const child of concept.concept ?? []) add(child, concept.code)
  }
  for (const concept of definition.concept) add(concept)
  for (const supplement of supplements) supplemented(concepts, supplement.concept ?? [])

  const parentsOf = (code: string) => parents.get(code) ?? none
  const childrenOf = (code: string) => children.get(code) ?? none
  const descendants = (code: string) => reached(code, childrenOf)
  const those = (keep: (concept: SlimConcept) => boolean) => {
    const kept = new Set<string>()
    for (const concept of concepts.values()) if (keep(concept)) kept.add(concept.code)
    return kept
  }
  const valuesOf = (concept: SlimConcept, property: string): readonly string[] => {
    if (property === 'concept' || property === 'code') return [concept.code]
    if (property === 'display' || property === 'definition') return concept[property] === undefined ? none : [concept[property]]
    if (property === 'parent') return parentsOf(concept.code)
    if (property === 'child') return childrenOf(concept.code)
    return propertyValues(concept, property)
  }

  return {
    url: definition.url,
    definition,
    concepts,
    parentsOf,
    childrenOf,
    subsumes: (code, other) => code === other || reached(other, parentsOf).has(code),
    // http://hl7.org/fhir/R4/valueset-filter-operator.html
    select({ property, op, value }, meter = new Meter(stepsOfFilters)) {
      const has = (test: (value: string) => boolean) => (concept: SlimConcept) => valuesOf(concept, property).some(test)
      switch (op) {
        case '=':
          return those(has((one) => one === value))
        case 'in':
        case 'not-in': {
          const listed = new Set(value.split(',').map((one) => one.trim()))
          const held = has((one) => listed.has(one))
          return those((concept) => held(concept) === (op === 'in'))
        }
        case 'exists':
          return those((concept) => valuesOf(concept, property).length > 0 === (value === 'true'))
        case 'regex': {
          const whole = wholeOf(value, meter)
          return whole && those(has((one) => whole.test(one, meter)))
        }
      }
      if (property !== 'concept' && property !== 'code') return undefined
      switch (op) {
        case 'is-a':
          return ordered(concepts, descendants(value).add(value))
        case 'descendent-of':
          return ordered(concepts, descendants(value), value)
        case 'generalizes':
          return ordered(concepts, reached(value, parentsOf).add(value))
        case 'is-not-a': {
          const left = descendants(value).add(value)
          return those(({ code }) => !left.has(code))
        }
      }
      return undefined
    },
  }
}

/** A filter's expression, which a whole text must match. */
function wholeOf(source: string, meter: Meter): Pattern | undefined {
  try {
    return wholePattern(source, meter)
  } catch (error) {
    if (error instanceof ExpressionRefused) return undefined
    throw error
  }
}

function push(into: Map<string, string[]>, key: string, value: string): void {
  const known = into.get(key)
  if (known) known.push(value)
  else into.set(key, [value])
}

/** All that can be reached from a code, one step or many; a circle ends. */
function reached(code: string, next: (code: string) => readonly string[]): Set<string> {
  const found = new Set<string>()
  const open = [...next(code)]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (found.has(one)) continue
    found.add(one)
    open.push(...next(one))
  }
  return found
}

/** Of some codes those that there are, in the order of the definition. */
function ordered(concepts: ReadonlyMap<string, SlimConcept>, codes: ReadonlySet<string>, except?: string): Set<string> {
  const kept = new Set<string>()
  for (const code of concepts.keys()) if (codes.has(code) && code !== except) kept.add(code)
  return kept
}

function supplemented(concepts: Map<string, SlimConcept>, more: readonly SlimConcept[]): void {
  for (const { code, designation = [], property = [], concept = [] } of more) {
    const known = concepts.get(code)
    if (known) {
      const all = { ...known, designation: [...(known.designation ?? []), ...designation] }
      concepts.set(code, { ...all, property: [...(known.property ?? []), ...property] })
    }
    supplemented(concepts, concept)
  }
}
