import type { Resource } from '@medplum/fhirtypes'
import { addDays, addMonths, type Day } from '../../vocabulary/calendar.ts'
import { dated, inForce } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { EmergencyPlan } from '../case/emergency.ts'

/** How long a review serves. */
const serves = dated({ from: '2023-07-07', value: { months: 12 } })

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
export function freshnessOf(
  { lastReviewed, medicines, allergies, resource }: EmergencyPlan,
  team: readonly Day[],
  on: Day,
  settings: Settings,
): Freshness {
  const days = [...[...medicines, ...allergies].flatMap((record) => changedOn(record) ?? []), ...team, localDay(resource.created)]
  const changed = days
    .filter((day) => day !== undefined)
    .filter((day) => day <= on)
    .sort()
    .at(-1)
  if (lastReviewed === undefined) return { changed, stale: true }
  const old = addMonths(lastReviewed, inForce(serves, lastReviewed).months) < on
  const outrun = changed !== undefined && changed > addDays(lastReviewed, settings.on('emergency-review-lag-days', on))
  return { reviewed: lastReviewed, changed, stale: old || outrun }
}

/**
 * The day on which a record last changed: a first version by its own word (a history loaded today is not today's), a later
 * version by the day it was stored, for a new dose keeps the date of its first order.
 */
export function changedOn(record: Resource): Day | undefined {
  const stored = localDay(record.meta?.lastUpdated)
  const isFirst = (record.meta?.versionId ?? '1') === '1'
  return isFirst ? (writtenOn(record) ?? stored) : (stored ?? writtenOn(record))
}

function writtenOn(record: Resource): Day | undefined {
  switch (record.resourceType) {
    case 'MedicationRequest':
      return localDay(record.authoredOn)
    case 'MedicationStatement':
      return localDay(record.dateAsserted ?? record.effectivePeriod?.start ?? record.effectiveDateTime)
    case 'AllergyIntolerance':
    case 'Condition':
      return localDay(record.recordedDate)
    default:
      return undefined
  }
}
