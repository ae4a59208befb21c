import type { Resource } from '@medplum/fhirtypes'
import { rosaAtHome } from './rosa-at-home.ts'
import { rosaComesIn } from './rosa-comes-in.ts'
import { rosaIsAssessed } from './rosa-is-assessed.ts'
import { rosaIsPlannedFor, rosasIcp } from './rosas-plan.ts'
import { teamOfHolyoke } from './team-of-holyoke.ts'

/**
 * Everything that Rosa's ICP needs to be finalized on 2024-04-25, the draft ICP included: center and staff first, then
 * Rosa, her way in, her assessment, the plan and what stands around it. Fresh objects at each call.
 */
export function completeRecord(): Resource[] {
  return [...teamOfHolyoke(), ...rosaAtHome(), ...rosaComesIn(), rosaIsAssessed(), ...rosaIsPlannedFor(), rosasIcp()]
}

/** The days of Rosa's story, for tests that walk around them. */
export const rosasDays = {
  birth: '2015-06-12',
  referred: '2024-03-04',
  identified: '2024-03-05',
  intake: '2024-03-06',
  enrolled: '2024-03-15',
  assessed: '2024-04-02',
  assessmentReviewed: '2024-04-03',
  met: '2024-04-16',
  reviewed: '2024-04-22',
  finalized: '2024-04-25',
  /** 60 days from the referral, the earliest of her three dates. */
  due: '2024-05-03',
} as const

/** One resource of a record, by `Type/id`. */
export function find<T extends Resource>(record: readonly Resource[], reference: string): T {
  const found = record.find((resource) => `${resource.resourceType}/${resource.id}` === reference)
  if (!found) throw new Error(`${reference} is not in the record`)
  return found as T
}

/** The record without some resources. */
export function without(record: readonly Resource[], ...references: string[]): Resource[] {
  return record.filter((resource) => !references.includes(`${resource.resourceType}/${resource.id}`))
}

/** The record with one resource changed by `change`, or put in when it is not there. */
export function changed<T extends Resource>(record: readonly Resource[], reference: string, change: (resource: T) => T): Resource[] {
  return record.map((resource) => (`${resource.resourceType}/${resource.id}` === reference ? change(resource as T) : resource))
}
