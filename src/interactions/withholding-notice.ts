// CARES-CON-07: who may not see all that there might be is told so, and never whether there is any of it.
import type { AccessPlan, Permission, Sight } from '#auth/access-plan.ts'
import { canon } from '#fhir/issue.ts'
import { resourceTypes } from './resource-types.ts'

/** What a Bundle bears as `meta.tag`: neutral, as it bears the same whether or not anything was left out. */
export const withholdingTag = {
  system: `${canon}/CodeSystem/answer-mark`,
  code: 'may-be-withheld',
  display: 'Protected content may be withheld',
} as const

/**
 * Does this caller's sight of these types stop at labels of their own laws, whatever is stored? It follows from what the caller is
 * alone, and is asked before anything is looked for. The request keeps it in mind, for the header of its answer.
 *
 * @param types those that are asked for; absent: all that there are
 */
export function mayWithhold({ access }: { access: AccessPlan }, permission: Permission, types?: Iterable<string>): boolean {
  const { sight, request } = access
  if (sight === undefined) return false
  const may = types === undefined ? withholdsSomewhere(sight, permission) : anyOf(sight, permission, types)
  if (may && request !== undefined) request.withholds = true
  return may
}

/** The same of an answer that is no Bundle, or none at all: what is not found may be there. */
export const withholdingHeader = { 'Withholding-Notice': 'Content that laws of its own protect may be withheld from this answer.' } as const

type SightOf = NonNullable<AccessPlan['sight']>

function anyOf(sight: SightOf, permission: Permission, types: Iterable<string>): boolean {
  for (const type of types) if (withholds(sight(permission, type))) return true
  return false
}

function withholds(sight: Sight): boolean {
  return sight !== 'everything' && sight.some(({ withheld }) => withheld !== undefined)
}

/** Of all types, asked once for a plan. */
function withholdsSomewhere(sight: SightOf, permission: Permission): boolean {
  const known = somewhere.get(sight) ?? new Map<Permission, boolean>()
  somewhere.set(sight, known)
  const found = known.get(permission) ?? anyOf(sight, permission, resourceTypes())
  known.set(permission, found)
  return found
}

const somewhere = new WeakMap<SightOf, Map<Permission, boolean>>()
