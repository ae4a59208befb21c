import { FhirError } from '#fhir/error.ts'
import { labelsOf } from '#programs/sensitivity/labels.ts'
import type { ResourceJson, SearchPage, SearchQuery, Session, Store, Write } from '#storage/store.ts'
import { refuseMadeUpJobs } from '../async-job.ts'
import type { Context } from '../contract.ts'
import { permit } from '../permit.ts'
import { type CaseRecord, gatherRecord } from '../record.ts'
import { serverSight } from '../sight.ts'
import { type Change, type Changed, keyOf, placed } from './change.ts'
import { conditionLock, existingMatches } from './conditional-create.ts'
import { type Gated, gated, hasGate, locksOf } from './decide.ts'
import { writeFindings } from './findings.ts'
import { type Decided, decideAll } from './gates.ts'
import { type Judged, judge } from './judge.ts'
import { labelledAsSources, labelWhatWasMade, membersOfLabels } from './made-labels.ts'
import { refuseMadeUpTrail } from './made-up-trail.ts'
import { refuseUnwritable } from './may-write.ts'
import { mayReopen, refuseReopening } from './over-encounters.ts'
import { Refusals } from './refusals.ts'
import { keptBack } from './retention.ts'
import { mayRevoke, mayTouchNotice, refuseMadeUpNotices, revocationNotices } from './revocations.ts'
import { refuseSelfApproval } from './self-approval.ts'
import { keepingLabels, labelled } from './sensitivity.ts'
import { refuseServiceDecisions } from './service-decisions.ts'
import { refuseDuplicates, uniqueKeys } from './unique.ts'
import { absentDeletes, staleChanges, unchangedPuts } from './versions.ts'
import { directWrites, LookAgain, writeChanges } from './writing.ts'

/** What a set of changes reads and writes with: the session that holds the locks, or the store when none is needed. */
export type Hands = Pick<Session, 'read' | 'search' | 'gather' | 'write'> & {
  /** Searches with the caller's own sight. */
  searchAsCaller(query: SearchQuery): Promise<SearchPage>
}

/** What is still to be done when all is written and before it is kept, with the store as the transaction sees it. A throw undoes all. */
export type Last = (store: Store) => Promise<void>

const looks = 5

/**
 * Carries out changes, all or none (http://hl7.org/fhir/R4/http.html#trules). Validates, takes the locks that decisions
 * and conditions need, lets every gate decide, writes. What nobody has to decide is one statement.
 * @param last runs inside the same transaction; more than once when the transaction has to be tried again
 * @throws FhirError with everything that speaks against it
 */
export async function carryOut(context: Context, changes: readonly Change[], last?: Last): Promise<Changed[]> {
  const done = await carriedOut(context, changes, last)
  for (const { stored } of done) if (hasGate(context.programs, stored.type)) context.recent?.keep(stored)
  // Who posts a profile may count on it in the next request. Should the look fail, the next one of the jobs mends it.
  if (changes.some(({ type }) => context.definitions.minds(type))) await context.definitions.refresh().catch(() => undefined)
  return done
}

async function carriedOut(context: Context, asked: readonly Change[], last: Last | undefined): Promise<Changed[]> {
  const changes = asked.map((change) => labelled(context, change))
  for (const change of changes) permitChange(context, change)
  refuseServiceDecisions(context, changes)
  refuseMadeUpJobs(changes)
  await refuseMadeUpTrail(context, changes)
  const judged = await judge(context, changes)
  const direct = changes.every((change, index) => isDirect(context, change) && judged[index]!.faults.length === 0)
  await refuseUnwritable(context, changes)
  await refuseSelfApproval(context, changes)
  const first = () =>
    direct && last === undefined ? directWrites(context, changes, judged) : attempt(context, changes, judged, last, true)
  for (let look = 1; ; look++) {
    try {
      const outcome = await (look === 1 ? first() : inTurn(context, changes, judged, last))
      if (outcome instanceof FhirError) throw outcome
      return outcome
    } catch (error) {
      if (!(error instanceof LookAgain)) throw error
      if (look === looks) throw busy()
    }
  }
}

