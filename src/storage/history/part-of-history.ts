import type { AccessPlan } from '#auth/access-plan.ts'
import { heldTies, noteHeld, once } from '../access/held-ties.ts'
import { earlierSeen, seenNow } from '../access/narrowed-reads.ts'
import { isNarrowed } from '../access/sight-condition.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { versionsBelow } from '../read.ts'
import { Values } from '../search/values.ts'
import { nameOf } from '../statement-name.ts'
import type { HistoryAsk, HistoryPage } from '../store.ts'
import { conditionsOf, type VersionRow, versionPage } from './conditions.ts'

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
  const text = `WITH alive AS MATERIALIZED (${alive}),
known AS MATERIALIZED (${known})
SELECT a.ok AS alive, r.id IS NOT NULL AS known, ${total} AS total,
      v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.method, v.member, v.text${once(held && 'r.held')}
    FROM alive a LEFT JOIN known r ON true
    LEFT JOIN LATERAL (SELECT * FROM version v WHERE ${where} AND v.version < $4::int ORDER BY v.version DESC LIMIT $5::int + 1) v ON true
    ORDER BY v.version DESC`
  const rows = await connection.query<VersionRow & { known: boolean; total: number | null }>({ name: nameOf(text), text }, values.list)
  const [first] = rows
  if (!first?.alive) throw deadToken()
  if (!first.known) return undefined
  noteHeld(access, rows)
  const found = rows.filter((row) => row.type !== null)
  return versionPage(found, ask.count, ({ version }) => String(version), first.total)
}
