import type { Database } from '#storage/database.ts'
import { digestOf } from '#storage/index-row.ts'
import { extract } from '#storage/indexing/extract.ts'
import { shardOf } from '#storage/indexing/shard.ts'
import { searchKey } from '#storage/keys.ts'
import type { ResourceJson } from '#storage/store.ts'
import { tailOf } from '#storage/stored-text.ts'
import type { Layout, SearchName } from './layout.ts'
import { memberNumber, organizations, staff, system } from './people.ts'

/**
 * The usual layout: a narrow row for each value that a resource is found by, in a table for each kind of value with its
 * own B-trees; the text twice, in the current row and in the history.
 */
export const rowsTables = `
CREATE TABLE locator (type text COLLATE "C", id text COLLATE "C", shard text COLLATE "C", PRIMARY KEY (type, id) INCLUDE (shard));
CREATE TABLE resource (shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", version int, updated timestamptz, deleted bool,
  digest uuid, text text, PRIMARY KEY (shard, type, id));
CREATE INDEX ON resource (type, id);
CREATE INDEX ON resource (type, updated);
CREATE TABLE version (shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", version int, updated timestamptz, method text,
  text text, PRIMARY KEY (shard, type, id, version));
CREATE TABLE by_key (shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", key bigint, PRIMARY KEY (shard, type, id, key));
CREATE INDEX ON by_key (key);
CREATE TABLE by_date (shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", param bigint, low timestamptz, high timestamptz);
CREATE INDEX ON by_date (shard, type, id, param);
CREATE INDEX ON by_date (param, low);
CREATE TABLE by_string (shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", param bigint, norm text COLLATE "C");
CREATE INDEX ON by_string (shard, type, id, param);
CREATE INDEX ON by_string (param, norm);
CREATE SEQUENCE outbox_seq;
CREATE TABLE outbox (shard text COLLATE "C", seq bigint DEFAULT nextval('outbox_seq'), type text, id text, version int, PRIMARY KEY (shard, seq));
ALTER TABLE resource ALTER text SET COMPRESSION lz4;
ALTER TABLE version ALTER text SET COMPRESSION lz4;`

const write = `
WITH input AS MATERIALIZED (
  SELECT i.*, '{"resourceType":"' || type || '","id":"' || id || '","meta":{"versionId":"1","lastUpdated":"'
    || to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || tail AS text
  FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::text[]) AS i (shard, type, id, digest, tail)),
located AS (INSERT INTO locator SELECT type, id, shard FROM input),
current AS (INSERT INTO resource SELECT shard, type, id, 1, now(), false, digest, text FROM input),
versions AS (INSERT INTO version SELECT shard, type, id, 1, now(), 'POST', text FROM input),
keys AS (INSERT INTO by_key SELECT * FROM unnest($6::text[], $7::text[], $8::text[], $9::bigint[])),
dates AS (INSERT INTO by_date SELECT * FROM unnest($10::text[], $11::text[], $12::text[], $13::bigint[], $14::timestamptz[], $15::timestamptz[])),
strings AS (INSERT INTO by_string SELECT * FROM unnest($16::text[], $17::text[], $18::text[], $19::bigint[], $20::text[])),
queued AS (INSERT INTO outbox (shard, type, id, version) SELECT shard, type, id, 1 FROM input)
SELECT 1`

const has = (place: string) =>
  `EXISTS (SELECT FROM by_key k WHERE k.shard = r.shard AND k.type = r.type AND k.id = r.id AND k.key = ${place})`
const found = (place: string) =>
  `FROM by_key f JOIN resource r ON r.shard = f.shard AND r.type = f.type AND r.id = f.id WHERE f.key = ${place} AND NOT r.deleted`