function permitChange({ access, published }: Context, change: Change): void {
  permit(access, change.act === 'create' ? 'c' : change.act === 'put' ? 'u' : 'd', change.type)
  if (change.act === 'create' && change.ifNoneExist !== undefined) permit(access, 's', change.type)
  if (published?.has(keyOf(change))) throw readOnly(change)
}

function readOnly(change: Change): FhirError {
  return new FhirError('not-supported', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-interaction',
      diagnostics: `${keyOf(change)} is published by this server and cannot be changed. Store yours under another id.`,
      expression: placed(change.at, undefined),
    },
  ])
}

/** Creates, and updates of a named version, in which no gate, no condition and no identifier has a say. */
function isDirect({ programs, recent, access }: Context, change: Change): boolean {
  if (change.act === 'delete' || uniqueKeys(change.resource).length > 0) return false
  if (change.made) return false
  if (mayRevoke(change) || mayTouchNotice(change) || mayReopen(access.caller, change)) return false
  if (change.act === 'create') return change.ifNoneExist === undefined && gated(programs, change) === undefined
  if (typeof change.ifMatch !== 'number') return false
  // A label may be new to it, and then is to what was made from it.
  if (labelsOf(change.resource).length > 0) return false
  if (!hasGate(programs, change.type)) return true
  const previous = recent?.find(change.type, change.id, change.ifMatch)
  return previous !== undefined && gated(programs, change, previous) === undefined
}

/**
 * The same for those whom others were faster than: one after the other, so that of many who change one resource at once
 * each gets a turn. The first look goes without these locks, as it nearly always does. Nobody takes them after others,
 * so that two never wait for each other.
 */
function inTurn(context: Context, changes: readonly Change[], judged: readonly Judged[], last: Last | undefined) {
  const turns = changes.map((change) => `again ${keyOf(change)}`)
  return context.store.transact(serverSight(context.access), turns, ({ within }) =>
    attempt({ ...context, store: within }, changes, judged, last, false),
  )
}

/** Looks at what is there, locks what the decision depends on, decides and writes. */
async function attempt(
  context: Context,
  asked: readonly Change[],
  judged: readonly Judged[],
  last: Last | undefined,
  first: boolean,
): Promise<Changed[] | FhirError> {
  const { store } = context
  const access = serverSight(context.access)
  const replaced = asked.filter(({ act }) => act !== 'create').map(keyOf)
  const before: CaseRecord =
    replaced.length === 0 ? new Map() : await gatherRecord((query) => store.gather(access, query), [], { more: replaced })
  const kept = asked.map((change) => keepingLabels(change, before))
  const underGateOf = (changes: readonly Change[]) =>
    changes
      .map((change) => gated(context.programs, change, before.get(keyOf(change))?.resource))
      .filter((one): one is Gated => one !== undefined)
  // Labels, which are put on under the locks, decide of no gate and no lock.
  const locks = new Set([
    ...underGateOf(kept).flatMap(locksOf),
    ...kept.flatMap((change) => (change.act === 'delete' ? [] : uniqueKeys(change.resource).map(({ lock }) => lock))),
    ...kept.flatMap(conditionLock),
    ...membersOfLabels(kept, before, context.base),
  ])
  const work = async (hands: Hands) => {
    const gather: Hands['gather'] = (query) => hands.gather(query)
    const { changes, besides } = await labelWhatWasMade(await labelledAsSources(kept, context.base, gather), before, gather)
    const notices = revocationNotices(context, changes, before)
    return decideAndWrite(context, hands, {
      changes,
      judged,
      before,
      underGate: underGateOf(changes),
      besides: [...besides, ...notices],
      first,
      isAll: last === undefined,
    })
  }
  if (locks.size > 0 || last !== undefined) {
    return store.transact(access, [...locks], async (session) => {
      const outcome = await work({
        read: (type, id) => session.read(type, id),
        search: (query) => session.search(query),
        searchAsCaller: (query) => session.within.search(context.access, query),
        gather: (query) => session.gather(query),
        write: (writes, how) => session.write(writes, how),
      })
      if (!(outcome instanceof FhirError)) await last?.(session.within)
      return outcome
    })
  }
  return work({
    read: (type, id) => store.read(access, type, id),
    search: (query) => store.search(access, query),
    searchAsCaller: (query) => store.search(context.access, query),
    gather: (query) => store.gather(access, query),
    write: (writes) => store.write(access, writes),
  })
}

