import type { Clause, SearchQuery } from '../store.ts'
import type { SortColumn } from './sort.ts'
import type { Values } from './values.ts'
import { datesWithin, type Window } from './window.ts'

/**
 * A search through the tasks of one owner in given statuses: what somebody has to do. An owner may have thousands of tasks, too
 * many to read and sort for each page, so these have an index of their own (`resource_by_work`), in the order of their
 * due dates within each status.
 */
export interface WorkList {
  /** `Type/id`. */
  owner: string
  statuses: readonly string[]
  /** Is the page to come in the index's own order, so that no more of it is read than the page? */
  ordered: boolean
  /** Where the due date lies. */
  due: Window
}

/** The work list that a search looks through; undefined for every other search. */
export function workListOf({ type, clauses, sort, compartment }: SearchQuery): WorkList | undefined {
  if (type !== 'Task' || compartment !== undefined || clauses.some(isQuicker)) return undefined
  const owner = firstOf(clauses.map(ownerOf))
  const statuses = firstOf(clauses.map(statusesOf))
  if (owner === undefined || statuses === undefined) return undefined
  const [by, ...others] = sort
  const ordered = others.length === 0 && by?.param === 'due' && by.kind === 'date' && !by.descending
  return { owner, statuses, ordered, due: datesWithin(clauses, 'due') }
}

/** The clauses that are still to be asked of the list's rows: not its owner and statuses, as the index has said them word for word. */
export function besideWorkList({ owner, statuses }: WorkList, clauses: readonly Clause[]): Clause[] {
  const asked = statuses.toSorted().join(' ')
  return clauses.filter((clause) => {
    if (ownerOf(clause) === owner) return false
    // The index knows codes. A system that was asked for with one is looked at on the row.
    const isCodesAlone = clause.kind === 'token' && clause.values.every(({ system }) => system === undefined)
    return !(isCodesAlone && statusesOf(clause)?.toSorted().join(' ') === asked)
  })
}

/** What an ordered list is sorted by: the index's own columns, under the names that `fromWorkList` gives them. */
export const workOrder: readonly SortColumn[] = [
  { expression: 'r.due', cast: 'text', descending: false },
  { expression: 'r.id', cast: 'text', descending: false },
]

/**
 * Where the list's rows come from, each status by itself, as `r`: beside the index's own conditions they meet `where`.
 *
 * @param most of one status at most, in the index's order; the place of a number. Such rows are sorted once more with those of the
 * other statuses, so no more is taken along than a page needs
 * @param lateral a table `g` beside each row, with a column `ground`
 */
export function fromWorkList(
  { owner, statuses, due }: WorkList,
  where: readonly string[],
  values: Values,
  { most, lateral = '' }: { most?: string; lateral?: string } = {},
): string {
  const conditions = [
    `r.type = 'Task' AND NOT r.deleted AND (r.links #>> '{owner,0}') = ${values.add(owner)} AND (r.facts #>> '{status,0}') = w.status`,
    ...(due.from === undefined ? [] : [`${dueColumn} >= ${values.add(due.from)}`]),
    ...(due.before === undefined ? [] : [`${dueColumn} < ${values.add(due.before)}`]),
    // What has no date comes after all that have one, and cannot match: the index is not read that far.
    ...(due.before === undefined && (due.from ?? due.after) !== undefined ? [`${dueColumn} < '${undated}'`] : []),
    // The last column of the index: what is over is passed by there, and its row never looked at.
    ...(due.after === undefined ? [] : [`(r.facts #>> '{due,0,h}') COLLATE "C" > ${values.add(due.after)}`]),
    ...where,
  ]
  return `unnest(${values.add(statuses)}::text[]) AS w (status) CROSS JOIN LATERAL (
    SELECT r.*${lateral && ', g.ground'}${most === undefined ? '' : `, ${dueColumn} AS due`} FROM resource r${lateral} WHERE ${conditions.join('\n      AND ')}${most === undefined ? '' : `\n    ORDER BY ${dueColumn}, r.id LIMIT ${most}`}) r`
}

/** The rows after the last one seen, as a stretch of the index. The other way of saying so reads what lies before it, too. */
export function workAfter([due, id]: readonly (string | null)[], values: Values): string {
  return `(${dueColumn}, r.id) > (${values.add(due ?? undated)}::text, ${values.add(id)}::text)`
}

const undated = '~'
const dueColumn = `(coalesce(r.facts #>> '{due,0,l}', '${undated}') COLLATE "C")`

/** Leads to fewer rows than any list: ids, and one patient's own tasks. */
function isQuicker(clause: Clause): boolean {
  if (clause.kind === 'id') return true
  return clause.kind === 'reference' && clause.values.some(({ type, id }) => id !== undefined && (type ?? 'Patient') === 'Patient')
}

function ownerOf(clause: Clause): string | undefined {
  if (clause.kind !== 'reference' || clause.param !== 'owner' || clause.values.length !== 1) return undefined
  const [{ type, id, url } = {}] = clause.values
  return type === undefined || id === undefined || url !== undefined ? undefined : `${type}/${id}`
}

function statusesOf(clause: Clause): string[] | undefined {
  if (clause.kind !== 'token' || clause.param !== 'status' || clause.not) return undefined
  const codes = clause.values.map(({ code }) => code)
  return codes.includes(undefined) ? undefined : [...new Set(codes as string[])]
}

function firstOf<T>(found: readonly (T | undefined)[]): T | undefined {
  return found.find((one) => one !== undefined)
}
