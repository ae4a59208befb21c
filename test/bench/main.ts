// npm run bench: the performance budget of the design, row by row, for the working tree, beside a floor of bare Express
// and pg measured in the same run. CPU seconds (server and database) for 1,000 requests at 16 callers; ratios are what
// counts on shared machines, so each round of a row has a round of the floor beside it. The jobs (looks after a write, sealing of the audit trail) are held during a row, and told apart.
//   --sample          few members and requests, to see that it runs
//   --members N       members loaded first (5,000)
//   --requests N      requests a row and round (400)
//   --rounds N        rounds (9); the median is printed, and the least in brackets: what a row takes when the machine does nothing else
//   --warm N          requests before the first round (3,000), of the floor's rows too: what the engine compiles is compiled then
//   --rows a,b        only rows whose names hold one of these; the floor's too ("floor: read,search")
//   --database NAME   a database that is kept: loaded when it is not there yet, and used again the next time
//   --profile FOLDER  each process leaves a CPU profile there
//   --alone           without the jobs, so that reads can be compared at once
//   --beside          with the jobs at work during the rows, as in production
//   --embedded        on the embedded database, for information
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openStore } from '#storage/open.ts'
import { type Call, closedLoop, connect, type Seen } from './callers.ts'
import { backendsCpu, processCpu, residentMb } from './cpu.ts'
import { loadMembers } from './load.ts'
import { narrowedCallers, narrowedRows } from './narrowed.ts'
import { freePort, type Running, startProcess } from './processes.ts'
import { benchClient, tokenFor } from './registered.ts'
import { floorRows, type Row, serverRows } from './rows.ts'

