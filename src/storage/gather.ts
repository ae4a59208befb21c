import type { AccessPlan } from '#auth/access-plan.ts'
import { forbidden } from '#fhir/error.ts'
import { isNarrowed } from './access/sight-condition.ts'
import { alive, deadToken } from './alive.ts'
import type { Connection, Statement } from './database.ts'
import type { IndexEntry } from './indexing/entry.ts'
import type { Indexing } from './indexing.ts'
import { searchKey } from './keys.ts'
import { type StoredRow, storedOf } from './read.ts'
import { Values } from './search/values.ts'
import { seenBy } from './search/where.ts'
import { nameOf } from './statement-name.ts'
import { type Alongside, type CaseQuery, followedSteps, type ResourceJson, type Stored } from './store.ts'

// $2 members, $3 types, $4 types narrowed by `date`, $5 and $6 their bounds, $7 and $8 others by type and id, $9 keys and
// $10 tags of what lies alongside, $11 its types, $12 types to follow by the links that are indexed: a trip less than asking
// for them by name in a second statement, and one less again for what these name.
const nowText = (sight: string) => `WITH RECURSIVE alive AS MATERIALIZED (${alive}),
rows AS (
  (SELECT 0 AS step, r.shard, r.type, r.id, r.version, r.links FROM unnest($2::text[]) AS m (id)
    JOIN resource r ON r.shard = m.id AND r.type = ANY ($3::text[])
  WHERE (SELECT ok FROM alive) AND r.member AND NOT r.deleted${sight}
    AND (r.type <> ALL ($4::text[]) OR jsonb_path_exists(r.facts, '$.date[*] ? (@.l < $to && @.h > $from)',
      jsonb_build_object('from', $5::text, 'to', $6::text)))
  UNION ALL
  SELECT 0, r.shard, r.type, r.id, r.version, r.links FROM unnest($7::text[], $8::text[]) AS o (type, id)
    JOIN locator l ON l.type = o.type AND l.id = o.id
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  WHERE (SELECT ok FROM alive) AND NOT r.deleted${sight}
  UNION ALL
  SELECT 0, r.shard, r.type, r.id, r.version, r.links FROM unnest($9::bigint[], $10::bigint[], $11::text[]) AS a (key, tag, type)
    JOIN resource r ON r.keys @> ARRAY[a.key] AND a.tag = ANY (r.tags) AND (r.type || '') = a.type
  WHERE (SELECT ok FROM alive) AND NOT r.deleted${sight})
  UNION ALL
  SELECT n.step, r.shard, r.type, r.id, r.version, r.links FROM (
    SELECT DISTINCT w.step + 1 AS step, link #>> '{}' AS link FROM rows w, jsonb_path_query(w.links, '$.*[*]') link
    WHERE w.step < ${followedSteps} AND cardinality($12::text[]) > 0 AND split_part(link #>> '{}', '/', 1) = ANY ($12::text[])) n
    JOIN locator l ON l.type = split_part(n.link, '/', 1) AND l.id = split_part(n.link, '/', 2)
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  WHERE NOT r.deleted${sight}
)
SELECT a.ok AS alive, v.type, v.id, v.version, v.updated, false AS deleted, v.member, v.text
FROM alive a LEFT JOIN ((SELECT DISTINCT shard, type, id, version FROM rows) r
  JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id AND v.version = r.version) ON true
ORDER BY v.type, v.id`

const nowStatement: Statement = { name: 'gather', text: nowText('') }

// The same as of $4: whatever may have belonged then, each in its last version up to that instant. What the index said
// then is not kept, so of what has changed since the version's own content is asked afterwards.
const pastStatement: Statement = {
  name: 'gather-past',
  text: `WITH alive AS MATERIALIZED (${alive}),
candidates AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, 'member' AS why FROM unnest($2::text[]) AS m (id) CROSS JOIN unnest($3::text[]) AS t (type)
    JOIN resource r ON r.shard = m.id AND r.type = t.type
  WHERE (SELECT ok FROM alive) AND r.updated > $4::timestamptz
  UNION
  SELECT v.shard, v.type, v.id, 'member' FROM version v
  WHERE (SELECT ok FROM alive) AND v.member = ANY ($2::text[]) AND v.member <> v.shard AND v.type = ANY ($3::text[])
  UNION
  SELECT l.shard, l.type, l.id, 'other' FROM unnest($5::text[], $6::text[]) AS o (type, id)
    JOIN locator l ON l.type = o.type AND l.id = o.id
  WHERE (SELECT ok FROM alive)
  UNION
  SELECT r.shard, r.type, r.id, 'alongside' FROM unnest($7::bigint[], $8::text[]) AS a (key, type)
    JOIN resource r ON r.keys @> ARRAY[a.key] AND (r.type || '') = a.type
  WHERE (SELECT ok FROM alive)
  UNION
  SELECT f.shard, f.type, f.id, 'alongside' FROM unnest($7::bigint[], $8::text[]) AS a (key, type)
    JOIN former_key f ON f.key = a.key AND f.type = a.type
  WHERE (SELECT ok FROM alive)
),
unchanged AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version FROM unnest($2::text[]) AS m (id) CROSS JOIN unnest($3::text[]) AS t (type)
    JOIN resource r ON r.shard = m.id AND r.type = t.type
  WHERE (SELECT ok FROM alive) AND r.updated <= $4::timestamptz AND r.member AND NOT r.deleted
    AND (r.type <> ALL ($9::text[]) OR jsonb_path_exists(r.facts, '$.date[*] ? (@.l < $to && @.h > $from)',
      jsonb_build_object('from', $10::text, 'to', $11::text)))
),
then_current AS (
  SELECT 'unchanged' AS why, v.type, v.id, v.version, v.updated, v.method, v.member, v.text
  FROM unchanged u JOIN version v ON v.shard = u.shard AND v.type = u.type AND v.id = u.id AND v.version = u.version
  UNION ALL
  SELECT c.why, v.* FROM candidates c CROSS JOIN LATERAL (
    SELECT v.type, v.id, v.version, v.updated, v.method, v.member, v.text FROM version v
    WHERE v.shard = c.shard AND v.type = c.type AND v.id = c.id AND v.updated <= $4::timestamptz
    ORDER BY v.version DESC LIMIT 1) v
  WHERE v.method <> 'DELETE' AND (c.why <> 'member' OR v.member = ANY ($2::text[]))
)
SELECT a.ok AS alive, v.why, v.type, v.id, v.version, v.updated, false AS deleted, v.member, v.text
FROM alive a LEFT JOIN then_current v ON true ORDER BY v.type, v.id`,
}

