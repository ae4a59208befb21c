import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { malformed } from '#fhir/error.ts'
import { heldTies, noteHeld, once } from '../access/held-ties.ts'
import { seenVersion } from '../access/narrowed-reads.ts'
import { isNarrowed, sightOf } from '../access/sight-condition.ts'
import { alive, deadToken } from '../alive.ts'
import { askAlone } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { continuationOf, readContinuation } from '../search/sort.ts'
import { Values } from '../search/values.ts'
import type { HistoryAsk, HistoryPage } from '../store.ts'
import { conditionsOf, type VersionRow, versionPage } from './conditions.ts'

/**
 * Versions of all resources of some types, newest first. Each type's newest are read off its stretch of one index, and
 * the newest of these are the page: it costs the same however long the history is. Their texts are fetched last.
 */
export async function historyOfTypes(
  connection: Connection,
  access: AccessPlan,
  types: readonly string[] | undefined,
  ask: HistoryAsk,
): Promise<HistoryPage> {
  const values = new Values([access.tokenHash ?? null])
  const read = typesRead(access, types)
  const wanted = `${values.add(read)}::text[]`
  const seen = seenInHistory(access, read, values)
  const conditions = [...conditionsOf(ask, values), ...(seen === undefined ? [] : [seen])]
  const total = ask.total
    ? `(SELECT count(*) FROM version v WHERE a.ok AND v.type = ANY (${wanted}) AND ${conditions.join(' AND ')})`
    : 'NULL'
  const limit = `${values.add(ask.count)}::int + 1`
  const held = heldTies(access, 'r', read, { values, shards: 'SELECT DISTINCT shard FROM page' })
  const text = `
WITH alive AS MATERIALIZED (${alive}),
page AS MATERIALIZED (
  SELECT v.* FROM unnest(${wanted}) AS t (type) CROSS JOIN LATERAL (
    SELECT v.shard, v.type, v.id, v.version, v.updated FROM version v
    WHERE v.type = t.type AND ${[...conditions, ...versionsAfter(ask.after, values)].join(' AND ')}
    ORDER BY v.updated DESC, v.id DESC, v.version DESC LIMIT ${limit}
  ) v
  WHERE (SELECT ok FROM alive)
  ORDER BY ${newestFirst} LIMIT ${limit}
)
SELECT a.ok AS alive, ${total} AS total, v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.method, v.member, v.text${once(held)}
FROM alive a LEFT JOIN (page p JOIN version v ON v.shard = p.shard AND v.type = p.type AND v.id = p.id AND v.version = p.version) ON true
ORDER BY ${newestFirst}`
  const rows = await askAlone<VersionRow & { total: number | null }>(connection, { text, values, now: access.now })
  if (!rows[0]?.alive) throw deadToken()
  noteHeld(access, rows)
  const found = rows.filter(({ type }) => type !== null)
  return versionPage(found, ask.count, placeOf, rows[0].total)
}

/** What was written in the same millisecond is told apart by type, id and version. */
export const newestFirst = 'v.updated DESC, v.type DESC, v.id DESC, v.version DESC'

/** A version whose resource the caller may see, and the version too; undefined where every one may be seen. */
function seenInHistory(access: AccessPlan, types: readonly string[], values: Values): string | undefined {
  if (!isNarrowed(access, 'r', types)) return undefined
  // Types that are seen alike are told together: a plan gives the same sight for all of them.
  const alike = Map.groupBy(types, (type) => sightOf(access, 'r', type))
  const each = [...alike.values()].map((of) => `(v.type = ANY (${values.add(of)}::text[]) AND ${seenVersion(access, of, values)})`)
  return `EXISTS (SELECT FROM resource r WHERE r.shard = v.shard AND r.type = v.type AND r.id = v.id AND (${each.join(' OR ') || 'false'}))`
}

/** The types asked for, or all that the caller may search. */
export function typesRead({ searchable }: AccessPlan, types: readonly string[] | undefined): string[] {
  return [...(types ?? searchable ?? searchParams().keys())]
}

/** The place of a page's last version, as the link to the next page carries it. */
export function placeOf({ updated, type, id, version }: VersionRow): string {
  return continuationOf([updated, type, id, String(version)])
}

/** Versions that come after the last one seen: what is written meanwhile comes before, and shifts nothing. */
export function versionsAfter(after: string | undefined, values: Values): string[] {
  if (after === undefined) return []
  const [updated, type, id, version] = readContinuation(after, 4)
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(updated ?? '') || Number.isNaN(Date.parse(updated!)) || !/^\d{1,9}$/.test(version ?? '')) {
    throw malformed('continuation', 'This page link is not one that this server gave for this history. Start from the first page.')
  }
  const moment = `${values.add(updated)}::timestamptz`
  return [
    `v.updated <= ${moment}`,
    `(v.updated, v.type, v.id, v.version) < (${moment}, ${values.add(type)}::text, ${values.add(id)}::text, ${values.add(version)}::int)`,
  ]
}
