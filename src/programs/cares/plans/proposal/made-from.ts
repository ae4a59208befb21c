import type { CarePlan, CareTeam, Condition, Goal, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { sourceOf } from '../../case/fact-source.ts'

/**
 * The resource, saying which records' words or facts stand in it: should one of them become protected later, it does so with it
 * (`../../../sensitivity/sources.ts`, CARES-CON-07). What it only refers to is not among them.
 */
export function madeFrom<T extends CarePlan | CareTeam | Condition | Goal | ServiceRequest>(made: T, sources: readonly Resource[]): T {
  const named = [...new Set(sources.map(sourceOf))].sort()
  if (named.length === 0) return made
  const extension = named.map((valueString) => ({ url: `${canon}/StructureDefinition/source-version`, valueString }))
  return { ...made, extension: [...(made.extension ?? []), ...extension] }
}
