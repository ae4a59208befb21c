import type { DefinitionsInStep } from '#interactions/stored-definitions.ts'
import type { Outbox } from '#storage/outbox.ts'
import { type Keeping, keepFindings } from './keep-findings.ts'
import type { Log } from './log.ts'
import { membersFound, membersWith, mindful, reachQueries } from './members-found.ts'
import { startSweep, sweepMembers } from './sweep.ts'
import { type After, realAfter } from './timer.ts'
import { watchDefinitions } from './watch-definitions.ts'
import { type Running, startWorker } from './worker.ts'

/** What the jobs are given by whoever starts them. */
export interface JobsParts extends Keeping {
  outbox: Outbox
  definitions: Pick<DefinitionsInStep, 'look'>
  log: Log
  /** The timer; a test hands in its own. */
  after?: After
}

/** The jobs at work. */
export interface Jobs extends Running {
  /** Says that something was just written, or the clock was turned, so that nobody waits for the next look. */
  wake(): void
}

/** Starts what time knocks for: the worker over the outbox, the sweep at the start of each local day, the look for definitions. */
export function startJobs({ outbox, definitions, log, after = realAfter, ...keeping }: JobsParts): Jobs {
  const watches = keeping.programs.flatMap(({ watch }) => watch ?? [])
  const worker = startWorker({
    outbox,
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
    },
  }
}
