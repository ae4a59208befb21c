import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { cached } from './cache.ts'
import type { SlimStructure } from './structure.ts'
import type { SlimCodeSystem, SlimValueSet } from './terminology.ts'

/** Where definitions are looked up by canonical. `|version` must match when it is given. */
export interface Definitions {
  structure(canonical: string): SlimStructure | undefined
  valueSet(canonical: string): SlimValueSet | undefined
  codeSystem(url: string): SlimCodeSystem | undefined
  /** Every version of a structure that is here, when there may be more than one; the usual one first. */
  versions?(url: string): readonly string[]
  /** Code systems that say more about the concepts of this one. */
  supplements?(url: string): readonly SlimCodeSystem[]
}

/** What a canonical says: its url, and the version if there is one. */
export function splitCanonical(canonical: string): { url: string; version?: string } {
  const bar = canonical.indexOf('|')
  return bar < 0 ? { url: canonical } : { url: canonical.slice(0, bar), version: canonical.slice(bar + 1) }
}

/**
 * The structures, value sets and code systems of R4 core (4.0.1), slimmed. Each is parsed when first asked for:
 * a server that never meets a VisionPrescription never pays for one.
 */
export function coreDefinitions(): Definitions {
  const folder = import.meta.dirname
  const sources = ['structures-build.ts', 'structure.ts', 'published-invariants.ts', 'terminology.ts'].map((name) => join(folder, name))
  const texts = cached('structures', sources, build)
  const parsed = new Map<string, object>()
  const read = (key: string): object | undefined => {
    const known = parsed.get(key)
    // Canonicals come with requests: one that leads nowhere is not remembered.
    if (known !== undefined || !Object.hasOwn(texts, key)) return known
    const made = JSON.parse(texts[key]!) as object
    parsed.set(key, made)
    delete texts[key]
    return made
  }
  const get = <Definition extends { version?: string }>(type: string, canonical: string): Definition | undefined => {
    const { url, version } = splitCanonical(canonical)
    const found = read(`${type} ${url}`) as Definition | undefined
    return found && (version === undefined || found.version === version) ? found : undefined
  }
  return {
    structure: (canonical) => get<SlimStructure>('StructureDefinition', canonical),
    valueSet: (canonical) => get<SlimValueSet>('ValueSet', canonical),
    codeSystem: (url) => get<SlimCodeSystem>('CodeSystem', url),
  }
}

/** In a child process: see structures-build.ts. */
function build(): Record<string, string> {
  const script = join(import.meta.dirname, 'structures-build.ts')
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 2 ** 28 })) as Record<string, string>
}
