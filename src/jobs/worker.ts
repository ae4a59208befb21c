import { FhirError } from '#fhir/error.ts'
import type { Outbox, OutboxEntry } from '#storage/outbox.ts'
import type { Kept } from './keep-findings.ts'
import type { Log } from './log.ts'
import type { After } from './timer.ts'

/** What the worker works with. */
export interface WorkerParts {
  outbox: Outbox
  keep: (members: readonly string[]) => Promise<Kept>
  /** Does a change to this type in a member's record call for a look? `perhaps`: at the members whom `among` picks. */
  minds: (type: string) => boolean | 'perhaps'
  among?: (members: readonly string[]) => Promise<string[]>
  /** The members whose findings rest on a record that is in nobody's own, page by page. */
  reach: (entry: OutboxEntry) => AsyncIterable<string[]>
  /** Whose work takes longer: what it takes over it acknowledges itself. */
  tell?: { take(entries: readonly OutboxEntry[]): Promise<ReadonlySet<OutboxEntry>> }
  after: After
  log: Log
}

/** Something that runs until it is stopped. */
export interface Running {
  /** Ends after the batch in hand; what is not done yet is left for the next start. */
  stop(): Promise<void>
}

/** Entries in one batch, and members whose records are in memory at once. */
const batch = 200
const together = 4
/** How long a batch is held (seconds): a process that dies with it in hand leaves it to others after that. */
const holdSeconds = 60
/** After a member's rules failed: how long until the next try (seconds). */
const retrySeconds = 30
/**
 * Pauses (milliseconds). After work: the writes of a moment are looked at together, and the pause is at least as long as the
 * work was (up to a second), so that under load no more than half of the process is the worker's and what waits is looked at
 * once for many writes. With nothing to do. While the database is away.
 */
const breath = { least: 300, most: 1_000 }
const idle = { first: 50, most: 400 }
const away = { first: 500, most: 10_000 }

/**
 * Looks at every write soon after it was made and recomputes the findings of the member whose record it changed: within a
 * second, as the longest pause is 0.4 s; at once when `wake` says so. Any number of processes may do so on one database.
 */
export function startWorker({ outbox, keep, minds, among, reach, tell, after, log }: WorkerParts): Running & { wake(): void } {
  const own = ownWrites()
  let stopped = false
  let rouse = () => {}
  let woken = false

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      if (stopped || woken) return resolve()
      const cancel = after(milliseconds, resolve)
      rouse = () => {
        cancel()
        resolve()
      }
    })

  const ended = (async () => {
    let quiet = idle.first
    let lost = away.first
    while (!stopped) {
      try {
        woken = false
        const began = performance.now()
        const taken = await work({ outbox, keep, minds, among, reach, tell, log, own })
        lost = away.first
        quiet = taken > 0 ? idle.first : Math.min(quiet * 2, idle.most)
        await pause(taken > 0 ? Math.min(Math.max(breath.least, performance.now() - began), breath.most) : quiet)
      } catch (error) {
        if (lost === away.first) log.warn({ error: nameOf(error) }, 'the outbox cannot be worked on; trying again')
        await pause(lost)
        lost = Math.min(lost * 2, away.most)
      }
    }
  })()

  return {
    wake() {
      woken = true
      rouse()
    },
    async stop() {
      stopped = true
      rouse()
      await ended
    },
  }
}

/** One batch: take, recompute, acknowledge. Gives how many entries there were. */
async function work({
  outbox,
  keep,
  minds,
  among,
  reach,
  tell,
  log,
  own,
}: Omit<WorkerParts, 'after'> & { own: OwnWrites }): Promise<number> {
  const entries = await outbox.take(batch, holdSeconds)
  const changed = entries.filter((entry) => !own.forget(entry))
  const failed = new Map<string, unknown>()
  const look = async (members: readonly string[]) => {
    for (let first = 0; first < members.length; first += together) {
      const kept = await keep(members.slice(first, first + together))
      own.remember(kept.wrote)
      for (const [member, error] of kept.failed) failed.set(member, error)
    }
  }
  const membersWhose = (answer: boolean | 'perhaps') =>
    new Set(changed.flatMap(({ member, type }) => (minds(type) === answer ? (member ?? []) : [])))
  const surely = membersWhose(true)
  const perhaps = [...membersWhose('perhaps')].filter((member) => !surely.has(member))
  await look([...surely, ...(perhaps.length === 0 || among === undefined ? perhaps : await among(perhaps))])
  const again = new Set(entries.filter(({ member }) => member !== undefined && failed.has(member)))
  for (const entry of changed.filter(({ member }) => member === undefined)) {
    const before = failed.size
    for await (const members of reach(entry)) await look(members)
    if (failed.size > before) again.add(entry)
  }
  const seen = entries.filter((entry) => !again.has(entry))
  const telling = await tell?.take(seen)
  await outbox.done(seen.filter((entry) => !telling?.has(entry)))
  if (again.size > 0) {
    log.warn(
      { members: failed.size, errors: [...new Set([...failed.values()].map(nameOf))] },
      'findings could not be kept; trying again later',
    )
    await outbox.release([...again], retrySeconds)
  }
  return entries.length
}

interface OwnWrites {
  remember(versions: readonly string[]): void
  /** Is this a write of the worker itself? Asked once for each. */
  forget(entry: OutboxEntry): boolean
}

/**
 * The worker's own writes come back through the outbox. They change nothing that a rule looks at, so they are not looked at
 * again; should one be forgotten, or come back to another process, the look finds everything in step and ends there.
 */
function ownWrites(most = 20_000): OwnWrites {
  const versions = new Set<string>()
  return {
    remember(more) {
      if (versions.size > most) versions.clear()
      for (const version of more) versions.add(version)
    },
    forget: ({ type, id, version }) => versions.delete(`${type}/${id}/${version}`),
  }
}

/** What kind of error and where it was thrown, without its words: they might name somebody. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place = /^\s+at .*$/m.exec(error.stack ?? '')?.[0].trim()
  return error instanceof FhirError || place === undefined ? error.name : `${error.name} ${place}`
}
