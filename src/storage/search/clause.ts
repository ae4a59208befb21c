import { type KeyForm, searchKey } from '../keys.ts'
import type { Clause, DateRange, NumberRange, ParamKind } from '../store.ts'
import type { Values } from './values.ts'

/**
 * A clause as a condition on the row `r`. Equality is by hashed key, so a value that many rows share costs eight bytes;
 * comparing is by JSON path over the row's facts, with the values bound, never spelled into the path.
 * Spec: http://hl7.org/fhir/R4/search.html#prefix
 */
export function conditionOf(types: readonly string[], clause: Clause, values: Values): string {
  switch (clause.kind) {
    case 'id':
      return `r.id = ANY (${values.add(clause.values)}::text[])`
    case 'lastUpdated':
      return anyOf(clause.ranges.map((range) => updatedWithin(range, values)))
    case 'token': {
      const found = anyOf(clause.values.map((value) => tokenIs(types, clause.param, value, values)))
      return clause.not ? `NOT ${found}` : found
    }
    case 'reference':
      return anyOf(clause.values.map((value) => referenceIs(types, clause.param, value, values)))
    case 'uri':
      if (clause.match === 'exact') {
        return hasKey(
          clause.values.flatMap((value) => keysOf(types, clause.param, 'u', value)),
          values,
        )
      }
      return anyOf(clause.values.map((value) => uriIs(clause.param, clause.match, value, values)))
    case 'string':
      return anyOf(clause.values.map((value) => stringIs(types, clause.param, clause.match, value, values)))
    case 'date':
      return fact(
        clause.param,
        clause.ranges.map((range, n) => dateIs(range, n)),
        bound(clause.ranges.map(dateBounds)),
        values,
      )
    case 'number':
      return fact(
        clause.param,
        clause.ranges.map((range, n) => numberIs(range, n)),
        bound(clause.ranges.map(numberBounds)),
        values,
      )
    case 'quantity':
      return fact(
        clause.param,
        clause.ranges.map((range, n) => `(${numberIs(range, n)}${unitIs(range, n)})`),
        bound(clause.ranges.map((range) => ({ ...numberBounds(range), s: range.system, c: range.code }))),
        values,
      )
    case 'missing':
      return missingIs(types, clause, values)
  }
}

