import type { Write } from '#storage/store.ts'
import { type Gather, gatherRecord } from '../record.ts'
import { type Change, keyOf } from './change.ts'
import type { Decision } from './decide.ts'
import { findingTask, focusOf } from './finding-task.ts'

const open = new Set(['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'ready', 'draft'])

/**
 * The writes that open what the gates warned of: one finding for a requirement and a record. One that is open stays as
 * it is, with whatever its owner noted; one that was closed opens again.
 */
export async function writeFindings(
  decided: ReadonlyMap<Change, Decision & { members: string[] }>,
  now: Date,
  gather: Gather,
): Promise<Write[]> {
  const tasks = new Map(
    [...decided].flatMap(([change, { findings, members }]) =>
      findings
        .filter(({ effect }) => effect === 'warns' || effect === 'opens')
        .map((finding) => {
          const task = findingTask(finding, { focus: focusOf(finding, keyOf(change)), member: members[0], now })
          return [`Task/${task.id}`, task] as const
        }),
    ),
  )
  if (tasks.size === 0) return []
  const there = await gatherRecord(gather, [], { more: [...tasks.keys()] })
  return [...tasks].flatMap(([key, resource]): Write[] => {
    const found = there.get(key)
    if (found === undefined) return [{ act: 'create', resource, method: 'PUT' }]
    const status = (found.resource as { status?: string }).status ?? ''
    return open.has(status) ? [] : [{ act: 'update', resource, ifMatch: found.stored.version, method: 'PUT' }]
  })
}
