import type { SlimStructure } from '#fhir/definitions/structure.ts'
import { slimStructure } from '#fhir/definitions/structure.ts'
import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { BaseChecks, isObject } from './base.ts'
import { createBindings } from './binding.ts'
import { createExtensions } from './extension.ts'
import { limits, Meter, TooCostly } from './fhirpath/meter.ts'
import { createInvariants } from './invariant.ts'
import { Judging } from './judging.ts'
import { layered } from './layered.ts'
import { createLive, LiveLayer } from './live.ts'
import { isNarrative } from './narrative.ts'
import { createProfiles } from './profiles.ts'
import { createReferences } from './reference.ts'
import { ProfileRefused } from './refused.ts'
import { Shapes } from './shape.ts'
import { withSnapshots } from './snapshot/with-snapshots.ts'
import { irreplaceable } from './terminology/stored-layer.ts'
import { createTerminology } from './terminology/terminology.ts'
import { createTypeRules } from './type-rule.ts'
import { typeOfUsCore } from './us-core-types.ts'
import type { Validator } from './validator.ts'

/** What a validator judges by. */
export interface ValidatorInput {
  /** R4 core: `coreDefinitions()`. */
  structures: Definitions
  /** Our own profiles and extensions with snapshots; compiled at once, so that a broken one stops the start. */
  profiles?: readonly object[]
  valueSets?: readonly object[]
  codeSystems?: readonly object[]
  /** Other guides' definitions, looked up when a record claims one. */
  packages?: Definitions
  /** A false claim to one of those, or an extension that its definition there refuses: a fault (the default), or a warning. */
  foreignProfiles?: 'refuse' | 'warn'
  /** Are bindings that cannot be judged here told, so that another terminology server can be asked? */
  leavesOpen?: boolean
}

/**
 * Makes a validator. Base types and other guides' profiles are compiled when they are first met, our own at once.
 * @throws ProfileRefused naming each of our profiles, and the element of it, that uses a construct not known here
 */
export function createValidator({
  structures,
  profiles = [],
  valueSets = [],
  codeSystems = [],
  packages,
  foreignProfiles = 'refuse',
  leavesOpen,
}: ValidatorInput): Validator {
  const own = {
    structures: byUrl(profiles.map((profile) => slimStructure(profile as Record<string, unknown>)) as SlimStructure[]),
    valueSets: byUrl(valueSets as SlimValueSet[]),
    codeSystems: byUrl(codeSystems as SlimCodeSystem[]),
  }
  const fixed = layered([asDefinitions(own), structures])
  const posted = new LiveLayer()
  const definitions = withSnapshots(layered([irreplaceable(fixed), posted, fixed, ...(packages ? [packages] : [])]))
  /** Of another guide, and so only worth a warning, when it was decided so. */
  const warnsOnly = (canonical: string) =>
    foreignProfiles === 'warn' &&
    !fixed.structure(canonical) &&
    !posted.structure(canonical) &&
    packages?.structure(canonical) !== undefined
  const shapes = new Shapes(structures)
  const terminology = createTerminology(definitions, fixed)
  const bindings = createBindings(terminology)
  const references = createReferences(shapes, (canonical) => definitions.structure(canonical)?.type ?? typeOfUsCore(canonical))
  const invariants = createInvariants(shapes, (judging) => ({
    resolve: (reference) => references.resolve(reference, judging),
    memberOf: (item, valueSet) => bindings.memberOf(item.value, item.type, valueSet),
    htmlChecks: isNarrative,
    conformsTo: (item, canonical) => known.conforms(item.value, canonical, judging),
  }))
  const rooms = { shapes, terminology, bindings, invariants, references, warnsOnly }
  const known = createProfiles({ definitions, ...rooms })
  const extensions = createExtensions(definitions, known, shapes, warnsOnly)
  const base = new BaseChecks({
    ...{ shapes, bindings, invariants, references },
    profilesOf: (resource, judging) => {
      for (const canonical of claimed(resource)) {
        if (warnsOnly(canonical)) judging.leniently(() => known.judge(canonical, resource, judging))
        else known.judge(canonical, resource, judging)
      }
    },
    extensionIn: extensions.check,
    typeRules: createTypeRules(terminology),
    typeProfile: (canonical) => (value, judging) => known.judge(canonical, value, judging),
  })
  compileAll(own.structures, known.find)

  return {
    validate(resource, profilesToo = [], targets) {
      const judging = new Judging(leavesOpen, new Meter(limits.steps, resource))
      judging.targets = targets
      judging.rootResource = resource
      const type = isObject(resource) && typeof resource.resourceType === 'string' ? resource.resourceType : ''
      judging.enter(shapes.find(type)?.resource ? type : 'Resource', -1)
      try {
        base.resource(resource, judging)
        if (!judging.tooDeep && shapes.find(type)?.resource) {
          const said = new Set(claimed(resource as Record<string, unknown>))
          judging.resource = resource
          for (const canonical of profilesToo) if (!said.has(canonical) || warnsOnly(canonical)) known.judge(canonical, resource, judging)
        }
      } catch (error) {
        if (!(error instanceof TooCostly)) throw error
        judging.giveUp(error)
      }
      return judging.verdict()
    },
    knows: (canonical) => definitions.structure(canonical) !== undefined,
    shapes,
    terminology,
    live: createLive(posted, {
      fixed,
      all: definitions,
      tryOut: (canonical, more) => void createProfiles({ definitions: withSnapshots(more), ...rooms }).find(canonical),
      changed() {
        definitions.forget()
        terminology.forget()
        known.forget()
        extensions.forget()
      },
    }),
  }
}

function claimed({ meta }: Record<string, unknown>): string[] {
  if (!isObject(meta) || !Array.isArray(meta.profile)) return []
  return meta.profile.filter((canonical) => typeof canonical === 'string')
}

function byUrl<Definition extends { url: string }>(definitions: readonly Definition[]): Map<string, Definition> {
  return new Map(definitions.map((definition) => [definition.url, definition]))
}

interface Own {
  structures: ReadonlyMap<string, SlimStructure>
  valueSets: ReadonlyMap<string, SlimValueSet>
  codeSystems: ReadonlyMap<string, SlimCodeSystem>
}

function asDefinitions({ structures, valueSets, codeSystems }: Own): Definitions {
  const get = <Definition extends { version?: string }>(from: ReadonlyMap<string, Definition>, canonical: string) => {
    const { url, version } = splitCanonical(canonical)
    const found = from.get(url)
    return found && (version === undefined || version === found.version) ? found : undefined
  }
  return {
    structure: (canonical) => get(structures, canonical),
    valueSet: (canonical) => get(valueSets, canonical),
    codeSystem: (url) => get(codeSystems, url),
  }
}

/** Compiles every one, and tells of all that are refused at once. */
function compileAll(structures: ReadonlyMap<string, SlimStructure>, compile: (canonical: string) => unknown): void {
  const refused: string[] = []
  for (const url of structures.keys()) {
    try {
      compile(url)
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error
      refused.push(error.message)
    }
  }
  if (refused.length > 0) throw new ProfileRefused(`${refused.length} profiles cannot be used`, refused.join('; '))
}
