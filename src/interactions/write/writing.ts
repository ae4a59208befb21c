import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Write, Written } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import type { CaseRecord } from '../record.ts'
import { type Change, type Changed, keyOf, placed } from './change.ts'
import type { Decision } from './decide.ts'
import type { Judged } from './judge.ts'
import { barred } from './may-write.ts'
import { issueOf } from './refusals.ts'
import { stale } from './versions.ts'

/** The ground moved between looking and writing: look again. No caller ever sees it. */
export class LookAgain extends Error {}

/** What no gate and no condition has a say in: one statement. */
export async function directWrites({ store, access }: Context, changes: readonly Change[], judged: readonly Judged[]): Promise<Changed[]> {
  const writes = changes.map((change) => writeOf(change))
  const written = await store.write(access, writes)
  return written.map((one, index) => changedBy(one, changes[index]!, judged[index]!.warnings.slice()))
}

/** Everything that was found out about the changes on the way. */
interface Settled {
  changes: readonly Change[]
  judged: readonly Judged[]
  before: CaseRecord
  settled: ReadonlyMap<Change, Changed>
  decided: ReadonlyMap<Change, Decision>
  /** Further writes: findings that open, and labels on what was made from these. */
  findings: readonly Write[]
  /** Nothing else is to be done in the transaction after these. */
  last: boolean
}

/** Writes what is still to be written, in one statement, and says of every change how it ended. */
export async function writeChanges(
  hands: { write(writes: readonly Write[], how: { last: boolean }): Promise<Written[]> },
  { changes, judged, before, settled, decided, findings, last }: Settled,
): Promise<Changed[]> {
  const open = changes.filter((change) => !settled.has(change))
  const writes = open.map((change) => writeOf(change, before, decided.get(change)))
  const written = open.length === 0 && findings.length === 0 ? [] : await hands.write([...writes, ...findings], { last })
  // A finding that somebody else opened or closed meanwhile.
  if (written.slice(open.length).some(({ outcome }) => outcome === 'exists' || outcome === 'stale')) throw new LookAgain()
  const done = new Map(open.map((change, index) => [change, written[index]!]))
  return changes.map((change, index) => {
    const found = settled.get(change)
    if (found !== undefined) return found
    const warned = (decided.get(change)?.findings ?? []).map((finding) => issueOf(finding, 'warning', change.at))
    return changedBy(done.get(change)!, change, [...judged[index]!.warnings, ...warned])
  })
}

/** An update names the version that was decided on, so that what came between is seen. */
function writeOf(change: Change, before?: CaseRecord, decision?: Decision): Write {
  const current = before?.get(keyOf(change))?.stored.version
  if (change.act === 'delete') return { act: 'delete', type: change.type, id: change.id, ifMatch: versionIn(change) ?? current }
  const resource = decision?.resource ?? change.resource
  if (change.act === 'create') return { act: 'create', resource, fresh: change.fresh, method: change.onlyNew ? 'PUT' : 'POST' }
  const { lowers } = change
  if (before === undefined) return { act: 'update', resource, ifMatch: versionIn(change), method: change.method ?? 'PUT', lowers }
  if (current === undefined) return { act: 'create', resource, method: 'PUT' }
  return { act: 'update', resource, ifMatch: current, method: change.method ?? 'PUT', lowers }
}

/** @throws FhirError for what did not happen; LookAgain when another look may show more */
function changedBy(written: Written, change: Change, warnings: Changed['warnings']): Changed {
  if ('stored' in written) return { outcome: written.outcome, stored: written.stored, warnings }
  switch (written.outcome) {
    case 'stale':
    case 'missing':
    case 'gone':
      // The caller said which version is to be current: no other look can mend it.
      if (versionIn(change) !== undefined) throw new FhirError('precondition-failed', [stale(change)])
      throw new LookAgain()
    case 'lowered':
      // It leaves off what is there: looked at together, it keeps it.
      throw new LookAgain()
    case 'barred':
      throw new FhirError('not-found', [{ ...barred(change.type), expression: placed(change.at, undefined) }])
    case 'exists':
      if (change.act === 'put') throw new LookAgain()
      if (change.act === 'create' && change.onlyNew) throw new FhirError('precondition-failed', [notNew(change)])
      throw new FhirError('conflict', [
        {
          severity: 'error',
          code: 'duplicate',
          details: 'duplicate',
          diagnostics: `${keyOf(change)} exists already.`,
          expression: placed(change.at, undefined),
        },
      ])
  }
}

/** The version that the caller named, if any. */
function versionIn(change: Change): number | undefined {
  return change.act !== 'create' && typeof change.ifMatch === 'number' ? change.ifMatch : undefined
}

/** There is one already, where only a new one was asked for. */
export function notNew(change: Change): Issue {
  return {
    severity: 'error',
    code: 'duplicate',
    details: 'exists',
    diagnostics:
      'There is such a resource already, and If-None-Match: * asks for a new one only. Read it, and send the change with its ETag.',
    expression: placed(change.at, undefined),
  }
}
