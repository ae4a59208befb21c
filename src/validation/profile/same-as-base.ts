import { asksTheSame, isPublished } from '#fhir/definitions/published-invariants.ts'
import type { Constraint } from '#fhir/definitions/structure.ts'
import type { Field, Shape } from '../shape.ts'

const universal = new Set(['ele-1', 'ext-1', 'dom-2', 'dom-3', 'dom-4', 'dom-5', 'dom-6'])

/** Is the invariant the base's own, which the base has judged already? Another of the same key is not. */
export function inherited(constraint: Constraint, shape: Shape, field: Field | undefined): boolean {
  if (universal.has(constraint.key)) return constraint.expression === undefined || isPublished(constraint)
  const isSame = (one: Constraint) => asksTheSame(one, constraint)
  return shape.constraints.some(isSame) || (field?.element.constraint?.some(isSame) ?? false)
}

/** Does the profile bind the element as the base does? */
export function sameBinding(
  one: { strength: string; valueSet?: string },
  base: { strength: string; valueSet?: string } | undefined,
): boolean {
  return one.strength === base?.strength && one.valueSet?.split('|')[0] === base?.valueSet?.split('|')[0]
}

/** Are the same types allowed? */
export function sameTypes(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (!one || !other) return one === other
  return one.size === other.size && [...one].every((type) => other.has(type))
}

/** The target profiles that the base gives a reference. */
export const targetsOf = (field: Field) => field.element.type?.find(({ code }) => code === 'Reference')?.targetProfile
/** The profiles that the base asks of the value. */
export const profilesOf = (field: Field) => field.element.type?.find(({ code }) => code === field.type)?.profile
