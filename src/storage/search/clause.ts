import { nameKeysOf } from '../name-keys.ts'
import type { Clause, ParamKind, StringMatch } from '../store.ts'
import { compartmentKeys, inCompartment } from './compartment-condition.ts'
import { compositeIs } from './composite-condition.ts'
import { hasKey, hasTag, keysOf, type Place } from './key-condition.ts'
import { chained, referredTo } from './link-condition.ts'
import { checkParam, literal, pathExists } from './path-condition.ts'
import { dateBounds, dateIs, numberBounds, numberIs, unitIs, updatedWithin } from './range-condition.ts'
import { isOneDate } from './window.ts'
import { holdsWords } from './words-condition.ts'

/**
 * A clause as a condition on the row `r`. Equality is by hashed key, so a value costs eight bytes whatever its length;
 * comparing is by JSON path over the row's facts, with the values bound, never spelled into the path.
 */
export function conditionOf(clause: Clause, place: Place): string {
  const { row, values } = place
  switch (clause.kind) {
    case 'id':
      return `${row}.id = ANY (${values.add(clause.values)}::text[])`
    case 'lastUpdated':
      return anyOf(clause.ranges.map((range) => updatedWithin(row, range, values)))
    case 'token': {
      if (!clause.not) return tokenIsOneOf(clause, place)
      return `NOT ${tokenIsOneOf(clause, { ...place, indexed: false })}`
    }
    case 'reference':
      return anyOf(clause.values.map((value) => referenceIs(clause.param, value, place)))
    case 'uri':
      if (clause.match === 'exact') return hasKey(keysOf(clause.param, 'u', clause.values, place), place)
      return anyOf(clause.values.map((value) => (clause.match === 'below' ? uriBelow : uriAbove)(clause.param, value, place)))
    case 'string':
      return byName(clause, place, anyOf(clause.values.map((value) => stringIs(clause.param, clause.match, value, place))))
    case 'date':
      return byName(clause, place, isOneDate(place.types, clause.param) ? oneDate(clause, place) : dates(clause, place))
    case 'number':
      return ranges(clause.param, clause.ranges.map(numberIs), clause.ranges.map(numberBounds), place)
    case 'quantity':
      return ranges(
        clause.param,
        clause.ranges.map((range, n) => `(${numberIs(range, n)}${unitIs(range, n)})`),
        clause.ranges.map((range) => ({ ...numberBounds(range), s: range.system, c: range.code })),
        place,
      )
    case 'missing':
      return missingIs(clause, place)
    case 'all':
    case 'any': {
      const joint = clause.kind === 'all' ? ' AND ' : ' OR '
      return `(${clause.clauses.map((each) => conditionOf(each, { ...place, indexed: false })).join(joint)})`
    }
    case 'none':
      // What is absent may make a condition neither true nor false.
      return `(${conditionOf(clause.clause, { ...place, indexed: false })}) IS NOT TRUE`
    case 'composite':
      return compositeIs(clause, place)
    case 'compartment':
      return inCompartment(clause, place)
    case 'words':
      return holdsWords(clause, place)
    case 'chain':
      return chained(clause, place)
    case 'has':
      return referredTo(clause, place)
  }
}

