import type { AccessPlan } from '#auth/access-plan.ts'
import { alive, deadToken } from '../alive.ts'
import { sentNow } from '../compiled.ts'
import type { Connection, Statement } from '../database.ts'
import { conditionsOf, type VersionRow, versionPage } from '../history/conditions.ts'
import { type StoredRow, storedOf, versionsBelow } from '../read.ts'
import { Values } from '../search/values.ts'
import type { HistoryAsk, HistoryPage, Stored, StoredVersion } from '../store.ts'

// Where tables are distributed by shard, a statement that names its shard goes to one node. A resource's shard is asked
// of the locator first, which is distributed by its own key. The token is asked for last: had it been revoked before the
// data was read, that is seen afterwards too.

/** Current rows with their text, both on the same node. */
export const currentRows = `resource r JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id AND v.version = r.version`
export const currentColumns = 'r.shard, r.type, r.id, r.version, r.updated, r.deleted, v.member, v.text'

const aliveStatement: Statement = { name: 'd-alive', text: alive }

/** Throws for a token that is no longer alive. */
export async function mustBeAlive(connection: Connection, access: AccessPlan): Promise<void> {
  if (access.tokenHash === undefined) return
  const [row] = await connection.query<{ ok: boolean }>(aliveStatement, [access.tokenHash])
  if (!row?.ok) throw deadToken()
}

const locateStatement: Statement = {
  name: 'd-locate',
  text: 'SELECT type, id, shard FROM locator WHERE id = ANY ($1::text[]) AND type = ANY ($2::text[])',
}

/** The shards of resources, by `Type/id`; what is not there was never used. */
export async function locate(connection: Connection, references: readonly string[]): Promise<Map<string, string>> {
  if (references.length === 0) return new Map()
  const wanted = new Set(references)
  const pairs = [...wanted].map((reference) => reference.split('/') as [string, string])
  const rows = await connection.query<{ type: string; id: string; shard: string }>(locateStatement, [
    [...new Set(pairs.map(([, id]) => id))],
    [...new Set(pairs.map(([type]) => type))],
  ])
  // Types and ids are asked for apart, so other pairs of them may come too.
  return new Map(rows.filter(({ type, id }) => wanted.has(`${type}/${id}`)).map(({ type, id, shard }) => [`${type}/${id}`, shard]))
}

const rowsStatement: Statement = {
  name: 'd-rows',
  text: `SELECT ${currentColumns}, r.links FROM ${currentRows}
    WHERE r.shard = ANY ($1::text[]) AND r.type = ANY ($2::text[]) AND r.id = ANY ($3::text[])`,
}

/** Current rows by reference, deleted ones included. */
export async function rowsOf(connection: Connection, references: readonly string[]): Promise<StoredRow[]> {
  const located = await locate(connection, references)
  if (located.size === 0) return []
  const pairs = [...located.keys()].map((reference) => reference.split('/') as [string, string])
  const rows = await connection.query<StoredRow>(rowsStatement, [
    [...new Set(located.values())],
    [...new Set(pairs.map(([type]) => type))],
    [...new Set(pairs.map(([, id]) => id))],
  ])
  return rows.filter(({ type, id }) => located.has(`${type}/${id}`))
}

export async function read(connection: Connection, access: AccessPlan, type: string, id: string): Promise<Stored | undefined> {
  const [row] = await rowsOf(connection, [`${type}/${id}`])
  await mustBeAlive(connection, access)
  return row && storedOf(row)
}

const versionStatement: Statement = {
  name: 'd-version',
  text: `SELECT type, id, version, updated, method = 'DELETE' AS deleted, member, text FROM version
    WHERE shard = $1 AND type = $2 AND id = $3 AND version = $4`,
}

export async function vread(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  const shard = (await locate(connection, [`${type}/${id}`])).get(`${type}/${id}`)
  const [row] = shard === undefined ? [] : await connection.query<StoredRow>(versionStatement, [shard, type, id, version])
  await mustBeAlive(connection, access)
  return row && storedOf(row)
}

const historyStatement: Statement = {
  name: 'd-history',
  text: `SELECT type, id, version, updated, method = 'DELETE' AS deleted, method, member, text FROM version
    WHERE shard = $1 AND type = $2 AND id = $3 AND version < $4 ORDER BY version DESC LIMIT $5`,
}

export async function history(
  connection: Connection,
  access: AccessPlan,
  type: string,
  id: string,
  ask: HistoryAsk,
): Promise<HistoryPage | undefined> {
  const { count, after } = ask
  const below = versionsBelow(after)
  const [current] = await rowsOf(connection, [`${type}/${id}`])
  const shard = (current as { shard?: string } | undefined)?.shard
  const part = ask.since !== undefined || ask.during !== undefined
  if (part && shard !== undefined) return partIn(connection, access, { shard, type, id, below }, ask)
  const rows =
    shard === undefined
      ? []
      : await connection.query<StoredRow & { method: StoredVersion['method'] }>(historyStatement, [shard, type, id, below, count])
  await mustBeAlive(connection, access)
  if (!current) return undefined
  const last = rows.at(-1)?.version ?? 1
  return {
    versions: rows.map((row) => ({ ...storedOf(row), method: row.method })),
    total: current.version,
    ...(last > 1 && { next: String(last) }),
  }
}

/** What a history holds of a time. */
async function partIn(
  connection: Connection,
  access: AccessPlan,
  { shard, type, id, below }: { shard: string; type: string; id: string; below: number },
  ask: HistoryAsk,
): Promise<HistoryPage> {
  const run = async <Row>(select: string, limited: boolean) => {
    const values = new Values([shard, type, id])
    const where = `v.shard = $1 AND v.type = $2 AND v.id = $3 AND ${conditionsOf(ask, values).join(' AND ')}`
    const page = limited ? ` AND v.version < ${values.add(below)}::int ORDER BY v.version DESC LIMIT ${values.add(ask.count + 1)}::int` : ''
    return connection.query<Row>({ text: `SELECT ${select} FROM version v WHERE ${where}${page}` }, sentNow({ values }))
  }
  const rows = await run<VersionRow>("v.type, v.id, v.version, v.updated, v.method = 'DELETE' AS deleted, v.method, v.member, v.text", true)
  const [counted] = ask.total ? await run<{ total: number }>('count(*) AS total', false) : []
  await mustBeAlive(connection, access)
  return versionPage(rows, ask.count, ({ version }) => String(version), counted?.total)
}
