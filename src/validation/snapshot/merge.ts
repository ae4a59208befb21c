import { asksTheSame } from '#fhir/definitions/published-invariants.ts'
import type { Constraint, Slicing, SlimElement } from '#fhir/definitions/structure.ts'

/** Words of which the derived element adds its own to the inherited ones. */
const gathered = new Set(['condition', 'alias', 'mapping', 'code', 'example'])

type Binding = NonNullable<SlimElement['binding']>

/** Where the differential's element stands is said by the tree. */
const placed = new Set(['id', 'path', 'base'])

/** A choice of which an element may have one: `fixedCode`, `patternCoding`, `minValueDate`, `maxValueInteger`, `defaultValueCode`. */
const stated = /^(fixed|pattern|minValue|maxValue|defaultValue)[A-Z]/

/**
 * Lays what a differential says of an element over what it inherits: what is said replaces, and what can only be added
 * to (invariants, conditions, names) is added to.
 * Spec: http://hl7.org/fhir/R4/profiling.html#snapshot
 * @param base changed in place
 */
export function lay(said: SlimElement, base: SlimElement): void {
  for (const [word, value] of Object.entries(said)) {
    if (placed.has(word)) continue
    if (word === 'constraint') base.constraint = withConstraints(base.constraint, value as Constraint[])
    else if (word === 'slicing') base.slicing = withSlicing(base.slicing, value as Slicing)
    else if (word === 'binding') base.binding = { ...base.binding, ...(structuredClone(value) as Binding) }
    else if (word === 'extension') base.extension = byUrl(base.extension, value)
    else if (gathered.has(word)) base[word] = together(base[word], value)
    else {
      const kind = stated.exec(word)?.[1]
      if (kind) for (const other of Object.keys(base)) if (stated.exec(other)?.[1] === kind) delete base[other]
      base[word] = structuredClone(value)
    }
  }
}

/**
 * An invariant that is inherited stays as it is: a profile cannot reword it under the same key. What else it asks under that is asked besides;
 * R4 has no place for two of one key (eld-14), but left out it would be judged by nobody.
 */
function withConstraints(inherited: readonly Constraint[] = [], added: readonly Constraint[]): Constraint[] {
  return [...inherited, ...structuredClone(added.filter((one) => !inherited.some((other) => asksTheSame(one, other))))]
}

function withSlicing(inherited: Slicing | undefined, said: Slicing): Slicing {
  const discriminator = together(inherited?.discriminator, said.discriminator) as Slicing['discriminator']
  return { ...inherited, ...structuredClone(said), ...(discriminator && { discriminator }) }
}

function together(inherited: unknown, added: unknown): unknown[] | undefined {
  if (!Array.isArray(inherited) && !Array.isArray(added)) return undefined
  const all = [...(Array.isArray(inherited) ? inherited : []), ...structuredClone(Array.isArray(added) ? added : [])]
  const texts = all.map((one) => JSON.stringify(one))
  return all.filter((_, index) => texts.indexOf(texts[index]!) === index)
}

function byUrl(inherited: unknown, added: unknown): unknown[] {
  const own = (Array.isArray(added) ? added : []) as { url?: unknown }[]
  const urls = new Set(own.map(({ url }) => url))
  const kept = (Array.isArray(inherited) ? inherited : []).filter(({ url }: { url?: unknown }) => !urls.has(url))
  return [...kept, ...structuredClone(own)]
}
