import type { AccessPlan, Way } from '#auth/access-plan.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import type { Compiled } from '../search/search.ts'
import { Values } from '../search/values.ts'
import { seenBy } from '../search/where.ts'
import { nameOf } from '../statement-name.ts'
import type { Stored } from '../store.ts'
import { heldTies, noteHeld } from './held-ties.ts'
import { bearsAny, endedBearingNone, sightOf } from './sight-condition.ts'

// Reads for a caller who sees only some resources of a type. What may not be seen is not found by the statement, so it
// answers exactly as what is not there.

/** Null: the token is dead. */
export type PackedRow = { row: string | null }

/** The current version of a resource that the caller may see. */
export async function narrowedRead(connection: Connection, access: AccessPlan, type: string, id: string): Promise<Stored | undefined> {
  const { text, values } = compiledRead(access, type, id)
  const [row] = await connection.query<PackedRow>({ name: nameOf(text), text }, values)
  return readOf(row, access)
}

/** The same as a statement and its values, so that several may be asked at once. */
export function compiledRead(access: AccessPlan, type: string, id: string): Compiled {
  return one(access, type, id, (values) => `v.version = r.version AND ${seenNow(access, [type], values)}`)
}

/** One version of a resource that the caller may see. */
export async function narrowedVread(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  const which = (values: Values) => `v.version = ${values.add(version)}::int AND ${seenVersion(access, [type], values)}`
  const { text, values } = one(access, type, id, which)
  const [row] = await connection.query<PackedRow>({ name: nameOf(text), text }, values)
  return readOf(row, access)
}

function one(access: AccessPlan, type: string, id: string, which: (values: Values) => string): Compiled {
  const values = new Values(access.tokenHash ?? null, type, id)
  const held = heldTies(access, 'r', [type], { values, shards: 'SELECT v.member AS shard' })
  const text = `SELECT CASE WHEN a.ok THEN ${packed("v.method = 'DELETE'", ...(held === undefined ? [] : [held]))} END AS row FROM (${alive} OFFSET 0) a
    LEFT JOIN (locator l JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
      JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id)
    ON a.ok AND l.type = $2 AND l.id = $3 AND ${which(values)}`
  return { text, values: values.list }
}

/** What such a statement's row says; what ties the caller to its member is kept with the request (`held-ties.ts`). */
export function readOf(found: PackedRow | undefined, access: AccessPlan): Stored | undefined {
  if (found === undefined || found.row === null) throw deadToken()
  const { before, stored } = unpacked(found.row)
  const [isDeleted, held] = before
  if (held) noteHeld(access, [{ held }])
  return stored && { ...stored, deleted: isDeleted === 't' }
}

/**
 * Which versions `v` of a row `r` of these types, which are seen alike, may be seen. Whose current version is hidden, of that
 * nothing is seen. Only the current content is indexed, so earlier ones are seen only by a way that asks nothing of the
 * content, only from the time in this member's record, and only if their own text bears none of the labels that the way
 * withholds. A deletion says no more than the version that it ended.
 */
export function seenVersion(access: AccessPlan, types: readonly string[], values: Values): string {
  const earlier = earlierSeen(access, types, values)
  if (earlier === undefined) return 'true'
  const ways = earlier.map(({ row, version }) => ` OR (${version} AND ${row})`)
  return `(${seenNow(access, types, values)} AND (v.version = r.version${ways.join('')}))`
}

/** Whether the current version of a row `r` of these types, which are seen alike, may be seen. */
export function seenNow(access: AccessPlan, types: readonly string[], values: Values): string {
  return seenBy(access, 'r', types, { row: 'r', values, ended: true }) ?? 'true'
}

/**
 * By which ways an earlier version `v` of a row `r` that is seen may be seen: what the row must be for it, which is the same for all of its
 * versions, and what the version. Undefined where each may be.
 */
export function earlierSeen(access: AccessPlan, types: readonly string[], values: Values): { row: string; version: string }[] | undefined {
  const sight = types.length === 0 ? [] : sightOf(access, 'r', types[0]!)
  if (sight === 'everything') return undefined
  const by = (ways: readonly Way[]) => seenBy({ ...access, sight: () => ways }, 'r', types, { row: 'r', values, ended: true }) ?? 'true'
  const earlier = sight.filter((way) => !asksOfContent(way))
  // Those that withhold the same are one way: once one of them leads there, the others are not asked.
  return [...Map.groupBy(earlier, ({ withheld }) => JSON.stringify(withheld?.labels)).values()].map((ways) => {
    const labels = ways[0]!.withheld?.labels ?? []
    const unlabelled = labels.length === 0 ? '' : ` AND ${versionBearsNone(labels, values)}`
    return {
      row: by(ways.map((way) => ({ ...way, withheld: undefined }))),
      version: `v.member IS NOT DISTINCT FROM (CASE WHEN r.member THEN r.shard END)${unlabelled}`,
    }
  })
}

/** Does a way depend on what the resource says, or on that very resource being cited? */
function asksOfContent({ clauses = [], authored, about, tied, also = [] }: Way): boolean {
  return clauses.length > 0 || authored !== undefined || about !== undefined || [tied, ...also].some((bond) => bond?.cites)
}

function versionBearsNone(labels: readonly string[], values: Values): string {
  return `CASE WHEN v.text = '' THEN ${endedBearingNone('v', labels, values)} ELSE NOT ${bearsAny('v', labels, values)} END`
}
