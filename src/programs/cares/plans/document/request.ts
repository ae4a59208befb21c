import type { CarePlan, Resource } from '@medplum/fhirtypes'
import type { Day, Instant } from '../../../vocabulary/calendar.ts'
import type { Settings } from '../../../vocabulary/settings.ts'

/** What a document is made of. Pure: the same request gives the same bytes. */
export interface DocumentRequest {
  plan: CarePlan
  /** The member's live record, and the staff and bodies it names; already without what the reader may not see. */
  records: readonly Resource[]
  /** The day and the moment of reading. */
  on: Day
  now: Instant
  /** Language of the headings (BCP 47); absent: the member's own. */
  language?: string
  settings: Settings
  /** Server base for the entries' fullUrl, without a slash at its end. */
  base: string
  /** Something may have been left out of `records` because the law protects it: the page says so, whether or not it was. */
  withheld?: boolean
}

/** A document in its two shapes. */
export interface PlanDocument {
  /** `type` document, the Composition first. */
  bundle: import('@medplum/fhirtypes').Bundle
  /** The same as one page of HTML; made when it is looked at, as most callers read the Bundle alone. */
  readonly html: string
}
