import type { ElementType } from '#fhir/definitions/structure.ts'
import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { Check } from '../base.ts'
import { isObject } from '../base.ts'
import type { Finding, Judging } from '../judging.ts'
import type { References, Source } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'

/** What the rules on references look things up with. */
export interface ReferenceWorld {
  references: References
  /** Does a resource meet one of these profiles? `undefined`: one of them is not known, or it was not asked. */
  meets(target: Record<string, unknown>, canonicals: readonly string[], judging: Judging): boolean | undefined
  /** Are all of these another guide's profiles, of which a fault is only a warning? */
  onlyWarn(canonicals: readonly string[]): boolean
}

/**
 * What a profile asks of a reference beyond the type that it points to: how it leads there, whether it names a version,
 * and what its target is like, when the target is at hand.
 * Spec: http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type
 * @param where the element, for the refusal
 */
export function referenceRules(declared: ElementType, source: Source, where: string, world: ReferenceWorld): Check[] {
  return [
    aggregationRule(declared, source, where, world),
    versioningRule(declared, source, where),
    targetRule(declared, source, world),
  ].filter((check) => check !== undefined)
}

const ways = new Set(['contained', 'referenced', 'bundled'])

function aggregationRule(
  { aggregation }: ElementType,
  { against, who, cites }: Source,
  where: string,
  world: ReferenceWorld,
): Check | undefined {
  if (!aggregation || aggregation.length === 0) return undefined
  const unknown = aggregation.find((way) => !ways.has(way))
  if (unknown) throw new ProfileRefused(where, `aggregation "${unknown}" is not known here`)
  const says = `must point to a resource that is ${aggregation.join(' or ')} (${who})`
  const finding: Finding = { against, cites, code: 'structure', details: 'reference-target', about: 'aggregation', says }
  return (value, judging) => {
    const reference = literalOf(value)
    if (reference === undefined) return
    if (reference.startsWith('#')) {
      if (!aggregation.includes('contained')) judging.report(finding)
    } else if (!aggregation.includes('referenced') && !(aggregation.includes('bundled') && world.references.resolve(reference, judging))) {
      // What is in the same Bundle is referenced as well.
      judging.report(finding)
    }
  }
}

function versioningRule({ versioning }: ElementType, { against, who, cites }: Source, where: string): Check | undefined {
  if (versioning === undefined || versioning === 'either') return undefined
  if (versioning !== 'specific' && versioning !== 'independent')
    throw new ProfileRefused(where, `versioning "${versioning}" is not known here`)
  const specific = versioning === 'specific'
  const says = specific ? `must name a version: …/_history/[version] (${who})` : `must not name a version (${who})`
  const finding: Finding = { against, cites, code: 'structure', details: 'reference-target', about: 'versioning', says }
  return (value, judging) => {
    const reference = literalOf(value)
    if (reference === undefined || reference.startsWith('#')) return
    if (reference.includes('/_history/') !== specific) judging.report(finding)
  }
}

const core = 'http://hl7.org/fhir/StructureDefinition/'

/** R4 has 146; a record may name any. */
const typesAtMost = 200

/** A target that is contained, in the same Bundle, or was handed in, is judged; of any other only its type is known. */
function targetRule({ targetProfile = [] }: ElementType, { against, who, cites }: Source, world: ReferenceWorld): Check | undefined {
  if (targetProfile.every((canonical) => canonical.startsWith(core))) return undefined
  const askedOf = new Map<string, readonly string[]>()
  /** What a target of this type must meet; nothing where the type alone is enough, or another one is allowed only. */
  const asks = (type: string): readonly string[] => {
    const known = askedOf.get(type)
    if (known) return known
    const found = world.references.ofType(targetProfile, type)
    const asked = found.some((canonical) => splitCanonical(canonical).url === core + type) ? [] : found
    if (askedOf.size < typesAtMost) askedOf.set(type, asked)
    return asked
  }
  return (value, judging) => {
    if (!judging.hasTargets) return
    const reference = literalOf(value)
    const target = reference === undefined ? undefined : (world.references.resolve(reference, judging) ?? judging.targetOf(reference))
    if (target === undefined || typeof target.resourceType !== 'string') return
    const type = target.resourceType
    const asked = asks(type)
    // Another type than is allowed is said by its own check.
    if (asked.length === 0) return
    if (world.meets(target, asked, judging) !== false) return
    const finding: Finding = {
      ...{ against, cites, code: 'structure', details: 'reference-target', about: 'profile' },
      says: `points to a ${type} that does not meet ${asked.join(' or ')} (${who})`,
    }
    if (world.onlyWarn(asked)) judging.leniently(() => judging.report(finding))
    else judging.report(finding)
  }
}

function literalOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.reference === 'string' ? value.reference : undefined
}
