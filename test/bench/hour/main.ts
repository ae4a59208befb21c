// npm run bench:hour: an hour of mixed load on PostgreSQL at a fixed moderate rate. Fails when the server's memory grows
// after it has warmed up, when anything is answered that should not be, and when something is left over at the end.
//   --minutes N   how long (60)
//   --rate N      requests a second (35)
//   --members N   members loaded first (1,000)
//   --sample      20 seconds with 60 members: everything but the rule about memory, which needs its time
// DATABASE_URL is a PostgreSQL server on which databases may be made and dropped.
import { request } from 'node:http'
import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { randomFrom } from '#demo/people/random.ts'
import { openStore } from '#storage/open.ts'
import { type Call, connect, type Reply } from '../callers.ts'
import { processCpu } from '../cpu.ts'
import { loadMembers } from '../load.ts'
import { freePort, startProcess } from '../processes.ts'
import { benchClient, tokenFor } from '../registered.ts'
import { type Deed, deeds, Memory, memberAt } from './mix.ts'
import { flat, look, median, minuteOf, type Sample } from './sample.ts'

const { values: asked } = parseArgs({
  options: {
    minutes: { type: 'string' },
    rate: { type: 'string' },
    members: { type: 'string' },
    sample: { type: 'boolean', default: false },
  },
})
const minutes = Number(asked.minutes ?? (asked.sample ? 1 / 3 : 60))
const rate = Number(asked.rate ?? 35)
const members = Number(asked.members ?? (asked.sample ? 60 : 1_000))
/** How often the server is looked at, milliseconds. */
const every = asked.sample ? 2_000 : 5_000
/** A caller's new token, milliseconds; each works for five minutes. */
const tokenEvery = 3_000

const admin = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const name = `cares_hour_${process.pid}`
const databaseUrl = Object.assign(new URL(admin), { pathname: `/${name}` }).href

const problems: string[] = []
const seen = new Map<string, { count: number; statuses: Record<string, number>; times: number[] }>()

await run(admin, `CREATE DATABASE ${name}`)
try {
  const opened = await openStore({ databaseUrl })
  await loadMembers(opened.store, members)
  const client = await benchClient(opened.tokens)
  await opened.store.close()
  await run(databaseUrl, 'VACUUM ANALYZE')
  const port = await freePort()
  const server = await startProcess('test/bench/hour/server.ts', port, '/health/ready', { DATABASE_URL: databaseUrl })
  const watching = new pg.Client({ connectionString: databaseUrl })
  await watching.connect()
  try {
    const told = await load(server, port, watching, () => tokenFor(client, `http://localhost:${port}`))
    await conclude(told, port, watching)
  } finally {
    await watching.end()
    await server.stop()
  }
} finally {
  await run(admin, `DROP DATABASE ${name} WITH (FORCE)`)
}
console.log(
  problems.length === 0
    ? `\n${asked.sample ? '' : 'flat, and '}nothing unexpected`
    : `\nFAILED:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
)
process.exit(problems.length === 0 ? 0 : 1)

/** Requests at a fixed rate, however long each takes; what is told of each minute is returned. */
async function load(
  server: Awaited<ReturnType<typeof startProcess>>,
  port: number,
  watching: pg.Client,
  token: () => Promise<string>,
): Promise<Sample[]> {
  console.log(
    `${new Date().toISOString().slice(0, 16)}Z, Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length}`,
  )
  console.log(`${members} members, ${rate} requests a second, ${minutes.toFixed(1)} minutes\n`)
  console.log(
    '| minute | requests | p50 / p95 ms | CPU s | resident MB | heap MB | external MB | loop p99 ms | sockets | connections | outbox | largest tables MB |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
  const baseUrl = `http://localhost:${port}`
  const callers = connect(port, 64)
  const memory = new Memory()
  const random = randomFrom(5)
  const drawn = () => random.below(1_000_000) / 1_000_000
  const total = deeds.reduce((sum, { weight }) => sum + weight, 0)
  const drawDeed = (): Deed => {
    let left = drawn() * total
    for (const deed of deeds) {
      left -= deed.weight
      if (left < 0) return deed
    }
    return deeds[0]!
  }

  let current = await token()
  const start = performance.now()
  const end = start + minutes * 60_000
  const told: Sample[] = []
  let samples: Sample[] = []
  let [times, requests, running, skipped] = [[] as number[], 0, 0, 0]
  let cpu = processCpu(server.pid)

  const one = async (turn: number): Promise<void> => {
    const deed = drawDeed()
    const pick = { member: memberAt(turn, members), turn, random: drawn, memory }
    const call = deed.make(pick)
    const withToken: Call = { ...call, headers: { authorization: `Bearer ${current}`, ...call.headers } }
    const sent = performance.now()
    const reply =
      deed.leaves === undefined ? await callers.call(withToken).catch(lost) : await leaveAfter(drawn() * deed.leaves, port, withToken)
    const took = performance.now() - sent
    times.push(took)
    note(deed, reply, took)
    if (deed.expected.includes(reply.status)) deed.after?.(reply, pick, call)
  }

  const tell = async () => {
    if (samples.length === 0) return
    const minute = minuteOf(samples)
    const used = processCpu(server.pid)
    const largest = Object.entries(minute.tables)
      .slice(0, 4)
      .map(([table, mb]) => `${table} ${mb.toFixed(0)}`)
    const figures = [minute.rss, minute.heap, minute.external].map((mb) => mb.toFixed(0))
    times.sort((one, other) => one - other)
    const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
    console.log(
      `| ${[minute.minute.toFixed(0), requests, `${at(0.5)} / ${at(0.95)}`, (used - cpu).toFixed(1), ...figures, minute.loop.toFixed(0), minute.sockets, minute.connections, minute.waiting, largest.join(', ')].join(' | ')} |`,
    )
    told.push(minute)
    ;[samples, times, requests, cpu] = [[], [], 0, used]
  }

  let turn = 0
  let nextLook = start + every
  let nextToken = start + tokenEvery
  let nextMinute = start + 60_000
  while (performance.now() < end) {
    const now = performance.now()
    for (; turn < ((now - start) / 1_000) * rate; turn += 1) {
      // A server that cannot keep up is not pressed further: the rate is part of what is promised.
      if (running >= 64) {
        skipped += 1
        continue
      }
      running += 1
      requests += 1
      one(turn).finally(() => {
        running -= 1
      })
    }
    if (now >= nextToken) {
      nextToken += tokenEvery
      current = await timed('token', token)
    }
    if (now >= nextLook) {
      nextLook += every
      samples.push(await look(server, baseUrl, watching, (now - start) / 60_000))
    }
    if (now >= nextMinute) {
      nextMinute += 60_000
      // What is kept, told apart from what only waits to be collected.
      process.kill(server.pid, 'SIGUSR2')
      await pause(500)
      samples.push(await look(server, baseUrl, watching, (now - start) / 60_000))
      await tell()
    }
    await pause(10)
  }
  await tell()
  while (running > 0) await pause(50)
  callers.close()
  if (skipped > turn / 100) problems.push(`${skipped} of ${turn} requests were not sent, as 64 were still running`)
  return told
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const sent = performance.now()
  const done = await work()
  note({ name: what, expected: [200] }, { status: 200 }, performance.now() - sent)
  return done
}

