import type { SlimCodeSystem, SlimConcept } from '#fhir/definitions/terminology.ts'

/** A code system that is known here with all its codes. */
export interface CodeSystem {
  url: string
  /** Code to concept. */
  concepts: ReadonlyMap<string, SlimConcept>
  /** The codes that a filter selects; `undefined` when the filter is of a kind that is not known here. */
  select(filter: { property: string; op: string; value: string }): ReadonlySet<string> | undefined
}

/** Compiles a code system. `undefined` when it does not hold all its codes, so nothing can be said of an absent one. */
export function compileCodeSystem(definition: SlimCodeSystem): CodeSystem | undefined {
  if (definition.content !== 'complete' || !definition.concept) return undefined
  const concepts = new Map<string, SlimConcept>()
  const parents = new Map<string, string[]>()
  const below = (child: string, parent: string) => {
    const known = parents.get(child)
    if (known) known.push(parent)
    else parents.set(child, [parent])
  }
  const add = (concept: SlimConcept, parent?: string): void => {
    concepts.set(concept.code, concept)
    if (parent !== undefined) below(concept.code, parent)
    for (const property of concept.property ?? []) {
      if (property.code === 'child' && typeof property.valueCode === 'string') below(property.valueCode, concept.code)
      if ((property.code === 'parent' || property.code === 'subsumedBy') && typeof property.valueCode === 'string') {
        below(concept.code, property.valueCode)
      }
    }
    for (const child of concept.concept ?? []) add(child, concept.code)
  }
  for (const concept of definition.concept) add(concept)

  const isBelow = (code: string, ancestor: string, seen = new Set<string>()): boolean =>
    (parents.get(code) ?? []).some((parent) => {
      if (parent === ancestor) return true
      if (seen.has(parent)) return false
      seen.add(parent)
      return isBelow(parent, ancestor, seen)
    })
  const those = (keep: (concept: SlimConcept) => boolean) => {
    const kept = new Set<string>()
    for (const concept of concepts.values()) if (keep(concept)) kept.add(concept.code)
    return kept
  }

  return {
    url: definition.url,
    concepts,
    select({ property, op, value }) {
      const hierarchy = property === 'concept' || property === 'code'
      if (hierarchy && op === 'is-a') return those(({ code }) => code === value || isBelow(code, value))
      if (hierarchy && op === 'descendent-of') return those(({ code }) => isBelow(code, value))
      if (hierarchy && op === 'generalizes') return those(({ code }) => code === value || isBelow(value, code))
      if (hierarchy && op === 'is-not-a') return those(({ code }) => code !== value && !isBelow(code, value))
      if (hierarchy && op === '=') return those(({ code }) => code === value)
      if (hierarchy && op === 'in') return those(({ code }) => value.split(',').includes(code))
      if (hierarchy && op === 'not-in') return those(({ code }) => !value.split(',').includes(code))
      if (hierarchy && op === 'regex') {
        const pattern = new RegExp(`^(?:${value})$`)
        return those(({ code }) => pattern.test(code))
      }
      if (op === '=') return those((concept) => valuesOf(concept, property, parents).includes(value))
      if (op === 'exists') return those((concept) => valuesOf(concept, property, parents).length > 0 === (value === 'true'))
      return undefined
    },
  }
}

function valuesOf({ code, property }: SlimConcept, name: string, parents: ReadonlyMap<string, string[]>): string[] {
  if (name === 'parent') return parents.get(code) ?? []
  return (property ?? []).flatMap((one) => {
    if (one.code !== name) return []
    const [value] = Object.entries(one).flatMap(([key, held]) => (key.startsWith('value') ? [held] : []))
    return typeof value === 'object' && value !== null ? [String((value as { code?: string }).code)] : [String(value)]
  })
}