interface Asked {
  changes: readonly Change[]
  judged: readonly Judged[]
  before: CaseRecord
  underGate: readonly Gated[]
  /** Labels on what was made from what is changed, and notices of what is revoked. */
  besides: readonly Write[]
  /** Nobody was faster so far. */
  first: boolean
  /** Nothing else is to be done in the transaction. */
  isAll: boolean
}

/** Writes, or throws; a refusal of which something is kept is returned, so that what is kept is committed. */
async function decideAndWrite(
  context: Context,
  hands: Hands,
  { changes, judged, before, underGate, besides, first, isAll }: Asked,
): Promise<Changed[] | FhirError> {
  const refusals = new Refusals()
  // What is settled needs no decision and no write: it is there already.
  const settled = new Map<Change, Changed>([
    ...unchangedPuts(changes, before),
    ...absentDeletes(changes, before),
    ...(await existingMatches(context, changes, (query) => hands.searchAsCaller(query), refusals)),
  ])
  const open = changes.filter((change) => !settled.has(change))
  refuseMadeUpNotices(open, before, refusals)
  refuseReopening(context, open, before, refusals)
  staleChanges(open, before, context.programs, refusals)
  await keptBack(open, before, context.programs, (query) => hands.gather(query), refusals)
  for (const [change, found] of await refuseDuplicates(open, hands, refusals, context.access)) settled.set(change, found)
  changes.forEach((change, index) => {
    if (!settled.has(change)) refusals.add('rule', ...judged[index]!.faults)
  })
  const decided = await decideAll(
    underGate.filter(({ change }) => !settled.has(change)),
    { before, changes, now: context.now(), settings: context.settings, gather: (query) => hands.gather(query) },
    refusals,
  )
  for (const [change, { repeats }] of decided) {
    if (repeats === undefined) continue
    settled.set(change, { outcome: 'existing', stored: repeats, warnings: [] })
    decided.delete(change)
  }
  if (await keepsSome(hands, changes, [...decided.values()], refusals)) return refusals.error()!
  refusals.settle()
  const findings = await writeFindings({
    decided,
    before,
    now: context.now(),
    first,
    gather: (query) => hands.gather(query),
    search: (query) => hands.search(query),
  })
  // A finding among them that is written anyway bears the label by its own way.
  const isElse = (one: Write) => !findings.some((finding) => writtenKey(finding) === writtenKey(one))
  return writeChanges(hands, { changes, judged, before, settled, decided, findings: [...findings, ...besides.filter(isElse)], last: isAll })
}

function writtenKey(write: Write): string {
  return write.act === 'delete' ? `${write.type}/${write.id}` : `${write.resource.resourceType}/${write.resource.id}`
}

/** Keeps what a rule wants kept of a single write that is refused for being there already; a transaction leaves nothing. */
async function keepsSome(hands: Hands, changes: readonly Change[], decided: readonly Decided[], refusals: Refusals): Promise<boolean> {
  if (changes.length !== 1 || !refusals.onlyConflicts) return false
  const writes = decided.flatMap(({ findings, record }) =>
    findings.flatMap(({ keeps }): Write[] => {
      const current = keeps && record.get(`${keeps.resourceType}/${keeps.id}`)?.stored
      if (keeps === undefined || current === undefined) return []
      return [{ own: true, act: 'update', resource: keeps as unknown as ResourceJson, ifMatch: current.version, method: 'PUT' }]
    }),
  )
  if (writes.length === 0) return false
  const written = await hands.write(writes)
  if (written.some(({ outcome }) => outcome !== 'updated' && outcome !== 'unchanged')) throw new LookAgain()
  return true
}

function busy(): FhirError {
  return new FhirError('unavailable', [
    {
      severity: 'error',
      code: 'lock-error',
      details: 'unavailable',
      diagnostics: 'Others are changing the same record just now. Nothing was written; send it again.',
    },
  ])
}
