import { createHash } from 'node:crypto'
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
}

/** There is one open finding for a requirement and a resource: its id follows from the two. */
export function findingId(row: string, focus: string): string {
  return `finding-${createHash('sha256').update(`${row}|${focus}`).digest('hex').slice(0, 32)}`
}

/** The Task that keeps a finding open until the fact is corrected or waived (requirements, section 0). */
export function findingTask(finding: Finding, { focus, member, now }: FindingAbout): ResourceJson {
  const row = finding.cites.id
  return {
    resourceType: 'Task',
    id: findingId(row, focus),
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: `${canon}/CodeSystem/task-kind`, code: 'compliance-finding' }] },
    description: finding.says,
    focus: { reference: focus },
    ...(member === undefined ? {} : { for: { reference: `Patient/${member}` } }),
    authoredOn: now.toISOString(),
    reasonCode: { coding: [{ system: requirementSystem, code: row }] },
  }
}

const place = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/

/** The record at fault: the one that the finding names, else the one that was written. */
export function focusOf(finding: Finding, written: string): string {
  return finding.at.find((at) => place.test(at)) ?? written
}
