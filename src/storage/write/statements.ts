import { alive } from '../alive.ts'
import type { Statement } from '../database.ts'

// All writes as one JSON text: an array of texts would have to be escaped piece by piece on this side.
const input = `json_to_recordset($2::json) AS i (n int, act text, method text, type text, id text, shard text, member text,
    own boolean, "ifMatch" int, digest uuid, tail text, keys bigint[], tags bigint[], facts jsonb, links jsonb,
    kept bigint[])`

/** What a narrowed plan asks of a write: of the row `h` as it is, and of the row `w` as it would be. */
export interface WriteSight {
  /** May this caller change or delete what is there? By `i.act`. */
  held: string
  /** May this caller make it so? By `w.act`. Rows of the same statement are in `w`, too. */
  made: string
}

/** The stored text around its version and time; `stored-text.ts` puts the same together for the answer. */
function assembled(version: string): string {
  return `'{"resourceType":"' || type || '","id":"' || id || '","meta":{"versionId":"' || ${version} || '","lastUpdated":"'
      || to_char(updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || tail`
}

/** Each write's line in the audit trail, of the actor in `$3`. */
function audited(outcome: string, version: string): string {
  return `audited AS (
  INSERT INTO audit (request, client, kind, person, address, purpose, token, action, interaction, what, patient, outcome)
  SELECT q.request, q.client, q.kind, q.person, q.address, q.purpose, q.token,
    CASE ${outcome} WHEN 'created' THEN 'C' WHEN 'updated' THEN 'U' ELSE 'D' END,
    CASE ${outcome} WHEN 'created' THEN 'create'
      WHEN 'updated' THEN CASE method WHEN 'PATCH' THEN 'patch' ELSE 'update' END ELSE 'delete' END,
    type || '/' || id || '/_history/' || ${version}, member, 0
  FROM todo CROSS JOIN json_to_record($3::json) AS q (request text, client text, kind text, person text, address text, purpose text, token text)
  ORDER BY n
)`
}

/**
 * Rows, history, index, outbox and audit trail of any number of writes in one statement. Each write is judged on the current row,
 * which is locked first; when one of them cannot be done, nothing is written and each says how it fared.
 */
const changeText = (sight?: WriteSight) => `${judgedText({ sight, hold: true })},
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
      ${assembled('version')} END
  FROM todo
  UNION ALL
  SELECT to_shard, type, id, version, updated, method, member, text FROM left_versions
),
rows AS (
  INSERT INTO resource (shard, type, id, version, updated, member, deleted, digest, keys, tags, facts, links)
  SELECT shard, type, id, version, updated, member IS NOT NULL, outcome = 'deleted', digest,
    keys, tags, facts, links FROM todo
  ON CONFLICT (shard, type, id) DO UPDATE SET version = excluded.version, updated = excluded.updated,
    member = excluded.member, deleted = excluded.deleted, digest = excluded.digest, keys = excluded.keys,
    tags = excluded.tags, facts = excluded.facts, links = excluded.links
),
former AS (
  INSERT INTO former_key (shard, type, id, key)
  SELECT DISTINCT t.shard, t.type, t.id, k FROM todo t CROSS JOIN LATERAL unnest(t.was_keys) k
  WHERE t.was_free AND k <> ALL (t.keys)
  ON CONFLICT DO NOTHING
),
queued AS (
  INSERT INTO outbox (shard, type, id, version, outcome, member, updated)
  SELECT shard, type, id, version, outcome, member, updated FROM todo ORDER BY n
),
${audited('outcome', 'version')}
SELECT a.ok AS alive, j.n, j.outcome, j.version, j.updated, j.was, j.was_updated, j.moving, j.member
FROM alive a LEFT JOIN judged j ON true ORDER BY j.n`

