import type { SlimStructure } from '#fhir/definitions/structure.ts'
import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import type { Check } from './base.ts'
import { isObject } from './base.ts'
import type { Bindings } from './binding.ts'
import type { Invariants } from './invariant.ts'
import type { Judging } from './judging.ts'
import { compileProfile, type ProfileWorld } from './profile/compile.ts'
import { createFinder } from './profile/path.ts'
import type { References } from './reference.ts'
import { ProfileRefused } from './refused.ts'
import type { Shapes } from './shape.ts'
import { withSnapshot } from './snapshot/generate.ts'
import type { Terminology } from './terminology/terminology.ts'

/** A profile ready to judge by. */
export interface CompiledProfile {
  structure: SlimStructure
  check: Check
}

export interface Profiles {
  /** `undefined`: not known here. @throws ProfileRefused when it uses a construct that is not known. */
  find(canonical: string): CompiledProfile | undefined
  /** Judges a value, at its place, by a profile; says so when the profile is not known or its type is another. */
  judge(canonical: string, value: unknown, judging: Judging): void
  /** Does it conform? `undefined`: the profile is not known. Nothing is said. */
  conforms(value: unknown, canonical: string, judging: Judging): boolean | undefined
  /** Definitions have changed: each profile is compiled again when it is next asked for. */
  forget(): void
}

export interface ProfileRooms {
  definitions: Definitions
  shapes: Shapes
  terminology: Terminology
  bindings: Bindings
  invariants: Invariants
  references: References
  /** Is it another guide's profile, of which a fault is only a warning? */
  warnsOnly: (canonical: string) => boolean
}

