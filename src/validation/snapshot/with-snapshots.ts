import type { SlimStructure } from '#fhir/definitions/structure.ts'
import type { Definitions } from '#fhir/definitions/structures.ts'
import { ProfileRefused } from '../refused.ts'
import { withSnapshot } from './generate.ts'

/** Records of one system claim a dozen profiles that are not here. */
const nowhereAtMost = 500
const longest = 200

/**
 * The same definitions, where profiles that are published without a snapshot have one: made when first asked for.
 * One for which none can be made stays as it is, and compiling it says why.
 */
export function withSnapshots(definitions: Definitions): Definitions & { forget(): void } {
  let made = new WeakMap<SlimStructure, SlimStructure>()
  /** Looking through all places takes longer than many a check. Canonicals that lead nowhere come with requests, so only a few are kept. */
  const looked = new Map<string, SlimStructure>()
  const nowhere = new Set<string>()
  const lookup = (canonical: string): SlimStructure | undefined => {
    const known = looked.get(canonical)
    if (known !== undefined) return known
    if (nowhere.has(canonical)) return undefined
    const found = look(canonical)
    if (found !== undefined) looked.set(canonical, found)
    else if (nowhere.size < nowhereAtMost && canonical.length < longest) nowhere.add(canonical)
    return found
  }
  const look = (canonical: string): SlimStructure | undefined => {
    const found = definitions.structure(canonical)
    if (!found || found.snapshot || found.derivation !== 'constraint') return found
    const known = made.get(found)
    if (known) return known
    try {
      const whole = withSnapshot(found, (one) => definitions.structure(one))
      made.set(found, whole)
      return whole
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error
      made.set(found, found)
      return found
    }
  }
  return {
    structure: lookup,
    valueSet: (canonical) => definitions.valueSet(canonical),
    codeSystem: (url) => definitions.codeSystem(url),
    supplements: (url) => definitions.supplements?.(url) ?? [],
    versions: (url) => definitions.versions?.(url) ?? [],
    /** A base may be another one now: snapshots are made again. */
    forget() {
      looked.clear()
      nowhere.clear()
      made = new WeakMap()
    },
  }
}
