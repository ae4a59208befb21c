import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Somebody who waits for an answer. When they leave, what runs for them is told, so that the database does not go on
 * working for nobody. One for each request, so it is made of next to nothing.
 */
export class WaitingCaller {
  /** Whether they have gone. */
  left = false
  /** Statements that were ended because they left. */
  ended = 0
  /** When their request has taken long enough: a reading of `performance.now()`. */
  readonly until: number
  readonly #told = new Set<() => void>()

  constructor(until = Number.POSITIVE_INFINITY) {
    this.until = until
  }

  /** They have gone: whoever asked to hear of it hears of it, once. */
  leave(): void {
    if (this.left) return
    this.left = true
    for (const tell of this.#told) tell()
    this.#told.clear()
  }

  /**
   * Calls `tell` when they leave, or now if they have left.
   * @returns takes `tell` back, when there is nothing left to be ended
   */
  onLeave(tell: () => void): () => void {
    if (this.left) tell()
    else this.#told.add(tell)
    return () => void this.#told.delete(tell)
  }
}

/** What is not done because nobody waits for it any more. Never answered, as there is nobody to answer. */
export class CallerLeft extends Error {
  constructor() {
    super('The caller has left.')
    this.name = 'CallerLeft'
  }
}

const waiting = new AsyncLocalStorage<WaitingCaller>()

/** Runs `work`, and all that it waits for, on behalf of a caller. */
export function onBehalfOf<T>(caller: WaitingCaller, work: () => T): T {
  return waiting.run(caller, work)
}

/** Whoever waits for what is being done; undefined where the server acts by itself. */
export function callerWaiting(): WaitingCaller | undefined {
  return waiting.getStore()
}
