import type { SearchQuery } from '../store.ts'
import { conditionOf, leadOf } from './clause.ts'
import type { CommonKeys } from './common-keys.ts'
import type { Values } from './values.ts'

/**
 * What a row must be. The way to the rows is chosen here, in the text, as a prepared statement has one plan for all values:
 * by the patient's shard, else by those keys that are rare, else by type. The other conditions are worded so that no
 * index answers them.
 */
export function whereOf(
  { type, clauses, compartment }: SearchQuery,
  types: readonly string[],
  values: Values,
  common: CommonKeys,
): string[] {
  const place = { types, values, indexed: false }
  const leads = clauses.map((clause) => leadOf(clause, place))
  const byShard = compartment !== undefined || leads.includes('shard')
  const isRare = (lead: (typeof leads)[number]) => lead !== undefined && lead !== 'shard' && !common.hasAny(lead)
  const byKey = !byShard && leads.some(isRare)
  const typeIs = type ? `= ${values.add(type)}` : `= ANY (${values.add(types)}::text[])`
  return [
    `${byKey || leads.includes('shard') ? "(r.type || '')" : 'r.type'} ${typeIs}`,
    'NOT r.deleted',
    ...(compartment === undefined ? [] : [`r.shard = ${values.add(compartment)} AND r.member`]),
    ...clauses.map((clause, n) => conditionOf(clause, { ...place, indexed: byKey && isRare(leads[n]) })),
  ]
}
