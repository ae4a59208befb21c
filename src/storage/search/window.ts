import type { Clause, DateRange } from '../store.ts'
import { dateBounds } from './range-condition.ts'
import type { Values } from './values.ts'

/** Dates that have an index of their own (migration 005); a resource has one of each at most. */
const indexed: Readonly<Record<string, string>> = { Task: 'due', Patient: 'birthdate' }

/** Has a resource of the type one date of the parameter at most? */
export function isOneDate(types: readonly string[], param: string): boolean {
  const [type = '', ...others] = types
  return others.length === 0 && indexed[type] === param
}

/** The widest that a date can be: a year, and the hour that a change of clocks adds. */
const widest = 367 * 86_400_000

/** Where a date lies that meets some clauses. */
export interface Window {
  /** The resource's date begins at this instant or later, and before that one. ISO instants, UTC. */
  from?: string
  before?: string
  /** It ends after this instant. */
  after?: string
}

/**
 * A condition by which the index over a type's dates leads to the rows, where the clauses leave a window open at neither
 * end. It says nothing that the clauses do not; undefined where there is no such window.
 */
export function windowOf(row: string, type: string | undefined, clauses: readonly Clause[], values: Values): string | undefined {
  const param = type === undefined ? undefined : indexed[type]
  if (param === undefined) return undefined
  const { from, before, after } = datesWithin(clauses, param)
  if (from === undefined || before === undefined) return undefined
  const column = (side: 'l' | 'h') => `(${row}.facts #>> '{${param},0,${side}}') COLLATE "C"`
  return [
    `${row}.type = '${type}'`,
    `${column('l')} >= ${values.add(from)}`,
    `${column('l')} < ${values.add(before)}`,
    ...(after === undefined ? [] : [`${column('h')} > ${values.add(after)}`]),
  ].join(' AND ')
}

/** The window that the clauses on a date leave to it, open where they do not bound it. */
export function datesWithin(clauses: readonly Clause[], param: string): Window {
  const windows = clauses.flatMap((clause) => (clause.kind === 'date' && clause.param === param ? [anyOf(clause.ranges)] : []))
  return {
    from: greatest(windows.map(({ from }) => from)),
    before: least(windows.map(({ before }) => before)),
    after: greatest(windows.map(({ after }) => after)),
  }
}

/** One of the ranges holds, so the window is as wide as the widest. */
function anyOf(ranges: readonly DateRange[]): Window {
  const windows = ranges.map(windowOfRange)
  const all = (of: (window: Window) => string | undefined) => (windows.every((one) => of(one) !== undefined) ? windows.map(of) : [])
  return { from: least(all(({ from }) => from)), before: greatest(all(({ before }) => before)), after: least(all(({ after }) => after)) }
}

// How each prefix bounds the start and the end of the resource's own date; see range-condition.ts.
function windowOfRange(range: DateRange): Window {
  const { l, h } = dateBounds(range)
  const endsAfter = (instant: string): Window => ({ from: new Date(Date.parse(instant) - widest).toISOString(), after: instant })
  switch (range.prefix) {
    case 'eq':
      return { from: l, before: h }
    case 'gt':
      return endsAfter(h)
    case 'ge':
      return endsAfter(l)
    case 'sa':
      return { from: h }
    case 'lt':
    case 'eb':
      return { before: l }
    case 'le':
      return { before: h }
    case 'ap':
    case 'po':
    case 'co':
      return { ...endsAfter(l), before: h }
    case 'ne':
      return {}
  }
}

function least(instants: readonly (string | undefined)[]): string | undefined {
  return instants.filter((one) => one !== undefined).toSorted()[0]
}

function greatest(instants: readonly (string | undefined)[]): string | undefined {
  return instants
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1)
}
