import type { AccessPlan } from '#auth/access-plan.ts'
import { keptPart } from '../access/kept.ts'
import { earlierSeen, seenNow } from '../access/narrowed-reads.ts'
import { isNarrowed } from '../access/sight-condition.ts'
import { alive, deadToken } from '../alive.ts'
import { askAlone, type Compiled } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import { versionsBelow } from '../read.ts'
import type { Row } from '../search/search.ts'
import { letInBy } from '../search/where.ts'
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
  return partOf(await askAlone<Row>(connection, compiledPart(access, type, id, ask)), ask.count)
}

/** The same as a statement and its values, so that several callers' may be asked at once. */
export function compiledPart(access: AccessPlan, type: string, id: string, ask: HistoryAsk): Compiled {
  const narrowed = isNarrowed(access, 'r', [type])
  const { part, values } = keptPart(access, `history ${type}`, (values) => {
    const ground = narrowed ? letInBy(access, 'r', type, { row: 'r', values, ended: true }) : undefined
    return {
      ground,
      ways: narrowed ? (earlierSeen(access, [type], values) ?? []) : [],
      // What lets the caller in is asked once, and told.
      seen: ground !== undefined ? ' AND g.ground IS NOT NULL' : narrowed ? ` AND ${seenNow(access, [type], values)}` : '',
    }
  })
  const { ground, ways, seen } = part
  const [ofType, ofId] = [values.add(type), values.add(id)]
  // The same for all versions, so it is asked once; in a table by itself, so that the planner leaves it at that.
  const known = `SELECT r.shard, r.type, r.id, r.version, r.member, ARRAY[${ways.map(({ row }) => row).join(', ')}]::boolean[] AS ways${ground === undefined ? '' : ', g.ground'}
    FROM resource r${ground === undefined ? '' : ` CROSS JOIN LATERAL (SELECT ${ground} AS ground OFFSET 0) g`}
    WHERE (SELECT ok FROM alive) AND r.type = ${ofType} AND r.id = ${ofId}${seen}`
  const earlier = ways.map(({ version }, n) => ` OR (r.ways[${n + 1}] AND ${version})`)
  const where = [
    'v.shard = r.shard AND v.type = r.type AND v.id = r.id',
    ...(narrowed ? [`(v.version = r.version${earlier.join('')})`] : []),
    ...conditionsOf(ask, values),
  ].join(' AND ')
  // Versions are numbered without gaps only for who sees all of them.
  const total = ask.total || narrowed ? `(SELECT count(*) FROM version v WHERE ${where})` : 'NULL'
  const parts = ['r.id IS NOT NULL', total, 'v.method', ...(ground === undefined ? [] : ['r.ground'])]
  const text = `WITH alive AS MATERIALIZED (${alive}),
known AS MATERIALIZED (${known})
SELECT CASE WHEN a.ok THEN ${packed(...parts)} END AS row
    FROM alive a LEFT JOIN known r ON true
    LEFT JOIN LATERAL (SELECT * FROM version v WHERE ${where} AND v.version < ${values.add(versionsBelow(ask.after))}::int ORDER BY v.version DESC LIMIT ${values.add(ask.count)}::int + 1) v ON true
    ORDER BY v.version DESC`
  return { text, values, now: access.now }
}

/** The page that such a statement's rows are. */
export function partOf(rows: readonly Row[], count: number): HistoryPage | undefined {
  const versions: StoredVersion[] = []
  let total = ''
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [isKnown, all = '', method, ground] = before
    if (isKnown !== 't') return undefined
    total = all
    if (stored !== undefined) {
      const told = { deleted: method === 'DELETE', method: method as StoredVersion['method'] }
      versions.push({ ...stored, ...told, ...(ground && { grounds: ground }) })
    }
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
