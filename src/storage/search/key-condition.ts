import { type KeyForm, searchKey } from '../keys.ts'
import type { Clause } from '../store.ts'
import type { Values } from './values.ts'

/** Where a condition is to stand. */
export interface Place {
  /** Name of the row in the statement: `r` for what is searched, `r1`, `r2`, … for what it is linked to. */
  row: string
  /** The types searched: one, but for a search over all types. */
  types: readonly string[]
  values: Values
  /** Shall the index over all keys lead to the rows? Otherwise they are found by shard or type, and only looked at. */
  indexed: boolean
  /** How other resources are looked at from here. */
  linked: Linked
}

/** What a condition about another resource needs to know of the way to its row. */
export interface Linked {
  /** Conditions on a row of another resource. `found`: the row has been reached, and no index shall answer them. */
  conditions(asked: { row: string; type: string; clause: Clause; found: boolean }): string[]
  /** Does the clause by itself lead to few rows of the type? */
  leads(type: string, clause: Clause): boolean
  /** Must subqueries stand by themselves, not asked again for each row? So it is on distributed tables. */
  apart: boolean
}

/** The keys of values of a parameter, on each type searched. */
export function keysOf(param: string, form: KeyForm, values: readonly string[], { types }: Place): string[] {
  return types.flatMap((type) => values.map((value) => searchKey(type, param, form, value)))
}

/** Has one of the keys. */
export function hasKey(keys: readonly string[], { row, values, indexed }: Place): string {
  if (indexed) return `${row}.keys && ${values.add(keys)}::bigint[]`
  return among(`${row}.keys`, keys, values)
}

/** Has one of the tags. */
export function hasTag(keys: readonly string[], { row, values }: Place): string {
  return among(`${row}.tags`, keys, values)
}

// `= ANY` and an overlap that "is true" are conditions that no index answers: they are tried on rows found otherwise.
function among(column: string, keys: readonly string[], values: Values): string {
  return keys.length === 1 ? `${values.add(keys[0])}::bigint = ANY (${column})` : `(${column} && ${values.add(keys)}::bigint[]) IS TRUE`
}
