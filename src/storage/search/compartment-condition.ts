import { searchKey } from '../keys.ts'
import type { Clause } from '../store.ts'
import { hasKey, hasTag, type Place } from './key-condition.ts'

type Compartment = Extract<Clause, { kind: 'compartment' }>

/** Names the owner by a parameter of its own type: the key leads there, the tag says it exactly. Or is the owner. */
export function inCompartment(clause: Compartment, place: Place): string {
  const { owner } = clause
  const { row, types, values } = place
  const keys = compartmentKeys(clause, types)
  const ways = [
    ...(keys.length === 0 ? [] : [`(${hasKey(keys, place)} AND ${hasTag(tagsOf(clause, types), place)})`]),
    ...(types.includes(owner.type) ? [`(${row}.type = ${values.add(owner.type)} AND ${row}.id = ${values.add(owner.id)})`] : []),
  ]
  return ways.length === 0 ? 'false' : `(${ways.join(' OR ')})`
}

/** The keys that lead to those who name the owner; none where a type has nobody in such a compartment. */
export function compartmentKeys({ owner, params }: Compartment, types: readonly string[]): string[] {
  return types.flatMap((type) => (params.get(type) ?? []).map((param) => searchKey(type, param, 'i', owner.id)))
}

function tagsOf({ owner, params }: Compartment, types: readonly string[]): string[] {
  return types.flatMap((type) => (params.get(type) ?? []).map((param) => searchKey(type, param, 'r', `${owner.type}/${owner.id}`)))
}
