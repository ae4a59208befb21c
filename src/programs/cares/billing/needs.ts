import { addDays, daysOf, type Month } from '../../vocabulary/calendar.ts'
import { instantsOf } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { Case } from '../case.ts'

/** What to gather of members for a month's answer; `within` narrows the types that pile up with the years. */
export interface MemberNeeds {
  members: readonly string[]
  types: readonly string[]
  within: { types: readonly string[]; from: string; to: string }
}

/**
 * The records of members that a month's answer looks at. What the intake anchor rests on is read only for a month in which
 * work before the enrollment may count (AMB-50); claims have no search parameter `date`, so they come whole.
 */
export function billingNeeds(members: string | readonly string[], month: Month, settings: Settings): MemberNeeds {
  const { from, to } = instantsOf(month)
  const anchored = countsFromIntake(month, settings) ? ['ServiceRequest', 'Task', 'Consent'] : []
  return {
    members: typeof members === 'string' ? [members] : members,
    types: ['Patient', 'EpisodeOfCare', 'Coverage', 'Encounter', 'Procedure', 'Claim', ...anchored],
    within: { types: ['Encounter', 'Procedure'], from, to },
  }
}

function countsFromIntake(month: Month, settings: Settings): boolean {
  const { start, end } = daysOf(month)
  for (let day = start; day <= end; day = addDays(day, 1)) if (settings.on('pre-enrollment-work', day) !== 'not-countable') return true
  return false
}

/**
 * What else to gather once the members' own facts are there: the staff, organizations and program services behind them.
 * For a roster it is asked once for the whole batch.
 */
export function providerNeeds(
  files: Iterable<Pick<Case, 'enrollments' | 'events'>>,
  provider?: string,
): { others: string[]; alongside: { type: string; param: string; reference: string }[] } {
  const providers = new Set(provider === undefined ? [] : [provider])
  const staff = new Set<string>()
  for (const { enrollments, events } of files) {
    for (const enrollment of enrollments) if (enrollment.provider !== undefined) providers.add(enrollment.provider)
    for (const event of events) {
      if (event.provider !== undefined) providers.add(event.provider)
      for (const performer of event.performers) staff.add(performer)
    }
  }
  return {
    others: [...providers, ...staff].toSorted(),
    alongside: [...providers].toSorted().map((reference) => ({ type: 'HealthcareService', param: 'organization', reference })),
  }
}
