import { readFile } from 'node:fs/promises'
import type { Database } from '#storage/database.ts'
import { createIndexing } from '#storage/indexing.ts'
import { migrate } from '#storage/migrate.ts'
import { openDatabase } from '#storage/open.ts'
import type { ResourceJson } from '#storage/store.ts'
import { storeOver } from '#storage/store-over.ts'
import { arraysLayout } from './arrays.ts'
import { type Layout, type SearchName, searches } from './layout.ts'
import { lookupLayout } from './lookup.ts'
import { carePlanOf, recordOf } from './people.ts'
import { rowsLayout, rowsTables } from './rows.ts'

/**
 * Measures index layouts on the same invented members: bytes, and CPU of this process and of the database for writes and
 * for the searches made all day. Needs DATABASE_URL (a server on which databases may be made) on the same machine, as
 * CPU is read from /proc.
 *
 *   DATABASE_URL=postgres://… node src/launch.js test/bench/layout/main.ts [members=5000] [layout …]
 */
const [members = '5000', ...only] = process.argv.slice(2)
const admin = process.env.DATABASE_URL
if (admin === undefined)
  throw new Error('DATABASE_URL is not set: a PostgreSQL server on this machine, e.g. postgres://postgres@127.0.0.1/postgres')
const callers = 16

const layouts: Record<string, (database: Database) => Promise<Layout>> = {
  arrays: async (database) => {
    await migrate(database)
    return arraysLayout(storeOver(database, createIndexing()), explainLast(database))
  },
  rows: async (database) => {
    const [made] = await database.query<{ made: boolean }>({ text: "SELECT to_regclass('by_key') IS NOT NULL AS made" })
    if (!made?.made) await database.script(rowsTables)
    return rowsLayout(database)
  },
  lookup: lookupLayout,
}

for (const name of only.length > 0 ? only : Object.keys(layouts)) await measure(name)

async function measure(name: string): Promise<void> {
  const own = `cares_layout_${name}`
  const server = await openDatabase({ databaseUrl: admin })
  await server.script(`DROP DATABASE IF EXISTS ${own} WITH (FORCE)`)
  await server.script(`CREATE DATABASE ${own}`)
  const url = new URL(admin!)
  url.pathname = `/${own}`
  const database = await openDatabase({ databaseUrl: url.toString(), connections: callers })
  let layout = await layouts[name]!(database)
  const cpu = () => cpuOf(server, own)

  const started = performance.now()
  for (let n = 0; n < Number(members); n += 25) {
    await layout.create(Array.from({ length: 25 }, (_, k) => recordOf(n + k)).flat())
  }
  await database.script('VACUUM ANALYZE')
  // Opened again as a server would be on data that is there: what it learns at its start it learns now.
  layout = await layouts[name]!(database)
  say(`\n## ${name}: ${members} members loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const [size] = await database.query<{ tables: number; indexes: number }>({
    text: `SELECT sum(pg_table_size(c.oid)) AS tables, sum(pg_indexes_size(c.oid)) AS indexes FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  })
  say(`tables ${megabytes(size!.tables)} MB, indexes ${megabytes(size!.indexes)} MB`)

  let next = Number(members)
  await report('create 4.5 KB CarePlan', 1000, cpu, (n) => layout.create([carePlanOf(`extra-${next}-${n}`, n, 'icp')]))
  next += 1
  await report('20 creates at once', 100, cpu, (n) => layout.create(twenty(`batch-${n}`, n)))
  for (const search of searches) {
    await report(search, 2000, cpu, async (n) => check(search, n, await layout.search(search, (n * 37) % Number(members))))
  }
  for (const search of searches) say(`\n${search}\n${await layout.explain(search, 37)}`)
  await database.close()
  await server.script(`DROP DATABASE ${own} WITH (FORCE)`)
  await server.close()
}

function twenty(prefix: string, n: number): ResourceJson[] {
  return [...recordOf(n), ...recordOf(n + 1).slice(1, 5)].map((resource, k) => ({ ...resource, id: `${prefix}-${k}` }))
}

// The right answers are known from how the members were made, so that a fast wrong search is not measured.
function check(search: SearchName, n: number, ids: string[]): void {
  const patient = (n * 37) % Number(members)
  const least: Record<SearchName, number> = {
    'plan-of-patient': patient % 5 ? 1 : 0,
    'tasks-of-owner': 1,
    'patient-by-identifier': 1,
    'encounters-of-patient': 0,
    'episodes-of-organization': 20,
  }
  if (ids.length < least[search]) throw new Error(`${search} of ${patient} found ${ids.length}`)
}

async function report(title: string, times: number, cpu: () => Promise<number>, run: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < callers * 8; n++) await run(times + n)
  const [processBefore, databaseBefore, from] = [process.cpuUsage(), await cpu(), performance.now()]
  let n = 0
  const caller = async () => {
    while (n < times) await run(n++)
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const used = process.cpuUsage(processBefore)
  const here = (used.user + used.system) / 1e6
  const there = (await cpu()) - databaseBefore
  const per = 1000 / times
  say(
    `${title.padEnd(28)} CPU s per 1,000: ${((here + there) * per).toFixed(2)} (process ${(here * per).toFixed(2)}, database ${(there * per).toFixed(2)}); ` +
      `${((performance.now() - from) / times).toFixed(2)} ms each at ${callers} callers`,
  )
}

/** CPU seconds of the database's own processes for this database; /proc counts in hundredths. */
async function cpuOf(server: Database, name: string): Promise<number> {
  const rows = await server.query<{ pid: number }>({ text: 'SELECT pid FROM pg_stat_activity WHERE datname = $1' }, [name])
  const ticks = await Promise.all(
    rows.map(async ({ pid }) => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
      return Number(fields[11]) + Number(fields[12])
    }),
  )
  return ticks.reduce((sum, one) => sum + one, 0) / 100
}

/** Runs a search with auto_explain-like output: the statement is caught on its way and explained. */
function explainLast(database: Database): (run: () => Promise<unknown>) => Promise<string> {
  return async (run) => {
    let caught: { text: string; values: readonly unknown[] } | undefined
    const query = database.query
    database.query = (statement, values = []) => {
      caught = { text: statement.text, values }
      return query(statement, values)
    }
    await run()
    database.query = query
    const plan = await database.query<{ 'QUERY PLAN': string }>({ text: `EXPLAIN (ANALYZE, BUFFERS) ${caught!.text}` }, caught!.values)
    return plan.map((row) => row['QUERY PLAN']).join('\n')
  }
}

function megabytes(bytes: number | string): string {
  return (Number(bytes) / 1e6).toFixed(0)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
