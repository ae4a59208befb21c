import type { AccessPlan } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import { narrowedRead, narrowedVread } from './access/narrowed-reads.ts'
import { isNarrowed } from './access/sight-condition.ts'
import { alive, deadToken } from './alive.ts'
import type { Connection, Statement } from './database.ts'
import { partOfHistory } from './history/part-of-history.ts'
import type { HistoryAsk, HistoryPage, Stored, StoredVersion } from './store.ts'

const current = 'locator l JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id'

const readStatement: Statement = {
  name: 'read',
  text: `SELECT a.ok AS alive, v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.member, v.text FROM (${alive}) a
    LEFT JOIN (locator l CROSS JOIN LATERAL (
      SELECT * FROM version v WHERE v.shard = l.shard AND v.type = l.type AND v.id = l.id ORDER BY v.version DESC LIMIT 1) v)
    ON a.ok AND l.type = $2 AND l.id = $3`,
}

const vreadStatement: Statement = {
  name: 'vread',
  text: `SELECT a.ok AS alive, v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.member, v.text FROM (${alive}) a
    LEFT JOIN (locator l JOIN version v ON v.shard = l.shard AND v.type = l.type AND v.id = l.id)
    ON a.ok AND l.type = $2 AND l.id = $3 AND v.version = $4`,
}

const historyStatement: Statement = {
  name: 'history',
  text: `SELECT a.ok AS alive, r.version AS total, v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.method, v.member, v.text
    FROM (${alive}) a
    LEFT JOIN (${current}) ON a.ok AND l.type = $2 AND l.id = $3
    LEFT JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id AND v.version < least($4, r.version + 1) AND v.version >= least($4, r.version + 1) - $5
    ORDER BY v.version DESC`,
}

/** A row of a statement that reads one resource; its columns are null when there is none. */
export interface StoredRow {
  alive: boolean
  type: string | null
  id: string
  version: number
  updated: string
  deleted: boolean
  member: string | null
  text: string
  /** On one row of a narrowed caller's: what ties them to the members of all (access/held-ties.ts). */
  held?: string | null
}

/** A row as the rest of the server knows it. */
export function storedOf({ type, id, version, updated, deleted, member, text }: StoredRow): Stored {
  return { type: type!, id, version, lastUpdated: updated, deleted, ...(member !== null && { member }), text }
}

/** The current version, a deleted one included; undefined when the id was never used. */
export async function read(connection: Connection, access: AccessPlan, type: string, id: string): Promise<Stored | undefined> {
  if (isNarrowed(access, 'r', [type])) return narrowedRead(connection, access, type, id)
  return only(await connection.query<StoredRow>(readStatement, [access.tokenHash ?? null, type, id]))
}

/** One version of a resource, wherever the resource has moved since. */
export async function vread(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  if (isNarrowed(access, 'r', [type])) return narrowedVread(connection, access, type, id, version)
  return only(await connection.query<StoredRow>(vreadStatement, [access.tokenHash ?? null, type, id, version]))
}

function only([row]: StoredRow[]): Stored | undefined {
  if (!row?.alive) throw deadToken()
  return row.version === null ? undefined : storedOf(row)
}

/** Versions newest first, `count` at a time. Versions are numbered without gaps, so the newest number is the total. */
export async function history(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  ask: HistoryAsk,
): Promise<HistoryPage | undefined> {
  const { count, after, since, during } = ask
  const part = since !== undefined || during !== undefined || isNarrowed(access, 'r', [type])
  if (part) return partOfHistory(connection, access, type, id, ask)
  const below = versionsBelow(after)
  const rows = await connection.query<StoredRow & { method: StoredVersion['method']; total: number | null }>(historyStatement, [
    access.tokenHash ?? null,
    type,
    id,
    below,
    count,
  ])
  const [first] = rows
  if (!first?.alive) throw deadToken()
  if (first.total === null) return undefined
  const versions = rows.filter((row) => row.type !== null).map((row) => ({ ...storedOf(row), method: row.method }))
  const last = versions.at(-1)?.version ?? 1
  return { versions, total: first.total, ...(last > 1 && { next: String(last) }) }
}

/** The version below which a page of a history begins; a link that is not ours is refused. */
export function versionsBelow(after: string | undefined): number {
  const below = after === undefined ? 2 ** 31 - 1 : Number(after)
  if (!Number.isInteger(below) || below < 1 || below >= 2 ** 31) {
    throw malformed('continuation', 'This page link is not one that this server gave.')
  }
  return below
}
