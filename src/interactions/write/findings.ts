import type { Task } from '@medplum/fhirtypes'
import { bearing, labelsOf } from '#programs/sensitivity/labels.ts'
import type { ResourceJson, SearchPage, SearchQuery, Write } from '#storage/store.ts'
import { type CaseRecord, type Gather, gatherRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'
import type { Decision } from './decide.ts'
import { corrected, findingTask, focusOf, isOpenFinding, isWaived, openedByWrite, openStatuses, reopened } from './finding-task.ts'

/** What was decided, on what was there before. */
interface Decided {
  decided: ReadonlyMap<Change, Decision & { members: string[]; record: CaseRecord }>
  before: CaseRecord
  now: Date
  /** The first look, which takes it that nobody has said anything of a record that is only being made; a later one looks. */
  first: boolean
  gather: Gather
  search: (query: SearchQuery) => Promise<SearchPage>
}

/**
 * The writes that open what the gates warned of, and close what an earlier version of the record was warned of and this
 * one is not. There is one finding for a requirement and a record: one that is open stays as it is, with whatever its
 * owner noted; one that was closed opens again, unless it was waived.
 */
export async function writeFindings({ decided, before, now, first, gather, search }: Decided): Promise<Write[]> {
  const warned = new Map(
    [...decided].flatMap(([change, { resource, findings, members, record }]) =>
      findings
        .filter(({ effect }) => effect === 'warns' || effect === 'opens')
        .map((finding) => {
          const focus = focusOf(finding, keyOf(change))
          // It tells of the record at fault, and so bears its labels (CARES-CON-07).
          const labels = labelsOf(focus === keyOf(change) ? resource : (record.get(focus)?.resource ?? {}))
          const task = bearing(findingTask(finding, { focus, member: members[0], now, byWrite: true }), labels)
          const isNew = first && change.act === 'create' && change.fresh === true && focus === keyOf(change)
          return [`Task/${task.id}`, { task, finding, isNew }] as const
        }),
    ),
  )
  const more = [...warned].flatMap(([key, { isNew }]) => (isNew ? [] : key))
  const there: CaseRecord = more.length === 0 ? new Map() : await gatherRecord(gather, [], { more })
  const writes = [...warned].flatMap(([key, { task, finding, isNew }]): Write[] => {
    const found = there.get(key)
    if (found === undefined) return [{ own: true, act: 'create', resource: task, fresh: isNew, method: 'PUT' }]
    const as = bearing(found.resource, labelsOf(task))
    if (as === found.resource && (isOpenFinding(as) || isWaived(as))) return []
    const resource = isOpenFinding(as) || isWaived(as) ? (as as unknown as ResourceJson) : reopened(as, finding, now)
    return [{ own: true, act: 'update', resource, ifMatch: found.stored.version, method: 'PUT' }]
  })
  for (const change of decided.keys()) {
    if (!before.has(keyOf(change))) continue
    const { matches } = await search(openFindingsAbout(change))
    const settled = matches.filter(({ id }) => !warned.has(`Task/${id}`))
    for (const { text, version } of settled) {
      writes.push({ own: true, act: 'update', resource: corrected(JSON.parse(text) as Task, now), ifMatch: version, method: 'PUT' })
    }
  }
  return writes
}

/** Only those that a write opened: what time or a sweep found is theirs to close. */
function openFindingsAbout({ type, id }: Change): SearchQuery {
  return {
    type: 'Task',
    clauses: [
      { kind: 'reference', param: 'focus', values: [{ type, id }] },
      { kind: 'token', param: '_tag', values: [openedByWrite] },
      { kind: 'token', param: 'status', values: openStatuses.map((code) => ({ code })) },
    ],
    sort: [],
    count: 100,
    total: 'none',
    include: [],
    revinclude: [],
  }
}
