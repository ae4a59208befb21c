import type { AccessPlan, Way } from '#auth/access-plan.ts'
import { alive, deadToken } from '../alive.ts'
import type { Connection } from '../database.ts'
import { type StoredRow, storedOf } from '../read.ts'
import { Values } from '../search/values.ts'
import { seenBy } from '../search/where.ts'
import { nameOf } from '../statement-name.ts'
import type { Stored } from '../store.ts'
import { heldTies, noteHeld } from './held-ties.ts'
import { bearsAny, endedBearingNone, sightOf } from './sight-condition.ts'

// Reads for a caller who sees only some resources of a type. What may not be seen is not found by the statement, so it
// answers exactly as what is not there.

const versionColumns = "v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.member, v.text"

/** The current version of a resource that the caller may see. */
export function narrowedRead(connection: Connection, access: AccessPlan, type: string, id: string): Promise<Stored | undefined> {
  return one(connection, access, type, id, () => 'v.version = r.version')
}

/** One version of a resource that the caller may see. */
export function narrowedVread(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  return one(connection, access, type, id, (values) => `v.version = ${values.add(version)}::int`)
}

async function one(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  which: (values: Values) => string,
): Promise<Stored | undefined> {
  const values = new Values(access.tokenHash ?? null, type, id)
  const held = heldTies(access, 'r', [type], { values, shards: 'SELECT v.member AS shard' })
  const text = `SELECT a.ok AS alive, ${versionColumns}${held === undefined ? '' : `, ${held} AS held`} FROM (${alive}) a
    LEFT JOIN (locator l JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
      JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id)
    ON a.ok AND l.type = $2 AND l.id = $3 AND ${which(values)} AND ${seenVersion(access, [type], values)}`
  const [row] = await connection.query<StoredRow>({ name: nameOf(text), text }, values.list)
  if (!row?.alive) throw deadToken()
  noteHeld(access, [row])
  return row.type === null ? undefined : storedOf(row)
}

/**
 * Which versions `v` of a row `r` of these types, which are seen alike, may be seen. Whose current version is hidden, of that
 * nothing is seen. Only the current content is indexed, so earlier ones are seen only by a way that asks nothing of the
 * content, only from the time in this member's record, and only if their own text bears none of the labels that the way
 * withholds. A deletion says no more than the version that it ended.
 */
export function seenVersion(access: AccessPlan, types: readonly string[], values: Values): string {
  const sight = types.length === 0 ? [] : sightOf(access, 'r', types[0]!)
  if (sight === 'everything') return 'true'
  const by = (ways: readonly Way[]) => seenBy({ ...access, sight: () => ways }, 'r', types, { row: 'r', values, ended: true }) ?? 'true'
  const earlier = sight.filter(({ clauses = [] }) => clauses.length === 0)
  const ways = earlier.map((way) => {
    const labels = way.withheld?.labels ?? []
    const unlabelled = labels.length === 0 ? '' : ` AND ${versionBearsNone(labels, values)}`
    return ` OR (v.member IS NOT DISTINCT FROM (CASE WHEN r.member THEN r.shard END) AND ${by([{ ...way, withheld: undefined }])}${unlabelled})`
  })
  return `(${by(sight)} AND (v.version = r.version${ways.join('')}))`
}

function versionBearsNone(labels: readonly string[], values: Values): string {
  return `CASE WHEN v.text = '' THEN ${endedBearingNone('v', labels, values)} ELSE NOT ${bearsAny('v', labels, values)} END`
}
