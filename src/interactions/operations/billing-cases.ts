import type { Resource } from '@medplum/fhirtypes'
import { billingNeeds, providerNeeds } from '#programs/cares/billing/needs.ts'
import { type Case, caseOf } from '#programs/cares/case.ts'
import type { Month } from '#programs/vocabulary/calendar.ts'
import type { Stored } from '#storage/store.ts'
import type { Gather } from '../record.ts'

/** Which month, as of when, and whose events are asked about. */
export interface Asked {
  month: Month
  /** `Organization/id`, when one is asked about. */
  provider?: string
  /** Record time to look at; absent: now. */
  asOf?: string
}

/**
 * The facts of members for a month's answer, by member. Two queries, however many members: their own records, then the
 * staff, providers and services behind them, whose facts all their cases share.
 */
export async function billingCases(
  gather: Gather,
  members: readonly string[],
  { month, provider, asOf }: Asked,
): Promise<Map<string, Case>> {
  const own = (await gather({ ...billingNeeds(members, month), asOf })).map(parsed)
  const behind = (await gather({ members: [], types: [], ...providerNeeds(own, provider), asOf })).map(parsed)
  const { staff, providers, services } = caseOf(behind)
  const byMember = new Map<string, Resource[]>(members.map((member) => [member, []]))
  for (const resource of own) byMember.get(memberOf(resource))?.push(resource)
  return new Map([...byMember].map(([member, records]) => [member, { ...caseOf(records), staff, providers, services }]))
}

function parsed({ text }: Stored): Resource {
  return JSON.parse(text) as Resource
}

/** The member in whose record a resource stands: the Patient that its own element for that names. */
function memberOf(resource: Resource): string {
  if (resource.resourceType === 'Patient') return resource.id ?? ''
  const { patient, subject, beneficiary, for: about } = resource as unknown as Record<string, { reference?: string } | undefined>
  const reference = (patient ?? subject ?? beneficiary ?? about)?.reference ?? ''
  return /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})/.exec(reference)?.[1] ?? ''
}
