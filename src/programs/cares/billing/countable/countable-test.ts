import type { Day } from '../../../vocabulary/calendar.ts'
import type { Requirement } from '../../../vocabulary/requirement.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { ServiceEvent } from '../../case/service-event.ts'
import type { StaffRole } from '../../case/staff.ts'
import type { Case } from '../../case.ts'

/** A service event on its day, with whoever gave it. */
export interface Given {
  event: ServiceEvent
  day: Day
  /** `Organization/id` that answers for the event. */
  provider?: string
  /** The performer that fits best; absent when the event names none that is known. */
  performer?: StaffRole
  /** `Location/id` at which the team counts as based. */
  bases: readonly string[]
  file: Case
  settings: Settings
}

/** One condition under which an event counts (CARES-PAY-05). */
export interface CountableTest {
  cites: Requirement
  /** What is wrong, and the facts it rests on; `fault` is absent when the event passes. */
  look(given: Given): Look
}

export interface Look {
  /** Why the event does not count, in words without names or health data. */
  fault?: string
  /** `Type/id/_history/version` of the facts looked at. */
  facts: readonly string[]
}
