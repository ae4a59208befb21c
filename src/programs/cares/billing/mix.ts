import { law } from '../../shared-requirements/law.ts'
import type { CaseManagementPart, Settings } from '../../vocabulary/settings.ts'
import type { EventAnswer } from './judge-event.ts'

/** LAW-01: every countable activity belongs to exactly one part of case management, and the month shows the mix. */
export const cites = law['LAW-01']

/** How many countable events fall to each part. */
export type Mix = Record<CaseManagementPart, number>

/** Counts each event once for every part that its activities belong to. */
export function mixOf(events: readonly EventAnswer[], settings: Settings): Mix {
  const mix: Mix = { assessment: 0, 'care-plan': 0, referral: 0, monitoring: 0 }
  for (const { event, day } of events) {
    const parts = settings.on('countable-activities', day)
    for (const part of new Set(event.activities.flatMap((activity) => parts[activity] ?? []))) mix[part]++
  }
  return mix
}
