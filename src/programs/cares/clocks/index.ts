import type { Day } from '../../vocabulary/calendar.ts'
import { type Clock, type Reading, readClock } from '../../vocabulary/clock.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { ClockCase, EnrollmentFile } from '../case/clock-case.ts'
import type { ServiceReferral } from '../case/service-referral.ts'
import { annualReassessment } from './annual-reassessment.ts'
import { beyond30Note } from './beyond-30-note.ts'
import { enrollmentLetter } from './enrollment-letter.ts'
import { icpCopies } from './icp-copies.ts'
import { icpFinalized } from './icp-finalized.ts'
import { initialAssessment } from './initial-assessment.ts'
import { monitoring } from './monitoring.ts'
import { noDate } from './no-date.ts'
import { referralFollowUp } from './referral-follow-up.ts'

/** Clocks that each enrollment carries. */
export const enrollmentClocks: readonly Clock<EnrollmentFile>[] = [
  initialAssessment, // CARES-ASM-01
  icpFinalized, // CARES-ICP-01
  icpCopies, // CARES-ICP-17
  enrollmentLetter, // CARES-ASN-11
  annualReassessment, // CARES-ASM-06
  monitoring, // CARES-MON-01
]

/** Clocks that each referral to a service carries. */
export const referralClocks: readonly Clock<ServiceReferral>[] = [
  referralFollowUp, // CARES-MON-06, CARES-MON-07
  beyond30Note, // CARES-MON-08
  noDate, // CARES-MON-09
]

/** How a clock stands, and whose it is. */
export interface ClockReading extends Reading {
  /** `Patient/id`. */
  member: string
  /** `EpisodeOfCare/id`. */
  enrollment?: string
  /** What it is about, `Type/id`: the enrollment, the referral, or the member. */
  about: string
  /** Who is to act: the first-line contact, `PractitionerRole/id`. */
  owner?: string
}

/**
 * Every clock of a member as it stands on a day. Nothing dated after that day is known then. An enrollment that has ended
 * stands as on its last day: what was still running is owed no more.
 */
export function readClocks(file: ClockCase, on: Day, settings: Settings): ClockReading[] {
  return [
    ...file.enrollments.flatMap((enrollment) =>
      enrollmentClocks.map((clock) => readForEnrollment(clock, enrollment, file.member, on, settings)),
    ),
    ...file.referrals.flatMap((referral) => {
      const enrollment = enrollmentAt(file, referral)
      return referralClocks.map((clock) => ({
        ...readClock(clock, referral, on, settings),
        member: file.member,
        enrollment: enrollment?.key,
        about: referral.key,
        owner: enrollment?.careManager,
      }))
    }),
  ].map(withoutBlanks)
}

function readForEnrollment(clock: Clock<EnrollmentFile>, file: EnrollmentFile, member: string, on: Day, settings: Settings): ClockReading {
  const whose = { member, enrollment: file.key, about: file.key ?? member, owner: file.careManager }
  const end = file.ended ? file.period.end : undefined
  if (end === undefined || on <= end) return { ...readClock(clock, file, on, settings), ...whose }
  const last = readClock(clock, file, end, settings)
  const over = last.state === 'running' || last.state === 'due-soon' || last.state === 'not-started'
  return { ...last, ...(over ? { state: 'not-applicable' as const, reason: `enrollment ended on ${end}` } : {}), ...whose }
}

/** The enrollment in which a referral was made; else the latest. */
function enrollmentAt({ enrollments }: ClockCase, { referred }: ServiceReferral): EnrollmentFile | undefined {
  const day = referred?.day
  const within = enrollments.find(({ period }) => day !== undefined && (period.start ?? day) <= day && day <= (period.end ?? day))
  return within ?? enrollments.toSorted((one, other) => ((one.period.start ?? '') < (other.period.start ?? '') ? -1 : 1)).at(-1)
}

function withoutBlanks(reading: ClockReading): ClockReading {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined)) as unknown as ClockReading
}

/** Types of the member's record that the clocks look at. */
export const clockTypes: readonly string[] = [
  'Patient',
  'RelatedPerson',
  'EpisodeOfCare',
  'CareTeam',
  'CarePlan',
  'QuestionnaireResponse',
  'Consent',
  'Communication',
  'ServiceRequest',
  'Appointment',
  'Task',
  'DocumentReference',
]
