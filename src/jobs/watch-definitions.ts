import type { Log } from './log.ts'
import type { After } from './timer.ts'
import { nameOf, type Running } from './worker.ts'

/** Pauses (milliseconds): what another process stored is in force here within a second. */
const pause = 700
const away = 5_000

/**
 * Looks again and again whether definitions were written by another process on the same database. A failed look is
 * said once and tried again; what was loaded before stays in force.
 */
export function watchDefinitions({ look, after, log }: { look: () => Promise<void>; after: After; log: Log }): Running {
  let stopped = false
  let failed = false
  let cancel = () => {}
  let looking: Promise<void> = Promise.resolve()

  const turn = () => {
    looking = look().then(
      () => {
        failed = false
      },
      (error: unknown) => {
        if (!failed) log.warn({ error: nameOf(error) }, 'stored definitions cannot be looked at; trying again')
        failed = true
      },
    )
    looking.then(() => {
      if (!stopped) cancel = after(failed ? away : pause, turn)
    })
  }
  cancel = after(pause, turn)

  return {
    async stop() {
      stopped = true
      cancel()
      await looking
    },
  }
}
