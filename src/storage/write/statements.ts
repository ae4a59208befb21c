import { isAlive } from '../alive.ts'
import type { Statement } from '../database.ts'

/*
 * Writes come with those who ask for them: `$1` has a line for each asker, with the hash of the token and who acts, and `$2` all
 * writes, each with its asker's number `a` and its own number `n` among theirs. What one asks for is done wholly or not at
 * all, whatever becomes of the others'. Both are one JSON text: an array of texts would have to be escaped piece by piece on this side.
 */
const begin = `
WITH asker AS MATERIALIZED (
  SELECT q.*, ${isAlive("decode(q.hash, 'hex')")} AS ok
  FROM json_to_recordset($1::json) AS q (a int, hash text, request text, client text, kind text, person text, address text, purpose text, token text)
),
input AS MATERIALIZED (
  SELECT i.* FROM json_to_recordset($2::json) AS i (a int, n int, act text, method text, type text, id text, shard text, member text,
    own boolean, "ifMatch" int, digest uuid, tail text, keys bigint[], tags bigint[], facts jsonb, links jsonb, kept bigint[])
    JOIN asker q ON q.a = i.a
  WHERE q.ok
)`

/** What a narrowed plan asks of a write: of the row `h` as it is, and of the row `w` as it would be. */
export interface WriteSight {
  /** May this caller change or delete what is there? By `i.act`. */
  held: string
  /** May this caller make it so? By `w.act`. Rows of the same statement are in `w`, too. */
  made: string
  /** What let the caller make the write `todo`; asked for by the statement that says it, as its values are that one's. */
  ground: () => string | undefined
}

/** The stored text around its version and time; `stored-text.ts` puts the same together for the answer. */
function assembled(version: string): string {
  return `'{"resourceType":"' || type || '","id":"' || id || '","meta":{"versionId":"' || ${version} || '","lastUpdated":"'
      || to_char(updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || tail`
}

/** Each write's line in the audit trail. */
function audited(outcome: string, version: string, ground?: string): string {
  return `audited AS (
  INSERT INTO audit (request, client, kind, person, address, purpose, token, action, interaction, what, patient, outcome${ground ? ', grounds' : ''})
  SELECT q.request, q.client, q.kind, q.person, q.address, q.purpose, q.token,
    CASE ${outcome} WHEN 'created' THEN 'C' WHEN 'updated' THEN 'U' ELSE 'D' END,
    CASE ${outcome} WHEN 'created' THEN 'create'
      WHEN 'updated' THEN CASE method WHEN 'PATCH' THEN 'patch' ELSE 'update' END ELSE 'delete' END,
    type || '/' || id || '/_history/' || ${version}, member, 0${ground ? `, ARRAY[${ground}]` : ''}
  FROM todo JOIN asker q ON q.a = todo.a
  ORDER BY todo.a, n
)`
}

/**
 * Rows, history, index, outbox and audit trail of any number of writes in one statement. Each write is judged on the current row,
 * which is locked first; when one of an asker's cannot be done, none of theirs is, and each says how it fared.
 */
const changeText = ({ sight, hold = 'FOR UPDATE OF r' }: { sight?: WriteSight; hold?: Hold }) => `${judgedText({ sight, hold })},
verdict AS MATERIALIZED (SELECT a, bool_and(outcome IN ('created', 'updated', 'deleted', 'unchanged')) AS ok FROM judged GROUP BY a),
todo AS MATERIALIZED (SELECT j.* FROM judged j JOIN verdict v ON v.a = j.a WHERE v.ok AND j.outcome <> 'unchanged'),
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
  SELECT shard, type, id, version, outcome, member, updated FROM todo ORDER BY a, n
),
${audited('outcome', 'version', sight?.ground())}
SELECT q.a, q.ok AS alive, j.n, j.outcome, j.version, j.updated, j.was, j.was_updated, j.moving, j.member
FROM asker q LEFT JOIN judged j ON j.a = q.a ORDER BY q.a, j.n`

/** How the rows to be changed are locked: who does not wait finds what another holds to be `moving`, and changes nothing. */
type Hold = '' | 'FOR UPDATE OF r' | 'FOR UPDATE OF r SKIP LOCKED'

const judgedText = ({ sight, hold }: { sight?: WriteSight; hold: Hold }) => `${begin},
held AS MATERIALIZED (
  SELECT r.shard, r.type, r.id, r.version, r.updated, r.member, r.deleted, r.digest, r.keys${sight ? ', r.tags, r.facts, r.links' : ''}
  FROM input i JOIN locator l ON l.type = i.type AND l.id = i.id
    JOIN resource r ON r.shard = l.shard AND r.type = l.type AND r.id = l.id
  ${hold}
),
${sight ? 'decided' : 'judged'} AS MATERIALIZED (
  SELECT i.a, i.n, i.act, i.own, i.method, i.type, i.id, i.digest, i.tail, i.keys, i.tags, i.facts, i.links,
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
  SELECT a, n, act, own, shard, type, id, member IS NOT NULL AS member, keys, tags, facts, links
  FROM decided WHERE outcome IN ('created', 'updated')
),
barred AS MATERIALIZED (SELECT a, n FROM w WHERE w.own IS NOT TRUE AND (${made}) IS NOT TRUE),
judged AS MATERIALIZED (
  SELECT a, n, act, own, method, type, id, digest, tail, keys, tags, facts, links, shard, member, moving, from_shard, was, was_updated, was_keys,
    was_free, version, updated, CASE WHEN (a, n) IN (SELECT a, n FROM barred) THEN 'barred' ELSE outcome END AS outcome
  FROM decided
)`
}

/**
 * New resources under ids that nobody has used: nothing to lock and nothing to judge. An id that is taken after all
 * breaks the locator's key, and nothing is written.
 */
const createText = `${begin},
todo AS MATERIALIZED (SELECT *, date_trunc('milliseconds', statement_timestamp()) AS updated FROM input),
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
  SELECT shard, type, id, 1, 'created', member, updated FROM todo ORDER BY a, n
),
${audited("'created'", '1')}
SELECT q.a, q.ok AS alive, t.n, 'created' AS outcome, 1 AS version, t.updated, t.member
FROM asker q LEFT JOIN todo t ON t.a = q.a ORDER BY q.a, t.n`

export const createStatement: Statement = { name: 'create', text: createText }
export const changeStatement: Statement = { name: 'change', text: changeText({}) }
/** The same without waiting for whoever holds a row. */
export const changeTogetherStatement: Statement = { name: 'change-together', text: changeText({ hold: 'FOR UPDATE OF r SKIP LOCKED' }) }

/** The same for a caller who may write only some resources of these types. */
export function narrowedChange(sight: WriteSight): string {
  return changeText({ sight })
}

/** Only judges, and writes nothing. */
export function narrowedJudgement(sight: WriteSight): string {
  return `${judgedText({ sight, hold: '' })}
SELECT q.a, q.ok AS alive, j.n, j.outcome FROM asker q LEFT JOIN judged j ON j.a = q.a ORDER BY j.n`
}
