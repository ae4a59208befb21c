import { searchParams } from '#fhir/definitions/search-parameters.ts'

/** Is this the name of an R4 resource type? Each one is stored and searched here. */
export function isResourceType(type: string): boolean {
  return searchParams().has(type) && !laterTypes.has(type)
}

/** Types that the definitions hold besides those of 4.0.1. */
const laterTypes = new Set(['SubscriptionStatus'])

/** Every R4 resource type, in alphabetical order. */
export function resourceTypes(): string[] {
  return [...searchParams().keys()].filter(isResourceType)
}
