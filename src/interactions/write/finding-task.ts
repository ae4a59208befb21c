import { createHash } from 'node:crypto'
import type { Task } from '@medplum/fhirtypes'
import { canon, requirementSystem } from '#fhir/issue.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import type { ResourceJson } from '#storage/store.ts'

/** What a finding is about, beside the rule's own words. */
export interface FindingAbout {
  /** The resource at fault, `Type/id`. */
  focus: string
  /** Member whose record it is; absent for a provider's or a staff record. */
  member?: string
  now: Date
  /** A write opened it, and a later write of the same record closes it; else the rules that time knocks for do both. */
  byWrite?: boolean
}

/** Marks a finding that a write opened, so that a later write of the same record may close it. */
export const openedByWrite = { system: `${canon}/CodeSystem/finding-origin`, code: 'write' }

/** There is one open finding for a requirement and a resource: its id follows from the two. */
export function findingId(row: string, focus: string): string {
  return `finding-${createHash('sha256').update(`${row}|${focus}`).digest('hex').slice(0, 32)}`
}

/** The Task that keeps a finding open until the fact is corrected or waived (requirements, section 0). */
export function findingTask(finding: Finding, { focus, member, now, byWrite }: FindingAbout): ResourceJson {
  const row = finding.cites.id
  return {
    resourceType: 'Task',
    id: findingId(row, focus),
    ...(byWrite ? { meta: { tag: [openedByWrite] } } : {}),
    status: 'requested',
    intent: 'order',
    ...(finding.urgent ? { priority: 'urgent' } : {}),
    code: { coding: [{ system: `${canon}/CodeSystem/task-kind`, code: 'compliance-finding' }] },
    description: finding.says,
    focus: { reference: focus },
    ...(member === undefined ? {} : { for: { reference: `Patient/${member}` } }),
    authoredOn: now.toISOString(),
    reasonCode: { coding: [{ system: requirementSystem, code: row }] },
  }
}

/** Statuses of a finding that is not closed. */
export const openStatuses = ['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'ready', 'draft']

/** Does this finding still wait for a correction or a waiver? */
export function isOpenFinding(task: object): boolean {
  return openStatuses.includes((task as Task).status)
}

/** Did a write open it? */
export function isOpenedByWrite(task: object): boolean {
  const { code, system } = openedByWrite
  return (task as Task).meta?.tag?.some((tag) => tag.code === code && tag.system === system) ?? false
}

/**
 * Was it waived: cancelled, with a note that has an author and the reason in words? Cancelled without them is no waiver
 * (requirements, section 0).
 */
export function isWaived(task: object): boolean {
  const { status, note } = task as Task
  return (
    status === 'cancelled' &&
    (note ?? []).some(({ text, authorReference, authorString }) =>
      Boolean(text?.trim() && (authorReference?.reference ?? authorReference?.display ?? authorString?.trim())),
    )
  )
}

/** The same finding open again: a new version that keeps its day, its owner and its notes. */
export function reopened(task: object, finding: Finding, now: Date): ResourceJson {
  const { statusReason: _why, executionPeriod: _when, ...kept } = task as Task
  return reworded({ ...kept, status: 'requested' }, finding, now)
}

/** The same open finding as its owner should read it now: for another reason, or more urgent. */
export function reworded(task: object, finding: Finding, now: Date): ResourceJson {
  const priority = finding.urgent && !isRaised(task) ? { priority: 'urgent' as const } : {}
  return stored({ ...(task as Task), ...priority, description: finding.says, lastModified: now.toISOString() })
}

/** Does the Task already say what the finding says? A priority that its owner raised higher stays. */
export function saysTheSame(task: object, finding: Finding): boolean {
  return (task as Task).description === finding.says && (!finding.urgent || isRaised(task))
}

function isRaised(task: object): boolean {
  const { priority } = task as Task
  return priority === 'urgent' || priority === 'asap' || priority === 'stat'
}

/** The finding closed, as what was at fault has been corrected. */
export function corrected(task: object, now: Date): ResourceJson {
  const { executionPeriod, ...kept } = task as Task
  const at = now.toISOString()
  return stored({
    ...kept,
    status: 'completed',
    statusReason: { text: 'What was found is corrected.' },
    executionPeriod: { ...executionPeriod, end: at },
    lastModified: at,
  })
}

function stored(task: Task): ResourceJson {
  return task as unknown as ResourceJson
}

const place = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/

/** The record at fault: the one that the finding names, else the one that was written. */
export function focusOf(finding: Finding, written: string): string {
  return finding.at.find((at) => place.test(at)) ?? written
}
