import type { Resource, Task } from '@medplum/fhirtypes'
import type { ResourceJson, SearchPage, SearchQuery, Write } from '#storage/store.ts'
import { type CaseRecord, type Gather, gatherRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'
import type { Decision } from './decide.ts'
import { findingTask, focusOf, openedByWrite } from './finding-task.ts'

const open = ['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'ready', 'draft']

/** What was decided, on what was there before. */
interface Decided {
  decided: ReadonlyMap<Change, Decision & { members: string[] }>
  before: CaseRecord
  now: Date
  gather: Gather
  search: (query: SearchQuery) => Promise<SearchPage>
}

/**
 * The writes that open what the gates warned of, and close what an earlier version of the record was warned of and this
 * one is not. There is one finding for a requirement and a record: one that is open stays as it is, with whatever its
 * owner noted; one that was closed opens again.
 */
export async function writeFindings({ decided, before, now, gather, search }: Decided): Promise<Write[]> {
  const warned = new Map(
    [...decided].flatMap(([change, { findings, members }]) =>
      findings
        .filter(({ effect }) => effect === 'warns' || effect === 'opens')
        .map((finding) => {
          const task = findingTask(finding, { focus: focusOf(finding, keyOf(change)), member: members[0], now })
          return [`Task/${task.id}`, task] as const
        }),
    ),
  )
  const there = warned.size === 0 ? new Map() : await gatherRecord(gather, [], { more: [...warned.keys()] })
  const writes = [...warned].flatMap(([key, task]) => opening(task, there.get(key)))
  for (const change of decided.keys()) {
    if (!before.has(keyOf(change))) continue
    const { matches } = await search(openFindingsAbout(change))
    const settled = matches.filter(({ id }) => !warned.has(`Task/${id}`))
    writes.push(...settled.map(({ text, version }) => closing(JSON.parse(text) as Task, version, now)))
  }
  return writes
}

function opening(resource: ResourceJson, found: { resource: Resource; stored: { version: number } } | undefined): Write[] {
  if (found === undefined) return [{ act: 'create', resource, method: 'PUT' }]
  if (open.includes((found.resource as Task).status)) return []
  return [{ act: 'update', resource, ifMatch: found.stored.version, method: 'PUT' }]
}

/** The fact was corrected; the finding is closed and kept. */
function closing(task: Task, version: number, now: Date): Write {
  const resource = { ...task, status: 'completed', statusReason: { text: 'The record was corrected.' }, lastModified: now.toISOString() }
  return { act: 'update', resource: resource as unknown as ResourceJson, ifMatch: version, method: 'PUT' }
}

/** Only those that a write opened: what time or a sweep found is theirs to close. */
function openFindingsAbout({ type, id }: Change): SearchQuery {
  return {
    type: 'Task',
    clauses: [
      { kind: 'reference', param: 'focus', values: [{ type, id }] },
      { kind: 'token', param: '_tag', values: [openedByWrite] },
      { kind: 'token', param: 'status', values: open.map((code) => ({ code })) },
    ],
    sort: [],
    count: 100,
    total: 'none',
    include: [],
    revinclude: [],
  }
}
