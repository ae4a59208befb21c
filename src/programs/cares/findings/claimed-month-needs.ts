import type { Claim, Resource } from '@medplum/fhirtypes'
import type { Needs } from '../../program.ts'
import type { Month } from '../../vocabulary/calendar.ts'
import { instantsOf } from '../../vocabulary/local-day.ts'
import { all } from '../case/element.ts'
import { referenceOf, referencesOf } from '../case/fact-source.ts'
import { caresItems, monthsOf } from '../gates/claim.ts'

/** What a member's record holds of it, beside what every rule looks at. */
export const claimedMonthTypes: readonly string[] = ['Coverage', 'Encounter', 'Procedure']

/**
 * What the question whether claimed months are still payable looks at (TIME-10): cover, and from the first to the last of those
 * months the services, with the staff, providers and locations behind them. A member without a claim is asked for nothing.
 */
export function claimedMonthNeeds(member: string, record: readonly Resource[]): Needs | undefined {
  const claims = all(record, 'Claim').filter(({ status }) => status === 'active')
  const months = claims.flatMap((claim) => caresItems(claim).flatMap((item) => monthsOf(item, claim))).toSorted()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const providers = providersOf(claims, record)
  return {
    member,
    types: claimedMonthTypes,
    others: providers,
    alongside: providers.map((reference) => ({ type: 'HealthcareService', param: 'organization', reference })),
    follow: ['PractitionerRole', 'Organization'],
    within: { types: ['Encounter', 'Procedure'], ...span(first, last) },
  }
}

function span(first: Month, last: Month): { from: string; to: string } {
  return { from: instantsOf(first).from, to: instantsOf(last).to }
}

function providersOf(claims: readonly Claim[], record: readonly Resource[]): string[] {
  const named = [
    ...claims.flatMap(({ provider }) => referenceOf(provider) ?? []),
    ...referencesOf(all(record, 'EpisodeOfCare').flatMap(({ managingOrganization }) => managingOrganization ?? [])),
  ]
  return [...new Set(named.filter((reference) => reference.startsWith('Organization/')))].toSorted()
}
