import type { Resource } from '@medplum/fhirtypes'
import { billingNeeds, providerNeeds } from '#programs/cares/billing/needs.ts'
import { type Case, caseOf } from '#programs/cares/case.ts'
import type { Month } from '#programs/vocabulary/calendar.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import type { Gather } from '../record.ts'

/** Which month, as of when, and whose events are asked about. */
export interface Asked {
  month: Month
  /** `Organization/id`, when one is asked about. */
  provider?: string
  /** Record time to look at; absent: now. */
  asOf?: string
  settings: Settings
}

/**
 * The facts of members for a month's answer, by member. Two queries, however many members: their own records, then the
 * staff, providers and services behind them, whose facts all their cases share.
 */
export async function billingCases(
  gather: Gather,
  members: readonly string[],
  { month, provider, asOf, settings }: Asked,
): Promise<Map<string, Case>> {
  const byMember = new Map<string, Resource[]>(members.map((member) => [member, []]))
  for (const { text } of await gather({ ...billingNeeds(members, month, settings), asOf })) {
    const resource = JSON.parse(text) as Resource
    byMember.get(memberOf(resource))?.push(resource)
  }
  const files = [...byMember].map(([member, records]) => [member, caseOf(records)] as const)
  const needs = providerNeeds(
    files.map(([, file]) => file),
    provider,
  )
  const behind = await gather({ members: [], types: [], ...needs, asOf })
  const { staff, providers, services } = caseOf(behind.map(({ text }) => JSON.parse(text) as Resource))
  return new Map(files.map(([member, file]) => [member, Object.assign(file, { staff, providers, services })]))
}

/** The member in whose record a resource stands: the Patient that its own element for that names. */
function memberOf(resource: Resource): string {
  if (resource.resourceType === 'Patient') return resource.id ?? ''
  const { patient, subject, beneficiary, for: about } = resource as unknown as Record<string, { reference?: string } | undefined>
  const reference = (patient ?? subject ?? beneficiary ?? about)?.reference ?? ''
  return /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})/.exec(reference)?.[1] ?? ''
}
