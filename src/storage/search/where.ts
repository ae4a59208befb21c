import type { AccessPlan, Permission } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { letIn } from '../access/let-in.ts'
import { type SightPlace, seen } from '../access/sight-condition.ts'
import type { Clause, SearchQuery } from '../store.ts'
import { conditionOf, type Lead, leadOf } from './clause.ts'
import type { CommonKeys } from './common-keys.ts'
import type { Linked, Place } from './key-condition.ts'
import type { Values } from './values.ts'
import { windowOf } from './window.ts'

/** Conditions on a row, joined by AND. */
export interface Where {
  conditions: string[]
  /** Nothing but the type leads to the rows: as many may have to be looked at as there are of it. */
  byType: boolean
  /** Does anything but types lead to the rows? */
  led: boolean
  /** The condition among them by which the caller may see a row; undefined where every row may be seen. */
  sight?: string
}

/**
 * What a row must be. The way to the rows is chosen here, in the text, as a prepared statement has one plan for all values:
 * by the patient's shard, else by those keys that are rare, else by other resources that are quickly found, else by a window of
 * dates that has an index, else by type.
 * The other conditions are worded so that no index answers them. What the caller may see is a condition like any other, on
 * each row that is looked at: the row searched, and those that it is linked to.
 *
 * @param apart subqueries must stand by themselves, as distributed tables want it
 * @param found the rows have been reached another way, and no index shall answer
 * @param sight what the caller may see of the type, where that is spelled already (`access/kept.ts`)
 */
export function whereOf(
  { type, clauses, compartment }: SearchQuery,
  types: readonly string[],
  values: Values,
  common: CommonKeys,
  access: AccessPlan,
  { apart = false, found = false, sight }: { apart?: boolean; found?: boolean; sight?: string } = {},
): Where {
  const isRare = (lead: Lead): boolean => Array.isArray(lead) && !common.hasAny(lead)
  const linked = linkedOf(access, values, isRare, apart)
  const place = { row: 'r', types, values, indexed: false, linked }
  // Over whatever there is, rows are met in their order and not sorted first; unless a clause has a better way to them.
  const inOrder =
    type === '' && types.length === searchParams().size && !clauses.some(({ kind }) => kind === 'id' || kind === 'lastUpdated')
  const typeIs = inOrder ? 'IS NOT NULL' : type ? `= ${values.add(type)}` : `= ANY (${values.add(types)}::text[])`
  return conditions({ typeIs, clauses, compartment, found, sight }, place, isRare, access)
}

function linkedOf(access: AccessPlan, values: Values, isRare: (lead: Lead) => boolean, apart: boolean): Linked {
  const linked: Linked = {
    apart,
    conditions: ({ row, type, clause, found }) => {
      const place = { row, types: [type], values, indexed: false, linked }
      return conditions({ typeIs: `= ${values.add(type)}`, clauses: [clause], found }, place, isRare, access).conditions
    },
    leads: (type, clause) => {
      if (clause.kind === 'id') return true
      const lead = leadOf(clause, { row: '', types: [type], values, indexed: false, linked })
      return lead === 'shard' || lead === 'link' || isRare(lead)
    },
  }
  return linked
}

/**
 * What a row that is reached without a search must be for the caller to see it (reads, histories, what is included, what
 * is written); undefined where every row may be seen.
 *
 * @param ended the row may be that of something deleted
 * @param beside rows that the same statement writes, named like a table: what they tie counts
 */
export function seenBy(
  access: AccessPlan,
  permission: Permission,
  types: readonly string[],
  { row, values, beside, ended }: { row: string; values: Values; beside?: string; ended?: boolean },
): string | undefined {
  const place = { row, types, values, indexed: false, linked: linkedOf(access, values, () => false, false) }
  return seen(access, permission, types, { ...sightPlace(place), beside, ended })
}

/** What lets the caller see such a row of a type, as an expression (`access/let-in.ts`); undefined where nothing of it is told. */
export function letInBy(
  access: AccessPlan,
  permission: Permission,
  type: string,
  { row, values, ended }: { row: string; values: Values; ended?: boolean },
): string | undefined {
  const place = { row, types: [type], values, indexed: false, linked: linkedOf(access, values, () => false, false) }
  return letIn(access, permission, type, { ...sightPlace(place), ended })
}

/** Where a condition of sight stands: beside those of a search, answered by no index. */
function sightPlace(place: Place): SightPlace {
  return {
    row: place.row,
    values: place.values,
    conditionOf: (clause, row, type) => conditionOf(clause, { ...place, row, types: [type], indexed: false }),
  }
}

interface Asked {
  typeIs: string
  clauses: readonly Clause[]
  compartment?: string
  /** The row has been reached another way. */
  found?: boolean
  /** What the caller may see of the type, where that is spelled already. */
  sight?: string
}

function conditions(
  { typeIs, clauses, compartment, found = false, sight: spelled }: Asked,
  place: Place,
  isRare: (lead: Lead) => boolean,
  access: AccessPlan,
): Where {
  const { row, values } = place
  const sight = spelled ?? seen(access, 's', place.types, sightPlace(place))
  const leads = clauses.map((clause) => leadOf(clause, place))
  const inShard = leads.includes('shard')
  const byShard = found || compartment !== undefined || inShard
  const byKey = !byShard && leads.some(isRare)
  const byId = clauses.some(({ kind }) => kind === 'id')
  const link = byShard || byKey || byId ? -1 : leads.indexOf('link')
  const window =
    byShard || byKey || byId || link >= 0 || place.types.length !== 1 ? undefined : windowOf(row, place.types[0], clauses, values)
  const led = window !== undefined || byShard || byKey || byId || link >= 0 || clauses.some(({ kind }) => kind === 'lastUpdated')
  const list = [
    ...(window === undefined ? [] : [window]),
    `${window !== undefined || found || byKey || inShard || link >= 0 ? `(${row}.type || '')` : `${row}.type`} ${typeIs}`,
    `NOT ${row}.deleted`,
    ...(compartment === undefined ? [] : [`${row}.shard = ${values.add(compartment)} AND ${row}.member`]),
    ...clauses.map((clause, n) => conditionOf(clause, { ...place, indexed: (byKey && isRare(leads[n])) || n === link })),
    ...(sight === undefined ? [] : [sight]),
  ]
  return { conditions: list, byType: !led && place.types.length === 1, led, ...(sight !== undefined && { sight }) }
}
