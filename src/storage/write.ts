import type { AccessPlan } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import { alive, deadToken } from './alive.ts'
import type { Connection } from './database.ts'
import { digestOf, indexColumns } from './index-row.ts'
import { extract } from './indexing/extract.ts'
import { shardOf } from './indexing/shard.ts'
import type { ResourceJson, Write, Written } from './store.ts'
import { tailOf, textOf } from './stored-text.ts'

/**
 * Rows, history, index and outbox of any number of writes in one statement. Each write is judged on the current row,
 * which is locked first; when one of them cannot be done, nothing is written and each says how it fared.
 */
const text = `
WITH alive AS (${alive}),
input AS MATERIALIZED (
  SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::uuid[], $10::text[],
      $11::text[], $12::text[], $13::text[], $14::text[])
    WITH ORDINALITY AS i (act, method, type, id, shard, member, if_match, digest, tail, keys, tags, facts, links, n)
  WHERE (SELECT ok FROM alive)
),
held AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.updated, r.member, r.deleted, r.digest, r.keys
  FROM input i JOIN locator l ON l.type = i.type AND l.id = i.id
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  FOR UPDATE OF r
),
judged AS MATERIALIZED (
  SELECT i.n, i.act, i.method, i.type, i.id, i.digest, i.tail, i.keys, i.tags, i.facts, i.links,
    coalesce(i.shard, h.shard) AS shard,
    CASE WHEN i.act <> 'delete' THEN i.member WHEN h.member THEN h.shard END AS member,
    h.shard AS from_shard, h.version AS was, h.updated AS was_updated, h.keys AS was_keys, NOT h.member AS was_free,
    CASE
      WHEN i.act = 'create' THEN CASE WHEN h.id IS NULL OR h.deleted THEN 'created' ELSE 'exists' END
      WHEN h.id IS NULL THEN 'missing'
      WHEN h.deleted THEN 'gone'
      WHEN i.if_match <> h.version THEN 'stale'
      WHEN i.act = 'delete' THEN 'deleted'
      WHEN i.digest = h.digest THEN 'unchanged'
      ELSE 'updated'
    END AS outcome,
    coalesce(h.version, 0) + 1 AS version,
    greatest(date_trunc('milliseconds', clock_timestamp()), h.updated + interval '1 millisecond') AS updated
  FROM input i LEFT JOIN held h ON h.type = i.type AND h.id = i.id
),
verdict AS (SELECT bool_and(outcome IN ('created', 'updated', 'deleted', 'unchanged')) AS ok FROM judged),
todo AS MATERIALIZED (SELECT * FROM judged WHERE outcome <> 'unchanged' AND (SELECT ok FROM verdict)),
located AS (
  INSERT INTO locator (type, id, shard) SELECT type, id, shard FROM todo WHERE was IS NULL
),
relocated AS (
  UPDATE locator l SET shard = t.shard FROM todo t WHERE t.from_shard <> t.shard AND l.type = t.type AND l.id = t.id
),
left_row AS (
  DELETE FROM resource r USING todo t WHERE t.from_shard <> t.shard AND r.shard = t.from_shard AND r.type = t.type AND r.id = t.id
),
left_versions AS (
  DELETE FROM version v USING todo t WHERE t.from_shard <> t.shard AND v.shard = t.from_shard AND v.type = t.type AND v.id = t.id
  RETURNING t.shard AS to_shard, v.*
),
versions AS (
  INSERT INTO version (shard, type, id, version, updated, method, member, text)
  SELECT shard, type, id, version, updated, method, member,
    CASE WHEN outcome = 'deleted' THEN '' ELSE
      '{"resourceType":"' || type || '","id":"' || id || '","meta":{"versionId":"' || version || '","lastUpdated":"'
      || to_char(updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || tail END
  FROM todo
  UNION ALL
  SELECT to_shard, type, id, version, updated, method, member, text FROM left_versions
),
rows AS (
  INSERT INTO resource (shard, type, id, version, updated, member, deleted, digest, keys, tags, facts, links)
  SELECT shard, type, id, version, updated, member IS NOT NULL, outcome = 'deleted', digest,
    keys::bigint[], tags::bigint[], facts::jsonb, links::jsonb FROM todo
  ON CONFLICT (shard, type, id) DO UPDATE SET version = excluded.version, updated = excluded.updated,
    member = excluded.member, deleted = excluded.deleted, digest = excluded.digest, keys = excluded.keys,
    tags = excluded.tags, facts = excluded.facts, links = excluded.links
),
former AS (
  INSERT INTO former_key (shard, type, id, key)
  SELECT DISTINCT t.shard, t.type, t.id, k FROM todo t CROSS JOIN LATERAL unnest(t.was_keys) k
  WHERE t.was_free AND k <> ALL (t.keys::bigint[])
  ON CONFLICT DO NOTHING
),
queued AS (
  INSERT INTO outbox (shard, type, id, version, outcome, member, updated)
  SELECT shard, type, id, version, outcome, member, updated FROM todo ORDER BY n
)
SELECT a.ok AS alive, j.n, j.outcome, j.version, j.updated, j.was, j.was_updated FROM alive a LEFT JOIN judged j ON true ORDER BY j.n`

