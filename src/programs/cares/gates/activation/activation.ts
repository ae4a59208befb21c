import type { EpisodeOfCare } from '@medplum/fhirtypes'
import type { Day } from '../../../vocabulary/calendar.ts'
import type { Finding } from '../../../vocabulary/finding.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { Enrollment } from '../../case/enrollment.ts'
import type { Case } from '../../case.ts'

/** An enrollment about to come into force, and the record it rests on. */
export interface Activation {
  enrollment: Enrollment
  /** The enrollment as it was written. */
  episode: EpisodeOfCare
  /** The effective date: the first day of the enrollment. */
  effective: Day
  /** The member's record, without this enrollment. */
  file: Case
  today: Day
  settings: Settings
}

/** One condition of an activation (CARES-ASN-09). It returns all that it finds. */
export type ActivationRule = (activation: Activation) => Finding[]

/** Where a finding about the effective date points. */
export const atStart = 'EpisodeOfCare.period.start'

/** Where a finding about the provider points. */
export const atProvider = 'EpisodeOfCare.managingOrganization'

/** Where a finding about the service location points. */
export const atLocation = "EpisodeOfCare.extension.where(url.endsWith('/service-location'))"
