import { ownAccess } from '#auth/access-plan.ts'
import { type CaseRecord, type Gather, gatherRecord } from '#interactions/record.ts'
import type { Needs, Program, Watch } from '#programs/program.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import { memberOf } from '#storage/indexing/shard.ts'
import type { ResourceJson, Store, Stored } from '#storage/store.ts'
import { type DueWrite, dueWrites } from './due-writes.ts'

/** What findings are kept with; all handed in. */
export interface Keeping {
  store: Store
  programs: readonly Program[]
  settings: Settings
  /** The moment whose day the rules are asked about. */
  now: () => Date
  /** FHIR base of this server, without a slash at the end: absolute references below it are to its own members. */
  base?: string
}

/** What became of some members' findings. */
export interface Kept {
  opened: number
  closed: number
  /** The versions of Tasks that were written, as `Task/id/version`. */
  wrote: string[]
  /** Members whose rules or writes failed, by id, with what was thrown. */
  failed: Map<string, unknown>
}

const access = ownAccess('jobs')
const tries = 5

/**
 * Brings the finding Tasks of members in line with what the rules say now. One look at all of them without a lock; who is in
 * step needs nothing more. For the others the same is done again under the member's lock, in one transaction each, so that two
 * processes at it together make one finding, and a gate that decides meanwhile waits.
 *
 * @throws what the database says when it cannot be reached at all; what one member's record does to a rule is in `failed`
 */
export async function keepFindings(keeping: Keeping, members: readonly string[]): Promise<Kept> {
  const kept: Kept = { opened: 0, closed: 0, wrote: [], failed: new Map() }
  const watches = keeping.programs.flatMap(({ watch }) => watch ?? [])
  if (members.length === 0 || watches.length === 0) return kept
  const records = await recordsOf((query) => keeping.store.gather(access, query), { watches, members, base: keeping.base })
  for (const [member, record] of records) {
    // Between two members whoever waits for an answer has their turn.
    await new Promise((resolve) => setImmediate(resolve))
    try {
      if (dueIn(keeping, watches, member, record).length === 0) continue
      for (const { step, stored } of await bringInStep(keeping, watches, member)) {
        kept.wrote.push(`Task/${stored.id}/${stored.version}`)
        if (step === 'opens') kept.opened++
        if (step === 'closes') kept.closed++
      }
    } catch (error) {
      kept.failed.set(member, error)
    }
  }
  return kept
}

function dueIn({ now, settings }: Keeping, watches: readonly Watch[], member: string, record: CaseRecord): DueWrite[] {
  return dueWrites(watches, record, { member, now: now(), settings })
}

/** Looks again under the member's lock and writes. What a caller changed without the lock meanwhile is looked at anew. */
async function bringInStep(
  keeping: Keeping,
  watches: readonly Watch[],
  member: string,
): Promise<{ step: DueWrite['step']; stored: Stored }[]> {
  for (let attempt = 1; ; attempt++) {
    const done = await keeping.store.transact(access, [member], async (session) => {
      const record =
        (await recordsOf((query) => session.gather(query), { watches, members: [member], base: keeping.base })).get(member) ?? new Map()
      const due = dueIn(keeping, watches, member, record)
      if (due.length === 0) return []
      const written = await session.write(
        due.map(({ write }) => write),
        { last: true },
      )
      const done = written.flatMap((one, index) => ('stored' in one ? [{ step: due[index]!.step, stored: one.stored }] : []))
      return done.length === due.length ? done : undefined
    })
    if (done !== undefined) return done
    if (attempt === tries) throw new Error('the findings of a member changed under each look')
  }
}

/**
 * Each member's own record with what stands behind it (staff, providers), which they share. Two queries at most for all of
 * them: what the programs need, then what they need besides in view of that.
 */
async function recordsOf(gather: Gather, { watches, members, base }: Wanted): Promise<Map<string, CaseRecord>> {
  const needs = members.flatMap((member) => watches.map((watch) => withTasks(watch.needs(member))))
  const records = new Map<string, CaseRecord>(members.map((member) => [member, new Map()]))
  deal(await gatherRecord(gather, needs), needs, { records, base })
  // Somebody whose Patient is not there, or no longer, has nothing to be kept.
  for (const [member, record] of records) if (!record.has(`Patient/${member}`)) records.delete(member)
  const besides = [...records].flatMap(([member, record]) => {
    const seen = [...record.values()].map(({ resource }) => resource)
    return watches.flatMap((watch) => watch.alsoNeeds?.(member, seen) ?? [])
  })
  if (besides.length > 0) deal(await gatherRecord(gather, besides), besides, { records, base })
  return records
}

interface Wanted {
  watches: readonly Watch[]
  members: readonly string[]
  base?: string
}

/**
 * Gives each member the resources of their own record, and everybody what lies outside of records. A type that was asked for
 * out of records goes to its own member or to nobody.
 */
function deal(
  found: CaseRecord,
  needs: readonly Needs[],
  { records, base }: { records: ReadonlyMap<string, CaseRecord>; base?: string },
): void {
  const personal = new Set(needs.flatMap(({ types }) => types))
  for (const [key, one] of found) {
    const member = memberOf(one.resource as unknown as ResourceJson, base)
    if (member !== undefined) records.get(member)?.set(key, one)
    else if (!personal.has(one.resource.resourceType)) for (const record of records.values()) record.set(key, one)
  }
}

function withTasks<N extends { types: readonly string[] }>(needs: N): N {
  return needs.types.includes('Task') ? needs : { ...needs, types: [...needs.types, 'Task'] }
}
