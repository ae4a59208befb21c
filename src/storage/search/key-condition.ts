import { type KeyForm, searchKey } from '../keys.ts'
import type { Values } from './values.ts'

/** Where a condition is to stand. */
export interface Place {
  /** The types searched: one, but for a search over all types. */
  types: readonly string[]
  values: Values
  /** Shall the index over all keys lead to the rows? Otherwise they are found by shard or type, and only looked at. */
  indexed: boolean
}

/** The keys of values of a parameter, on each type searched. */
export function keysOf(param: string, form: KeyForm, values: readonly string[], { types }: Place): string[] {
  return types.flatMap((type) => values.map((value) => searchKey(type, param, form, value)))
}

/** Has one of the keys. */
export function hasKey(keys: readonly string[], { values, indexed }: Place): string {
  if (indexed) return `r.keys && ${values.add(keys)}::bigint[]`
  return among('keys', keys, values)
}

/** Has one of the tags. */
export function hasTag(keys: readonly string[], { values }: Place): string {
  return among('tags', keys, values)
}

// `= ANY` and an overlap that "is true" are conditions that no index answers: they are tried on rows found otherwise.
function among(column: 'keys' | 'tags', keys: readonly string[], values: Values): string {
  return keys.length === 1 ? `${values.add(keys[0])}::bigint = ANY (r.${column})` : `(r.${column} && ${values.add(keys)}::bigint[]) IS TRUE`
}
