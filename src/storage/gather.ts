import type { AccessPlan } from '#auth/access-plan.ts'
import { forbidden } from '#fhir/error.ts'
import { heldTies, noteHeld, onOneRow } from './access/held-ties.ts'
import { isNarrowed } from './access/sight-condition.ts'
import { alive, deadToken } from './alive.ts'
import { askAlone, type Compiled } from './compiled.ts'
import type { Connection, Statement } from './database.ts'
import type { IndexEntry } from './indexing/entry.ts'
import type { Indexing } from './indexing.ts'
import { searchKey } from './keys.ts'
import { packed, unpacked } from './packed-row.ts'
import { type StoredRow, storedOf } from './read.ts'
import type { Row } from './search/search.ts'
import { Values } from './search/values.ts'
import { seenBy } from './search/where.ts'
import { type Alongside, type CaseQuery, followedSteps, type ResourceJson, type Stored } from './store.ts'

/**
 * The statement for a case, of no more parts than the case asks for: what stands empty in a statement costs as well, a tenth of a
 * millisecond here. Types to follow are followed by the links that are indexed: a trip less than asking for them by name in a
 * second statement, and one less again for what these name.
 */
function nowText(
  { members, types, others = [], alongside = [], follow = [], within }: CaseQuery,
  values: Values,
  sight: string,
  heldIn: (shards: string) => readonly string[],
): string {
  const row = 'r.shard, r.type, r.id, r.version, r.links'
  const seen = `(SELECT ok FROM alive) AND NOT r.deleted${sight}`
  const parts: string[] = []
  if (members.length > 0) {
    const inTime =
      within === undefined
        ? ''
        : ` AND (r.type <> ALL (${values.add(within.types)}::text[])
      OR ${overlapping(values.add(within.from), values.add(within.to), values.add(JSON.stringify({ from: within.from, to: within.to })))})`
    parts.push(`SELECT ${row} FROM unnest(${values.add(members)}::text[]) AS m (id)
    JOIN resource r ON r.shard = m.id AND r.type = ANY (${values.add(types)}::text[])
  WHERE ${seen} AND r.member${inTime}`)
  }
  if (alongside.length > 0) {
    const asked = [alongside.map(keyOf), alongside.map(tagOf), alongside.map(({ type }) => type)].map((list) => values.add(list))
    parts.push(`SELECT ${row} FROM unnest(${asked[0]}::bigint[], ${asked[1]}::bigint[], ${asked[2]}::text[]) AS a (key, tag, type)
    JOIN resource r ON r.keys @> ARRAY[a.key] AND a.tag = ANY (r.tags) AND (r.type || '') = a.type
  WHERE ${seen}`)
  }
  if (others.length > 0 || parts.length === 0) {
    const asked = splitOthers(others).map((list) => values.add(list))
    parts.push(`SELECT ${row} FROM unnest(${asked[0]}::text[], ${asked[1]}::text[]) AS o (type, id)
    JOIN locator l ON l.type = o.type AND l.id = o.id
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  WHERE ${seen}`)
  }
  const steps = [`rows0 AS MATERIALIZED (${parts.join('\n  UNION ALL\n  ')})`]
  if (follow.length > 0) {
    const followed = values.add(follow)
    for (let step = 1; step <= followedSteps; step++) {
      steps.push(`rows${step} AS MATERIALIZED (SELECT ${row} FROM (
    SELECT DISTINCT link #>> '{}' AS link FROM rows${step - 1} w, jsonb_path_query(w.links, '$.*[*]') link
    WHERE split_part(link #>> '{}', '/', 1) = ANY (${followed}::text[])) n
    JOIN locator l ON l.type = split_part(n.link, '/', 1) AND l.id = split_part(n.link, '/', 2)
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  WHERE NOT r.deleted${sight})`)
    }
  }
  const all = steps.map((_, step) => `SELECT shard, type, id, version FROM rows${step}`)
  return `WITH alive AS MATERIALIZED (${alive}),
${steps.join(',\n')}
SELECT CASE WHEN a.ok THEN ${packed(...heldIn(steps.map((_, step) => `SELECT shard FROM rows${step}`).join(' UNION ')))} END AS row
FROM alive a LEFT JOIN ((${all.length === 1 ? `SELECT DISTINCT shard, type, id, version FROM rows0` : all.join(' UNION ')}) r
  JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id AND v.version = r.version) ON true
ORDER BY v.type, v.id`
}

/**
 * Has the row a date in [from, to)? Members' dates are looked at by the dozen, and one of them is compared at a quarter of the price of
 * going through several by path; `both` are the two bounds as one value, as one made of them would be made for each row anew.
 */
function overlapping(from: string, to: string, both: string): string {
  return `CASE WHEN r.facts #> '{date,1}' IS NULL
      THEN (r.facts #>> '{date,0,h}') COLLATE "C" > ${from}::text AND (r.facts #>> '{date,0,l}') COLLATE "C" < ${to}::text
      ELSE jsonb_path_exists(r.facts, '$.date[*] ? (@.l < $to && @.h > $from)', ${both}::jsonb) END`
}

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
    AND (r.type <> ALL ($9::text[]) OR ${overlapping('$10', '$11', '$12')})
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
  return gatheredOf(await askAlone<Row>(connection, compiledGather(access, query)), access)
}

/** The present records as a statement and its values, so that several callers' may be asked at once. */
export function compiledGather(access: AccessPlan, query: CaseQuery): Compiled {
  const values = new Values([access.tokenHash ?? null])
  const { types, others, alongside = [], follow = [] } = query
  const all = new Set([...types, ...splitOthers(others)[0], ...alongside.map(({ type }) => type), ...follow])
  const sight = seenBy(access, 's', [...all], { row: 'r', values })
  const heldIn = (shards: string) => onOneRow(heldTies(access, 's', all, { values, shards }))
  const text = nowText(query, values, sight === undefined ? '' : ` AND ${sight}`, heldIn)
  return { text, values, now: access.now }
}

/** What such a statement's rows say; what ties the caller to the members is kept with the request. */
export function gatheredOf(rows: readonly Row[], access: AccessPlan): Stored[] {
  const found: Stored[] = []
  for (const { row } of rows) {
    if (row === null) throw deadToken()
    const { before, stored } = unpacked(row)
    if (before[0]) noteHeld(access, [{ held: before[0] }])
    if (stored !== undefined) found.push(stored)
  }
  return found
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
    JSON.stringify({ from: within?.from ?? '', to: within?.to ?? '' }),
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
