import type { Resource } from '@medplum/fhirtypes'
import type { Month } from '../../vocabulary/calendar.ts'
import { instantsOf } from '../../vocabulary/local-day.ts'
import { caseOf } from '../case.ts'

/** What to gather of members for a month's answer; `within` narrows the types that pile up with the years. */
export interface MemberNeeds {
  members: readonly string[]
  types: readonly string[]
  within: { types: readonly string[]; from: string; to: string }
}

/**
 * The records of members that a month's answer looks at. ServiceRequest, Task and Consent serve the intake anchor
 * (AMB-50); claims have no search parameter `date`, so they come whole.
 */
export function billingNeeds(members: string | readonly string[], month: Month): MemberNeeds {
  const { from, to } = instantsOf(month)
  return {
    members: typeof members === 'string' ? [members] : members,
    types: ['Patient', 'EpisodeOfCare', 'Coverage', 'Encounter', 'Procedure', 'Claim', 'ServiceRequest', 'Task', 'Consent'],
    within: { types: ['Encounter', 'Procedure'], from, to },
  }
}

/**
 * What else to gather once the members' records are there: the staff, organizations and program services behind them.
 * For a roster it is asked once for the whole batch.
 */
export function providerNeeds(
  records: readonly Resource[],
  provider?: string,
): { others: string[]; alongside: { type: string; param: string; reference: string }[] } {
  const file = caseOf(records)
  const providers = new Set(provider === undefined ? [] : [provider])
  const staff = new Set<string>()
  for (const enrollment of file.enrollments) if (enrollment.provider !== undefined) providers.add(enrollment.provider)
  for (const event of file.events) {
    if (event.provider !== undefined) providers.add(event.provider)
    for (const performer of event.performers) staff.add(performer)
  }
  return {
    others: [...providers, ...staff].toSorted(),
    alongside: [...providers].toSorted().map((reference) => ({ type: 'HealthcareService', param: 'organization', reference })),
  }
}
