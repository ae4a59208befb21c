import { ownAccess } from '#auth/access-plan.ts'
import type { Database } from '#storage/database.ts'
import { createIndexing } from '#storage/indexing.ts'
import { searchKey } from '#storage/keys.ts'
import { migrate } from '#storage/migrate.ts'
import { layOut } from '#storage/write/lay-out.ts'
import { createStatement } from '#storage/write/statements.ts'
import { inputOf } from '#storage/write/write.ts'
import type { Layout, SearchName } from './layout.ts'
import { memberNumber, organizations, staff, system } from './people.ts'

/**
 * Between the two: everything on the row as in `arrays`, but the index over all keys is a narrow row and a B-tree entry for
 * each key instead of a GIN index.
 */
export async function lookupLayout(database: Database): Promise<Layout> {
  const [made] = await database.query<{ made: boolean }>({ text: "SELECT to_regclass('lookup') IS NOT NULL AS made" })
  if (!made?.made) {
    await migrate(database)
    await database.script(`DROP INDEX resource_by_key;
      CREATE TABLE lookup (key bigint, shard text COLLATE "C", type text COLLATE "C", id text COLLATE "C", PRIMARY KEY (key, shard, type, id))`)
  }
  const indexing = createIndexing()
  const write = {
    name: 'lookup-create',
    text: createStatement.text.replace(
      'queued AS (',
      'found AS (INSERT INTO lookup SELECT k, shard, type, id FROM todo CROSS JOIN unnest(keys) AS k),\nqueued AS (',
    ),
  }
  const run = (name: SearchName, n: number) => database.query<{ id: string }>({ name, text: texts[name] }, valuesOf(name, n))
  return {
    name: 'lookup',
    create: async (resources) => {
      const laid = resources.map((resource) => layOut({ act: 'create', resource }, indexing))
      await database.query(write, inputOf([{ access: ownAccess('bench'), laid }]))
    },
    search: async (name, n) => (await run(name, n)).slice(0, 20).map(({ id }) => id),
    explain: async (name, n) => {
      const plan = await database.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN (ANALYZE, BUFFERS) ${texts[name]}` }, valuesOf(name, n))
      return plan.map((row) => row['QUERY PLAN']).join('\n')
    },
  }
}

const found = 'lookup k JOIN resource r ON r.shard = k.shard AND r.type = k.type AND r.id = k.id'
const text = 'JOIN version v ON v.shard = r.shard AND v.type = r.type AND v.id = r.id AND v.version = r.version'
const columns = 'r.type, r.id, r.version, r.updated, v.text'
const due = `r.facts #>> '{due,0,l}'`
const texts: Record<SearchName, string> = {
  'plan-of-patient': `SELECT ${columns} FROM resource r ${text} WHERE r.shard = $1 AND r.type = 'CarePlan' AND NOT r.deleted
    AND $2::bigint = ANY (r.tags) AND $3::bigint = ANY (r.keys) AND $4::bigint = ANY (r.keys) ORDER BY r.id LIMIT 21`,
  'tasks-of-owner': `SELECT ${columns} FROM ${found} ${text} WHERE k.key = $1 AND NOT r.deleted AND $2::bigint = ANY (r.keys)
    AND jsonb_path_exists(r.facts, '$.due[*] ? (@.l < $l)', jsonb_build_object('l', $3::text)) ORDER BY ${due}, r.id LIMIT 21`,
  'patient-by-identifier': `SELECT ${columns} FROM ${found} ${text} WHERE k.key = $1 AND NOT r.deleted AND $2::bigint = ANY (r.tags) ORDER BY r.id LIMIT 21`,
  'encounters-of-patient': `SELECT ${columns} FROM resource r ${text} WHERE r.shard = $1 AND r.type = 'Encounter' AND NOT r.deleted
    AND $2::bigint = ANY (r.tags) AND jsonb_path_exists(r.facts, '$.date[*] ? (@.h > $h)', jsonb_build_object('h', $3::text)) ORDER BY r.id LIMIT 21`,
  'episodes-of-organization': `SELECT ${columns} FROM ${found} ${text} WHERE k.key = $1 AND NOT r.deleted ORDER BY r.id LIMIT 21`,
}

function valuesOf(name: SearchName, n: number): unknown[] {
  const patient = (type: string) => searchKey(type, 'patient', 'r', `Patient/m${n}`)
  switch (name) {
    case 'plan-of-patient':
      return [`m${n}`, patient('CarePlan'), searchKey('CarePlan', 'category', 'c', 'icp'), searchKey('CarePlan', 'status', 'c', 'active')]
    case 'tasks-of-owner':
      return [searchKey('Task', 'owner', 'i', `s${n % staff}`), searchKey('Task', 'status', 'c', 'requested'), '2025-06-01T04:00:00.000Z']
    case 'patient-by-identifier':
      return [
        searchKey('Patient', 'identifier', 'c', memberNumber(n)),
        searchKey('Patient', 'identifier', 'sc', `${system}|${memberNumber(n)}`),
      ]
    case 'encounters-of-patient':
      return [`m${n}`, patient('Encounter'), '2024-06-02T04:00:00.000Z']
    case 'episodes-of-organization':
      return [searchKey('EpisodeOfCare', 'organization', 'i', `o${n % organizations}`)]
  }
}