const judgedText = ({ sight, hold }: { sight?: WriteSight; hold: boolean }) => `
WITH alive AS (${alive}),
input AS MATERIALIZED (
  SELECT * FROM ${input} WHERE (SELECT ok FROM alive)
),
held AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.updated, r.member, r.deleted, r.digest, r.keys${sight ? ', r.tags, r.facts, r.links' : ''}
  FROM input i JOIN locator l ON l.type = i.type AND l.id = i.id
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
${hold ? '  FOR UPDATE OF r\n' : ''}),
${sight ? 'decided' : 'judged'} AS MATERIALIZED (
  SELECT i.n, i.act, i.own, i.method, i.type, i.id, i.digest, i.tail, i.keys, i.tags, i.facts, i.links,
    coalesce(i.shard, h.shard) AS shard,
    CASE WHEN i.act <> 'delete' THEN i.member WHEN h.member THEN h.shard END AS member,
    l.id IS NOT NULL AS moving,
    h.shard AS from_shard, h.version AS was, h.updated AS was_updated, h.keys AS was_keys, NOT h.member AS was_free,
    CASE
      WHEN l.id IS NOT NULL THEN 'missing'
      WHEN i.act = 'create' THEN CASE WHEN h.id IS NULL OR h.deleted THEN 'created' ELSE 'exists' END
      WHEN h.id IS NULL THEN 'missing'${
        sight
          ? `
      WHEN i.own IS NOT TRUE AND (${sight.held}) IS NOT TRUE THEN 'missing'`
          : ''
      }
      WHEN h.deleted THEN 'gone'
      WHEN i."ifMatch" <> h.version THEN 'stale'
      WHEN i.act = 'delete' THEN 'deleted'
      WHEN h.keys && i.kept AND EXISTS (SELECT FROM unnest(i.kept) k WHERE k = ANY (h.keys) AND k <> ALL (i.keys)) THEN 'lowered'
      WHEN i.digest = h.digest THEN 'unchanged'
      ELSE 'updated'
    END AS outcome,
    coalesce(h.version, 0) + 1 AS version,
    greatest(date_trunc('milliseconds', statement_timestamp()), h.updated + interval '1 millisecond') AS updated
  FROM input i LEFT JOIN held h ON h.type = i.type AND h.id = i.id
    LEFT JOIN locator l ON h.id IS NULL AND l.type = i.type AND l.id = i.id
)${sight ? weighed(sight) : ''}`

/** What may not be made so is barred, and nothing is written. */
function weighed({ made }: WriteSight): string {
  return `,
w AS MATERIALIZED (
  SELECT n, act, own, shard, type, id, member IS NOT NULL AS member, keys, tags, facts, links
  FROM decided WHERE outcome IN ('created', 'updated')
),
barred AS MATERIALIZED (SELECT n FROM w WHERE w.own IS NOT TRUE AND (${made}) IS NOT TRUE),
judged AS MATERIALIZED (
  SELECT n, act, method, type, id, digest, tail, keys, tags, facts, links, shard, member, moving, from_shard, was, was_updated, was_keys,
    was_free, version, updated, CASE WHEN n IN (SELECT n FROM barred) THEN 'barred' ELSE outcome END AS outcome
  FROM decided
)`
}

/**
 * New resources under ids that nobody has used: nothing to lock and nothing to judge. An id that is taken after all
 * breaks the locator's key, and nothing is written.
 */
const createText = `
WITH alive AS (${alive}),
todo AS MATERIALIZED (
  SELECT i.*, date_trunc('milliseconds', statement_timestamp()) AS updated
  FROM ${input}
  WHERE (SELECT ok FROM alive)
),
located AS (
  INSERT INTO locator (type, id, shard) SELECT type, id, shard FROM todo
),
versions AS (
  INSERT INTO version (shard, type, id, version, updated, method, member, text)
  SELECT shard, type, id, 1, updated, method, member, ${assembled('1')} FROM todo
),
rows AS (
  INSERT INTO resource (shard, type, id, version, updated, member, deleted, digest, keys, tags, facts, links)
  SELECT shard, type, id, 1, updated, member IS NOT NULL, false, digest, keys, tags, facts, links FROM todo
),
queued AS (
  INSERT INTO outbox (shard, type, id, version, outcome, member, updated)
  SELECT shard, type, id, 1, 'created', member, updated FROM todo ORDER BY n
),
${audited("'created'", '1')}
SELECT a.ok AS alive, t.n, 'created' AS outcome, 1 AS version, t.updated, t.member FROM alive a LEFT JOIN todo t ON true ORDER BY t.n`

export const createStatement: Statement = { name: 'create', text: createText }
export const changeStatement: Statement = { name: 'change', text: changeText() }

/** The same for a caller who may write only some resources of these types. */
export function narrowedChange(sight: WriteSight): string {
  return changeText(sight)
}

/** Only judges, and writes nothing. */
export function narrowedJudgement(sight: WriteSight): string {
  return `${judgedText({ sight, hold: false })}
SELECT a.ok AS alive, j.n, j.outcome FROM alive a LEFT JOIN judged j ON true ORDER BY j.n`
}