/** Profiles by canonical, each compiled when first asked for. */
export function createProfiles(rooms: ProfileRooms): Profiles {
  const { definitions, shapes, terminology, references, warnsOnly } = rooms
  const compiled = new Map<string, CompiledProfile | ProfileRefused | undefined>()
  const world: ProfileWorld = {
    ...rooms,
    structure: (canonical) => definitions.structure(canonical),
    membership: (valueSet) => terminology.valueSet(valueSet)?.has,
    conforms: (item, canonical, judging) => conforms(item.value, canonical, judging),
    find: createFinder(shapes, references),
    byProfile,
    meets,
    onlyWarn: (canonicals) => canonicals.every(warnsOnly),
  }

  /**
   * Does a resource that is pointed to meet one of these? One that claims such a profile, or a profile of it, is judged
   * by that where it stands, and its faults are said there.
   */
  function meets(target: Record<string, unknown>, canonicals: readonly string[], judging: Judging): boolean | undefined {
    const known = judging.conformance.get(target) ?? new Map<string, boolean | undefined>()
    judging.conformance.set(target, known)
    let answer: boolean | undefined = false
    for (const canonical of canonicals) {
      if (!known.has(canonical)) {
        // Resources that point to each other: each is taken to be right while the other is looked at.
        known.set(canonical, true)
        known.set(canonical, claims(target, canonical) || meetsOne(target, canonical, judging))
      }
      const one = known.get(canonical)
      if (one === true) return true
      if (one === undefined) answer = undefined
    }
    return answer
  }

  function meetsOne(target: Record<string, unknown>, canonical: string, judging: Judging): boolean | undefined {
    const found = look(canonical)
    if (found === undefined || found instanceof ProfileRefused) return undefined
    const trial = judging.aside(target)
    found.check(target, trial)
    const { base, profile } = trial.verdict()
    return base.length === 0 && profile.length === 0
  }

  function claims({ meta }: Record<string, unknown>, canonical: string): boolean {
    const claimed = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : []
    return claimed.some((one) => typeof one === 'string' && derives(one, canonical))
  }

  /** Is a profile this one, or based on it by way of others? */
  function derives(canonical: string, wanted: string): boolean {
    const { url, version } = splitCanonical(wanted)
    let one: string | undefined = canonical
    for (let step = 0; one !== undefined && step < 20; step++) {
      const structure: SlimStructure | undefined = definitions.structure(one)
      if (!structure) return false
      if (structure.url === url && (version === undefined || structure.version === version)) return true
      one = structure.baseDefinition
    }
    return false
  }

  function compile(canonical: string): CompiledProfile | ProfileRefused | undefined {
    let structure = definitions.structure(canonical)
    if (!structure) return undefined
    if (structure.derivation !== 'constraint') return { structure, check: () => undefined }
    // What is base R4's own, SimpleQuantity above all, is judged as base.
    const against =
      structure.kind === 'complex-type' &&
      structure.url.startsWith('http://hl7.org/fhir/StructureDefinition/') &&
      structure.type !== 'Extension'
    try {
      // Where none could be made before, this says why.
      if (!structure.snapshot) structure = withSnapshot(structure, (one) => definitions.structure(one))
      return { structure, check: compileProfile(structure, world, against ? 'base' : 'profile') }
    } catch (error) {
      if (error instanceof ProfileRefused) return error
      throw error
    }
  }

  function look(canonical: string): CompiledProfile | ProfileRefused | undefined {
    if (compiled.has(canonical)) return compiled.get(canonical)
    const found = compile(canonical)
    // Canonicals come with requests: only those that lead somewhere are remembered.
    if (found) compiled.set(canonical, found)
    return found
  }

  function judge(canonical: string, value: unknown, judging: Judging): void {
    const found = look(canonical)
    if (found === undefined) {
      judging.notChecked(`Profile ${shown(canonical)} is not known here, so it was not checked.`, 'profile-not-known', 'warning')
    } else if (found instanceof ProfileRefused) {
      judging.notChecked(
        `Profile ${shown(canonical)} was not checked: it uses what is not known here. ${found.message}`,
        'profile-refused',
        'warning',
      )
    } else if (
      isObject(value) &&
      typeof value.resourceType === 'string' &&
      value.resourceType !== found.structure.type &&
      shapes.get(found.structure.type).resource
    ) {
      if (shapes.get(value.resourceType).kinds.has(found.structure.type)) return
      const says = `is a ${value.resourceType}; ${found.structure.url} is a profile of ${found.structure.type}`
      judging.report({ against: 'profile', code: 'structure', details: 'profile-type', says })
    } else found.check(value, judging)
  }

  function conforms(value: unknown, canonical: string, judging: Judging): boolean | undefined {
    const found = look(canonical)
    if (found === undefined || found instanceof ProfileRefused) return undefined
    const trial = judging.fork(value)
    judge(canonical, value, trial)
    const { base, profile } = trial.verdict()
    return base.length === 0 && profile.length === 0
  }

  /** One of these is enough; when it is only one, what it finds is said, else that none fits. */
  function byProfile(canonicals: readonly string[], who: string): Check {
    const [only, ...others] = canonicals
    if (others.length === 0) {
      return (value, judging) => {
        const { resource } = judging
        if (isObject(value) && typeof value.resourceType === 'string') judging.resource = value
        judge(only!, value, judging)
        judging.resource = resource
      }
    }
    const says = `fits none of ${canonicals.join(', ')} (${who})`
    return (value, judging) => {
      const answers = canonicals.map((canonical) => conforms(value, canonical, judging))
      if (answers.includes(true)) return
      if (answers.includes(undefined)) for (const canonical of canonicals) if (!look(canonical)) judge(canonical, value, judging)
      if (!answers.includes(undefined)) judging.report({ against: 'profile', code: 'structure', details: 'profile', says })
    }
  }

  return {
    find(canonical) {
      const found = look(canonical)
      if (found instanceof ProfileRefused) throw found
      return found
    },
    judge,
    conforms,
    forget: () => compiled.clear(),
  }
}

/** A canonical that came with a request is repeated only when it is one. */
function shown(canonical: string): string {
  return /^[\x21-\x7e]{1,255}$/.test(canonical) ? canonical : '(unreadable)'
}
