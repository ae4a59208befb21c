import type { Resource } from '@medplum/fhirtypes'
import { requirementSystem } from '#fhir/issue.ts'
import type { CaseRecord } from '#interactions/record.ts'
import {
  corrected,
  findingId,
  findingTask,
  focusOf,
  isOpenedByWrite,
  isOpenFinding,
  isWaived,
  reopened,
  reworded,
  saysTheSame,
} from '#interactions/write/finding-task.ts'
import type { Watch } from '#programs/program.ts'
import { bearing, labelsOf } from '#programs/sensitivity/labels.ts'
import type { Finding } from '#programs/vocabulary/finding.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import type { Write } from '#storage/store.ts'

/** A step that a record calls for: a finding to open (or open again), to word anew, or to close. */
export interface DueWrite {
  step: 'opens' | 'closes' | 'rewords'
  write: Write
}

/** The member and the moment, handed in. */
export interface Moment {
  /** The Patient's id. */
  member: string
  now: Date
  settings: Settings
}

/**
 * What must be written so that the finding Tasks of a member say what the rules say today; nothing when they do. Pure: the
 * same record on the same day always gives the same, and after it is written, nothing.
 */
export function dueWrites(watches: readonly Watch[], record: CaseRecord, moment: Moment): DueWrite[] {
  const resources = [...record.values()].map(({ resource }) => resource)
  const day = dayOf(moment.now.toISOString())
  return watches.flatMap((watch) => {
    const found = new Map<string, Finding>()
    for (const finding of watch.findings(resources, day, moment.settings)) {
      const id = findingId(finding.cites.id, aboutOf(finding, moment.member))
      if (!found.has(id)) found.set(id, finding)
    }
    return [...opening(found, record, moment), ...closing(watch, found, record, moment.now)]
  })
}

function aboutOf(finding: Finding, member: string): string {
  return focusOf(finding, `Patient/${member}`)
}

function opening(found: ReadonlyMap<string, Finding>, record: CaseRecord, { member, now }: Moment): DueWrite[] {
  return [...found].flatMap(([id, finding]): DueWrite[] => {
    const there = record.get(`Task/${id}`)
    // It tells of the record at fault, and so bears its labels (CARES-CON-07).
    const focus = aboutOf(finding, member)
    const labels = labelsOf(record.get(focus)?.resource ?? {})
    if (there === undefined) {
      const resource = bearing(findingTask(finding, { focus, member, now }), labels)
      return [{ step: 'opens', write: { act: 'create', resource, method: 'PUT' } }]
    }
    const ifMatch = there.stored.version
    if (isWaived(there.resource)) return []
    const task = bearing(there.resource, labels)
    if (!isOpenFinding(task)) {
      return [{ step: 'opens', write: { act: 'update', resource: reopened(task, finding, now), ifMatch } }]
    }
    // Found for another reason, or more urgent by now: its owner reads so in a new version of what they work on.
    if (task === there.resource && saysTheSame(task, finding)) return []
    const resource = reworded(task, finding, now)
    return [{ step: 'rewords', write: { act: 'update', resource, ifMatch } }]
  })
}

/** Open findings of the rows that this program judges, about the types it judges them for, that it no longer finds. */
function closing({ judges }: Watch, found: ReadonlyMap<string, Finding>, record: CaseRecord, now: Date): DueWrite[] {
  return [...record.values()].flatMap(({ resource, stored }): DueWrite[] => {
    if (resource.resourceType !== 'Task' || !isOpenFinding(resource)) return []
    const { row, focus } = subjectOf(resource)
    if (row === undefined || focus === undefined || resource.id !== findingId(row, focus) || found.has(resource.id)) return []
    const judged = judges.find(({ cites, about }) => cites.id === row && focus.startsWith(`${about}/`))
    // What a write warned of is closed by a write, unless the same is judged here.
    if (judged === undefined || (isOpenedByWrite(resource) && !judged.settlesWrites)) return []
    return [{ step: 'closes', write: { act: 'update', resource: corrected(resource, now), ifMatch: stored.version } }]
  })
}

function subjectOf({ reasonCode, focus }: Extract<Resource, { resourceType: 'Task' }>): { row?: string; focus?: string } {
  return { row: reasonCode?.coding?.find(({ system }) => system === requirementSystem)?.code, focus: focus?.reference }
}
