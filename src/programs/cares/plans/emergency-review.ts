import type { Resource } from '@medplum/fhirtypes'
import { addMonths, type Day, daysBetween } from '../../vocabulary/calendar.ts'
import { dated, inForce } from '../../vocabulary/clock.ts'
import { type Finding, opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { EmergencyPlan } from '../case/emergency.ts'
import { emg } from '../requirements/emg.ts'

/** A review serves so many months, and a change may wait so many days for one. */
const limits = dated({ from: '2023-07-07', value: { months: 12, days: 7 } })

/** Is what is served current? `changed` is the day of the newest change in medicines, allergies, team or plan. */
export interface Freshness {
  reviewed?: Day
  changed?: Day
  stale: boolean
}

/**
 * Stale: never reviewed, reviewed more than 12 months ago, or changed more than 7 days after the review. What is stale is
 * served all the same, with a warning (CARES-EMG-03).
 */
export function freshnessOf({ lastReviewed, medicines, allergies, resource }: EmergencyPlan, team: readonly Day[], on: Day): Freshness {
  const days = [...[...medicines, ...allergies].flatMap((record) => changedOn(record) ?? []), ...team, localDay(resource.created)]
  const changed = days
    .filter((day) => day !== undefined)
    .filter((day) => day <= on)
    .sort()
    .at(-1)
  if (lastReviewed === undefined) return { changed, stale: true }
  const { months, days: grace } = inForce(limits, lastReviewed)
  const old = addMonths(lastReviewed, months) < on
  const outrun = changed !== undefined && daysBetween(lastReviewed, changed) > grace
  return { reviewed: lastReviewed, changed, stale: old || outrun }
}

/** The day on which a record was written down, by its own word, else by the server's. */
export function changedOn(record: Resource): Day | undefined {
  const own =
    record.resourceType === 'MedicationRequest'
      ? record.authoredOn
      : record.resourceType === 'MedicationStatement'
        ? (record.dateAsserted ?? record.effectivePeriod?.start ?? record.effectiveDateTime)
        : record.resourceType === 'AllergyIntolerance' || record.resourceType === 'Condition'
          ? record.recordedDate
          : undefined
  return localDay(own) ?? localDay(record.meta?.lastUpdated)
}

/** What the scheduler opens on a plan that nobody has looked over in time. */
export function reviewFindings(plan: EmergencyPlan, team: readonly Day[], on: Day): Finding[] {
  const { reviewed, changed, stale } = freshnessOf(plan, team, on)
  if (plan.status !== 'active' || !stale) return []
  const why =
    reviewed === undefined
      ? 'It was never reviewed.'
      : `Last reviewed ${reviewed}${changed && changed > reviewed ? `, changed ${changed}` : ''}.`
  return [
    opens(
      emg['CARES-EMG-03'],
      `The emergency plan is out of date. ${why} Look it over with the family and set last-reviewed.`,
      plan.source,
    ),
  ]
}
