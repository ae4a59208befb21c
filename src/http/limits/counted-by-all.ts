import { MemoryStore, type Options, type Store } from 'express-rate-limit'

/** As `#storage/counts.ts` counts for all processes together. */
export interface SharedCounts {
  add(key: string, milliseconds: number): Promise<{ count: number; ends: Date }>
  look(key: string): Promise<{ count: number; ends: Date } | undefined>
  takeBack(key: string): Promise<void>
}

/**
 * Where a limit counts: in the database, so that it holds over all processes, or in this process where there is none (a test).
 *
 * @param what keeps one limit's keys from another's
 * @param otherwise while the database does not answer: `refuse` whoever asks, or `pass` them on to what will say so itself
 */
export function countedByAll(what: string, counts: SharedCounts | undefined, otherwise: 'refuse' | 'pass' = 'refuse'): Store {
  if (counts === undefined) return new MemoryStore()
  let windowMs = 0
  return {
    // Another limit's keys do not meet these.
    prefix: what,
    localKeys: false,
    init(options: Options) {
      windowMs = options.windowMs
    },
    async increment(key) {
      try {
        const { count, ends } = await counts.add(`${what} ${key}`, windowMs)
        return { totalHits: count, resetTime: ends }
      } catch (error) {
        if (otherwise === 'refuse') throw error
        return { totalHits: 1, resetTime: new Date(Date.now() + windowMs) }
      }
    },
    decrement: (key) => counts.takeBack(`${what} ${key}`),
    // Nobody asks for it: what ends, ends with its while.
    resetKey: async () => {},
  }
}
