import type { ResourceJson } from '#storage/store.ts'
import { naiveMeets } from './naive-parameters.ts'
import { memberOf } from './naive-sight.ts'

/**
 * Is a resource in a compartment? Written down by hand, for the types that are drawn here, from R4's definitions of the
 * practitioner's and the patient's; a patient's is the member's record.
 */
export function isInside(world: readonly ResourceJson[], one: ResourceJson, owner: { type: string; id: string }): boolean {
  if (owner.type === 'Patient') return memberOf(one) === owner.id
  if (one.resourceType === 'Practitioner') return one.id === owner.id
  return one.resourceType === 'Patient' && naiveMeets(world, one, 'general-practitioner', `Practitioner/${owner.id}`)
}