function anyOf(conditions: string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`
}

/**
 * The keys that would lead to a clause's rows by the index over all keys; undefined for a clause that has none. 'shard'
 * where a patient's shard leads there, 'link' where other resources, themselves quickly found, do.
 */
export type Lead = readonly string[] | 'shard' | 'link' | undefined

/** What leads to the rows of a clause. */
export function leadOf(clause: Clause, place: Place): Lead {
  switch (clause.kind) {
    case 'token': {
      const codes = clause.values.map(({ code }) => code)
      return clause.not || codes.includes(undefined) ? undefined : keysOf(clause.param, 'c', codes as string[], place)
    }
    case 'reference':
      if (clause.values.some(({ type, id }) => id !== undefined && (type ?? 'Patient') === 'Patient')) return 'shard'
      return clause.values.flatMap(({ id, url }) =>
        url !== undefined ? keysOf(clause.param, 'u', [url], place) : keysOf(clause.param, 'i', [id ?? ''], place),
      )
    case 'uri':
      return clause.match === 'exact' ? keysOf(clause.param, 'u', clause.values, place) : undefined
    case 'string':
    case 'date':
      return place.types.length === 1 ? nameKeysOf(place.types[0]!, clause) : undefined
    case 'compartment':
      return compartmentKeys(clause, place.types)
    case 'chain':
      return clause.to.every(({ type, clause: inner }) => place.linked.leads(type, inner)) ? 'link' : undefined
    case 'has':
      return place.linked.leads(clause.source, clause.clause) ? 'link' : undefined
    default:
      return undefined
  }
}

/** Where a name or a birthday leads to the rows, its key does; what was asked is then looked at. */
function byName(clause: Clause, place: Place, condition: string): string {
  const keys = place.indexed ? nameKeysOf(place.types[0]!, clause) : undefined
  return keys ? `(${hasKey(keys, place)} AND ${condition})` : condition
}

/** Codes of any system go into one array. Those of a given system are led to by their codes and confirmed by their tags. */
function tokenIsOneOf({ param, values: asked }: Extract<Clause, { kind: 'token' }>, place: Place): string {
  const anySystem = asked.filter(({ system, code }) => system === undefined && code !== undefined).map(({ code }) => code!)
  const systems = asked.filter(({ system, code }) => system !== undefined && code === undefined).map(({ system }) => system!)
  const exact = asked.filter(({ system, code }) => system !== undefined && code !== undefined) as { system: string; code: string }[]
  const conditions: string[] = []
  if (asked.some(({ system, code }) => system === undefined && code === undefined)) {
    conditions.push(hasTag(keysOf(param, 'p', [''], place), place))
  }
  if (anySystem.length > 0) conditions.push(hasKey(keysOf(param, 'c', anySystem, place), place))
  if (systems.length > 0) conditions.push(hasTag(keysOf(param, 's', systems, place), place))
  if (exact.length > 0) {
    const codes = [...new Set(exact.map(({ code }) => code))]
    const tags = exact.flatMap(({ system, code }) =>
      system === '' ? keysOf(param, 'n', [code], place) : keysOf(param, 'sc', [`${system}|${code}`], place),
    )
    conditions.push(`(${hasKey(keysOf(param, 'c', codes, place), place)} AND ${hasTag(tags, place)})`)
  }
  return anyOf(conditions)
}

type ReferenceValue = Extract<Clause, { kind: 'reference' }>['values'][number]

/**
 * A patient's own records are found in the patient's shard, where the reference is a tag; a patient may be named outside
 * it too (a group, a second patient of an appointment), and that is a key like any other.
 */
function referenceIs(param: string, { type, id, url }: ReferenceValue, place: Place): string {
  if (url !== undefined) return hasKey(keysOf(param, 'u', [url], place), place)
  if (id === undefined) return 'false'
  const keys = keysOf(param, 'i', [id], place)
  const named =
    type !== undefined && type !== 'Patient'
      ? hasKey(keys, place)
      : `((${place.row}.shard = ${place.values.add(id)} AND ${place.row}.type = ANY (${place.values.add(place.types)}::text[]) AND ${hasTag(keys, place)}) OR ${hasKey(keys, { ...place, indexed: true })})`
  return type === undefined ? named : `(${named} AND ${hasTag(keysOf(param, 'r', [`${type}/${id}`], place), place)})`
}

function uriBelow(param: string, value: string, { row, values }: Place): string {
  const folder = value.endsWith('/') ? value : `${value}/`
  return pathExists(row, param, '@ == $v || @ starts with $folder', values.add(JSON.stringify({ v: value, folder })))
}

/** The stored uri is the value itself or one of its parents. */
function uriAbove(param: string, value: string, { row, values }: Place): string {
  const parents = value.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  return `EXISTS (SELECT FROM jsonb_array_elements_text(${row}.facts -> ${literal(param)}) u WHERE rtrim(u, '/') = ANY (${values.add(parents)}::text[]))`
}

/** SQL/JSON compares strings by code points. */
const comparisons: Readonly<Partial<Record<StringMatch, string>>> = {
  whole: '==',
  other: '!=',
  after: '>',
  before: '<',
  from: '>=',
  until: '<=',
}

function stringIs(param: string, match: StringMatch, value: string, place: Place): string {
  const { row, values } = place
  if (match === 'exact') return hasTag(keysOf(param, 'x', [value], place), place)
  if (match === 'starts') return pathExists(row, param, '@ starts with $v', values.add(JSON.stringify({ v: value })))
  const compared = comparisons[match]
  if (compared !== undefined) return pathExists(row, param, `@ ${compared} $v`, values.add(JSON.stringify({ v: value })))
  if (match === 'ends') {
    const text = values.add(value)
    return `EXISTS (SELECT FROM jsonb_array_elements_text(${row}.facts -> ${literal(param)}) s WHERE right(s, length(${text})) = ${text})`
  }
  return `EXISTS (SELECT FROM jsonb_array_elements_text(${row}.facts -> ${literal(param)}) s WHERE position(${values.add(value)} IN s) > 0)`
}

type DateClause = Extract<Clause, { kind: 'date' }>

function dates({ param, ranges: asked }: DateClause, place: Place): string {
  return ranges(param, asked.map(dateIs), asked.map(dateBounds), place)
}

const sqlFor: Readonly<Record<string, string>> = { '&&': 'AND', '||': 'OR', '!(': 'NOT (' }

/** The only date that there can be is compared as it is, a fourth of the price of looking for one among several by path. */
function oneDate({ param, ranges: asked }: DateClause, { row, values }: Place): string {
  return anyOf(
    asked.map((range) => {
      const { l, h } = dateBounds(range)
      // Only what the comparison speaks of: the database could tell no type of a value that stands nowhere.
      const places = new Map<string, string>()
      const bound = (name: string) => {
        const place = places.get(name) ?? values.add(name === '$l0' ? l : h)
        places.set(name, place)
        return place
      }
      return dateIs(range, 0).replace(/@\.[lh]|\$[lh]0|&&|\|\||!\(/g, (part) => {
        if (part.startsWith('@')) return `(${row}.facts #>> '{${checkParam(param)},0,${part[2]}}') COLLATE "C"`
        return part.startsWith('$') ? bound(part) : sqlFor[part]!
      })
    }),
  )
}

/** One of the ranges holds for one of the resource's values. The variables are numbered by range: `$l0`, `$h0`, `$l1`, … */
function ranges(param: string, conditions: string[], bounds: Record<string, unknown>[], { row, values }: Place): string {
  if (conditions.length === 0) return 'false'
  const numbered = bounds.flatMap((range, n) => Object.entries(range).map(([name, value]) => [`${name}${n}`, value]))
  return pathExists(row, param, conditions.join(' || '), values.add(JSON.stringify(Object.fromEntries(numbered))))
}

function missingIs({ param, of, missing }: { param: string; of: ParamKind; missing: boolean }, place: Place): string {
  if (of === 'id' || of === 'lastUpdated') return missing ? 'false' : 'true'
  return `${missing ? 'NOT ' : ''}(${hasTag(keysOf(param, 'p', [''], place), place)})`
}