/** The records that a rule looks at, by type and id; each once. */
export function gather(
  connection: Connection,
  access: AccessPlan,
  query: CaseQuery,
  { indexing }: { indexing: Indexing },
): Promise<Stored[]> {
  return query.asOf === undefined
    ? gatherNow(connection, access, query)
    : gatherPast(connection, access, query, { asOf: query.asOf, indexing })
}

async function gatherNow(connection: Connection, access: AccessPlan, query: CaseQuery): Promise<Stored[]> {
  const { within, alongside = [] } = query
  const values = new Values(
    access.tokenHash ?? null,
    query.members,
    query.types,
    within?.types ?? [],
    within?.from ?? '',
    within?.to ?? '',
    ...splitOthers(query.others),
    alongside.map(keyOf),
    alongside.map(tagOf),
    alongside.map(({ type }) => type),
    query.follow ?? [],
  )
  const types = [...query.types, ...splitOthers(query.others)[0], ...alongside.map(({ type }) => type), ...(query.follow ?? [])]
  const sight = seenBy(access, 's', [...new Set(types)], { row: 'r', values })
  const text = sight === undefined ? undefined : nowText(` AND ${sight}`)
  const rows = await connection.query<StoredRow>(text === undefined ? nowStatement : { name: nameOf(text), text }, values.list)
  if (!rows[0]?.alive) throw deadToken()
  return rows.filter(({ type }) => type !== null).map(storedOf)
}

async function gatherPast(
  connection: Connection,
  access: AccessPlan,
  query: CaseQuery,
  { asOf, indexing }: { asOf: string; indexing: Indexing },
): Promise<Stored[]> {
  const { within, alongside = [] } = query
  // What the index said then is not kept, so what could be seen then cannot be told.
  if (isNarrowed(access, 's', query.types))
    throw forbidden('past-sight', 'This token sees the present record only: leave the past moment out.')
  const rows = await connection.query<PastRow>(pastStatement, [
    access.tokenHash ?? null,
    query.members,
    query.types,
    asOf,
    ...splitOthers(query.others),
    alongside.map(keyOf),
    alongside.map(({ type }) => type),
    within?.types ?? [],
    within?.from ?? '',
    within?.to ?? '',
  ])
  if (!rows[0]?.alive) throw deadToken()
  return asItWas(rows, query, indexing)
}

/** A version that was current then, and why it was looked at. */
export interface PastRow extends StoredRow {
  /** `unchanged` since then: the index has already answered for it. */
  why: 'unchanged' | 'member' | 'other' | 'alongside'
}

/** Of the versions current then, those that belonged to the case by their own content. */
export function asItWas(rows: readonly PastRow[], { within, alongside = [] }: CaseQuery, indexing: Indexing): Stored[] {
  const kept = new Map<string, Stored>()
  for (const row of rows) {
    if (row.type === null) continue
    const entries = row.why === 'other' || row.why === 'unchanged' ? [] : indexing.extract(JSON.parse(row.text) as ResourceJson)
    if (row.why === 'member' && within?.types.includes(row.type) && !overlaps(entries, within)) continue
    if (row.why === 'alongside' && !alongside.some((wanted) => wanted.type === row.type && names(entries, wanted))) continue
    kept.set(`${row.type}/${row.id}`, storedOf(row))
  }
  return [...kept.values()]
}

function overlaps(entries: IndexEntry[], { from, to }: { from: string; to: string }): boolean {
  return entries.some((entry) => entry.kind === 'date' && entry.param === 'date' && entry.low < to && entry.high > from)
}

function names(entries: IndexEntry[], wanted: Alongside): boolean {
  return entries.some((entry) => {
    if (entry.param !== wanted.param) return false
    if ('token' in wanted) return entry.kind === 'token' && entry.system === wanted.token.system && entry.code === wanted.token.code
    return entry.kind === 'reference' && `${entry.type}/${entry.id}` === wanted.reference
  })
}

/** Key of what lies alongside: the id of the reference, or the code. */
export function keyOf(wanted: Alongside): string {
  const { type, param } = wanted
  if ('token' in wanted) return searchKey(type, param, 'c', wanted.token.code)
  return searchKey(type, param, 'i', wanted.reference.slice(wanted.reference.indexOf('/') + 1))
}

/** Its tag, which says it exactly: the whole reference, or the code with its system. */
export function tagOf(wanted: Alongside): string {
  const { type, param } = wanted
  if ('token' in wanted) return searchKey(type, param, 'sc', `${wanted.token.system}|${wanted.token.code}`)
  return searchKey(type, param, 'r', wanted.reference)
}

function splitOthers(others: readonly string[] = []): [string[], string[]] {
  const pairs = others.map((reference) => reference.split('/') as [string, string])
  return [pairs.map(([type]) => type), pairs.map(([, id]) => id)]
}
