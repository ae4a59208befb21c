import type { AccessPlan } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import { narrowedRead, narrowedVread } from './access/narrowed-reads.ts'
import { isNarrowed } from './access/sight-condition.ts'
import { alive, deadToken } from './alive.ts'
import { askAlone, type Compiled } from './compiled.ts'
import type { Connection, Statement } from './database.ts'
import { partOfHistory } from './history/part-of-history.ts'
import { packed, unpacked } from './packed-row.ts'
import type { Row } from './search/search.ts'
import { Values } from './search/values.ts'
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

const historyText = `SELECT CASE WHEN a.ok THEN ${packed('r.version', 'v.method')} END AS row FROM (${alive}) a
    LEFT JOIN (${current}) ON a.ok AND l.type = $2 AND l.id = $3
    LEFT JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id
      AND v.version < least($4::int, r.version + 1) AND v.version >= least($4::int, r.version + 1) - $5::int
    ORDER BY v.version DESC`

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
  if (isPartOfHistory(access, type, ask)) return partOfHistory(connection, access, type, id, ask)
  return historyOf(await askAlone<Row>(connection, compiledHistory(access, type, id, ask)))
}

/** Must each version be looked at before it is known to belong to the answer? */
export function isPartOfHistory(access: AccessPlan, type: string, { since, during }: HistoryAsk): boolean {
  return since !== undefined || during !== undefined || isNarrowed(access, 'r', [type])
}

/** A page of a whole history as a statement and its values, so that several callers' may be asked at once. */
export function compiledHistory(access: AccessPlan, type: string, id: string, { count, after }: HistoryAsk): Compiled {
  return { text: historyText, values: new Values([access.tokenHash ?? null, type, id, versionsBelow(after), count]) }
}

/** The page that such a statement's rows are. */
export function historyOf(rows: readonly Row[]): HistoryPage | undefined {
  const versions: StoredVersion[] = []
  let total = ''
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    const [all = '', method] = before
    total = all
    if (stored !== undefined) versions.push({ ...stored, deleted: method === 'DELETE', method: method as StoredVersion['method'] })
  }
  if (total === '') return undefined
  const last = versions.at(-1)?.version ?? 1
  return { versions, total: Number(total), ...(last > 1 && { next: String(last) }) }
}

/** The version below which a page of a history begins; a link that is not ours is refused. */
export function versionsBelow(after: string | undefined): number {
  const below = after === undefined ? 2 ** 31 - 1 : Number(after)
  if (!Number.isInteger(below) || below < 1 || below >= 2 ** 31) {
    throw malformed('continuation', 'This page link is not one that this server gave.')
  }
  return below
}
