// npm run bench:plans: what each hot search reads at two sizes of the database, and on a page far on.
// node src/launch.js test/bench/plans.ts [members members]   2,000 and 20,000 unless told otherwise.
// DATABASE_URL is a PostgreSQL server on which databases may be made and dropped.
import { openStore } from '#storage/open.ts'
import { asAdmin } from '../storage/databases.ts'
import { judge } from '../storage/plans/bounds.ts'
import { type Measured, measureHotSearches } from '../storage/plans/hot-searches.ts'
import { loadMembers } from './load.ts'

const sizes = process.argv.slice(2).map(Number)
const [small = 2_000, large = 20_000] = sizes
const admin = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const name = `cares_plans_${process.pid}`
const databaseUrl = Object.assign(new URL(admin), { pathname: `/${name}` }).href

await asAdmin(admin, `CREATE DATABASE ${name}`)
try {
  const before = await sized(0, small)
  const after = await sized(small, large)
  console.log(`\nblocks of 8 KB that are looked at (EXPLAIN (ANALYZE, BUFFERS)); the dearest of three members\n`)
  console.log(`| search | at ${small} members | at ${large} | page 50 there | indexes |\n|---|---|---|---|---|`)
  for (const [place, { name: search, blocks, lastPage, indexes }] of after.entries())
    console.log(`| ${search} | ${before[place]!.blocks} | ${blocks} | ${lastPage?.blocks ?? ''} | ${indexes.join(', ')} |`)
  const problems = judge(before, after)
  console.log(problems.length === 0 ? '\nno dearer' : `\nFAILED:\n${problems.join('\n')}`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await asAdmin(admin, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function sized(from: number, to: number): Promise<Measured[]> {
  const opened = await openStore({ databaseUrl })
  await loadMembers(opened.store, to, from)
  await opened.store.close()
  await asAdmin(databaseUrl, 'VACUUM ANALYZE')
  return measureHotSearches(databaseUrl, to, from > 0)
}
