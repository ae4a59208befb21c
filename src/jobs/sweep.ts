import { addDays, type Day } from '#programs/vocabulary/calendar.ts'
import { dayOf, millisecondsOf, startOf } from '#programs/vocabulary/local-day.ts'
import { type Keeping, keepFindings } from './keep-findings.ts'
import type { Log } from './log.ts'
import { membersFound, rosterQuery } from './members-found.ts'
import type { After } from './timer.ts'
import { nameOf, type Running } from './worker.ts'

/** Members between two lines in the log. */
const stride = 1_000
/**
 * Longest time asleep (milliseconds). A clock that was set, or a machine that slept, is noticed by the next look, and so is
 * midnight however long the night was.
 */
const longest = 60_000

/** The milliseconds until the next 00:00 in America/New_York: 23, 24 or 25 hours after the last. */
export function untilMidnight(now: Date): number {
  const instant = now.toISOString()
  return millisecondsOf(startOf(addDays(dayOf(instant), 1))) - now.getTime()
}

/**
 * Looks at everybody enrolled or referred when it starts and again at the beginning of every local day, as some findings need
 * no write to come true. A sweep that failed is tried again after a minute. `look` asks at once whether the day is another.
 */
export function startSweep({
  now,
  after,
  sweep,
  log,
}: {
  now: () => Date
  after: After
  sweep: (day: Day, isStopped: () => boolean) => Promise<void>
  log: Log
}): Running & { look(): void } {
  let stopped = false
  let swept: Day | undefined
  let cancel = () => {}
  let working: Promise<void> = Promise.resolve()
  let busy = false
  let failed = false

  const look = () => {
    if (busy || stopped) return
    busy = true
    cancel()
    working = (async () => {
      const today = dayOf(now().toISOString())
      if (today !== swept) {
        try {
          await sweep(today, () => stopped)
          swept = today
          failed = false
        } catch (error) {
          failed = true
          log.warn({ error: nameOf(error) }, 'the sweep ended early; trying again')
        }
      }
      busy = false
      if (!stopped) cancel = after(Math.min(untilMidnight(now()), longest), look)
    })()
  }
  look()
  return {
    // What failed waits for its minute, however often it is asked for.
    look: () => failed || look(),
    async stop() {
      stopped = true
      cancel()
      await working
    },
  }
}

/** Brings everybody on the programs' rosters in step, a page at a time, so that memory stays flat however many they are. */
export async function sweepMembers(keeping: Keeping, log: Log, isStopped: () => boolean = () => false): Promise<void> {
  const began = performance.now()
  const count = { members: 0, opened: 0, closed: 0, failed: 0 }
  for (const { roster } of keeping.programs.flatMap(({ watch }) => watch ?? [])) {
    for (const group of roster) {
      for await (const members of membersFound(keeping, rosterQuery(group))) {
        if (isStopped()) return
        const { opened, closed, failed } = await keepFindings(keeping, members)
        const before = count.members
        count.members += members.length
        count.opened += opened
        count.closed += closed
        count.failed += failed.size
        if (Math.floor(before / stride) !== Math.floor(count.members / stride)) log.info({ ...count }, 'sweeping')
      }
    }
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10
  if (count.failed > 0) log.warn({ ...count, seconds }, 'swept; some members could not be looked at')
  else log.info({ ...count, seconds }, 'swept')
}
