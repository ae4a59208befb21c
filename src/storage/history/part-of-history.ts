import type { AccessPlan } from '#auth/access-plan.ts'
import { heldTies, noteHeld, onOneRow } from '../access/held-ties.ts'
import { earlierSeen, seenNow } from '../access/narrowed-reads.ts'
import { isNarrowed } from '../access/sight-condition.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import { versionsBelow } from '../read.ts'
import type { Compiled, Row } from '../search/search.ts'
import { Values } from '../search/values.ts'
import { nameOf } from '../statement-name.ts'
import type { HistoryAsk, HistoryPage, StoredVersion } from '../store.ts'
import { conditionsOf } from './conditions.ts'

/**
 * What one resource's history holds of a time, or holds for a caller who sees only some resources of its type, newest
 * first; undefined when the id was never used or the caller may not see it.
 */
export async function partOfHistory(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  ask: HistoryAsk,
): Promise<HistoryPage | undefined> {
  const { text, values } = compiledPart(access, type, id, ask)
  return partOf(await connection.query<Row>({ name: nameOf(text), text }, values), access, ask.count)
}

/** The same as a statement and its values, so that several callers' may be asked at once. */
export function compiledPart(access: AccessPlan, type: string, id: string, ask: HistoryAsk): Compiled {
  const values = new Values(access.tokenHash ?? null, type, id, versionsBelow(ask.after), ask.count)
  const narrowed = isNarrowed(access, 'r', [type])
  const held = heldTies(access, 'r', [type], { values, shards: 'SELECT r.shard' })
  const ways = narrowed ? (earlierSeen(access, [type], values) ?? []) : []
  // The same for all versions, so it is asked once; in a table by itself, so that the planner leaves it at that.
  const known = `SELECT r.shard, r.type, r.id, r.version, r.member, ARRAY[${ways.map(({ row }) => row).join(', ')}]::boolean[] AS ways${held === undefined ? '' : `, ${held} AS held`}
    FROM locator l JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
    WHERE (SELECT ok FROM alive) AND l.type = $2 AND l.id = $3${narrowed ? ` AND ${seenNow(access, [type], values)}` : ''}`
  const earlier = ways.map(({ version }, n) => ` OR (r.ways[${n + 1}] AND ${version})`)
  const where = [
    'v.shard = r.shard AND v.type = r.type AND v.id = r.id',
    ...(narrowed ? [`(v.version = r.version${earlier.join('')})`] : []),
    ...conditionsOf(ask, values),
  ].join(' AND ')
  // Versions are numbered without gaps only for who sees all of them.
  const total = ask.total || narrowed ? `(SELECT count(*) FROM version v WHERE ${where})` : 'NULL'
  const parts = ['r.id IS NOT NULL', total, 'v.method', ...onOneRow(held && 'r.held')]
  const text = `WITH alive AS MATERIALIZED (${alive}),
known AS MATERIALIZED (${known})
SELECT CASE WHEN a.ok THEN ${packed(...parts)} END AS row
    FROM alive a LEFT JOIN known r ON true
    LEFT JOIN LATERAL (SELECT * FROM version v WHERE ${where} AND v.version < $4::int ORDER BY v.version DESC LIMIT $5::int + 1) v ON true
    ORDER BY v.version DESC`
  return { text, values: values.list }
}

/** The page that such a statement's rows are. */
export function partOf(rows: readonly Row[], access: AccessPlan, count: number): HistoryPage | undefined {
  const versions: StoredVersion[] = []
  let total = ''
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [isKnown, all = '', method, held] = before
    if (isKnown !== 't') return undefined
    if (held) noteHeld(access, [{ held }])
    total = all
    if (stored !== undefined) versions.push({ ...stored, deleted: method === 'DELETE', method: method as StoredVersion['method'] })
  }
  // One more than was asked for tells that there is a next page.
  const page = versions.slice(0, count)
  const last = page.at(-1)
  return {
    versions: page,
    ...(total !== '' && { total: Number(total) }),
    ...(versions.length > count && last && { next: String(last.version) }),
  }
}