const { values: asked } = parseArgs({
  options: {
    sample: { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
    members: { type: 'string' },
    requests: { type: 'string' },
    rounds: { type: 'string' },
    warm: { type: 'string' },
    rows: { type: 'string' },
    database: { type: 'string' },
    profile: { type: 'string' },
    alone: { type: 'boolean', default: false },
    beside: { type: 'boolean', default: false },
  },
})
const members = Number(asked.members ?? (asked.sample ? 60 : 5_000))
const requests = Number(asked.requests ?? (asked.sample ? 100 : 400))
const rounds = Number(asked.rounds ?? (asked.sample ? 1 : 9))
const warm = Number(asked.warm ?? (asked.sample ? 0 : 3_000))
const callers = 16
/** Which server is measured: the worker's looks held during a row, none at all, or the jobs at work beside it. */
const script = asked.alone ? 'test/bench/app-alone.ts' : asked.beside ? 'src/main.ts' : 'test/bench/app-held.ts'
const jobsHeld =
  'The jobs are held while a row is measured; "+": what their looks at its writes and the sealing of its lines cost afterwards.'
const jobsBeside = 'The jobs work beside the rows, and part of their cost is in them; "+": what they do when a row is over.'
const holds = !asked.alone && !asked.beside

const admin = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const database = asked.database ?? `cares_bench_${process.pid}`
const databaseUrl = new URL(admin)
databaseUrl.pathname = `/${database}`
const dataDir = mkdtempSync(join(tmpdir(), 'cares-bench-'))

const administer = async (sql: string) => {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

const started: Running[] = []
const floors = new Map<string, Subject>()
let failures = 0
try {
  const loaded = !asked.embedded && (await administer(`SELECT FROM pg_database WHERE datname = '${database}'`)).length > 0
  if (!asked.embedded && !loaded) await administer(`CREATE DATABASE ${database}`)
  const where = asked.embedded ? { dataDir } : { databaseUrl: databaseUrl.href }
  console.log(
    `${members} members, ${requests} requests a row after ${warm} to warm up, ${callers} callers, ${rounds} round(s), ${asked.embedded ? 'embedded database' : 'PostgreSQL'}; ${machine()}`,
  )
  const opened = await openStore(where)
  if (!loaded) await loadMembers(opened.store, members)
  const client = await benchClient(opened.tokens)
  const narrowed = narrowedRows(await narrowedCallers(opened.tokens, members))
  await opened.store.close()
  if (!asked.embedded) {
    // Everybody is looked at after the start anyway: what loading left in the outbox would be the same looks again.
    if (!loaded) await inDatabase('DELETE FROM outbox')
    await inDatabase('VACUUM ANALYZE')
  }

  const serverPort = await freePort()
  const server = await startProcess(
    script,
    serverPort,
    '/health/ready',
    asked.embedded ? { DATA_DIR: dataDir } : { DATABASE_URL: databaseUrl.href },
    { profile: asked.profile, listens: holds },
  )
  started.push(server)
  console.log(`start to first answer: ${(server.startMs / 1000).toFixed(2)} s, ${residentMb(server.pid).toFixed(0)} MB resident`)
  const swept = await settled(server)
  if (!asked.alone)
    console.log(`look at every member after the start: ${((swept / members) * 1_000).toFixed(2)} CPU seconds for 1,000 members`)
  const baseUrl = `http://localhost:${serverPort}`
  console.log(
    '\nCPU seconds for 1,000 requests, server and database (of these the database; the least of the rounds), wall ms per request p50 / p95; "x": against a round of the floor beside each round, in brackets what the budget is against the design\'s floor',
  )
  console.log(asked.alone ? 'No jobs.' : asked.beside ? jobsBeside : jobsHeld)
  if (!asked.embedded) {
    const floorPort = await freePort()
    const floor = await startProcess('test/bench/floor.ts', floorPort, '/health', { DATABASE_URL: databaseUrl.href })
    started.push(floor)
    for (const row of floorRows(requests)) {
      const subject = await subjectOf(row, floor, floorPort, '')
      if (isAsked(row)) await measure(subject)
      floors.set(row.name, subject)
    }
  }
  for (const row of [...serverRows(members, requests), ...narrowed].filter(isAsked)) {
    const subject = await subjectOf(row, server, serverPort, await tokenFor(client, baseUrl))
    await measure(subject, floors.get(row.floor ?? ''))
    subject.close()
  }
  console.log(`\nresident after the run: ${residentMb(server.pid).toFixed(0)} MB`)
} finally {
  for (const process of started) await process.stop()
  if (!asked.embedded && asked.database === undefined) await administer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(failures === 0 ? 0 : 1)

function isAsked({ name }: Row): boolean {
  return asked.rows === undefined || asked.rows.split(',').some((part) => name.includes(part))
}

/** A row that is ready to be asked for. */
interface Subject {
  row: Row
  target: Running
  /** Requests of a round. */
  count: number
  send(many: number): Promise<Seen>
  close(): void
}

/** Prepares a row and warms it up. */
async function subjectOf(row: Row, target: Running, port: number, token: string): Promise<Subject> {
  const connection = connect(port, callers)
  const withToken = (call: Call): Call =>
    token === '' ? call : { ...call, headers: { authorization: `Bearer ${token}`, ...call.headers } }
  const prepared = await row.prepare?.((call) => connection.call(withToken(call)))
  let sent = 0
  const send = (many: number) => {
    const first = sent
    sent += many
    return closedLoop((call) => connection.call(call), {
      ...{ callers, requests: many, expected: row.expected },
      make: (index) => withToken(row.make(index + first, prepared)),
    })
  }
  if (warm > 0) await send(Math.round(warm * (row.share ?? 1)))
  await drained(target)
  return { row, target, count: Math.max(20, Math.round(requests * (row.share ?? 1))), send, close: connection.close }
}

/** One round: CPU seconds for 1,000 requests, and what their callers saw. */
async function roundOf({ row, target, count, send }: Subject) {
  const per = (seconds: number) => (seconds / count) * 1_000
  const [before, databaseBefore] = [cpuOf(target), databaseCpu()]
  const seen = await send(count)
  const [used, usedByDatabase] = [cpuOf(target) - before, databaseCpu() - databaseBefore]
  const after = row.writes ? await drained(target) : 0
  if (Object.keys(seen.unexpected).length > 0) {
    failures += 1
    console.log(`  unexpected answers in "${row.name}": ${JSON.stringify(seen.unexpected)}`)
  }
  return { cpu: per(used), database: per(usedByDatabase), after: per(after), p50: seen.p50, p95: seen.p95 }
}

/** A row's rounds, each beside one of the floor: on a shared machine a second may be worth half of another a minute later. */
async function measure(subject: Subject, floor?: Subject): Promise<void> {
  const { row } = subject
  const results: (Awaited<ReturnType<typeof roundOf>> & { floor?: number })[] = []
  for (let round = 0; round < rounds; round += 1) {
    const beside = floor && (await roundOf(floor)).cpu
    results.push({ ...(await roundOf(subject)), ...(beside && { floor: beside }) })
  }
  const middle = (of: (one: (typeof results)[number]) => number) => results.map(of).sort((one, other) => one - other)[results.length >> 1]!
  const [cpu, p95] = [middle((one) => one.cpu), middle((one) => one.p95)]
  const budget = row.budget === undefined ? '' : `  budget ${row.budget}${cpu <= row.budget ? '' : '  OVER'}`
  const ratio =
    floor === undefined
      ? ''
      : ratioOf(
          row,
          floor.row,
          middle((one) => one.cpu / (one.floor ?? Number.NaN)),
        )
  const patience = row.p95 === undefined ? '' : `  p95 budget ${row.p95} ms${p95 <= row.p95 ? '' : '  OVER'}`
  console.log(
    `${row.name.padEnd(58)} ${cpu.toFixed(2).padStart(7)} (${middle((one) => one.database).toFixed(2)}; ${Math.min(...results.map((one) => one.cpu)).toFixed(2)})   ${middle((one) => one.p50).toFixed(1)} / ${p95.toFixed(1)}${row.writes ? `  + ${middle((one) => one.after).toFixed(2)}` : ''}${budget}${ratio}${patience}`,
  )
}

/** A row against the floor of the same moments, and the ratio that the budget allows. */
function ratioOf({ budget }: Row, { design }: Row, ratio: number): string {
  if (budget === undefined || design === undefined) return ''
  const allowed = budget / design
  return `  x ${ratio.toFixed(1)} (${allowed.toFixed(1)})${ratio <= allowed ? '' : '  OVER'}`
}

function cpuOf({ pid }: Running): number {
  return processCpu(pid) + databaseCpu()
}

function databaseCpu(): number {
  return asked.embedded ? 0 : backendsCpu(database)
}

/**
 * Waits until a server has nothing left to do: the look at everybody after the start, findings after writes. Gives the CPU
 * seconds that it took. Connections that the server gives up meanwhile take their counts along, so less than nothing is nothing.
 */
async function settled(target: Running): Promise<number> {
  const start = cpuOf(target)
  const giveUp = performance.now() + (asked.sample ? 4_000 : 300_000)
  for (let last = start; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = cpuOf(target)
    // A twentieth of a processor: the looks at an empty queue and the runtime's own housekeeping.
    const quiet = now - last < 0.03 && (await queued()) === 0
    if (quiet || performance.now() > giveUp) return Math.max(0, now - start)
    last = now
  }
}

/** Lets the worker do what it was held from, to the end, and holds it again. Gives the CPU seconds that it took. */
async function drained(target: Running): Promise<number> {
  const start = cpuOf(target)
  if (target.listens) await target.tell('work')
  await settled(target)
  if (target.listens) await target.tell('hold')
  return Math.max(0, cpuOf(target) - start)
}

/** Writes that the jobs have yet to look at. They breathe between two batches, so a quiet moment alone says nothing. */
async function queued(): Promise<number> {
  if (asked.embedded || asked.alone) return 0
  const [row] = await inDatabase('SELECT count(*)::int AS waiting FROM outbox')
  return (row as { waiting: number }).waiting
}

async function inDatabase(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl.href })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

function machine(): string {
  const model =
    execFileSync('sh', ['-c', 'grep -m1 "model name" /proc/cpuinfo || true'], { encoding: 'utf8' }).split(':')[1]?.trim() ??
    'unknown processor'
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${model}`
}
