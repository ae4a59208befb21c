import type { SharedCounts } from './counted-by-all.ts'

const minute = 60_000

/** As `Allowance`, but each look is a statement. */
export interface SharedAllowance {
  /** Counts one. 0: it may go on; else the whole seconds until it may again. */
  take(key: string): Promise<number>
  /** The same without counting. */
  left(key: string): Promise<number>
}

/**
 * How often something may happen in a minute by key, counted for all processes together. The minute of a key begins with its first.
 * A database that does not answer bounds nothing: what is asked for needs it as well, and says so itself.
 *
 * @param what keeps these keys from another limit's
 * @param perMinute 0: as often as anybody likes
 */
export function sharedAllowance(what: string, perMinute: number, counts: SharedCounts): SharedAllowance {
  if (perMinute === 0) return { take: async () => 0, left: async () => 0 }
  const wait = (ends: Date) => Math.max(1, Math.ceil((ends.getTime() - Date.now()) / 1000))
  return {
    async take(key) {
      const counted = await counts.add(`${what} ${key}`, minute).catch(() => undefined)
      return counted !== undefined && counted.count > perMinute ? wait(counted.ends) : 0
    },
    async left(key) {
      const counted = await counts.look(`${what} ${key}`).catch(() => undefined)
      return counted !== undefined && counted.count >= perMinute ? wait(counted.ends) : 0
    },
  }
}
