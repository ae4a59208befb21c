import type { Definitions } from '#fhir/definitions/structures.ts'
import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { type CodeSystem, compileCodeSystem } from './code-system.ts'
import { compileValueSet, type ValueSet } from './value-set.ts'

/** The code systems and value sets that are known in this process, each compiled when first asked for. */
export interface Terminology {
  /** `undefined`: not known here, or not with all its codes. */
  codeSystem(url: string): CodeSystem | undefined
  /** `undefined`: no such value set here. */
  valueSet(canonical: string): ValueSet | undefined
  /** A value set as it is written, for whoever lists its codes. Its version is the one here, if not the one asked for. */
  definition(canonical: string): SlimValueSet | undefined
  /** How much of a code system is here: complete, fragment, example, not-present. `undefined`: it is not known. */
  contentOf(url: string): string | undefined
  /** Compiles a value set that is not to be kept. */
  compile(definition: SlimValueSet): ValueSet
  /** The same with further definitions, which go before those that are here; nothing here is changed. */
  with(more: Posted): Terminology
}

/** Value sets and code systems that were sent, or stored by somebody. */
export interface Posted {
  valueSets: readonly SlimValueSet[]
  codeSystems: readonly SlimCodeSystem[]
}

export function createTerminology(definitions: Definitions): Terminology {
  return over({
    definition: (canonical) => definitions.valueSet(canonical) ?? definitions.valueSet(splitCanonical(canonical).url),
    codeSystemDefinition: (url) => definitions.codeSystem(url),
    compiled: (_url, definition) => compileCodeSystem(definition),
  })
}

/** Where definitions are found, and how code systems are compiled that others have compiled before. */
interface Source {
  definition(canonical: string): SlimValueSet | undefined
  codeSystemDefinition(url: string): SlimCodeSystem | undefined
  compiled(url: string, definition: SlimCodeSystem): CodeSystem | undefined
}

function over(source: Source): Terminology {
  const codeSystems = new Map<string, CodeSystem | undefined>()
  const valueSets = new Map<string, ValueSet | undefined>()

  const terminology: Terminology = {
    codeSystem(canonical) {
      const { url } = splitCanonical(canonical)
      if (!codeSystems.has(url)) {
        const definition = source.codeSystemDefinition(url)
        codeSystems.set(url, definition && source.compiled(url, definition))
      }
      return codeSystems.get(url)
    },
    valueSet(canonical) {
      if (!valueSets.has(canonical)) {
        // A value set that includes itself, through others, finds nothing there instead of running for ever.
        valueSets.set(canonical, undefined)
        // A version other than the one that is here: the one that is here is the best that can be had.
        const definition = source.definition(canonical)
        valueSets.set(canonical, definition && compileValueSet(definition, terminology))
      }
      return valueSets.get(canonical)
    },
    definition: source.definition,
    contentOf: (url) => source.codeSystemDefinition(splitCanonical(url).url)?.content,
    compile: (definition) => compileValueSet(definition, terminology),
    with(more) {
      if (more.valueSets.length === 0 && more.codeSystems.length === 0) return terminology
      return over(layered(more, source, terminology))
    },
  }
  return terminology
}

/** A code system that nothing further is said of is the one that was compiled before. */
function layered(more: Posted, below: Source, terminology: Terminology): Source {
  const complete = more.codeSystems.filter(({ content }) => content !== 'supplement')
  const supplementsOf = (url: string) =>
    more.codeSystems.filter(({ content, supplements }) => content === 'supplement' && splitCanonical(supplements ?? '').url === url)
  return {
    definition(canonical) {
      const { url, version } = splitCanonical(canonical)
      const named = more.valueSets.filter((one) => one.url === url)
      const exact = named.find((one) => version === undefined || one.version === version)
      return exact ?? below.definition(canonical) ?? named[0]
    },
    codeSystemDefinition: (url) => complete.find((one) => one.url === url) ?? below.codeSystemDefinition(url),
    compiled(url, definition) {
      const supplements = supplementsOf(url)
      if (!complete.includes(definition) && supplements.length === 0) return terminology.codeSystem(url)
      return compileCodeSystem(definition, supplements)
    },
  }
}
