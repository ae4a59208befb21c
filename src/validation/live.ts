import { type SlimStructure, slimStructure } from '#fhir/definitions/structure.ts'
import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import type { Issue } from '#fhir/issue.ts'
import { layered } from './layered.ts'
import { ProfileRefused } from './refused.ts'
import { irreplaceable, StoredTerminology } from './terminology/stored-layer.ts'

/** Definitions that come and go while the server runs, each by the name of the resource that it is stored as. */
export interface LiveDefinitions {
  /** The resource types that have an effect here. */
  readonly types: readonly string[]
  /**
   * What speaks against using a definition that somebody wants to store, as issues against it; none when it may be
   * used, or has no effect here. Nothing is changed.
   * @param besides resources that would come with it, such as the profile it is based on
   */
  trouble(definition: unknown, besides?: readonly unknown[]): Issue[]
  /** From the next judgement on it is used, unless R4 or this server defines the same; one that is retired is withdrawn. @param at `StructureDefinition/<id>` */
  put(at: string, definition: unknown): void
  /** From the next judgement on it is not known any more. */
  remove(at: string): void
}

/** What the live definitions are kept in, and how a validator hears of a change. */
export interface LiveParts {
  /** The definitions that cannot be replaced: R4's and this server's own. */
  fixed: Definitions
  /** Everything that is known. */
  all: Definitions
  /** Compiles a profile, with further definitions on top, and forgets it again. @throws ProfileRefused */
  tryOut(canonical: string, definitions: Definitions): void
  /** Called after each change: what was compiled before may mean something else now. */
  changed(): void
}

/** The layer of definitions that `LiveDefinitions` fills. */
export class LiveLayer implements Definitions {
  readonly #byPlace = new Map<string, SlimStructure>()
  /** Value sets and code systems. */
  readonly terminology = new StoredTerminology()

  set(at: string, structure: SlimStructure | undefined): void {
    this.#byPlace.delete(at)
    if (structure) this.#byPlace.set(at, structure)
  }

  has = (at: string): boolean => this.#byPlace.has(at)

  /** Of two with the same canonical the one that was put last. */
  structure(canonical: string): SlimStructure | undefined {
    const { url, version } = splitCanonical(canonical)
    return this.#of(url).findLast((one) => version === undefined || one.version === version)
  }

  versions(url: string): readonly string[] {
    return this.#of(url).flatMap(({ version }) => version ?? [])
  }

  valueSet = (canonical: string) => this.terminology.valueSet(canonical)
  codeSystem = (url: string) => this.terminology.codeSystem(url)
  supplements = (url: string) => this.terminology.supplements(url)

  #of(url: string): SlimStructure[] {
    return [...this.#byPlace.values()].filter((one) => one.url === url)
  }
}

export function createLive(layer: LiveLayer, { fixed, all, tryOut, changed }: LiveParts): LiveDefinitions {
  const isKnown = (definition: unknown): boolean => {
    const { resourceType, url, version } = (definition ?? {}) as Record<string, unknown>
    if (resourceType === 'CodeSystem') return irreplaceable(fixed).codeSystem(String(url)) !== undefined
    return fixed.valueSet(typeof version === 'string' ? `${url}|${version}` : String(url)) !== undefined
  }
  return {
    types: ['StructureDefinition', 'ValueSet', 'CodeSystem'],
    trouble(definition, besides = []) {
      const profile = profileOf(definition)
      if (!profile) return []
      if (fixed.structure(profile.url))
        return [issue('taken', `${profile.url} is a definition of R4 or of this server and cannot be replaced.`)]
      const posted = new LiveLayer()
      for (const [index, one] of besides.entries()) posted.set(String(index), profileOf(one))
      posted.set('', profile)
      try {
        tryOut(profile.url, layered([posted, all]))
        return []
      } catch (error) {
        if (!(error instanceof ProfileRefused)) throw error
        return [issue('profile-refused', `The profile cannot be used. ${error.message}.`, placeOf(error, definition))]
      }
    },
    put(at, definition) {
      if (isTerminology(at)) {
        // Under a canonical of R4 or of this server it has no effect; that is no reason to refuse it.
        if (!isKnown(definition)) layer.terminology.set(at, definition)
        else if (layer.terminology.has(at)) layer.terminology.remove(at)
        else return
        changed()
        return
      }
      const said = profileOf(definition)
      const profile = said && fixed.structure(said.url) ? undefined : said
      if (!profile && !layer.has(at)) return
      layer.set(at, profile)
      changed()
    },
    remove(at) {
      if (!layer.has(at) && !layer.terminology.has(at)) return
      layer.set(at, undefined)
      layer.terminology.remove(at)
      changed()
    },
  }
}

function isTerminology(at: string): boolean {
  return at.startsWith('ValueSet/') || at.startsWith('CodeSystem/')
}

/** A StructureDefinition that constrains a resource or a data type, and is in force. Logical models have no effect here. */
function profileOf(definition: unknown): SlimStructure | undefined {
  const { resourceType, derivation, kind, url, status } = (definition ?? {}) as Record<string, unknown>
  if (resourceType !== 'StructureDefinition' || derivation !== 'constraint' || typeof url !== 'string') return undefined
  if (status === 'retired' || (kind !== 'resource' && kind !== 'complex-type')) return undefined
  return slimStructure(definition as Record<string, unknown>)
}

/** The element of the definition that is at fault, in the list where it stands. */
function placeOf({ element }: ProfileRefused, definition: unknown): string {
  const id = element.slice(element.indexOf(' ') + 1)
  for (const list of ['differential', 'snapshot'] as const) {
    const elements = (definition as SlimStructure)[list]?.element ?? []
    const index = elements.findIndex((one) => one.id === id)
    if (index >= 0) return `StructureDefinition.${list}.element[${index}]`
  }
  return 'StructureDefinition'
}

function issue(details: string, diagnostics: string, place = 'StructureDefinition.url'): Issue {
  return { severity: 'error', code: details === 'taken' ? 'business-rule' : 'not-supported', details, diagnostics, expression: [place] }
}
