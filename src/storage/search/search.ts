import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { heldTies, noteHeld } from '../access/held-ties.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import { nameOf } from '../statement-name.ts'
import type { SearchPage, SearchQuery, Stored } from '../store.ts'
import type { CommonKeys } from './common-keys.ts'
import { mostIncluded, othersOf, tooManyIncluded } from './include.ts'
import { continuationOf, orderBy, readContinuation, rowsAfter, sortColumns } from './sort.ts'
import { Values } from './values.ts'
import { whereOf } from './where.ts'
import { besideWorkList, fromWorkList, workAfter, workListOf, workOrder } from './work-list.ts'

/**
 * Null: the token is dead. Its parts: the total, the place on the page (none: brought along), the sort values of the page's last row,
 * and for a narrowed caller, on the first row, what ties them to the members of all.
 */
export type Row = { row: string | null }

/** One statement for a page. */
export async function search(
  connection: Connection,
  access: AccessPlan,
  query: SearchQuery,
  { common }: { common: CommonKeys },
): Promise<SearchPage> {
  const { text, values } = compiled(access, query, common)
  return pageOf(await connection.query<Row>({ name: nameOf(text), text }, values), access, query.count)
}

/** A search as a statement and its values. */
export interface Compiled {
  text: string
  values: readonly unknown[]
}

/**
 * One statement: the page, what it includes, the total if asked, and only then the texts. A page is found on rows
 * without text; the text of what is not on it is never touched.
 */
export function compiled(access: AccessPlan, query: SearchQuery, common: CommonKeys): Compiled {
  const values = new Values(access.tokenHash ?? null)
  const types = query.type ? [query.type] : [...(query.types ?? access.searchable ?? searchParams().keys())]
  const list = workListOf(query)
  const columns = list?.ordered ? workOrder : sortColumns(query.sort, !query.type)
  const rest = list === undefined ? query : { ...query, clauses: besideWorkList(list, query.clauses) }
  const { conditions: where, byType } = whereOf(rest, types, values, common, access, { found: list !== undefined })
  const last = query.after === undefined ? undefined : readContinuation(query.after, columns.length)
  const after = last === undefined ? [] : [list?.ordered ? workAfter(last, values) : rowsAfter(columns, last, values)]
  const wanted = values.add(query.count)
  const walked = byType && query.type !== '' && query.sort.length === 0
  const rowsOf = (more: readonly string[], { most, table = 'resource' }: { most?: string; table?: string } = {}) =>
    list === undefined
      ? `${table} r WHERE (SELECT ok FROM alive) AND ${[...where, ...more].join('\n    AND ')}`
      : `${fromWorkList(list, [...where, ...more], values, list.ordered ? most : undefined)} WHERE (SELECT ok FROM alive)`
  const others = othersOf(query, access, values)
  const reached = [...types, ...(others === undefined ? [] : (access.searchable ?? searchParams().keys()))]
  const held = heldTies(access, 's', reached, { values, shards: 'SELECT DISTINCT shard FROM found' })
  const total = query.total === 'accurate' ? `(SELECT count(*) FROM ${rowsOf([])})` : 'NULL'

  const text = `
WITH alive AS MATERIALIZED (${alive}),
page AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version${others === undefined ? '' : `, r.links, ${wanted}::int AS wanted`},
    row_number() OVER (ORDER BY ${orderBy(columns)}) AS place,
    ARRAY[${columns.map(({ expression }) => `(${expression})::text`).join(', ')}] AS last
  FROM ${rowsOf(after, { most: `${wanted}::int + 1`, ...(walked && { table: inOrderOfIds(query.type, last?.[0], values) }) })}
  ORDER BY ${orderBy(columns)} LIMIT ${wanted}::int + 1
),${others === undefined ? '' : `\n${others},`}
found AS (
  SELECT CASE WHEN place <= ${wanted}::int THEN shard END AS shard, type, id, version, place, last FROM page${others === undefined ? '' : ` UNION ALL (SELECT shard, type, id, version, NULL, NULL FROM others LIMIT ${values.add(mostIncluded + 1)}::int)`}
)
SELECT CASE WHEN a.ok THEN ${packed(total, 'f.place', `CASE WHEN f.place = ${wanted}::int THEN to_jsonb(f.last) END`, ...(held === undefined ? [] : [`CASE WHEN f.place = 1 THEN ${held} END`]))} END AS row
FROM alive a LEFT JOIN found f ON true LEFT JOIN version v ON v.shard = f.shard AND v.type = f.type AND v.id = f.id AND v.version = f.version
ORDER BY f.place${others === undefined ? '' : ', v.type, v.id'}`
  return { text, values: values.list }
}

/** The page that the statement's rows are. */
export function pageOf(rows: readonly Row[], access: AccessPlan, count: number): SearchPage {
  const [matches, included]: [Stored[], Stored[]] = [[], []]
  let [total, next] = ['', '']
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [all = '', place, last = '', held] = before
    if (held) noteHeld(access, [{ held }])
    total = all
    if (last !== '') next = last
    if (stored !== undefined) (place === '' ? included : matches).push(stored)
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
