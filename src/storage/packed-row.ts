import { instantOf } from './column-types.ts'
import type { Stored } from './store.ts'

/**
 * A stored version `v`, and what else a statement says of it, as one text: parts with a tab behind each, a line's end, and the text
 * of the resource. The driver takes half a microsecond for each column of each row, so a page of twenty in ten columns costs it
 * more than all the rest of the search. None of the parts may hold a tab or a line's end; JSON never does.
 *
 * @param before expressions; what is null of them comes as ''
 */
export function packed(...before: string[]): string {
  const parts = [...before, 'v.type', 'v.id', 'v.version', 'v.updated', 'v.member']
  return `concat(${parts.join(", E'\\t', ")}, E'\\n', v.text)`
}

/** How many parts are the version's own. */
const own = 5

/** Reads such a text. */
export function unpacked(row: string): { before: string[]; stored?: Stored } {
  const end = row.indexOf('\n')
  const parts = row.slice(0, end).split('\t')
  const [type = '', id = '', version, updated = '', member = ''] = parts.splice(-own)
  if (type === '') return { before: parts }
  const stored: Stored = {
    type,
    id,
    version: Number(version),
    lastUpdated: instantOf(updated),
    deleted: false,
    ...(member !== '' && { member }),
    text: row.slice(end + 1),
  }
  return { before: parts, stored }
}
