import type { JWK } from 'jose'
import type { Outbound } from '#fhir/outbound/outbound.ts'
import { isUsableKey, type KeySet } from './client-keys.ts'

/** Public keys that others keep at an address of their own, as they are now. */
export interface RemoteKeys {
  /**
   * @param kid the key that is asked for; one that is not known yet is looked for again
   * @returns undefined when nobody answers there and what is known is too old
   */
  keysAt(uri: string, kid: string | undefined): Promise<KeySet | undefined>
}

/** Milliseconds after which keys are fetched anew: a key that was taken out is good no longer than this. */
const fresh = 5 * 60_000
/** Milliseconds for which keys hold while nobody answers at their address. */
const good = 60 * 60_000
/** Milliseconds between two attempts at one address, whoever names whatever key. */
const pause = 10_000
const mostKeys = 20
const mostAddresses = 1_000

interface Kept {
  keys: JWK[]
  fetchedAt: number
  triedAt: number
  underWay?: Promise<void>
}

/**
 * Keeps the keys found at addresses. Keys of other uses and other algorithms are passed over, as a set is made for more
 * servers than this. https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html#registering-a-client-communicating-public-keys
 */
export function remoteKeys(call: Outbound, now: () => number = Date.now, usable: (key: unknown) => boolean = isUsableKey): RemoteKeys {
  const sets = new Map<string, Kept>()

  const fetchAt = async (uri: string, set: Kept) => {
    try {
      const answer = await call(uri, { headers: { accept: 'application/json' } })
      const { keys } = JSON.parse(await answer.text()) as { keys?: unknown }
      if (answer.status !== 200 || !Array.isArray(keys)) return
      set.keys = keys.slice(0, mostKeys).filter(usable) as JWK[]
      set.fetchedAt = now()
    } catch {
      // Nobody there, or nonsense: what was known goes on for a while.
    }
  }

  const setAt = (uri: string): Kept => {
    const known = sets.get(uri)
    if (known) return known
    if (sets.size >= mostAddresses) sets.delete(sets.keys().next().value!)
    const made: Kept = { keys: [], fetchedAt: Number.NEGATIVE_INFINITY, triedAt: Number.NEGATIVE_INFINITY }
    sets.set(uri, made)
    return made
  }

  return {
    async keysAt(uri, kid) {
      const set = setAt(uri)
      const missing = now() - set.fetchedAt >= fresh || !set.keys.some((key) => key.kid === kid)
      if (missing && set.underWay === undefined && now() - set.triedAt >= pause) {
        set.triedAt = now()
        set.underWay = fetchAt(uri, set).finally(() => {
          set.underWay = undefined
        })
      }
      if (missing) await set.underWay
      return set.keys.length > 0 && now() - set.fetchedAt < good ? { keys: set.keys } : undefined
    },
  }
}
