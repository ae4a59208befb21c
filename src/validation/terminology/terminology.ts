import type { Definitions } from '#fhir/definitions/structures.ts'
import { splitCanonical } from '#fhir/definitions/structures.ts'
import { type CodeSystem, compileCodeSystem } from './code-system.ts'
import { compileValueSet, type ValueSet } from './value-set.ts'

/** The code systems and value sets that are known in this process, each compiled when first asked for. */
export interface Terminology {
  /** `undefined`: not known here, or not with all its codes. */
  codeSystem(url: string): CodeSystem | undefined
  /** `undefined`: no such value set here. */
  valueSet(canonical: string): ValueSet | undefined
}

export function createTerminology(definitions: Definitions): Terminology {
  const codeSystems = new Map<string, CodeSystem | undefined>()
  const valueSets = new Map<string, ValueSet | undefined>()

  const terminology: Terminology = {
    codeSystem(canonical) {
      const { url } = splitCanonical(canonical)
      if (!codeSystems.has(url)) {
        const definition = definitions.codeSystem(url)
        codeSystems.set(url, definition && compileCodeSystem(definition))
      }
      return codeSystems.get(url)
    },
    valueSet(canonical) {
      if (!valueSets.has(canonical)) {
        // A value set that includes itself, through others, finds nothing there instead of running for ever.
        valueSets.set(canonical, undefined)
        // A version other than the one that is here: the one that is here is the best that can be had.
        const definition = definitions.valueSet(canonical) ?? definitions.valueSet(splitCanonical(canonical).url)
        valueSets.set(canonical, definition && compileValueSet(definition, terminology))
      }
      return valueSets.get(canonical)
    },
  }
  return terminology
}
