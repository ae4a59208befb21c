import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ownAccess } from '#auth/access-plan.ts'
import { listClients } from '#auth/clients.ts'
import { patientCompartment } from '#fhir/definitions/compartments.ts'
import { parseExact } from '#fhir/exact-json.ts'
import type { CaseRecord } from '#interactions/record.ts'
import { labelsOfSources, withSources } from '#interactions/write/made-labels.ts'
import { relabelled } from '#interactions/write/sensitivity.ts'
import { bearing } from '#programs/sensitivity/labels.ts'
import { madeTypes } from '#programs/sensitivity/sources.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import type { Audit } from '#storage/audit/audit.ts'
import type { ResourceJson, Store, Stored, Write } from '#storage/store.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { Log } from './log.ts'
import { startSweep } from './sweep.ts'
import { type After, realAfter } from './timer.ts'
import type { Running } from './worker.ts'

/*
 * What was stored before a rule, a value set or the list of substance use programs changed is labelled as if it were written
 * today (CARES-CON-07). Each label is a new version, by the server itself, in history and audit trail: whoever read the record
 * before can be told when it was withdrawn from sight, and the label hides every earlier version with it. When all are labelled,
 * what the server made of them gets their labels, as it has them from the start today. Considered: making it anew; people have
 * been at work on it since, and who reads the new one has the words of the old in its history. Considered: writing
 * the label into the stored version. Its ETag would then stand for two texts, and caches and subscribers would not hear of it.
 */

/** What relabelling works with; all handed in. */
export interface Relabelling {
  store: Store
  trail: Pick<Audit, 'find'>
  /** Who is registered; and where its place is kept. */
  tokens: Pick<Tokens, 'oidc'>
  settings: Settings
  now: () => Date
  log: Log
}

/** How far the records are labelled by the rules of today. */
export interface Progress {
  /** Which rules, as a digest. */
  rules: string
  /** The part in hand: a type, the writes of a substance use program's client, or what was made of them. Absent: none yet. */
  part?: string
  /** Where in it to go on. */
  after?: string
  /** Records looked at, and those that got a label. */
  looked: number
  labelled: number
  /** ISO instant; absent while it goes on. */
  doneAt?: string
}

const access = ownAccess('relabel')
const model = 'Relabelling'
/** Begins the parts that are a client's writes, or what was made; no type has a blank in its name. */
const ofClient = 'client '
const made = 'made '
const page = 200
const tries = 5
/** Records between two lines in the log. */
const stride = 10_000

/** What decides which label a record earns. Who changes one of these files has everything looked at once more. */
const rules = [
  '../programs/sensitivity/earned-labels.ts',
  '../generated/sensitivity.ts',
  '../fhir/sensitivity-labels.ts',
  '../programs/sensitivity/sources.ts',
]

/**
 * Labels what is stored by the rules in force today, unless that was done. It goes on where it was stopped, and whatever it does
 * twice it finds done; any number of processes may be at it. What a process of an earlier release writes behind its back is
 * found by doing it again.
 *
 * @param again from the beginning, though these rules were gone by
 * @returns how far it came; `doneAt` is absent when it was stopped
 */
export async function relabel(parts: Relabelling, isStopped: () => boolean = () => false, again = false): Promise<Progress> {
  const { tokens, settings, now, log } = parts
  const programs = settings.on('part2-programs', dayOf(now().toISOString()))
  const senders = (await listClients(tokens as Tokens)).filter(({ organization = '' }) => programs.includes(organization))
  const clients = new Map(senders.map(({ clientId, organization = '' }) => [clientId, organization]))
  const digest = digestOf(programs, [...clients])
  const kept = again ? undefined : await progressOf(parts)
  if (kept?.rules === digest && kept.doneAt !== undefined) return kept
  const progress: Progress = kept?.rules === digest ? kept : { rules: digest, looked: 0, labelled: 0 }
  const keep = () => tokens.oidc.upsert(model, 'stored', { payload: { ...progress } })
  const order = [
    ...['Patient', ...patientCompartment().keys()].sort(),
    ...[...clients.keys()].sort().map((client) => ofClient + client),
    ...madeTypes.map((type) => made + type),
  ]
  const before = { ...progress }
  for (const part of order.slice(progress.part === undefined ? 0 : Math.max(0, order.indexOf(progress.part)))) {
    if (part !== progress.part) Object.assign(progress, { part, after: undefined })
    const sender = part.startsWith(ofClient) ? clients.get(part.slice(ofClient.length)) : undefined
    do {
      if (isStopped()) return progress
      const ofMade = part.startsWith(made)
      const type = ofMade ? part.slice(made.length) : part
      const found = sender === undefined ? await ofType(parts, type, progress.after) : await sentBy(parts, part, progress.after)
      const had = progress.looked
      progress.looked += found.records.length
      progress.labelled += await labelAll(parts, found.records, ofMade ? ofSources(parts) : ofContent(programs, sender))
      progress.after = found.next
      // An empty part is not worth a line of its own in the database.
      if (found.records.length > 0) await keep()
      if (Math.floor(had / stride) !== Math.floor(progress.looked / stride)) log.info(told(progress), 'relabelling')
    } while (progress.after !== undefined)
  }
  progress.doneAt = now().toISOString()
  await keep()
  if (progress.looked > before.looked) log.info(told(progress), 'relabelled')
  return progress
}

