import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import { type SlimCodeSystem, type SlimValueSet, slimCodeSystem, slimValueSet } from '#fhir/definitions/terminology.ts'

/** Value sets and code systems that somebody stored, each by where it is stored; of two with one canonical the last speaks. */
export class StoredTerminology implements Definitions {
  readonly #valueSets = new Shelf<SlimValueSet>()
  readonly #codeSystems = new Shelf<SlimCodeSystem>()

  /** @param at `ValueSet/<id>`; anything that is neither a value set nor a code system with a canonical has no effect */
  set(at: string, definition: unknown): void {
    this.remove(at)
    const { resourceType, url } = (definition ?? {}) as { resourceType?: unknown; url?: unknown }
    if (typeof url !== 'string') return
    if (resourceType === 'ValueSet') this.#valueSets.put(at, slimValueSet(definition as SlimValueSet))
    if (resourceType === 'CodeSystem') this.#codeSystems.put(at, slimCodeSystem(definition as SlimCodeSystem))
  }

  remove(at: string): void {
    this.#valueSets.take(at)
    this.#codeSystems.take(at)
  }

  has(at: string): boolean {
    return this.#valueSets.has(at) || this.#codeSystems.has(at)
  }

  structure = () => undefined

  valueSet(canonical: string): SlimValueSet | undefined {
    const { url, version } = splitCanonical(canonical)
    return this.#valueSets.of(url).find((one) => version === undefined || one.version === version)
  }

  codeSystem(url: string): SlimCodeSystem | undefined {
    return this.#codeSystems.of(splitCanonical(url).url).find(({ content }) => content !== 'supplement')
  }

  supplements(url: string): readonly SlimCodeSystem[] {
    return this.#codeSystems.where(({ content, supplements = '' }) => content === 'supplement' && splitCanonical(supplements).url === url)
  }
}

/** Definitions by place and by canonical, the last one first. */
class Shelf<Definition extends { url: string }> {
  readonly #byPlace = new Map<string, Definition>()
  readonly #byUrl = new Map<string, Definition[]>()

  put(at: string, definition: Definition): void {
    this.#byPlace.set(at, definition)
    this.#byUrl.set(definition.url, [definition, ...this.of(definition.url)])
  }

  take(at: string): void {
    const definition = this.#byPlace.get(at)
    if (definition === undefined) return
    this.#byPlace.delete(at)
    const others = this.of(definition.url).filter((one) => one !== definition)
    if (others.length > 0) this.#byUrl.set(definition.url, others)
    else this.#byUrl.delete(definition.url)
  }

  has = (at: string): boolean => this.#byPlace.has(at)
  of = (url: string): readonly Definition[] => this.#byUrl.get(url) ?? []
  where = (test: (definition: Definition) => boolean): Definition[] => [...this.#byPlace.values()].filter(test)
}

/**
 * Definitions that nobody can replace, but for code systems of which only a part is here, such as SNOMED CT: whoever
 * stores all of one is believed.
 */
export function irreplaceable(definitions: Definitions): Definitions {
  const whole = (definition: SlimCodeSystem | undefined) => (definition?.content === 'complete' ? definition : undefined)
  return { ...definitions, codeSystem: (url) => whole(definitions.codeSystem(url)) }
}
