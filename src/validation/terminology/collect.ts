// http://hl7.org/fhir/R4/valueset.html#compositions
import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { Contained, Designation, Include, SlimConcept, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { Meter, TooCostly } from '../fhirpath/meter.ts'
import { type CodeSystem, type Filter, stepsOfFilters } from './code-system.ts'
import { isAbstract, isInactive } from './concept.ts'
import type { Terminology } from './terminology.ts'
import { cannotTell, type Trouble, tooCostly } from './trouble.ts'

/** A code of a value set, with what there is to say of it. */
export interface Entry {
  system: string
  code: string
  display?: string
  designation: readonly Designation[]
  inactive: boolean
  abstract: boolean
  /** It came with its place in the code system; codes that were listed one by one stand as they were listed. */
  nests: boolean
}

/** The codes of a value set in their order, by `keyOf`. */
export type Entries = Map<string, Entry>

/** How codes are collected. */
export interface Collecting {
  terminology: Terminology
  /** Version that each code system must have, whatever the value set says; by its url. */
  forced: ReadonlyMap<string, string>
}

/** Steps that one question may cost; R4's largest value set takes a few thousand. */
const mostSteps = 500_000

export function keyOf(system: string, code: string): string {
  return `${system}\n${code}`
}

/**
 * Every code of a value set, in the order of its definition.
 * @throws FhirError `rule` with everything that keeps it from being expanded, or too-costly
 */
export function collect(definition: SlimValueSet, collecting: Collecting): { entries: Entries; systems: ReadonlyMap<string, CodeSystem> } {
  const collector = new Collector(collecting)
  const entries = collector.valueSet(definition, [])
  if (collector.troubles.length > 0) throw cannotTell(collector.troubles)
  return { entries, systems: collector.systems }
}

class Collector {
  readonly troubles: Trouble[] = []
  /** The code systems that were looked at. */
  readonly systems = new Map<string, CodeSystem>()
  readonly #terminology: Terminology
  readonly #forced: ReadonlyMap<string, string>
  #steps = 0
  readonly #meter = new Meter(stepsOfFilters)

  constructor({ terminology, forced }: Collecting) {
    this.#terminology = terminology
    this.#forced = forced
  }

  /** @param path value sets that this one is part of: one that meets itself again is refused */
  valueSet({ url, compose, expansion }: SlimValueSet, path: readonly string[]): Entries {
    if (path.includes(url)) {
      this.#trouble('processing', `The value set ${url} includes itself: ${[...path, url].join(' → ')}.`)
      return new Map()
    }
    if (!compose) {
      if (!expansion?.contains) this.#trouble('not-found', `The value set ${url} has neither a definition nor codes here.`)
      return this.#given(expansion?.contains ?? [])
    }
    const inside = [...path, url]
    const entries: Entries = new Map()
    for (const include of compose.include) {
      for (const [key, entry] of this.#part(include, inside)) {
        if (!entries.has(key)) entries.set(key, entry)
      }
    }
    for (const exclude of compose.exclude ?? []) this.#exclude(entries, exclude, inside)
    if (compose.inactive === false) for (const [key, { inactive }] of entries) if (inactive) entries.delete(key)
    return entries
  }

  #part(include: Include, path: readonly string[]): Entries {
    const parts = (include.valueSet ?? []).map((canonical) => this.#imported(canonical, path))
    if (include.system !== undefined) parts.unshift(this.#ofSystem(include.system, include))
    const [first = new Map() as Entries, ...others] = parts
    return others.length === 0 ? first : new Map([...first].filter(([key]) => others.every((other) => other.has(key))))
  }

  #imported(canonical: string, path: readonly string[]): Entries {
    const definition = this.#terminology.definition(canonical)
    this.#step(1)
    if (definition) return this.valueSet(definition, path)
    this.#trouble('not-found', `The value set ${canonical} is not here.`)
    return new Map()
  }

  #exclude(entries: Entries, exclude: Include, path: readonly string[]): void {
    const { system, concept, filter, valueSet } = exclude
    // A system that brought nothing in needs not be here to be kept out; one that goes as a whole neither.
    if (system !== undefined && ![...entries.values()].some((entry) => entry.system === system)) return
    this.#step(entries.size)
    if (system !== undefined && !concept && !filter && !valueSet) {
      for (const [key, entry] of entries) if (entry.system === system) entries.delete(key)
    } else for (const key of this.#part(exclude, path).keys()) entries.delete(key)
  }

  #ofSystem(url: string, { version, concept, filter = [] }: Include): Entries {
    const known = this.#terminology.codeSystem(url)
    if (known) {
      this.systems.set(url, known)
      this.#checkVersion(known, this.#forced.get(url) ?? version)
    }
    if (concept) {
      this.#step(concept.length)
      return new Map(concept.map((listed) => [keyOf(url, listed.code), entryOf(url, listed, known?.concepts.get(listed.code))]))
    }
    if (!known) {
      this.#trouble(...this.#absent(url))
      return new Map()
    }
    this.#step(known.concepts.size * Math.max(1, filter.length))
    const selected = filter.map((one) => {
      const codes = this.#select(known, one)
      if (codes === undefined)
        this.#trouble('not-supported', `A filter on ${one.property} of ${url}, ${one.op}, is of a kind that is not known here.`)
      return codes ?? new Set<string>()
    })
    const kept = [...known.concepts.values()].filter(({ code }) => selected.every((codes) => codes.has(code)))
    return new Map(kept.map((held) => [keyOf(url, held.code), { ...entryOf(url, held, held), nests: true }]))
  }

  #select(known: CodeSystem, filter: Filter): ReadonlySet<string> | undefined {
    try {
      return known.select(filter, this.#meter)
    } catch (error) {
      if (!(error instanceof TooCostly)) throw error
      throw tooCostly('The regular expressions of its filters take more work than one answer is worth; ask with shorter ones, or fewer.')
    }
  }

  #absent(url: string): [Trouble['code'], string] {
    const content = this.#terminology.systemDefinition(url)?.content
    if (content === undefined) return ['not-found', `The code system ${url} is not here.`]
    return ['not-supported', `The code system ${url} is not here with all its codes (${content}).`]
  }

  #checkVersion({ url, definition }: CodeSystem, version: string | undefined): void {
    if (version === undefined || version === definition.version) return
    this.#trouble(
      'not-found',
      `The code system ${url} is not here in the version that is asked for, but in ${definition.version ?? 'one without a name'}.`,
    )
  }

  /** A value set that came expanded. Heads without a code, and those that are only there to group, are no members. */
  #given(contains: readonly Contained[], into: Entries = new Map()): Entries {
    this.#step(contains.length)
    for (const { system = '', code, display, designation = [], inactive = false, abstract = false, contains: inner } of contains) {
      if (code !== undefined && !abstract)
        into.set(keyOf(system, code), { system, code, display, designation, inactive, abstract, nests: false })
      if (inner) this.#given(inner, into)
    }
    return into
  }

  #trouble(code: Trouble['code'], diagnostics: string): void {
    this.troubles.push({ code, diagnostics })
    if (this.troubles.length > 50) throw cannotTell(this.troubles)
  }

  #step(cost: number): void {
    this.#steps += cost
    if (this.#steps > mostSteps) throw tooCostly('This value set takes more work than one question is worth. Divide it.')
  }
}

/** What a value set calls a code goes before what its system calls it. */
function entryOf(system: string, listed: Pick<SlimConcept, 'code' | 'display' | 'designation'>, known?: SlimConcept): Entry {
  return {
    system,
    code: listed.code,
    display: listed.display ?? known?.display,
    designation: listed === known ? (known.designation ?? []) : [...(listed.designation ?? []), ...(known?.designation ?? [])],
    inactive: known !== undefined && isInactive(known),
    abstract: known !== undefined && isAbstract(known),
    nests: false,
  }
}

/** A canonical's url and version, as `system-version` and its like carry them. */
export function versionsBySystem(canonicals: readonly string[]): Map<string, string> {
  return new Map(
    canonicals.flatMap((canonical) => {
      const { url, version } = splitCanonical(canonical)
      return version === undefined ? [] : [[url, version] as const]
    }),
  )
}
