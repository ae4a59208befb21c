import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { heldTies, noteHeld } from '../access/held-ties.ts'
import { type Kept, keptPart } from '../access/kept.ts'
import { alive, deadToken } from '../alive.ts'
import { askAlone, type Compiled } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import type { Clause, SearchPage, SearchQuery, Stored } from '../store.ts'
import type { CommonKeys } from './common-keys.ts'
import { fromTies, rowsNear } from './from-ties.ts'
import { mostIncluded, othersOf, tooManyIncluded } from './include.ts'
import { continuationOf, orderBy, readContinuation, rowsAfter, sortColumns } from './sort.ts'
import { Values } from './values.ts'
import { letInBy, seenBy, whereOf } from './where.ts'
import { besideWorkList, fromWorkList, workAfter, workListOf, workOrder } from './work-list.ts'

/**
 * Null: the token is dead. Its parts: the total, the place on the page (none: brought along), the sort values of the page's last row,
 * and for a narrowed caller what ties them to the members of all, on the first row, or what let them see this one.
 */
export type Row = { row: string | null }

/** One statement for a page. */
export async function search(
  connection: Connection,
  access: AccessPlan,
  query: SearchQuery,
  { common }: { common: CommonKeys },
): Promise<SearchPage> {
  return pageOf(await askAlone<Row>(connection, compiled(access, query, common)), access, query.count)
}

/**
 * One statement: the page, what it includes, the total if asked, and only then the texts. A page is found on rows
 * without text; the text of what is not on it is never touched.
 */
export function compiled(access: AccessPlan, query: SearchQuery, common: CommonKeys): Compiled {
  const list = workListOf(query)
  const isLed = list !== undefined || query.clauses.some(isOfPatient)
  const isOfOneType = query.type !== '' && query.include.length + query.revinclude.length === 0
  const kept = isOfOneType ? sightInSearch(access, query.type, isLed) : undefined
  const values = kept?.values ?? new Values([access.tokenHash ?? null])
  const types = query.type ? [query.type] : [...(query.types ?? access.searchable ?? searchParams().keys())]
  const columns = list?.ordered ? workOrder : sortColumns(query.sort, !query.type)
  const rest = list === undefined ? query : { ...query, clauses: besideWorkList(list, query.clauses) }
  const {
    conditions: where,
    byType,
    led,
    sight,
  } = whereOf(rest, types, values, common, access, {
    found: list !== undefined,
    sight: kept?.part.sight,
  })
  const near = list !== undefined || led || sight === undefined ? undefined : fromTies(access, types, query.clauses, values)
  const last = query.after === undefined ? undefined : readContinuation(query.after, columns.length)
  const after = last === undefined ? [] : [list?.ordered ? workAfter(last, values) : rowsAfter(columns, last, values)]
  const wanted = values.add(query.count)
  const walked = byType && query.type !== '' && query.sort.length === 0
  const { ground, lateral = '' } = kept?.part ?? {}
  const place = (table: string, conditions: readonly string[]) =>
    `${table} r${lateral} WHERE (SELECT ok FROM alive) AND ${conditions.join('\n    AND ')}`
  const rowsOf = (more: readonly string[], { most, table = 'resource' }: { most?: string; table?: string } = {}) => {
    if (near !== undefined) {
      const order = most === undefined || query.sort.length > 0 ? undefined : orderBy(columns)
      return place(rowsNear(near, [...where.filter((one) => one !== sight), ...more], values, { table, order }), [sight!])
    }
    if (list === undefined) return place(table, [...where, ...more])
    return `${fromWorkList(list, [...where, ...more], values, { most: list.ordered ? most : undefined, lateral })} WHERE (SELECT ok FROM alive)`
  }
  const others = othersOf(query, access, values)
  const reached = [...types, ...(others === undefined ? [] : (access.searchable ?? searchParams().keys()))]
  const told = ground === undefined ? '' : `, ${lateral === '' ? ground : list === undefined ? 'g.ground' : 'r.ground'} AS ground`
  const held = kept === undefined ? heldTies(access, 's', reached, { values, shards: 'SELECT DISTINCT shard FROM found' }) : undefined
  const total = query.total === 'accurate' ? `(SELECT count(*) FROM ${rowsOf([])})` : 'NULL'

  const text = `
WITH alive AS MATERIALIZED (${alive}),${near === undefined ? '' : `\n${near.parts}`}
page AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version${others === undefined ? '' : `, r.links, ${wanted}::int AS wanted`},
    row_number() OVER (ORDER BY ${orderBy(columns)}) AS place,
    ARRAY[${columns.map(({ expression }) => `(${expression})::text`).join(', ')}] AS last${told}
  FROM ${rowsOf(after, { most: `${wanted}::int + 1`, ...(walked && { table: inOrderOfIds(query.type, last?.[0], values) }) })}
  ORDER BY ${orderBy(columns)} LIMIT ${wanted}::int + 1
),${others === undefined ? '' : `\n${others},`}
found AS (
  SELECT CASE WHEN place <= ${wanted}::int THEN shard END AS shard, type, id, version, place, last${ground === undefined ? '' : ', ground'} FROM page${others === undefined ? '' : ` UNION ALL (SELECT shard, type, id, version, NULL, NULL FROM others LIMIT ${values.add(mostIncluded + 1)}::int)`}
)
SELECT CASE WHEN a.ok THEN ${packed(total, 'f.place', `CASE WHEN f.place = ${wanted}::int THEN to_jsonb(f.last) END`, ...(held === undefined ? [] : [`CASE WHEN f.place = 1 THEN ${held} END`]), ...(ground === undefined ? [] : ["''", 'f.ground']))} END AS row
FROM alive a LEFT JOIN found f ON true LEFT JOIN version v ON v.shard = f.shard AND v.type = f.type AND v.id = f.id AND v.version = f.version
ORDER BY f.place${others === undefined ? '' : ', v.type, v.id'}`
  return { text, values, now: access.now }
}