function anyOf(conditions: string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`
}

type TokenValue = Extract<Clause, { kind: 'token' }>['values'][number]

function tokenIs(types: readonly string[], param: string, { system, code }: TokenValue, values: Values): string {
  const tag = (form: 'sc' | 's' | 'n', value: string) => hasTag(keysOf(types, param, form, value), values)
  if (code === undefined) {
    if (system === undefined) return 'false'
    return tag('s', system)
  }
  const key = hasKey(keysOf(types, param, 'c', code), values)
  if (system === undefined) return key
  return `(${key} AND ${system === '' ? tag('n', code) : tag('sc', `${system}|${code}`)})`
}

type ReferenceValue = Extract<Clause, { kind: 'reference' }>['values'][number]

function referenceIs(types: readonly string[], param: string, { type: target, id, url }: ReferenceValue, values: Values): string {
  if (url !== undefined) return hasKey(keysOf(types, param, 'u', url), values)
  if (id === undefined) return 'false'
  const key = hasKey(keysOf(types, param, 'i', id), values)
  return target === undefined ? key : `(${key} AND ${hasTag(keysOf(types, param, 'r', `${target}/${id}`), values)})`
}

/** The key on each type: one, but for a search over all types. */
function keysOf(types: readonly string[], param: string, form: KeyForm, value: string): string[] {
  return types.map((type) => searchKey(type, param, form, value))
}

/** Has one of the keys; by the index over all keys. */
function hasKey(keys: string[], values: Values): string {
  return `r.keys && ${values.add(keys)}::bigint[]`
}

/** Has one of the tags; looked at on rows already found. */
function hasTag(keys: string[], values: Values): string {
  return keys.length === 1 ? `${values.add(keys[0])}::bigint = ANY (r.tags)` : `r.tags && ${values.add(keys)}::bigint[]`
}

function uriIs(param: string, match: 'exact' | 'below' | 'above', value: string, values: Values): string {
  const place = values.add(
    match === 'below' ? JSON.stringify({ v: value, slash: value.endsWith('/') ? value : `${value}/` }) : JSON.stringify({ v: value }),
  )
  if (match === 'below') return pathExists(param, '@ == $v || @ starts with $slash', place)
  // Above: the stored uri is the value itself or one of its parents.
  const parents = value.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  return `EXISTS (SELECT FROM jsonb_array_elements_text(r.facts -> ${literal(param)}) u WHERE rtrim(u, '/') = ANY (${values.add(parents)}::text[]))`
}

function stringIs(types: readonly string[], param: string, match: 'starts' | 'exact' | 'contains', value: string, values: Values): string {
  if (match === 'exact') return hasTag(keysOf(types, param, 'x', value), values)
  if (match === 'starts') return pathExists(param, '@ starts with $v', values.add(JSON.stringify({ v: value })))
  return `EXISTS (SELECT FROM jsonb_array_elements_text(r.facts -> ${literal(param)}) s WHERE position(${values.add(value)} IN s) > 0)`
}

// In the paths below @.l and @.h are the resource's range, $l0 and $h0 the first asked range, $v0 its value.
function dateIs({ prefix }: DateRange, n: number): string {
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
      return `(@.l < $h${n} && @.h > $l${n})`
  }
}

// Precision counts for eq, ne and ap only; the other prefixes compare with the number as written.
function numberIs({ prefix }: NumberRange, n: number): string {
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
      return `(@.l <= $h${n} && @.h >= $l${n})`
  }
}

function unitIs({ system, code }: { system?: string; code?: string }, n: number): string {
  if (code === undefined) return system ? ` && @.s == $s${n}` : ''
  return system ? ` && @.c == $c${n} && @.s == $s${n}` : ` && (@.c == $c${n} || @.u == $c${n})`
}

const tenth = 0.1

/** "Approximately" widens by a tenth of the distance from now: http://hl7.org/fhir/R4/search.html#prefix */
function dateBounds({ prefix, low, high }: DateRange): Bounds {
  if (prefix !== 'ap') return { l: low, h: high }
  const now = Date.now()
  const [from, to] = [Date.parse(low), Date.parse(high)]
  const slack = Math.abs(now - (from + to) / 2) * tenth
  return { l: new Date(from - slack).toISOString(), h: new Date(to + slack).toISOString() }
}

function numberBounds({ prefix, low, high, value }: NumberRange): Bounds {
  const v = raw(value)
  if (prefix !== 'ap') return { l: raw(low), h: raw(high), v }
  const slack = Math.abs(Number(value)) * tenth
  return { l: Math.min(Number(value) - slack, Number(low)), h: Math.max(Number(value) + slack, Number(high)), v }
}

type Bounds = Record<string, unknown>

function raw(decimal: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(decimal)
}

/** The variables of a path, numbered by range: `{"l0": …, "h0": …, "l1": …}`. */
function bound(ranges: Bounds[]): string {
  const numbered = ranges.flatMap((range, n) => Object.entries(range).map(([name, value]) => [`${name}${n}`, value]))
  return JSON.stringify(Object.fromEntries(numbered))
}

function fact(param: string, conditions: string[], variables: string, values: Values): string {
  if (conditions.length === 0) return 'false'
  return pathExists(param, conditions.join(' || '), values.add(variables))
}

function pathExists(param: string, condition: string, variables: string): string {
  checkParam(param)
  return `jsonb_path_exists(r.facts, ${literal(`$."${param}"[*] ? (${condition})`)}, ${variables}::jsonb)`
}

function missingIs(
  types: readonly string[],
  { param, of, missing }: { param: string; of: ParamKind; missing: boolean },
  values: Values,
): string {
  if (of === 'id' || of === 'lastUpdated') return missing ? 'false' : 'true'
  return `${missing ? 'NOT ' : ''}(${hasTag(keysOf(types, param, 'p', ''), values)})`
}

/** Within [low, high): of instants there is no range, so most prefixes come to plain comparing. */
function updatedWithin({ prefix, ...range }: DateRange, values: Values): string {
  const { l, h } = dateBounds({ prefix, ...range })
  const low = () => `${values.add(l)}::timestamptz`
  const high = () => `${values.add(h)}::timestamptz`
  switch (prefix) {
    case 'eq':
    case 'ap':
      return `(r.updated >= ${low()} AND r.updated < ${high()})`
    case 'ne':
      return `(r.updated < ${low()} OR r.updated >= ${high()})`
    case 'gt':
    case 'sa':
      return `r.updated >= ${high()}`
    case 'ge':
      return `r.updated >= ${low()}`
    case 'lt':
    case 'eb':
      return `r.updated < ${low()}`
    case 'le':
      return `r.updated < ${high()}`
  }
}

const paramPattern = /^[A-Za-z_][A-Za-z0-9_.:-]*$/

/** A text that may stand in SQL between quotes. Parameter codes come from definitions; anything else is a fault here. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Refuses a parameter code that could not be one. */
export function checkParam(param: string): string {
  if (!paramPattern.test(param)) throw new Error(`Not a search parameter's code: ${param}`)
  return param
}
