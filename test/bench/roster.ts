// A provider's roster for the month's payment: node src/launch.js test/bench/roster.ts [members…]
// For each size: that many members with 18 months behind them, asked for by GET Organization/[id]/$billing-eligibility
// as NDJSON, a provider at a time. CPU seconds (server and database) for 1,000 members, and the server's memory meanwhile.
// DATABASE_URL is a PostgreSQL server on which databases may be made and dropped.
import { ownAccess } from '#auth/access-plan.ts'
import type { Cast } from '#demo/people/child.ts'
import { rosterMember } from '#demo/people/member.ts'
import { sharedRecords } from '#demo/people/providers.ts'
import type { Loaded } from '#demo/people/record.ts'
import { openStore } from '#storage/open.ts'
import type { ResourceJson } from '#storage/store.ts'
import { asAdmin } from '../storage/databases.ts'
import { backendsCpu, processCpu, residentMb } from './cpu.ts'
import { startProcess } from './processes.ts'
import { benchClient, tokenFor } from './registered.ts'

const cast: Cast = { seed: 5, today: '2026-11-20', months: 18 }
const month = '2026-10'
const providers = ['provider-1', 'provider-2', 'provider-3']
const port = 18_083

const sizes = process.argv.slice(2).map(Number)
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) throw new Error('Sizes are numbers of members, such as 1000 2000 20000.')
const admin = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

console.log(`roster of ${month}, ${cast.months} months behind each member; CPU seconds for 1,000 members (server + database)`)
for (const members of sizes.length > 0 ? sizes : [1_000, 2_000]) await measure(members)

async function measure(members: number): Promise<void> {
  const database = `cares_roster_${process.pid}`
  const url = new URL(admin)
  url.pathname = `/${database}`
  await asAdmin(admin, `CREATE DATABASE ${database}`)
  try {
    const opened = await openStore({ databaseUrl: url.href })
    const write = (resources: readonly Loaded[]) =>
      opened.store.write(
        ownAccess('bench'),
        resources.map((resource) => ({ act: 'create' as const, method: 'PUT' as const, resource: resource as unknown as ResourceJson })),
      )
    await write(sharedRecords())
    for (let first = 0; first < members; first += 25) {
      await write(Array.from({ length: Math.min(25, members - first) }, (_, index) => rosterMember(first + index, cast)).flat())
    }
    const client = await benchClient(opened.tokens)
    await opened.store.close()
    // The looks of the jobs at all of these writes are not what is measured here.
    await asAdmin(url.href, 'TRUNCATE outbox')
    await asAdmin(url.href, 'VACUUM ANALYZE')

    const server = await startProcess('test/bench/app-alone.ts', port, '/health/ready', { DATABASE_URL: url.href })
    try {
      const cpu = () => processCpu(server.pid) + backendsCpu(database)
      const before = residentMb(server.pid)
      for (let round = 1; round <= 3; round += 1) {
        let most = 0
        const watching = setInterval(() => {
          most = Math.max(most, residentMb(server.pid))
        }, 50)
        const token = await tokenFor(client, `http://localhost:${port}`)
        const [start, used] = [performance.now(), cpu()]
        let answered = 0
        for (const provider of providers) answered += await rosterOf(provider, token)
        const seconds = cpu() - used
        clearInterval(watching)
        console.log(
          `${String(members).padStart(6)} members, round ${round}: ${answered} answered, ${((seconds / members) * 1_000).toFixed(2)} CPU s for 1,000, ` +
            `${((performance.now() - start) / 1_000).toFixed(1)} s, memory ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
        )
        if (answered !== members) process.exitCode = 1
      }
    } finally {
      await server.stop()
    }
  } finally {
    await asAdmin(admin, `DROP DATABASE ${database} WITH (FORCE)`)
  }
}

/** Reads a provider's roster to its end and counts the members in it; the last line is the summary. */
async function rosterOf(provider: string, token: string): Promise<number> {
  const answer = await fetch(`http://localhost:${port}/fhir/R4/Organization/${provider}/$billing-eligibility?month=${month}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/fhir+ndjson' },
  })
  if (!answer.ok || answer.body === null) throw new Error(`no roster: ${answer.status} ${await answer.text()}`)
  let lines = 0
  for await (const piece of answer.body) for (const byte of piece as Uint8Array) if (byte === 10) lines += 1
  return lines - 1
}
