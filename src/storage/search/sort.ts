import { malformed } from '#fhir/error.ts'
import type { SearchQuery } from '../store.ts'
import { checkParam } from './path-condition.ts'
import type { Values } from './values.ts'

/** One column that a search is ordered by. Rows without a value come last, whichever the direction. */
export interface SortColumn {
  expression: string
  cast: 'text' | 'timestamptz' | 'numeric'
  descending: boolean
}

/** The order of a search: what was asked, then type and id, so that no two rows are equal. */
export function sortColumns(sort: SearchQuery['sort'], manyTypes: boolean): SortColumn[] {
  const last: SortColumn[] = [{ expression: 'r.id', cast: 'text', descending: false }]
  if (manyTypes) last.unshift({ expression: 'r.type', cast: 'text', descending: false })
  return [...sort.map(columnOf), ...last]
}

// Facts are kept smallest first: ascending sorts by the least value, descending by the greatest.
function columnOf({ param, kind, descending }: SearchQuery['sort'][number]): SortColumn {
  const at = descending ? '-1' : '0'
  const path = (...parts: string[]) => `'{"${checkParam(param)}",${[at, ...parts].join()}}'`
  switch (kind) {
    case 'id':
      return { expression: 'r.id', cast: 'text', descending }
    case 'lastUpdated':
      return { expression: 'r.updated', cast: 'timestamptz', descending }
    case 'date':
      return { expression: `(r.facts #>> ${path('l')}) COLLATE "C"`, cast: 'text', descending }
    case 'quantity': {
      // In the first unit of its kind; the number as written where that is it, or no unit is known.
      const value = `coalesce(r.facts #>> ${path('k')}, r.facts #>> ${path('v')})::numeric`
      return { expression: `(${value})`, cast: 'numeric', descending }
    }
    case 'number':
      return { expression: `(r.facts #>> ${path('v')})::numeric`, cast: 'numeric', descending }
    case 'reference':
      return { expression: `(r.links #>> ${path()}) COLLATE "C"`, cast: 'text', descending }
    default:
      // Long texts are told apart by their beginnings, so that a page's link stays short.
      return { expression: `left(r.facts #>> ${path()}, 200) COLLATE "C"`, cast: 'text', descending }
  }
}

/** `ORDER BY` over the columns. */
export function orderBy(columns: readonly SortColumn[]): string {
  return columns.map(({ expression, descending }) => `${expression} ${descending ? 'DESC' : 'ASC'} NULLS LAST`).join(', ')
}

/**
 * The rows after the last one seen, told by its sort values: a page does not shift when others are written meanwhile.
 * Written out column by column, as directions may differ and values may be missing.
 */
export function rowsAfter(columns: readonly SortColumn[], after: readonly (string | null)[], values: Values): string {
  const places = columns.map(({ cast }, n) => `${values.add(after[n])}::${cast}`)
  const steps = columns.flatMap(({ expression, descending }, n) => {
    if (after[n] === null) return []
    const equal = columns.slice(0, n).map((column, m) => `${column.expression} IS NOT DISTINCT FROM ${places[m]}`)
    const beyond = `(${expression} ${descending ? '<' : '>'} ${places[n]} OR ${expression} IS NULL)`
    return [`(${[...equal, beyond].join(' AND ')})`]
  })
  return `(${steps.join(' OR ')})`
}

/** Sort values of the last row of a page, as the link to the next page carries them. */
export function continuationOf(last: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(last)).toString('base64url')
}

/** Reads a continuation back. One that this server did not give is refused. */
export function readContinuation(text: string, columns: number): (string | null)[] {
  const last = parse(Buffer.from(text, 'base64url').toString())
  const fits = Array.isArray(last) && last.length === columns && last.every((value) => value === null || typeof value === 'string')
  if (!fits || last.at(-1) === null) {
    throw malformed('continuation', 'This page link is not one that this server gave for this search. Start from the first page.')
  }
  return last
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
