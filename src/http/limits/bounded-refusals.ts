import type { AuditLine, RecordLines } from '#interactions/audit/lines.ts'
import { addressKey } from './caller-address.ts'

/** Keeps a flood of refused requests from becoming a flood of lines in the audit trail. */
export interface BoundedRefusals {
  /** Is this one told of by itself? If not, it is counted. */
  tellsOf(client: string, address: string | undefined): boolean
  /** Writes now how many were counted: before the server stops. */
  flush(): Promise<void>
}

const minute = 60_000
/** Clients and addresses counted one by one; the rest are counted together. */
const mostKeys = 1_000

interface Counted {
  client: string
  address?: string
  told: number
  untold: number
}

/**
 * The first refusals of a minute are told of each by itself; of the rest one line says how many there were, by client or,
 * where none is known, by address. What was allowed is always told of by itself.
 *
 * @param singly for each client or address, a minute; 0: all of them
 */
export function boundedRefusals(record: RecordLines, singly: number): BoundedRefusals {
  let counts = new Map<string, Counted>()
  let ending: NodeJS.Timeout | undefined

  const flush = async () => {
    clearTimeout(ending)
    ending = undefined
    const ended = counts
    counts = new Map()
    const lines = [...ended.values()].filter(({ untold }) => untold > 0).map(lineOf)
    try {
      await record(lines)
    } catch (cause) {
      // The next flush tells of them.
      for (const [key, { untold, ...who }] of ended) {
        const since = counts.get(key)
        counts.set(key, since ? { ...since, untold: since.untold + untold } : { ...who, untold })
      }
      wait()
      throw cause
    }
  }
  const wait = () => {
    ending ??= setTimeout(() => void flush().catch(() => undefined), minute).unref()
  }

  const counted = (client: string, address: string | undefined): Counted => {
    const key = client === '' ? `address ${addressKey(address)}` : `client ${client}`
    const known = counts.get(key)
    if (known !== undefined) return known
    // From so many places at once that a line for each would be a flood again.
    const full = counts.size >= mostKeys
    const made = (full ? counts.get('all') : undefined) ?? { client: full ? '' : client, ...(!full && { address }), told: 0, untold: 0 }
    counts.set(full ? 'all' : key, made)
    return made
  }

  return {
    tellsOf(client, address) {
      if (singly === 0) return true
      wait()
      const count = counted(client, address)
      if (count.told < singly) count.told += 1
      else count.untold += 1
      return count.told + count.untold <= singly
    },
    flush,
  }
}

function lineOf({ client, address, untold }: Counted): AuditLine {
  const reason = `${untold} more refused within a minute, not told one by one`
  return { client, ...(address !== undefined && { address }), action: 'E', interaction: 'refusals', outcome: 4, reason }
}