/** What a search over one type has of the plan. */
interface Sighted {
  /** What its rows must be; undefined: whatever they are. */
  sight?: string
  /** What lets the caller see a row, where that is told. */
  ground?: string
  /** That as a table `g` beside each row. */
  lateral?: string
}

/**
 * Where few rows are looked at, what lets the caller see one is asked of each, and what has no such ground is not seen. Where many are, that may be seen is
 * a condition like others, from which the planner may choose an index, and what of the page alone.
 */
function sightInSearch(access: AccessPlan, type: string, isLed: boolean): Kept<Sighted> {
  return keptPart(access, `search ${isLed ? 'few ' : ''}${type}`, (values) => {
    const ground = letInBy(access, 's', type, { row: 'r', values })
    if (ground === undefined || !isLed) return { sight: seenBy(access, 's', [type], { row: 'r', values }), ground }
    return { sight: 'g.ground IS NOT NULL', ground, lateral: ` CROSS JOIN LATERAL (SELECT ${ground} AS ground OFFSET 0) g` }
  })
}

/** Leads to one patient's record. */
export function isOfPatient(clause: Clause): boolean {
  return (
    clause.kind === 'reference' &&
    clause.values.length === 1 &&
    clause.values[0]!.id !== undefined &&
    (clause.values[0]!.type ?? 'Patient') === 'Patient'
  )
}

/** The page that the statement's rows are. */
export function pageOf(rows: readonly Row[], access: AccessPlan, count: number): SearchPage {
  const [matches, included]: [Stored[], Stored[]] = [[], []]
  let [total, next] = ['', '']
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [all = '', place, last = '', held, ground] = before
    if (held) noteHeld(access, [{ held }])
    total = all
    if (last !== '') next = last
    if (stored !== undefined) (place === '' ? included : matches).push(ground ? { ...stored, grounds: ground } : stored)
  }
  if (included.length > mostIncluded) throw tooManyIncluded()
  // The row behind the page comes without its text: it only tells that there is more.
  const more = rows.length - included.length > count
  return {
    matches,
    included,
    ...(total !== '' && { total: Number(total) }),
    ...(more && next !== '' && { next: continuationOf(JSON.parse(next) as (string | null)[]) }),
  }
}

/**
 * The rows of a type as its index by id gives them, from where the page begins. Left to itself the planner, which knows neither
 * how many rows will meet the conditions nor how few are wanted, reads and sorts all rows of the type for each page. A
 * limit whose number it does not know makes it prefer what gives the first rows soonest; it is more than there can be.
 */
function inOrderOfIds(type: string, after: string | null | undefined, values: Values): string {
  const from = after === undefined ? '' : ` AND id > ${values.add(after)}`
  return `(SELECT * FROM resource WHERE type = ${values.add(type)}${from} ORDER BY id LIMIT ${values.add(2 ** 31 - 1)}::int)`
}