const statement = { name: 'write', text }

interface Row {
  alive: boolean
  n: number
  outcome: Written['outcome']
  version: number
  updated: string
  was: number
  was_updated: string
}

/** Runs the writes as one statement. Either all are done or none is; the outcomes say which. */
export async function write(connection: Connection, access: AccessPlan, writes: readonly Write[]): Promise<Written[]> {
  if (writes.length === 0) return []
  refuseTwice(writes)
  const laid = writes.map(layOut)
  const rows = await connection.query<Row>(statement, [
    access.tokenHash ?? null,
    ...(['act', 'method', 'type', 'id', 'shard', 'member', 'ifMatch', 'digest', 'tail', 'keys', 'tags', 'facts', 'links'] as const).map(
      (column) => laid.map((row) => row[column]),
    ),
  ])
  if (!rows[0]?.alive) throw deadToken()
  return rows.map((row, index) => writtenOf(row, laid[index]!))
}

type Laid = ReturnType<typeof layOut>

function layOut(write: Write) {
  if (write.act === 'delete') {
    return { ...nothing, act: write.act, method: 'DELETE', type: write.type, id: write.id, ifMatch: write.ifMatch ?? null }
  }
  const { resource } = write
  const member = memberOf(resource)
  const tail = tailOf(resource)
  return {
    act: write.act,
    method: write.method ?? (write.act === 'create' ? 'POST' : 'PUT'),
    type: resource.resourceType,
    id: resource.id,
    shard: member ?? resource.id,
    member,
    ifMatch: write.act === 'update' ? (write.ifMatch ?? null) : null,
    digest: digestOf(tail),
    tail,
    ...indexColumns(resource.resourceType, extract(resource)),
  }
}

const nothing = { shard: null, member: null, digest: null, tail: null, keys: '{}', tags: '{}', facts: '{}', links: '{}' }

/** The patient in whose compartment a resource is; null when in none. */
function memberOf(resource: ResourceJson): string | null {
  if (resource.resourceType === 'Patient') return resource.id
  // Asked without its own id, the answer can only be a patient's.
  return shardOf({ ...resource, id: '' }) || null
}

function writtenOf(row: Row, { type, id, tail }: Laid): Written {
  switch (row.outcome) {
    case 'created':
    case 'updated':
    case 'deleted':
    case 'unchanged': {
      const unchanged = row.outcome === 'unchanged'
      const at = { type, id, version: unchanged ? row.was : row.version, lastUpdated: unchanged ? row.was_updated : row.updated }
      return { outcome: row.outcome, stored: { ...at, deleted: tail === null, text: tail === null ? '' : textOf(at, tail) } }
    }
    default:
      return { outcome: row.outcome, type, id }
  }
}

/** One statement changes a row once; a Bundle that names a resource twice is refused by FHIR as well. */
function refuseTwice(writes: readonly Write[]): void {
  const seen = new Set<string>()
  for (const write of writes) {
    const key = write.act === 'delete' ? `${write.type}/${write.id}` : `${write.resource.resourceType}/${write.resource.id}`
    if (seen.has(key)) throw malformed('written-twice', `${key} is written twice at once. Name each resource once in a transaction.`)
    seen.add(key)
  }
}
