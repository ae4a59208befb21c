/** How often something may happen in a minute, by key: a client, or a network address where no client is known. */
export interface Allowance {
  /** Counts one. 0: it may go on; else the whole seconds until it may again. */
  take(key: string): number
  /** The same without counting. */
  left(key: string): number
}

const minute = 60_000

/** Keys counted at once. Whoever comes from more addresses than this is not held by a count of addresses anyway. */
const mostKeys = 100_000

/**
 * Counts by the minute, in this process and at once: a look into a map, no promise, as every request passes here.
 * The count begins anew with each minute since the first, for all keys together.
 *
 * @param perMinute 0: as often as anybody likes
 */
export function allowance(perMinute: number, now: () => number = Date.now): Allowance {
  if (perMinute === 0) return { take: () => 0, left: () => 0 }
  let began = Number.NEGATIVE_INFINITY
  const counts = new Map<string, number>()
  const countOf = (key: string): number => {
    const at = now()
    if (at - began >= minute) {
      counts.clear()
      began = at
    }
    return counts.get(key) ?? 0
  }
  const wait = () => Math.max(1, Math.ceil((began + minute - now()) / 1000))
  return {
    take(key) {
      const count = countOf(key)
      if (count >= perMinute) return wait()
      if (count === 0 && counts.size >= mostKeys) counts.delete(counts.keys().next().value!)
      counts.set(key, count + 1)
      return 0
    },
    left: (key) => (countOf(key) >= perMinute ? wait() : 0),
  }
}
