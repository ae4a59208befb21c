import type { EpisodeOfCare, Resource, Task } from '@medplum/fhirtypes'
import { canon, requirementSystem } from '#fhir/issue.ts'
import { all } from '../case/element.ts'

/** Who opened a member's record in an emergency, why, and until when. */
export interface EmergencyAccess {
  /** Id of the Task. */
  id: string
  member: string
  /** The member's enrollments. */
  records: readonly Resource[]
  caller: { clientId: string; organization?: string; fhirUser?: string }
  reason: string
  /** ISO instants, UTC. */
  now: string
  until: string
}

/**
 * The Task by which an emergency access is reviewed (CARES-EMG-02): it asks whoever carries the enrollment, and stands in the
 * member's record, so that the family sees it as well.
 */
export function emergencyAccessReview({ id, member, records, caller, reason, now, until }: EmergencyAccess): Task {
  const enrollment = all(records, 'EpisodeOfCare').find(({ status }: EpisodeOfCare) => status === 'active')
  const who = caller.fhirUser ?? caller.organization
  return {
    resourceType: 'Task',
    id,
    status: 'requested',
    intent: 'order',
    priority: 'urgent',
    code: { coding: [{ system: `${canon}/CodeSystem/task-kind`, code: 'emergency-access-review' }] },
    description: `The record was opened in an emergency until ${until}. Was it one?`,
    for: { reference: `Patient/${member}` },
    authoredOn: now,
    requester: who === undefined ? { identifier: { value: caller.clientId } } : { reference: who },
    ...(enrollment?.managingOrganization && { owner: enrollment.managingOrganization }),
    reasonCode: { coding: [{ system: requirementSystem, code: 'CARES-EMG-02' }], text: reason },
    executionPeriod: { start: now, end: until },
  }
}
