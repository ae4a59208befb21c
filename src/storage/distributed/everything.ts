import type { AccessPlan } from '#auth/access-plan.ts'
import type { Connection, Statement } from '../database.ts'
import { typesSeen } from '../everything.ts'
import { type StoredRow, storedOf } from '../read.ts'
import { continuationOf, readContinuation } from '../search/sort.ts'
import type { SearchPage } from '../store.ts'
import { currentColumns, currentRows, mustBeAlive } from './read.ts'

const statement: Statement = {
  name: 'd-everything',
  text: `SELECT ${currentColumns}, r.type <> 'Patient' AS later FROM ${currentRows}
    WHERE r.shard = $1 AND r.member AND NOT r.deleted
      AND ($2::text[] IS NULL OR r.type = ANY ($2)) AND ($3::timestamptz IS NULL OR r.updated >= $3)
      AND ($4::text IS NULL OR (r.type <> 'Patient', r.type, r.id) > ($4::boolean, $5::text COLLATE "C", $6::text COLLATE "C"))
    ORDER BY later, r.type, r.id LIMIT $7`,
}

/** A patient's record is on one node; this goes there. */
export async function everything(
  connection: Connection,
  access: AccessPlan,
  patient: string,
  { types, since, count, after }: { types?: string[]; since?: string; count: number; after?: string },
): Promise<SearchPage> {
  const last = after === undefined ? [null, null, null] : readContinuation(after, 3)
  const rows = await connection.query<StoredRow & { later: boolean }>(statement, [
    patient,
    typesSeen(access, types),
    since ?? null,
    ...last,
    count + 1,
  ])
  await mustBeAlive(connection, access)
  const page = rows.slice(0, count)
  const end = page.at(-1)
  return {
    matches: page.map(storedOf),
    included: [],
    ...(rows.length > count && end && { next: continuationOf([String(end.later), end.type, end.id]) }),
  }
}
