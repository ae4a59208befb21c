import type { IndexEntry } from './indexing/entry.ts'
import { normalise } from './indexing/normalise.ts'
import { searchKey } from './keys.ts'
import type { Clause, StringMatch } from './store.ts'

/**
 * People and places are looked for by name and birthday, across all patients and with nothing else to go by. So these few
 * have keys for how a name begins and for the day, and a search for them reads some rows instead of the whole type.
 */
const named = new Set(['Patient', 'Person', 'RelatedPerson', 'Practitioner', 'Organization', 'Location'])
const names = new Set(['name', 'family', 'given'])

/** Letters that a name's key has. Who asks for fewer gets so much that reading it all is no loss. */
const letters = 3

/** A day, with the hour that autumn adds to one. */
const dayAtMost = 25 * 3_600_000

/** The key of a name or a birthday; undefined for any other entry. */
export function nameKey(type: string, entry: IndexEntry): string | undefined {
  if (!named.has(type)) return undefined
  if (entry.kind === 'string' && names.has(entry.param)) {
    return entry.norm.length < letters ? undefined : searchKey(type, entry.param, 'w', entry.norm.slice(0, letters))
  }
  return entry.kind === 'date' && entry.param === 'birthdate' ? searchKey(type, entry.param, 'd', entry.low) : undefined
}

const fromTheStart = new Set<StringMatch>(['starts', 'exact', 'whole'])

/** The keys of which every match of a clause has one; undefined for a clause that has none. */
export function nameKeysOf(type: string, clause: Clause): string[] | undefined {
  if (!named.has(type)) return undefined
  if (clause.kind === 'string' && names.has(clause.param) && fromTheStart.has(clause.match)) {
    const begin = clause.values.map((value) => (clause.match === 'exact' ? normalise(value) : value).slice(0, letters))
    return begin.some(({ length }) => length < letters) ? undefined : begin.map((text) => searchKey(type, clause.param, 'w', text))
  }
  if (clause.kind !== 'date' || clause.param !== 'birthdate') return undefined
  // Birthdays have no time of day: one that lies within a day is that day.
  const days = clause.ranges.every(({ prefix, low, high }) => prefix === 'eq' && Date.parse(high) - Date.parse(low) <= dayAtMost)
  return days ? clause.ranges.map(({ low }) => searchKey(type, clause.param, 'd', low)) : undefined
}
