import type { AccessPlan } from '#auth/access-plan.ts'
import type { CallOptions } from '../calls.ts'
import type { Connection, Statement } from '../database.ts'
import { asItWas, keyOf, type PastRow, tagOf } from '../gather.ts'
import { type StoredRow, storedOf } from '../read.ts'
import type { CaseQuery, Stored } from '../store.ts'
import { currentColumns, currentRows, locate, mustBeAlive, rowsOf } from './read.ts'

const membersStatement: Statement = {
  name: 'd-gather',
  text: `SELECT ${currentColumns} FROM ${currentRows}
    WHERE r.shard = ANY ($1::text[]) AND r.type = ANY ($2::text[]) AND r.member AND NOT r.deleted
      AND (r.type <> ALL ($3::text[]) OR jsonb_path_exists(r.facts, '$.date[*] ? (@.l < $to && @.h > $from)', $4::jsonb))`,
}

const alongsideStatement: Statement = {
  name: 'd-alongside',
  text: `SELECT ${currentColumns} FROM ${currentRows} WHERE r.keys && $1::bigint[] AND (r.tags && $2::bigint[]) IS TRUE AND NOT r.deleted`,
}

/** The same case in a statement for the members, one for what lies alongside, and the others by their shards. */
export async function gather(
  connection: Connection,
  access: AccessPlan,
  query: CaseQuery,
  { indexing }: Pick<CallOptions, 'indexing'>,
): Promise<Stored[]> {
  const found =
    query.asOf === undefined ? await gatherNow(connection, query) : asItWas(await gatherPast(connection, query), query, indexing)
  await mustBeAlive(connection, access)
  const once = new Map(found.map((stored) => [`${stored.type}/${stored.id}`, stored]))
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stored]) => stored)
}

async function gatherNow(connection: Connection, { members, types, within, others = [], alongside = [] }: CaseQuery): Promise<Stored[]> {
  const bounds = JSON.stringify({ from: within?.from ?? '', to: within?.to ?? '' })
  const rows = await connection.query<StoredRow>(membersStatement, [members, types, within?.types ?? [], bounds])
  rows.push(...(await rowsOf(connection, others)).filter(({ deleted }) => !deleted))
  if (alongside.length > 0) {
    rows.push(...(await connection.query<StoredRow>(alongsideStatement, [alongside.map(keyOf), alongside.map(tagOf)])))
  }
  return rows.map(storedOf)
}

type Candidate = { shard: string; type: string; id: string }

const memberCandidates: Statement = {
  name: 'd-past-members',
  text: 'SELECT r.shard, r.type, r.id FROM resource r WHERE r.shard = ANY ($1::text[]) AND r.type = ANY ($2::text[])',
}
const leftCandidates: Statement = {
  name: 'd-past-left',
  text: 'SELECT DISTINCT shard, type, id FROM version WHERE member = ANY ($1::text[]) AND member <> shard AND type = ANY ($2::text[])',
}
const alongsideCandidates: Statement = {
  name: 'd-past-alongside',
  text: 'SELECT r.shard, r.type, r.id FROM resource r WHERE r.keys && $1::bigint[]',
}
const formerCandidates: Statement = {
  name: 'd-past-former',
  text: 'SELECT f.shard, f.type, f.id FROM former_key f WHERE f.key = ANY ($1::bigint[])',
}
const versionsStatement: Statement = {
  name: 'd-past',
  text: `SELECT DISTINCT ON (shard, type, id) shard, type, id, version, updated, method = 'DELETE' AS deleted, member, text FROM version
    WHERE shard = ANY ($1::text[]) AND type = ANY ($2::text[]) AND id = ANY ($3::text[]) AND updated <= $4::timestamptz
    ORDER BY shard, type, id, version DESC`,
}

async function gatherPast(connection: Connection, { members, types, others = [], alongside = [], asOf }: CaseQuery): Promise<PastRow[]> {
  const keys = alongside.map(keyOf)
  const located = await locate(connection, others)
  const ask = (statement: Statement, values: unknown[]) => connection.query<Candidate>(statement, values)
  const candidates: Record<Exclude<PastRow['why'], 'unchanged'>, Candidate[]> = {
    member: [...(await ask(memberCandidates, [members, types])), ...(await ask(leftCandidates, [members, types]))],
    other: [...located].map(([reference, shard]) => ({ shard, type: reference.split('/')[0]!, id: reference.split('/')[1]! })),
    alongside: keys.length === 0 ? [] : [...(await ask(alongsideCandidates, [keys])), ...(await ask(formerCandidates, [keys]))],
  }
  const rows: PastRow[] = []
  for (const why of ['member', 'other', 'alongside'] as const) {
    const wanted = candidates[why]
    if (wanted.length === 0) continue
    const names = new Set(wanted.map(({ type, id }) => `${type}/${id}`))
    const versions = await connection.query<StoredRow & { member: string | null }>(versionsStatement, [
      [...new Set(wanted.map(({ shard }) => shard))],
      [...new Set(wanted.map(({ type }) => type))],
      [...new Set(wanted.map(({ id }) => id))],
      asOf,
    ])
    for (const row of versions) {
      const belonged = why !== 'member' || (row.member !== null && members.includes(row.member))
      if (!row.deleted && belonged && names.has(`${row.type}/${row.id}`)) rows.push({ ...row, why })
    }
  }
  return rows
}