/** Relabels at the start and, as a setting may come into force with a day, at the beginning of each local day; beside everything else. */
export function startRelabelling({ after = realAfter, ...parts }: Relabelling & { after?: After }): Running {
  const { now, log } = parts
  return startSweep({ now, after, log, sweep: async (_day, isStopped) => void (await relabel(parts, isStopped)) })
}

/** How far it came, whoever did it; undefined: it was never begun. */
export async function progressOf({ tokens }: Pick<Relabelling, 'tokens'>): Promise<Progress | undefined> {
  return (await tokens.oidc.find(model, 'stored')) as unknown as Progress | undefined
}

function digestOf(programs: readonly string[], clients: readonly (readonly [string, string])[]): string {
  const hash = createHash('sha256')
  for (const file of rules) hash.update(readFileSync(new URL(file, import.meta.url))).update('\0')
  return hash.update(JSON.stringify([[...programs].sort(), [...clients].sort()])).digest('hex')
}

/** Counts alone: types would do no harm, the names of clients belong to the trail. */
function told({ looked, labelled }: Progress): object {
  return { looked, labelled }
}

interface Found {
  records: Stored[]
  next?: string
}

async function ofType({ store }: Relabelling, type: string, after: string | undefined): Promise<Found> {
  const query = { type, clauses: [], sort: [], count: page, total: 'none' as const, include: [], revinclude: [], after }
  const { matches, next } = await store.search(access, query)
  return { records: matches, next }
}

const ofVersion = /^([A-Za-z]+\/[A-Za-z0-9.-]{1,64})\/_history\/\d+$/

/** What a client wrote, as far as it is still there: by the audit trail, as no record says who sent it. */
async function sentBy({ store, trail }: Relabelling, part: string, after: string | undefined): Promise<Found> {
  const { lines, next } = await trail.find({ client: part.slice(ofClient.length), count: page, after })
  const written = lines.flatMap(({ action, what }) => (action === 'C' || action === 'U' ? (ofVersion.exec(what ?? '')?.[1] ?? []) : []))
  const others = [...new Set(written)].filter((key) => key.startsWith('Patient/') || patientCompartment().has(key.split('/')[0]!))
  const records = others.length === 0 ? [] : await store.gather(access, { members: [], types: [], others })
  return { records: records.filter(({ deleted }) => !deleted), next }
}

/** The labels that some records lack, by their place among them. */
type Label = (records: readonly Stored[]) => Promise<(ResourceJson | undefined)[]>

/** What they earn by themselves. */
function ofContent(programs: readonly string[], sender: string | undefined): Label {
  return async (records) => records.map(({ text }) => relabelled(parseExact(text) as ResourceJson, programs, sender))
}

/** What they have from those that they were made from. */
function ofSources({ store }: Relabelling): Label {
  return async (records) => {
    const page: CaseRecord = new Map(
      records.map((stored) => [`${stored.type}/${stored.id}`, { resource: JSON.parse(stored.text), stored }]),
    )
    const all = await withSources(page, (query) => store.gather(access, query))
    return records.map(({ type, id, text }) => {
      const resource = parseExact(text) as ResourceJson
      const labels = bearing(resource, labelsOfSources(`${type}/${id}`, all))
      return labels === resource ? undefined : labels
    })
  }
}

/** @returns how many got a label */
async function labelAll({ store }: Relabelling, records: readonly Stored[], label: Label): Promise<number> {
  // Between two pages whoever waits for an answer has their turn.
  await new Promise((resolve) => setImmediate(resolve))
  let open = records
  for (let look = 1; ; look++) {
    const labels = await label(open)
    const writes = open.flatMap(({ version: ifMatch }, index): Write[] => {
      const resource = labels[index]
      return resource === undefined ? [] : [{ act: 'update', resource, ifMatch }]
    })
    if (writes.length === 0) return 0
    // Under the locks of their members, so that what is made from them meanwhile is labelled by its maker, or there to be looked at later.
    const members = new Set(open.flatMap(({ member }, index) => (labels[index] === undefined ? [] : (member ?? []))))
    const written = await store.transact(access, [...members], (session) => session.write(writes, { last: true }))
    if (written.every((one) => 'stored' in one)) return writes.length
    if (look === tries) throw new Error('records changed under each look')
    // Somebody was faster with one of them, and nothing was written: what is there now is looked at.
    const others = open.map(({ type, id }) => `${type}/${id}`)
    open = (await store.gather(access, { members: [], types: [], others })).filter(({ deleted }) => !deleted)
  }
}
