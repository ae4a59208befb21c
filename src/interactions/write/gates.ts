import type { Needs } from '#programs/program.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import { type CaseRecord, type Gather, gatherRecord } from '../record.ts'
import type { Change } from './change.ts'
import { type Decision, decide, type Gated, membersOf } from './decide.ts'
import type { Refusals } from './refusals.ts'

/** What the gates are given beside the changes that they decide. */
export interface Ground {
  before: CaseRecord
  /** Every change of the transaction, decided or not. */
  changes: readonly Change[]
  now: Date
  settings: Settings
  gather: Gather
}

/** A decision, the members it concerns, and the record it was made on. */
export type Decided = Decision & { members: string[]; record: CaseRecord }

/**
 * Decides the changes in their order, each on the record that the others will leave behind. One query for each set of
 * members: nearly always one.
 */
export async function decideAll(
  underGate: readonly Gated[],
  { before, changes, now, settings, gather }: Ground,
  refusals: Refusals,
): Promise<Map<Change, Decided>> {
  const decided = new Map<Change, Decided>()
  const records = new Map<string, CaseRecord>()
  const fetch = async (needs: Needs) => [...(await gatherRecord(gather, [needs])).values()].map(({ resource }) => resource)
  // What earlier gates completed is what later ones see.
  let standing = changes
  for (const one of underGate) {
    const members = membersOf(one)
    const together = members.join(' ')
    let record = records.get(together)
    if (record === undefined) {
      const needs = underGate.filter((other) => membersOf(other).join(' ') === together).flatMap((other) => other.needs)
      record = await gatherRecord(gather, needs, {
        seeds: changes.map((change) => (change.act === 'delete' ? undefined : change.resource)),
      })
      records.set(together, record)
    }
    const others = standing.filter(({ type, id }) => type !== one.change.type || id !== one.change.id)
    const decision = await judged(() => decide(one, record, before, others, { now, settings, fetch }), refusals)
    if (decision === undefined) continue
    if (decision.repeats !== undefined) {
      decided.set(one.change, { ...decision, findings: [], members, record })
      standing = standing.filter((change) => change !== one.change)
      continue
    }
    for (const finding of decision.findings) refusals.addFinding(finding, one.change.at)
    decided.set(one.change, { ...decision, members, record })
    standing = standing.map((change) => (change === one.change ? { ...one.change, resource: decision.resource } : change))
  }
  return decided
}

/** A rule may stumble over a record that already failed its profile; then the profile's faults answer, and nothing is hidden. */
async function judged(decision: () => Promise<Decision>, refusals: Refusals): Promise<Decision | undefined> {
  try {
    return await decision()
  } catch (error) {
    if (refusals.any) return undefined
    throw error
  }
}
