import type { AccessPlan } from '#auth/access-plan.ts'
import type { Connection, Statement } from '../database.ts'
import { inTime, timeOf, typesSeen } from '../everything.ts'
import { type StoredRow, storedOf } from '../read.ts'
import { continuationOf, readContinuation } from '../search/sort.ts'
import type { EverythingAsk, SearchPage } from '../store.ts'
import { currentColumns, currentRows, mustBeAlive, rowsOf } from './read.ts'

const statement: Statement = {
  name: 'd-everything',
  text: `SELECT ${currentColumns}, r.links, r.type <> 'Patient' AS later FROM ${currentRows}
    WHERE r.shard = $1 AND r.member AND NOT r.deleted
      AND ($2::text[] IS NULL OR r.type = ANY ($2)) AND ($3::timestamptz IS NULL OR r.updated >= $3)
      AND ($4::text IS NULL OR (r.type <> 'Patient', r.type, r.id) > ($4::boolean, $5::text COLLATE "C", $6::text COLLATE "C"))
      AND ${inTime('$8', '$9', '$10')}
    ORDER BY later, r.type, r.id LIMIT $7::int + 1`,
}

/** A patient's record is on one node; this goes there. What it names elsewhere is fetched by its own shards. */
export async function everything(connection: Connection, access: AccessPlan, patient: string, ask: EverythingAsk): Promise<SearchPage> {
  const { types, since, count, after, care } = ask
  const last = after === undefined ? [null, null, null] : readContinuation(after, 3)
  const seen = typesSeen(access, types)
  const values = [patient, seen, since ?? null, ...last, count, ...timeOf(care)]
  const rows = await connection.query<LinkedRow & { later: boolean }>(statement, values)
  const page = rows.slice(0, count)
  const near = await referredTo(connection, page)
  const far = await referredTo(connection, near)
  await mustBeAlive(connection, access)
  const beside = new Map([...near, ...far].map((row) => [`${row.type}/${row.id}`, row]))
  const inOrder = [...beside].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  const end = page.at(-1)
  return {
    matches: page.map(storedOf),
    included: inOrder.filter(({ type }) => seen === null || seen.includes(type!)).map(storedOf),
    ...(rows.length > count && end && { next: continuationOf([String(end.later), end.type, end.id]) }),
  }
}

type LinkedRow = StoredRow & { links: Record<string, string[]> }

/** What rows name outside of any patient's record. */
async function referredTo(connection: Connection, rows: readonly LinkedRow[]): Promise<LinkedRow[]> {
  const references = rows.flatMap(({ links }) => Object.values(links).flat()).filter((reference) => !reference.startsWith('Patient/'))
  const found = (await rowsOf(connection, references)) as LinkedRow[]
  return found.filter(({ member, deleted }) => !member && !deleted)
}
