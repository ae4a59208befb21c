import { ownAccess } from '#auth/access-plan.ts'
import type { Client } from '#auth/clients.ts'
import type { Outbound } from '#fhir/outbound/outbound.ts'
import { isNotice } from '#interactions/write/revocations.ts'
import type { RecordLines } from '#storage/audit/record.ts'
import type { Outbox, OutboxEntry } from '#storage/outbox.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import type { Log } from './log.ts'

/** What revocations are told with; all handed in. */
export interface Telling {
  store: Store
  outbox: Pick<Outbox, 'done' | 'release'>
  /** Who is registered now: whoever was taken out is told nothing. */
  clients: () => Promise<readonly Pick<Client, 'clientId' | 'organization' | 'notifyUri'>[]>
  /** Calls an address that others named: the public internet alone. */
  call: Outbound
  record: RecordLines
  now: () => Date
  log: Log
  /** Seconds from one try to the next: at first, and at most. It waits as long again as it has waited. */
  waits?: { least: number; most: number }
  /** After so many seconds nobody is called any more: the notice stays where it can be read. */
  gaveUpAfter?: number
}

/** Calls at the same time. */
const together = 8
const threeDays = 3 * 86_400

/**
 * Sends word of revocations to whoever received by them and is registered with an address for that (CARES-CON-04). The word is an
 * empty POST: what there is to know they read here with their own token (requirements 10.1). An entry of the outbox is done when all
 * of its recipients have answered with 2xx; until then it is tried again, by this process or another, so word may come twice.
 */
export function tellingRecipients(telling: Telling) {
  const underWay = new Set<Promise<void>>()
  return {
    /**
     * Takes over those of the entries that somebody is to be called for. It calls by itself, as an address that does not answer holds
     * up nobody's findings.
     */
    async take(entries: readonly OutboxEntry[]): Promise<ReadonlySet<OutboxEntry>> {
      const toCall = await addressed(telling, entries)
      if (toCall.size === 0) return new Set()
      const work = send(telling, toCall)
        .catch((error) =>
          telling.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'revocations are not told; trying again later'),
        )
        .finally(() => underWay.delete(work))
      underWay.add(work)
      return new Set(toCall.keys())
    },
    /** Ends when nobody is being called any more. */
    async stop(): Promise<void> {
      await Promise.all(underWay)
    },
  }
}

type Address = Required<Pick<Client, 'clientId' | 'notifyUri'>>

/** The notices among the entries, and whom each is for; none where nobody gave an address. */
async function addressed({ store, clients }: Telling, entries: readonly OutboxEntry[]): Promise<Map<OutboxEntry, Address[]>> {
  const made = entries.filter(({ type, outcome }) => type === 'Communication' && outcome === 'created')
  const open = made.length === 0 ? [] : (await clients()).filter(({ notifyUri }) => notifyUri !== undefined)
  if (open.length === 0) return new Map()
  const found = await store.gather(ownAccess('jobs'), {
    members: [],
    types: [],
    others: made.map(({ id }) => `Communication/${id}`),
    alongside: [],
  })
  const recipients = new Map(
    found.flatMap(({ id, text }) => {
      const resource = JSON.parse(text) as ResourceJson
      return isNotice(resource) ? [[id, (resource.recipient as { reference: string }[]).map(({ reference }) => reference)] as const] : []
    }),
  )
  const toCall = new Map<OutboxEntry, Address[]>()
  for (const entry of made) {
    const theirs = open.filter(
      ({ organization }) => organization !== undefined && recipients.get(entry.id)?.includes(organization),
    ) as Address[]
    if (theirs.length > 0) toCall.set(entry, theirs)
  }
  return toCall
}

/** Calls each address once, whatever it is called for; then says of each entry what became of it. */
async function send(telling: Telling, toCall: ReadonlyMap<OutboxEntry, readonly Address[]>): Promise<void> {
  const { outbox, record, now, log, waits = { least: 30, most: 3_600 }, gaveUpAfter = threeDays } = telling
  const all = new Map([...toCall.values()].flat().map((one) => [one.clientId, one]))
  const answered = new Map<string, boolean>()
  const waiting = [...all.values()]
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) answered.set(one.clientId, await hears(telling, one))
  }
  await Promise.all(Array.from({ length: together }, next))
  for (const [entry, addresses] of toCall) {
    const missing = addresses.filter(({ clientId }) => !answered.get(clientId))
    const line = { client: 'jobs', action: 'E', interaction: 'notify', what: `Communication/${entry.id}`, patient: entry.member } as const
    await record([{ ...line, outcome: missing.length === 0 ? 0 : 8 }])
    const waited = (now().getTime() - Date.parse(entry.updated)) / 1000
    if (missing.length > 0 && waited < gaveUpAfter) {
      await outbox.release([entry], Math.min(Math.max(waited, waits.least), waits.most))
      continue
    }
    if (missing.length > 0)
      log.warn({ clients: missing.map(({ clientId }) => clientId) }, 'a revocation could not be told; nobody is called for it any more')
    await outbox.done([entry])
  }
}

/** Nothing goes there but that there is something to read; and nothing that is answered is read. */
async function hears({ call }: Telling, { notifyUri }: Address): Promise<boolean> {
  try {
    return (await call(notifyUri, { method: 'POST', headers: { 'Content-Length': '0' } })).ok
  } catch {
    return false
  }
}
