import { lookup, Resolver } from 'node:dns/promises'
import type { NamedBy } from './may-call.ts'

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>

/** Names that are looked up at the same time, and milliseconds for which one more waits for its turn. */
export interface LookupBounds {
  most: number
  patience: number
}

/**
 * Asks for one name once at a time, and for few names at once: whoever names a server that answers slowly, or never, keeps
 * its own name busy and no more than one place. A place is free when the answer is there, not when nobody waits any more.
 */
export function boundedLookups(resolve: Resolve, { most, patience }: LookupBounds): Resolve {
  /** Looked up now or waiting for it, by name. */
  const asked = new Map<string, Promise<readonly string[]>>()
  const waiting = new Set<() => void>()
  let running = 0

  const look = async (name: string) => {
    running += 1
    try {
      return await resolve(name)
    } finally {
      running -= 1
      const [next] = waiting
      next?.()
    }
  }
  const inTurn = (name: string) =>
    new Promise<readonly string[]>((resolved, rejected) => {
      const go = () => {
        clearTimeout(timer)
        waiting.delete(go)
        look(name).then(resolved, rejected)
      }
      const timer = setTimeout(() => {
        waiting.delete(go)
        rejected(new Error('too many names are being looked up'))
      }, patience).unref()
      waiting.add(go)
    })

  return (name) => {
    const known = asked.get(name)
    if (known) return known
    const answer = (running < most ? look(name) : inTurn(name)).finally(() => asked.delete(name))
    asked.set(name, answer)
    return answer
  }
}

/** What others name is asked of DNS itself: it takes none of the few threads on which files are read and passwords are hashed. */
const byDns: Resolve = async (name) => {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 })
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return [four, six].flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
}

/** What the operator names may stand in this machine's own list of hosts. Each takes a thread, of which there are four. */
const bySystem: Resolve = async (name) => (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)

/** One for all that is called: the bounds hold for this process. */
export const resolvers: Readonly<Record<NamedBy, Resolve>> = {
  others: boundedLookups(byDns, { most: 16, patience: 4_000 }),
  operator: boundedLookups(bySystem, { most: 2, patience: 4_000 }),
}
