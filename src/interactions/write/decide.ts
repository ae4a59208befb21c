import type { Resource } from '@medplum/fhirtypes'
import type { Gate, Needs, Program } from '#programs/program.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import type { ResourceJson, Stored } from '#storage/store.ts'
import type { CaseRecord } from '../record.ts'
import { resourcesNamed } from '../references.ts'
import { type Change, keyOf } from './change.ts'
import { isPointedAt } from './unique.ts'
import { sameContent } from './versions.ts'

/** A change that gates decide, and what they asked to see. */
export interface Gated {
  change: Extract<Change, { resource: ResourceJson }>
  gates: readonly Gate[]
  needs: readonly Needs[]
}

/** Has any program a gate for this type at all? Most writes end their dealings with programs here. */
export function hasGate(programs: readonly Program[], type: string): boolean {
  return programs.some(({ gates }) => gates.some((gate) => gate.type === type))
}

/** The gates that this write must pass, and what they need; undefined when there is none. */
export function gated(programs: readonly Program[], change: Change, previous?: Resource): Gated | undefined {
  if (change.act === 'delete' || !hasGate(programs, change.type)) return undefined
  const resource = change.resource as unknown as Resource
  const gates = programs.flatMap((program) => program.gates.filter((gate) => gate.type === change.type && gate.applies(resource, previous)))
  if (gates.length === 0) return undefined
  return { change, gates, needs: gates.map((gate) => gate.needs(resource, previous)) }
}

/** The members whose records a decision looks at, in order. */
export function membersOf({ needs }: Gated): string[] {
  return [...new Set(needs.map(({ member }) => member).filter((member) => member !== ''))].sort()
}

/** The locks that a decision takes: its members, or for a provider's or a staff record the record itself. */
export function locksOf(gated: Gated): string[] {
  const members = membersOf(gated)
  return members.length > 0 ? members : [keyOf(gated.change)]
}

/** What the gates made of one change. */
export interface Decision {
  resource: ResourceJson
  findings: Finding[]
  /** The same is stored already, word for word: there is nothing to write. */
  repeats?: Stored
}

/**
 * Lets each gate complete the resource and then judge it, on the record as it will be when the other changes of the
 * same transaction are done. The day and the moment are handed in; `fetch` brings what a gate looks at beyond the record.
 */
export async function decide(
  { change, gates, needs }: Gated,
  record: CaseRecord,
  before: CaseRecord,
  others: readonly Change[],
  { now, settings, fetch }: { now: Date; settings: Settings; fetch: (needs: Needs) => Promise<Resource[]> },
): Promise<Decision> {
  const own = keyOf(change)
  const previous = before.get(own)?.resource
  const instant = now.toISOString()
  let resource = change.resource as unknown as Resource
  const findings: Finding[] = []
  let repeats: Stored | undefined
  for (const [index, gate] of gates.entries()) {
    const seen = recordFor(needs[index]!, own, record, others)
    const proposal = () => ({ resource, previous, today: dayOf(instant), now: instant, settings })
    if (gate.completes !== undefined) resource = gate.completes(proposal(), seen)
    const repeated = gate.repeats?.(proposal(), seen)
    if (repeated !== undefined) repeats ??= sameOnRecord(repeated, record, [change.resource, resource])
    const besides = gate.beyond?.(proposal(), seen)
    findings.push(...gate.decide(proposal(), seen, besides && (await fetch(besides))))
  }
  if (change.act !== 'create' || isPointedAt(change, others)) repeats = undefined
  return { resource: resource as unknown as ResourceJson, findings, ...(repeats ? { repeats } : {}) }
}

/** The record of this name, when it says the same as what was sent, or as what the server made of that. */
function sameOnRecord(key: string, record: CaseRecord, sayings: readonly object[]): Stored | undefined {
  const found = record.get(key)
  return found !== undefined && sayings.some((one) => sameContent(one, found.resource)) ? found.stored : undefined
}

/** The gathered record without the proposed resource, with the transaction's other changes laid over it. */
function recordFor(needs: Needs, own: string, record: CaseRecord, others: readonly Change[]): Resource[] {
  if (others.length === 0) return [...record].filter(([key]) => key !== own).map(([, { resource }]) => resource)
  const seen = new Map([...record].map(([key, { resource }]) => [key, resource]))
  for (const change of others) {
    const key = keyOf(change)
    if (change.act === 'delete') seen.delete(key)
    else if (seen.has(key) || wanted(needs, key, change)) seen.set(key, change.resource as unknown as Resource)
  }
  seen.delete(own)
  return [...seen.values()]
}

function wanted(
  { member, types, others, alongside, follow = [] }: Needs,
  key: string,
  change: Extract<Change, { resource: ResourceJson }>,
): boolean {
  if (others.includes(key) || follow.includes(change.type)) return true
  const links = resourcesNamed(change.resource)
  if (types.includes(change.type) && (key === `Patient/${member}` || links.has(`Patient/${member}`))) return true
  return alongside.some((one) => one.type === change.type && ('token' in one || links.has(one.reference)))
}
