import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import type { CallOptions } from '../calls.ts'
import { askAlone } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { searchKey } from '../keys.ts'
import { type StoredRow, storedOf } from '../read.ts'
import { mostIncluded, referenceParams, referrersTo, steps, tooManyIncluded } from '../search/include.ts'
import { continuationOf, orderBy, readContinuation, rowsAfter, sortColumns } from '../search/sort.ts'
import { Values } from '../search/values.ts'
import { whereOf } from '../search/where.ts'
import type { Include, SearchPage, SearchQuery, Stored } from '../store.ts'
import { currentColumns, currentRows, mustBeAlive, rowsOf } from './read.ts'

interface Row extends StoredRow {
  type: string
  links: Record<string, string[]>
  last: (string | null)[]
}

/** The same search in a statement for the page, one for the total, one for each way of including. */
export async function search(
  connection: Connection,
  access: AccessPlan,
  query: SearchQuery,
  { common }: Pick<CallOptions, 'common'>,
): Promise<SearchPage> {
  const types = query.type ? [query.type] : [...(query.types ?? access.searchable ?? searchParams().keys())]
  const columns = sortColumns(query.sort, !query.type)
  const values = new Values()
  const { conditions: where } = whereOf(query, types, values, common, access, { apart: true })
  if (query.after !== undefined) where.push(rowsAfter(columns, readContinuation(query.after, columns.length), values))
  const text = `SELECT ${currentColumns}, r.links, ARRAY[${columns.map(({ expression }) => `(${expression})::text`).join(', ')}] AS last
    FROM ${currentRows} WHERE ${where.join(' AND ')} ORDER BY ${orderBy(columns)} LIMIT ${values.add(query.count + 1)}::int`
  const rows = await askAlone<Row>(connection, { text, values })
  const page = rows.slice(0, query.count)

  const total = query.total === 'accurate' ? await count(connection, access, { ...query, after: undefined }, types, common) : undefined
  const onPage = new Set(page.map(({ type, id }) => `${type}/${id}`))
  const found = new Map<string, Stored>()
  let rowsBefore: readonly Linking[] = page
  const iterating = {
    include: query.include.filter(({ iterate }) => iterate),
    revinclude: query.revinclude.filter(({ iterate }) => iterate),
  }
  for (let step = 1; step <= steps && rowsBefore.length > 0; step++) {
    const asked =
      step === 1 ? { ...query, include: query.include.filter(({ source }) => query.type === '' || source === query.type) } : iterating
    const known = new Set([...onPage, ...found.keys()])
    const named = asked.revinclude.flatMap((one) => spelledOut(one, query)).filter(({ source }) => access.searchable?.has(source) ?? true)
    const reached = [
      ...(await included(connection, asked.include, rowsBefore, known)),
      // What is there already may be among them: one more than all of it and all that is allowed is one too many.
      ...(await revincluded(connection, named, rowsBefore, known.size + mostIncluded + 1)),
    ]
    const fresh = reached.filter(({ type, id, deleted }) => {
      const reference = `${type}/${id}`
      return !deleted && !onPage.has(reference) && !found.has(reference) && (access.searchable?.has(type!) ?? true)
    })
    for (const row of fresh) found.set(`${row.type}/${row.id}`, storedOf(row))
    if (found.size > mostIncluded) throw tooManyIncluded()
    rowsBefore = iterating.include.length + iterating.revinclude.length === 0 ? [] : await linksOf(connection, fresh)
  }
  await mustBeAlive(connection, access)
  const last = page.at(-1)?.last
  return {
    matches: page.map(storedOf),
    included: [...found.values()].sort((a, b) => compare(a.type, b.type) || compare(a.id, b.id)),
    ...(total !== undefined && { total }),
    ...(rows.length > page.length && last && { next: continuationOf(last) }),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

async function count(
  connection: Connection,
  access: AccessPlan,
  query: SearchQuery,
  types: readonly string[],
  common: CallOptions['common'],
): Promise<number> {
  const values = new Values()
  const text = `SELECT count(*) AS total FROM resource r WHERE ${whereOf(query, types, values, common, access, { apart: true }).conditions.join(' AND ')}`
  const [row] = await askAlone<{ total: number }>(connection, { text, values })
  return row!.total
}

type Linking = Pick<Row, 'type' | 'id' | 'links'>

/** References read at a time: what is more than a page may bring along is not read to its end. */
const readAtOnce = 500

async function included(
  connection: Connection,
  include: readonly Include[],
  from: readonly Linking[],
  known: ReadonlySet<string>,
): Promise<StoredRow[]> {
  const references = include.flatMap(({ source, param, target }) =>
    from
      .filter((row) => row.type === source)
      .flatMap(({ links }) => (param === '*' ? Object.values(links).flat() : (links[param] ?? [])))
      .filter((reference) => target === undefined || reference.startsWith(`${target}/`)),
  )
  const open = [...new Set(references)].filter((reference) => !known.has(reference))
  const rows: StoredRow[] = []
  for (let first = 0; first < open.length && rows.length <= mostIncluded; first += readAtOnce) {
    const found = await rowsOf(connection, open.slice(first, first + readAtOnce))
    rows.push(...found.filter(({ deleted }) => !deleted))
  }
  return rows
}

/** The references of rows that were read without them. */
async function linksOf(connection: Connection, rows: readonly StoredRow[]): Promise<Linking[]> {
  const wanted = new Set(rows.map(({ type, id }) => `${type}/${id}`))
  const found = await connection.query<Linking>(
    {
      name: 'd-links',
      text: `SELECT r.type, r.id, r.links FROM resource r
        WHERE r.shard = ANY ($1::text[]) AND r.type = ANY ($2::text[]) AND r.id = ANY ($3::text[])`,
    },
    [rows.map((row) => (row as { shard?: string }).shard), rows.map(({ type }) => type), rows.map(({ id }) => id)],
  )
  return found.filter(({ type, id }) => wanted.has(`${type}/${id}`))
}

/** Whatever names the page's, as a rule for each type. */
function spelledOut(one: Include, query: SearchQuery): Include[] {
  if (one.source !== '*') return [one]
  return [...new Set(referrersTo(query).map(([source]) => source))].map((source) => ({ source, param: '*' }))
}

/** Rows that name one of the page's: by the index over all keys, or in the shard of a patient on the page. */
async function revincluded(
  connection: Connection,
  revinclude: readonly Include[],
  page: readonly Linking[],
  most: number,
): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for (const { source, param, target } of revinclude) {
    const named = page.filter(({ type }) => target === undefined || type === target)
    const params = param === '*' ? referenceParams(source) : [param]
    const keys = named.flatMap(({ id }) => params.map((each) => searchKey(source, each, 'i', id)))
    const exact = named.flatMap(({ type, id }) => params.map((each) => searchKey(source, each, 'r', `${type}/${id}`)))
    const patients = named.filter(({ type }) => type === 'Patient').map(({ id }) => id)
    if (named.length === 0) continue
    rows.push(
      ...(await connection.query<StoredRow>(
        {
          name: 'd-revinclude',
          text: `SELECT ${currentColumns} FROM ${currentRows} WHERE (r.type || '') = $1 AND NOT r.deleted
            AND (r.keys && $2::bigint[] OR (r.shard = ANY ($4::text[]) AND r.type = $1)) AND (r.tags && $3::bigint[]) IS TRUE LIMIT $5::int`,
        },
        [source, keys, exact, patients, most],
      )),
    )
  }
  return rows
}
