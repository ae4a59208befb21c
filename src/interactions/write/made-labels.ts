// http://hl7.org/fhir/R4/security-labels.html#hwm
import type { Resource } from '@medplum/fhirtypes'
import { parseExact } from '#fhir/exact-json.ts'
import { bearing, bearsNoMore, labelsOf } from '#programs/sensitivity/labels.ts'
import { madeTypes, sourcesOf } from '#programs/sensitivity/sources.ts'
import { memberOf } from '#storage/indexing/shard.ts'
import type { ResourceJson, Write } from '#storage/store.ts'
import { type CaseRecord, type Gather, gatherRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'

/**
 * The labels of all that a record was made from, and of what that was made from in its turn (CARES-CON-07); of its own member's record
 * alone, so that nobody hides what is another's by naming it.
 *
 * @param key of a record in `record`
 * @param record with its sources, as far as they are to be asked
 */
export function labelsOfSources(key: string, record: CaseRecord): string[] {
  const member = record.get(key)?.stored.member
  const seen = new Set([key])
  const labels = new Set<string>()
  for (const one of seen) {
    const found = record.get(one)
    if (found === undefined || (one !== key && found.stored.member !== member)) continue
    for (const label of labelsOf(found.resource)) labels.add(label)
    for (const source of sourcesOf(found.resource)) seen.add(source)
  }
  return [...labels]
}

/** Adds to a record what is in it was made from, to the first source of all. */
export async function withSources(record: CaseRecord, gather: Gather): Promise<CaseRecord> {
  const all: CaseRecord = new Map(record)
  const asked = new Set(all.keys())
  for (let open = [...all.values()]; open.length > 0; ) {
    const named = new Set(open.flatMap(({ resource }) => sourcesOf(resource)).filter((key) => !asked.has(key)))
    for (const key of named) asked.add(key)
    const found: CaseRecord = named.size === 0 ? new Map() : await gatherRecord(gather, [], { more: [...named] })
    for (const [key, one] of found) all.set(key, one)
    open = [...found.values()]
  }
  return all
}

/** A change that raises the labels of what it replaces. */
function raises(change: Change, before: CaseRecord): boolean {
  return change.act === 'put' && before.has(keyOf(change)) && !bearsNoMore(change.resource, resourceIn(before, change))
}

/**
 * The members under whose locks these changes are to be written, so that what is made from a record and the label that the record gets
 * do not pass each other by: one is there when the other is looked for.
 *
 * @param before what the changes replace
 */
export function membersOfLabels(changes: readonly Change[], before: CaseRecord, base: string): string[] {
  return changes.flatMap((change) => {
    if (raises(change, before)) return before.get(keyOf(change))?.stored.member ?? []
    return isMade(change) ? (memberOf(change.resource, base) ?? []) : []
  })
}

function isMade(change: Change): change is Extract<Change, { resource: ResourceJson }> {
  return change.act !== 'delete' && change.made === true
}

/**
 * What is being made from records with the labels that these bear now, whatever they bore when they were read for it. The words of
 * what was labelled since may be in it.
 *
 * @param gather under the member's lock
 */
export async function labelledAsSources(changes: readonly Change[], base: string, gather: Gather): Promise<readonly Change[]> {
  const made = changes.filter(isMade)
  if (made.length === 0) return changes
  const own: CaseRecord = new Map(
    made.map((change) => {
      const { type, id, resource } = change
      const stored = { type, id, version: 0, lastUpdated: '', deleted: false, member: memberOf(resource, base), text: '' }
      return [keyOf(change), { resource: resource as unknown as Resource, stored }]
    }),
  )
  const record = await withSources(own, gather)
  return changes.map((change) => {
    if (!isMade(change)) return change
    const resource = bearing(change.resource, labelsOfSources(keyOf(change), record))
    return resource === change.resource ? change : { ...change, resource }
  })
}

/**
 * What the server made from a record bears its labels when it gets one later, in the same write: the changes among which such
 * a thing is, and the writes for those that nobody changes.
 *
 * @param before what the changes replace
 * @param gather under the locks of `membersOfLabels`
 */
export async function labelWhatWasMade(
  changes: readonly Change[],
  before: CaseRecord,
  gather: Gather,
): Promise<{ changes: readonly Change[]; besides: Write[] }> {
  const raised = changes.filter((change) => raises(change, before))
  const members = new Set(raised.flatMap((change) => before.get(keyOf(change))?.stored.member ?? []))
  if (members.size === 0) return { changes, besides: [] }
  const needs = [...members].map((member) => ({ member, types: [...madeTypes], others: [], alongside: [] }))
  const record = await gatherRecord(gather, needs)
  const changed = new Map(changes.map((change) => [keyOf(change), change]))
  for (const [key, change] of changed) {
    const there = before.get(key)
    if (change.act === 'put' && there) record.set(key, { ...there, resource: change.resource as unknown as typeof there.resource })
  }
  const besides = [...record].flatMap(([key, { stored }]): Write[] => {
    if (changed.has(key)) return []
    // Its numbers stay as they were written.
    const resource = parseExact(stored.text) as ResourceJson
    const as = bearing(resource, labelsOfSources(key, record))
    return as === resource ? [] : [{ own: true, act: 'update', resource: as, ifMatch: stored.version, method: 'PUT' }]
  })
  const labelled = changes.map((change) => {
    if (change.act !== 'put' || !record.has(keyOf(change))) return change
    const resource = bearing(change.resource, labelsOfSources(keyOf(change), record))
    return resource === change.resource ? change : { ...change, resource }
  })
  return { changes: labelled, besides }
}

function resourceIn(record: CaseRecord, change: Change): object {
  return record.get(keyOf(change))?.resource ?? {}
}
