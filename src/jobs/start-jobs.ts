import type { DefinitionsInStep } from '#interactions/stored-definitions.ts'
import type { Outbox } from '#storage/outbox.ts'
import { type Keeping, keepFindings } from './keep-findings.ts'
import type { Log } from './log.ts'
import { membersFound, membersWith, mindful, reachQueries } from './members-found.ts'
import { startSweep, sweepMembers } from './sweep.ts'
import { type Telling, tellingRecipients } from './tell-recipients.ts'
import { type After, realAfter } from './timer.ts'
import { watchDefinitions } from './watch-definitions.ts'
import { type Running, startWorker } from './worker.ts'

/** What the jobs are given by whoever starts them. */
export interface JobsParts extends Keeping {
  outbox: Outbox
  definitions: Pick<DefinitionsInStep, 'look'>
  log: Log
  /** Calls those who are to hear of revocations; absent: nobody is called. */
  telling?: Pick<Telling, 'clients' | 'call' | 'record'>
  /** The timer; a test hands in its own. */
  after?: After
}

/** The jobs at work. */
export interface Jobs extends Running {
  /** Says that something was just written, or the clock was turned, so that nobody waits for the next look. */
  wake(): void
}

/** Starts what time knocks for: the worker over the outbox, the sweep at the start of each local day, the look for definitions. */
export function startJobs({ outbox, definitions, log, telling, after = realAfter, ...keeping }: JobsParts): Jobs {
  const watches = keeping.programs.flatMap(({ watch }) => watch ?? [])
  // By the clock on the wall: that of the story, which a demo tells, is not the outbox's.
  const tell = telling && tellingRecipients({ ...telling, store: keeping.store, outbox, now: () => new Date(), log })
  const worker = startWorker({
    outbox,
    tell,
    keep: (members) => keepFindings(keeping, members),
    minds: (type) => mindful(watches, type),
    among: (members) => membersWith(keeping, members, [...new Set(watches.flatMap(({ mindsOnly }) => mindsOnly?.with ?? []))]),
    async *reach(entry) {
      for (const query of reachQueries(watches, entry)) yield* membersFound(keeping, query)
    },
    after,
    log,
  })
  const watch = watchDefinitions({ look: () => definitions.look(), after, log })
  const sweep = startSweep({ now: keeping.now, after, log, sweep: (_day, isStopped) => sweepMembers(keeping, log, isStopped) })
  return {
    wake() {
      worker.wake()
      sweep.look()
    },
    async stop() {
      await Promise.all([worker.stop(), sweep.stop(), watch.stop()])
      await tell?.stop()
    },
  }
}