const columns = 'r.type, r.id, r.version, r.updated, r.text'
const texts: Record<SearchName, string> = {
  'plan-of-patient': `SELECT ${columns} FROM resource r WHERE r.shard = $1 AND r.type = 'CarePlan' AND NOT r.deleted
    AND ${has('$2')} AND ${has('$3')} AND ${has('$4')} ORDER BY r.id LIMIT 21`,
  'tasks-of-owner': `SELECT ${columns} ${found('$1')} AND ${has('$2')}
    AND EXISTS (SELECT FROM by_date d WHERE d.shard = r.shard AND d.type = r.type AND d.id = r.id AND d.param = $3 AND d.low < $4)
    ORDER BY (SELECT min(low) FROM by_date d WHERE d.shard = r.shard AND d.type = r.type AND d.id = r.id AND d.param = $3), r.id LIMIT 21`,
  'patient-by-identifier': `SELECT ${columns} ${found('$1')} ORDER BY r.id LIMIT 21`,
  'encounters-of-patient': `SELECT ${columns} FROM resource r WHERE r.shard = $1 AND r.type = 'Encounter' AND NOT r.deleted AND ${has('$2')}
    AND EXISTS (SELECT FROM by_date d WHERE d.shard = r.shard AND d.type = r.type AND d.id = r.id AND d.param = $3 AND d.high > $4) ORDER BY r.id LIMIT 21`,
  'episodes-of-organization': `SELECT ${columns} ${found('$1')} ORDER BY r.id LIMIT 21`,
}

export function rowsLayout(database: Database): Layout {
  const run = (name: SearchName, n: number) => database.query<{ id: string }>({ name, text: texts[name] }, valuesOf(name, n))
  return {
    name: 'rows',
    create: async (resources) => {
      await database.query({ name: 'rows-write', text: write }, writeValues(resources))
    },
    search: async (name, n) => (await run(name, n)).slice(0, 20).map(({ id }) => id),
    explain: async (name, n) => {
      const plan = await database.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN (ANALYZE, BUFFERS) ${texts[name]}` }, valuesOf(name, n))
      return plan.map((row) => row['QUERY PLAN']).join('\n')
    },
  }
}

function writeValues(resources: readonly ResourceJson[]): unknown[][] {
  const rows: unknown[][] = Array.from({ length: 20 }, () => [])
  const put = (first: number, ...values: unknown[]) => {
    for (const [n, value] of values.entries()) rows[first - 1 + n]!.push(value)
  }
  for (const resource of resources) {
    const { resourceType: type, id } = resource
    const shard = shardOf(resource)
    const tail = tailOf(resource)
    put(1, shard, type, id, digestOf(tail), tail)
    const keys = new Set<string>()
    for (const entry of extract(resource)) {
      const { param } = entry
      if (entry.kind === 'token' && entry.code !== undefined) {
        keys.add(searchKey(type, param, 'c', entry.code))
        if (entry.system !== undefined) keys.add(searchKey(type, param, 'sc', `${entry.system}|${entry.code}`))
      } else if (entry.kind === 'reference' && entry.id !== undefined) keys.add(searchKey(type, param, 'r', `${entry.type}/${entry.id}`))
      else if (entry.kind === 'uri') keys.add(searchKey(type, param, 'u', entry.value))
      else if (entry.kind === 'date') put(10, shard, type, id, searchKey(type, param, 'p', ''), entry.low, entry.high)
      else if (entry.kind === 'string') put(16, shard, type, id, searchKey(type, param, 'p', ''), entry.norm)
    }
    for (const key of keys) put(6, shard, type, id, key)
  }
  return rows
}

function valuesOf(name: SearchName, n: number): unknown[] {
  const patient = (type: string) => searchKey(type, 'patient', 'r', `Patient/m${n}`)
  switch (name) {
    case 'plan-of-patient':
      return [`m${n}`, patient('CarePlan'), searchKey('CarePlan', 'category', 'c', 'icp'), searchKey('CarePlan', 'status', 'c', 'active')]
    case 'tasks-of-owner':
      return [
        searchKey('Task', 'owner', 'r', `PractitionerRole/s${n % staff}`),
        searchKey('Task', 'status', 'c', 'requested'),
        searchKey('Task', 'due', 'p', ''),
        '2025-06-01T04:00:00.000Z',
      ]
    case 'patient-by-identifier':
      return [searchKey('Patient', 'identifier', 'sc', `${system}|${memberNumber(n)}`)]
    case 'encounters-of-patient':
      return [`m${n}`, patient('Encounter'), searchKey('Encounter', 'date', 'p', ''), '2024-06-02T04:00:00.000Z']
    case 'episodes-of-organization':
      return [searchKey('EpisodeOfCare', 'organization', 'r', `Organization/o${n % organizations}`)]
  }
}
