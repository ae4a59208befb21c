import type { AccessPlan } from '#auth/access-plan.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { alive, deadToken } from './alive.ts'
import type { Connection, Statement } from './database.ts'
import { type StoredRow, storedOf } from './read.ts'
import { continuationOf, readContinuation } from './search/sort.ts'
import { Values } from './search/values.ts'
import { seenBy } from './search/where.ts'
import { nameOf } from './statement-name.ts'
import type { SearchPage } from './store.ts'

const pageText = (sight: string) => `WITH alive AS MATERIALIZED (${alive}),
page AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.type <> 'Patient' AS later FROM resource r
  WHERE (SELECT ok FROM alive) AND r.shard = $2 AND r.member AND NOT r.deleted
    AND ($3::text[] IS NULL OR r.type = ANY ($3)) AND ($4::timestamptz IS NULL OR r.updated >= $4)
    AND ($5::text IS NULL OR (r.type <> 'Patient', r.type, r.id) > ($5::boolean, $6::text COLLATE "C", $7::text COLLATE "C"))${sight}
  ORDER BY later, r.type, r.id LIMIT $8::int + 1
)
SELECT a.ok AS alive, p.later, v.type, v.id, v.version, v.updated, false AS deleted, v.text
FROM alive a LEFT JOIN (page p JOIN version v ON v.shard = p.shard AND v.type = p.type AND v.id = p.id AND v.version = p.version) ON true
ORDER BY p.later, p.type, p.id`

const statement: Statement = { name: 'everything', text: pageText('') }

/** The patient's compartment, the patient first, then by type and id. */
export async function everything(
  connection: Connection,
  access: AccessPlan,
  patient: string,
  { types, since, count, after }: { types?: string[]; since?: string; count: number; after?: string },
): Promise<SearchPage> {
  const last = after === undefined ? [null, null, null] : readContinuation(after, 3)
  const values = new Values(access.tokenHash ?? null, patient, typesSeen(access, types), since ?? null, ...last, count)
  const rows = await connection.query<StoredRow & { later: boolean }>(statementFor(access, types, values), values.list)
  if (!rows[0]?.alive) throw deadToken()
  const found = rows.filter(({ type }) => type !== null)
  const page = found.slice(0, count)
  const end = page.at(-1)
  return {
    matches: page.map(storedOf),
    included: [],
    ...(found.length > count && end && { next: continuationOf([String(end.later), end.type, end.id]) }),
  }
}

function statementFor(access: AccessPlan, types: readonly string[] | undefined, values: Values): Statement {
  const sight = seenBy(access, 's', typesSeen(access, types) ?? [...searchParams().keys()], { row: 'r', values })
  if (sight === undefined) return statement
  const text = pageText(` AND ${sight}`)
  return { name: nameOf(text), text }
}

/** The types asked for, as far as the plan lets them be seen; null: all. */
export function typesSeen({ searchable }: AccessPlan, types: readonly string[] | undefined): string[] | null {
  if (types === undefined) return searchable ? [...searchable] : null
  return types.filter((type) => searchable?.has(type) ?? true)
}