function lost(error: Error & { code?: string }): Reply {
  return { status: 0, text: error.code ?? error.message, headers: {} }
}

/** Sends a request and hangs up. An answer that was there before counts as any other. */
function leaveAfter(ms: number, port: number, { method, path, body, headers }: Call): Promise<Reply> {
  return new Promise((resolve) => {
    const own = { 'content-type': 'application/fhir+json', ...headers }
    const sent = request({ host: '127.0.0.1', port, method, path, headers: own, agent: false }, (answer) => {
      answer.on('data', () => {})
      answer.on('error', () => {})
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: '', headers: {} }))
    })
    sent.on('error', () => {})
    sent.on('close', () => resolve({ status: 499, text: '', headers: {} }))
    sent.end(body)
    setTimeout(() => sent.destroy(), ms)
  })
}

function note(
  { name: deed, expected, leaves }: Pick<Deed, 'name' | 'expected' | 'leaves'>,
  { status, text }: Pick<Reply, 'status'> & { text?: string },
  took: number,
): void {
  const line = seen.get(deed) ?? { count: 0, statuses: {}, times: [] }
  seen.set(deed, line)
  line.count += 1
  line.statuses[status] = (line.statuses[status] ?? 0) + 1
  // A thousand times of each are enough for a percentile.
  if (line.times.length < 1_000) line.times.push(took)
  else line.times[line.count % 1_000] = took
  if (expected.includes(status) || (leaves !== undefined && status === 499)) return
  if (line.statuses[status] === 1) problems.push(`${deed} was answered ${status}: ${(text ?? '').slice(0, 300)}`)
}

/** What was seen of each deed, what is left over, and whether memory is flat. */
async function conclude(told: readonly Sample[], port: number, watching: pg.Client): Promise<void> {
  console.log('\n| deed | requests | answers | p50 / p95 ms |\n|---|---|---|---|')
  for (const [deed, { count, statuses, times }] of [...seen].sort(([one], [other]) => (one < other ? -1 : 1))) {
    times.sort((one, other) => one - other)
    const p95 = times[Math.floor(times.length * 0.95)] ?? 0
    const answers = Object.entries(statuses)
      .map(([status, many]) => `${status}: ${many}`)
      .join(', ')
    console.log(`| ${deed} | ${count} | ${answers} | ${median(times).toFixed(1)} / ${p95.toFixed(1)} |`)
  }
  const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text()
  const counter = (metric: string) => Number(new RegExp(`^${metric} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0)
  const left = counter('http_callers_left_total')
  console.log(`\ncallers who left: ${left}, statements ended for them: ${counter('database_statements_cancelled_total')}`)
  if (left === 0) problems.push('no caller was seen to leave')

  // The jobs finish what the load left them; then nothing runs any more.
  const rest = async () =>
    (
      await watching.query<{ waiting: number; active: number }>(
        `SELECT (SELECT count(*)::int FROM outbox) AS waiting, (SELECT count(*)::int FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'cares-fhir' AND state <> 'idle') AS active`,
      )
    ).rows[0]!
  const patience = performance.now() + 60_000
  let last = await rest()
  while ((last.waiting > 0 || last.active > 0) && performance.now() < patience) {
    await pause(250)
    last = await rest()
  }
  if (last.waiting > 0) problems.push(`${last.waiting} rows of the outbox were still there a minute after the load`)
  if (last.active > 0) problems.push(`${last.active} statements were still running a minute after the load`)
  const most = Math.max(...told.map(({ connections }) => connections))
  if (most > 16) problems.push(`the server held ${most} connections to the database; 16 are allowed`)
  if (asked.sample) return
  for (const what of ['rss', 'heap', 'external'] as const) {
    const { early, late, flat: isFlat } = flat(told, what, minutes)
    console.log(`${what}: median ${early.toFixed(0)} MB early, ${late.toFixed(0)} MB late, ${((late / early - 1) * 100).toFixed(1)} % more`)
    if (!isFlat) problems.push(`${what} grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`)
  }
}

async function run(url: string, sql: string): Promise<void> {
  const own = new pg.Client({ connectionString: url })
  await own.connect()
  try {
    await own.query(sql)
  } finally {
    await own.end()
  }
}
