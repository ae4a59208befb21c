import type { Definitions } from '#fhir/definitions/structures.ts'
import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { layered } from '../layered.ts'
import { type CodeSystem, compileCodeSystem } from './code-system.ts'
import { irreplaceable, StoredTerminology } from './stored-layer.ts'
import { compileValueSet, type ValueSet } from './value-set.ts'

/** The code systems and value sets that are known in this process, each compiled when first asked for. */
export interface Terminology {
  /** `undefined`: not known here, or not with all its codes. */
  codeSystem(url: string): CodeSystem | undefined
  /** `undefined`: no such value set here. */
  valueSet(canonical: string): ValueSet | undefined
  /** A value set as it is written, for whoever lists its codes. Its version is the one here, if not the one asked for. */
  definition(canonical: string): SlimValueSet | undefined
  /** A code system as it is written, with all its codes or without. */
  systemDefinition(url: string): SlimCodeSystem | undefined
  /** Compiles a value set that is not to be kept. */
  compile(definition: SlimValueSet): ValueSet
  /** Compiles a code system that is not to be kept, with what is said of it elsewhere. */
  compileSystem(definition: SlimCodeSystem): CodeSystem | undefined
  /** The same with further definitions, which do not replace those of R4 and of this server; nothing here is changed. */
  with(more: readonly (SlimValueSet | SlimCodeSystem)[]): Terminology
  /** Counts the changes: what was compiled at another count may mean something else now. */
  readonly generation: number
  /** Definitions have changed: each is compiled again when it is next asked for. */
  forget(): void
}

/**
 * @param definitions everything that is known
 * @param fixed of these, what further definitions cannot replace
 */
export function createTerminology(definitions: Definitions, fixed: Definitions = definitions): Terminology {
  return over(definitions, fixed)
}

function over(definitions: Definitions, fixed: Definitions, below?: Terminology): Terminology {
  const codeSystems = new Map<string, CodeSystem>()
  const valueSets = new Map<string, ValueSet | undefined>()
  let generation = 0

  const supplementsOf = (url: string) => definitions.supplements?.(url) ?? []
  const compiled = (url: string): CodeSystem | undefined => {
    const definition = definitions.codeSystem(url)
    // What nothing new is said of was compiled before, or will be for others as well.
    if (below?.systemDefinition(url) === definition && supplementsOf(url).length === 0) return below?.codeSystem(url)
    return definition && compileCodeSystem(definition, supplementsOf(url))
  }

  const terminology: Terminology = {
    codeSystem(canonical) {
      const known = codeSystems.get(canonical)
      if (known) return known
      const { url } = splitCanonical(canonical)
      if (url !== canonical) return terminology.codeSystem(url)
      const found = compiled(url)
      // Canonicals come with requests: only those that lead somewhere are remembered.
      if (found) codeSystems.set(url, found)
      return found
    },
    valueSet(canonical) {
      if (valueSets.has(canonical)) return valueSets.get(canonical)
      const definition = definitions.valueSet(canonical)
      if (!definition) {
        // Versions come with requests and are not remembered: that of the one that is here is.
        const { url } = splitCanonical(canonical)
        return url === canonical ? undefined : terminology.valueSet(url)
      }
      // A value set that includes itself, through others, finds nothing there instead of running for ever.
      valueSets.set(canonical, undefined)
      const found = compileValueSet(definition, terminology)
      valueSets.set(canonical, found)
      return found
    },
    // A version other than the one that is here: the one that is here is the best that can be had.
    definition: (canonical) => definitions.valueSet(canonical) ?? definitions.valueSet(splitCanonical(canonical).url),
    systemDefinition: (url) => definitions.codeSystem(splitCanonical(url).url),
    compile: (definition) => compileValueSet(definition, terminology),
    compileSystem: (definition) => compileCodeSystem(definition, supplementsOf(definition.url)),
    with(more) {
      if (more.length === 0) return terminology
      const layer = new StoredTerminology()
      for (const [index, definition] of more.entries()) layer.set(String(index), definition)
      return over(layered([irreplaceable(fixed), layer, definitions]), fixed, terminology)
    },
    get generation() {
      return generation
    },
    forget() {
      generation++
      codeSystems.clear()
      valueSets.clear()
    },
  }
  return terminology
}
