import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { type StoredRow, storedOf } from '../read.ts'
import { nameOf } from '../statement-name.ts'
import type { SearchPage, SearchQuery } from '../store.ts'
import type { CommonKeys } from './common-keys.ts'
import { othersOf } from './include.ts'
import { continuationOf, orderBy, readContinuation, rowsAfter, sortColumns } from './sort.ts'
import { Values } from './values.ts'
import { whereOf } from './where.ts'
import { besideWorkList, fromWorkList, workAfter, workListOf } from './work-list.ts'

interface Row extends StoredRow {
  total: number | null
  place: number | null
  /** Of the page's last row alone: it is where the next page begins, and an array takes the driver longer to read than the rest. */
  last: (string | null)[] | null
}

/**
 * One statement: the page, what it includes, the total if asked, and only then the texts. A page is found on rows
 * without text; the text of what is not on it is never touched.
 */
export async function search(
  connection: Connection,
  access: AccessPlan,
  query: SearchQuery,
  { common }: { common: CommonKeys },
): Promise<SearchPage> {
  const values = new Values(access.tokenHash ?? null)
  const types = query.type ? [query.type] : [...(query.types ?? access.searchable ?? searchParams().keys())]
  const columns = sortColumns(query.sort, !query.type)
  const list = workListOf(query)
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

  const text = `
WITH alive AS MATERIALIZED (${alive}),
page AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.links, ${wanted}::int AS wanted,
    row_number() OVER (ORDER BY ${orderBy(columns)}) AS place,
    ARRAY[${columns.map(({ expression }) => `(${expression})::text`).join(', ')}] AS last
  FROM ${rowsOf(after, { most: `${wanted}::int + 1`, ...(walked && { table: inOrderOfIds(query.type, last?.[0], values) }) })}
  ORDER BY ${orderBy(columns)} LIMIT ${wanted}::int + 1
),${others === undefined ? '' : `\n${others},`}
found AS (
  SELECT shard, type, id, version, place, last FROM page${others === undefined ? '' : ' UNION ALL SELECT shard, type, id, version, NULL, NULL FROM others'}
)
SELECT a.ok AS alive, ${query.total === 'accurate' ? `CASE WHEN a.ok THEN (SELECT count(*) FROM ${rowsOf([])}) END` : 'NULL'} AS total,
  f.place, CASE WHEN f.place = ${wanted}::int THEN f.last END AS last, v.type, v.id, v.version, v.updated, false AS deleted, v.member, v.text
FROM alive a LEFT JOIN (found f JOIN version v ON v.shard = f.shard AND v.type = f.type AND v.id = f.id AND v.version = f.version) ON true
ORDER BY f.place, v.type, v.id`
  const rows = await connection.query<Row>({ name: nameOf(text), text }, values.list)
  if (!rows[0]?.alive) throw deadToken()

  const matches = rows.filter(({ type, place }) => type !== null && place !== null)
  const more = matches.length > query.count
  const page = matches.slice(0, query.count)
  const end = page.at(-1)?.last
  return {
    matches: page.map(storedOf),
    included: rows.filter(({ type, place }) => type !== null && place === null).map(storedOf),
    ...(rows[0].total !== null && { total: Number(rows[0].total) }),
    ...(more && end && { next: continuationOf(end) }),
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
