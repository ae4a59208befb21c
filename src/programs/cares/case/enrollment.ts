import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day, Period } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, extensionOf, extensionsOf, periodOf, referenceOf, referencesOf, sourceOf } from './fact-source.ts'

/** Care by one program over a time: ours, or another's. */
export interface Enrollment {
  source: string
  id: string
  status: EpisodeOfCare['status']
  /** Codes of `program` (or `tcm-program`): `cares` for ours. */
  programs: string[]
  /** `Organization/id` that answers for it. */
  provider?: string
  period: Period
  /** `Location/id` of the service. */
  serviceLocation?: string
  /** `PractitionerRole/id` of the first-line contact. */
  careManager?: string
  teams: string[]
  referrals: string[]
  intakeDate?: Day
  /** `EpisodeOfCare/id` that the member came from. */
  transferredFrom?: string
  removalReasons: string[]
}

export function enrollmentOf(episode: EpisodeOfCare): Enrollment {
  const intakeDate = localDay(extensionOf(episode, 'intake-date')?.valueDate)
  return {
    source: sourceOf(episode),
    id: episode.id ?? '',
    status: episode.status,
    programs: [...codesOf(episode.type, systems.program), ...codesOf(episode.type, systems.tcmProgram)],
    provider: referenceOf(episode.managingOrganization),
    period: periodOf(episode.period),
    serviceLocation: referenceOf(extensionOf(episode, 'service-location')?.valueReference),
    careManager: referenceOf(episode.careManager),
    teams: referencesOf(episode.team),
    referrals: referencesOf(episode.referralRequest),
    ...(intakeDate ? { intakeDate } : {}),
    transferredFrom: referenceOf(extensionOf(episode, 'transferred-from')?.valueReference),
    removalReasons: extensionsOf(episode, 'removal-reason').flatMap(({ valueCodeableConcept }) =>
      codesOf(valueCodeableConcept, systems.removalReason),
    ),
  }
}

/** Ours, and really in force or past: not planned, not void. */
export function isCares(enrollment: Enrollment): boolean {
  return enrollment.programs.includes('cares') && counts(enrollment)
}

/** Another program's, really in force or past. */
export function isOther(enrollment: Enrollment): boolean {
  return enrollment.programs.length > 0 && !enrollment.programs.includes('cares') && counts(enrollment)
}

function counts({ status }: Enrollment): boolean {
  return status === 'active' || status === 'onhold' || status === 'finished'
}
