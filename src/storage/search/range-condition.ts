import { approximately } from '../approximate.ts'
import { spell } from '../indexing/date-range.ts'
import { rawNumber } from '../raw-number.ts'
import type { DateRange, NumberRange } from '../store.ts'
import type { Values } from './values.ts'

// How the resource's range [@.l, @.h) stands to the asked one [$l, $h): http://hl7.org/fhir/R4/search.html#prefix.
// `n` numbers the ranges of one clause, and so their variables.

/** SQL/JSON path condition of a date range. */
export function dateIs({ prefix }: DateRange, n: number): string {
  const within = `@.l >= $l${n} && @.h <= $h${n}`
  switch (prefix) {
    case 'eq':
      return `(${within})`
    case 'ne':
      return `!(${within})`
    case 'gt':
      return `(@.h > $h${n})`
    case 'lt':
      return `(@.l < $l${n})`
    case 'ge':
      return `(@.h > $h${n} || (${within}))`
    case 'le':
      return `(@.l < $l${n} || (${within}))`
    case 'sa':
      return `(@.l >= $h${n})`
    case 'eb':
      return `(@.h <= $l${n})`
    case 'ap':
    case 'po':
      return `(@.l < $h${n} && @.h > $l${n})`
    case 'co':
      return `(@.l <= $l${n} && @.h >= $h${n})`
  }
}

/** The same for numbers. Precision counts for eq, ne and ap; the others compare with the number as written, `$v`. */
export function numberIs({ prefix }: NumberRange, n: number): string {
  const within = `@.l >= $l${n} && @.h <= $h${n} && @.l < $h${n}`
  switch (prefix) {
    case 'eq':
      return `(${within})`
    case 'ne':
      return `!(${within})`
    case 'gt':
      return `(@.h > $v${n})`
    case 'lt':
      return `(@.l < $v${n})`
    case 'ge':
      return `(@.h >= $v${n})`
    case 'le':
      return `(@.l <= $v${n})`
    case 'sa':
      return `(@.l > $v${n})`
    case 'eb':
      return `(@.h < $v${n})`
    case 'ap':
    case 'po':
      return `(@.l <= $h${n} && @.h >= $l${n})`
    case 'co':
      return `(@.l <= $v${n} && @.h > $v${n})`
  }
}

/** A quantity's unit: by system and code, or without a system by code or the unit as people write it. */
export function unitIs({ system, code }: { system?: string; code?: string }, n: number): string {
  if (code === undefined) return system ? ` && @.s == $s${n}` : ''
  return system ? ` && @.c == $c${n} && @.s == $s${n}` : ` && (@.c == $c${n} || @.u == $c${n})`
}

/** How far "approximately" reaches of a date: a tenth of its distance from now. */
const tenth = 0.1

export function dateBounds({ prefix, low, high }: DateRange): { l: string; h: string } {
  if (prefix !== 'ap') return { l: low, h: high }
  const [from, to] = [Date.parse(low), Date.parse(high)]
  const slack = Math.abs(Date.now() - (from + to) / 2) * tenth
  return { l: spell(from - slack), h: spell(to + slack) }
}

export function numberBounds({ prefix, low, high, value }: NumberRange): { l: unknown; h: unknown; v: unknown } {
  const v = rawNumber(value)
  const reach = prefix === 'ap' ? approximately({ value, low, high }) : { low, high }
  return { l: rawNumber(reach.low), h: rawNumber(reach.high), v }
}

/** `_lastUpdated`: an instant has no width, so most prefixes come to plain comparing. */
export function updatedWithin(row: string, range: DateRange, values: Values): string {
  const { l, h } = dateBounds(range)
  const low = () => `${values.add(l)}::timestamptz`
  const high = () => `${values.add(h)}::timestamptz`
  switch (range.prefix) {
    case 'eq':
    case 'ap':
    case 'po':
      return `(${row}.updated >= ${low()} AND ${row}.updated < ${high()})`
    case 'ne':
      return `(${row}.updated < ${low()} OR ${row}.updated >= ${high()})`
    case 'gt':
    case 'sa':
      return `${row}.updated >= ${high()}`
    case 'ge':
      return `${row}.updated >= ${low()}`
    case 'lt':
    case 'eb':
      return `${row}.updated < ${low()}`
    case 'le':
      return `${row}.updated < ${high()}`
    case 'co':
      return `(${row}.updated = ${low()} AND ${high()} - ${low()} <= interval '1 millisecond')`
  }
}
