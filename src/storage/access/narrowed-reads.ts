import type { AccessPlan, Way } from '#auth/access-plan.ts'
import { alive, deadToken } from '../alive.ts'
import { askAlone, type Compiled } from '../compiled.ts'
import type { Connection } from '../database.ts'
import { packed, unpacked } from '../packed-row.ts'
import type { Values } from '../search/values.ts'
import { letInBy, seenBy } from '../search/where.ts'
import type { Stored } from '../store.ts'
import { keptPart, oneText } from './kept.ts'
import { bearsAny, bondsOf, endedBearingNone, sightOf } from './sight-condition.ts'

// Reads for a caller who sees only some resources of a type. What may not be seen is not found by the statement, so it
// answers exactly as what is not there.

/** Null: the token is dead. */
export type PackedRow = { row: string | null }

/** The current version of a resource that the caller may see. */
export async function narrowedRead(connection: Connection, access: AccessPlan, type: string, id: string): Promise<Stored | undefined> {
  const [row] = await askAlone<PackedRow>(connection, compiledRead(access, type, id))
  return readOf(row)
}

/** The same as a statement and its values, so that several may be asked at once. */
export function compiledRead(access: AccessPlan, type: string, id: string): Compiled {
  const { part, values } = keptPart(access, `read ${type}`, (values) => {
    const ground = letInBy(access, 'r', type, { row: 'r', values, ended: true })
    // What lets the caller in is asked once, and told.
    if (ground !== undefined) return one(type, values, { which: 'v.version = r.version AND g.ground IS NOT NULL', ground })
    return one(type, values, { which: `v.version = r.version AND ${seenNow(access, [type], values)}` })
  })
  values.add(id)
  return { text: part, values, now: access.now }
}

/** One version of a resource that the caller may see. */
export async function narrowedVread(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  const { part, values } = keptPart(access, `vread ${type}`, (values) => {
    const ground = letInBy(access, 'r', type, { row: 'r', values, ended: true })
    const which = seenVersion(access, [type], values)
    return one(type, values, { which: `${which} AND v.version = $${values.count + 3}::int`, ground })
  })
  values.add(id)
  values.add(version)
  const [row] = await askAlone<PackedRow>(connection, { text: part, values, now: access.now })
  return readOf(row)
}

/** The text; the id is the first value behind those that it has. @param ground what lets the caller see the row, where that is told */
function one(type: string, values: Values, { which, ground }: { which: string; ground?: string }): string {
  const parts = packed("v.method = 'DELETE'", ...(ground === undefined ? [] : ['g.ground']))
  const told = ground === undefined ? '' : ` CROSS JOIN LATERAL (SELECT ${ground} AS ground OFFSET 0) g`
  const ofType = values.add(type)
  return oneText(`SELECT CASE WHEN a.ok THEN ${parts} END AS row FROM (${alive} OFFSET 0) a
    LEFT JOIN (resource r JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id${told})
    ON a.ok AND r.type = ${ofType} AND r.id = $${values.count + 1} AND ${which}`)
}

/** What such a statement's row says. */
export function readOf(found: PackedRow | undefined): Stored | undefined {
  if (found === undefined || found.row === null) throw deadToken()
  const { before, stored } = unpacked(found.row)
  const [isDeleted, ground] = before
  return stored && { ...stored, deleted: isDeleted === 't', ...(ground && { grounds: ground }) }
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
function asksOfContent(way: Way): boolean {
  const { clauses = [], authored, about } = way
  return clauses.length > 0 || authored !== undefined || about !== undefined || bondsOf(way).some(({ cites }) => cites)
}

function versionBearsNone(labels: readonly string[], values: Values): string {
  return `CASE WHEN v.text = '' THEN ${endedBearingNone('v', labels, values)} ELSE NOT ${bearsAny('v', labels, values)} END`
}
