import type { CarePlan, EpisodeOfCare, Resource } from '@medplum/fhirtypes'
import type { Period } from '../../vocabulary/calendar.ts'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { intakeOf } from './anchor.ts'
import { answers, assessmentsOf, completedOn, isComplete } from './assessment.ts'
import { type Copy, copiesOf } from './copy.ts'
import { all, isCoded, keyOf } from './element.ts'
import { extensionOf, periodOf, referenceOf, sourceOf } from './fact-source.ts'
import { type Family, familyOf } from './family.ts'
import { type Letter, lettersOf } from './letter.ts'
import { type Interval, intervalOf } from './monitoring-interval.ts'
import { isIcp } from './plan-case.ts'
import { type ServiceReferral, serviceReferralsOf } from './service-referral.ts'

/** What the clocks of one member look at. */
export interface ClockCase {
  /** `Patient/id`. */
  member: string
  enrollments: EnrollmentFile[]
  referrals: ServiceReferral[]
}

/** One enrollment's acts, each with its day and its record; or the time before an enrollment, when there is none yet. */
export interface EnrollmentFile {
  /** `EpisodeOfCare/id`; absent before there is one. */
  key?: string
  source?: string
  period: Period
  ended: boolean
  /** `PractitionerRole/id` of the first-line contact. */
  careManager?: string
  t0?: Mark
  /** The family said no to the program. */
  declined?: Mark
  family: Family
  /** Completed assessments that count for this enrollment, earliest first. */
  assessments: (Mark & { kind?: string })[]
  /** Versions of the ICP that were finished, earliest first. */
  finalized: (Mark & { key: string; active: boolean })[]
  /** Completed monitoring reviews, earliest first. */
  reviews: Mark[]
  interval?: Interval
  letters: Letter[]
  copies: Copy[]
}

/** Gathers the facts. A member referred and not yet enrolled has one file without an enrollment. */
export function clockCase(records: readonly Resource[], settings: Settings): ClockCase {
  const patient = all(records, 'Patient')[0]
  const member = patient ? keyOf(patient) : ''
  const episodes = all(records, 'EpisodeOfCare').filter(
    ({ type, status }) => isCoded(type, 'program', 'cares') && status !== 'entered-in-error' && status !== 'cancelled',
  )
  const files = episodes.map((episode) => fileOf(records, member, episode, settings))
  const before = files.length === 0 ? fileOf(records, member, undefined, settings) : undefined
  return {
    member,
    enrollments: before?.t0 ? [before] : files,
    referrals: serviceReferralsOf(records),
  }
}

function fileOf(records: readonly Resource[], member: string, episode: EpisodeOfCare | undefined, settings: Settings): EnrollmentFile {
  const t0 = intakeOf(records, episode, settings)
  const key = episode && keyOf(episode)
  const period = periodOf(episode?.period)
  const carries = t0 !== undefined && settings.on('transfer-clock', t0.day) === 'carry-over'
  const since = carries ? undefined : t0?.day
  const counts = ({ day }: Mark) => (since === undefined || since <= day) && (period.end === undefined || day <= period.end)
  const plans = all(records, 'CarePlan').filter((plan) => isIcp(plan) && belongs(plan, key))
  const ordered = <M extends Mark>(marks: M[]) => marks.filter(counts).sort(byDay)
  return {
    key,
    source: episode && sourceOf(episode),
    period,
    ended: episode?.status === 'finished',
    careManager: referenceOf(episode?.careManager),
    t0,
    declined: declineOf(records),
    family: familyOf(records, member),
    assessments: ordered(
      assessmentsOf(records).flatMap(({ complete, completedOn: day, kind, resource }) =>
        complete && day ? [{ day, kind, source: sourceOf(resource) }] : [],
      ),
    ),
    finalized: ordered(plans.flatMap(finalOf)),
    reviews: ordered(reviewsOf(records)),
    interval: plans
      .filter(({ status }) => status === 'active')
      .map(intervalOf)
      .find(Boolean),
    letters: lettersOf(records, 'enrollment-letter'),
    copies: copiesOf(records),
  }
}

/** A plan belongs to the enrollment that it names; one that names none belongs to any. */
function belongs(plan: CarePlan, episode: string | undefined): boolean {
  const named = referenceOf(extensionOf(plan, 'enrollment')?.valueReference)
  return named === undefined || episode === undefined || named === episode
}

function finalOf(plan: CarePlan): (Mark & { key: string; active: boolean })[] {
  const day = localDay(extensionOf(plan, 'finalized-on')?.valueDate)
  if (day === undefined || !['active', 'revoked', 'completed'].includes(plan.status)) return []
  return [{ day, source: sourceOf(plan), key: keyOf(plan), active: plan.status === 'active' }]
}

function reviewsOf(records: readonly Resource[]): Mark[] {
  return all(records, 'QuestionnaireResponse')
    .filter((response) => answers(response, 'monitoring-review') && isComplete(response))
    .flatMap((response) => {
      const day = completedOn(response)
      return day ? [{ day, source: sourceOf(response) }] : []
    })
}

/** A program consent that was refused, with none given since. */
function declineOf(records: readonly Resource[]): Mark | undefined {
  const consents = all(records, 'Consent').flatMap((consent) => {
    const day = localDay(consent.dateTime)
    const counts = consent.status === 'active' || consent.status === 'rejected'
    if (!isCoded(consent.category, 'consent-kind', 'program-enrollment') || !counts || day === undefined) return []
    return [{ day, source: sourceOf(consent), given: consent.status === 'active' }]
  })
  const last = consents.sort(byDay).at(-1)
  return last && !last.given && !consents.some(({ given, day }) => given && day >= last.day) ? last : undefined
}

function byDay(one: Mark, other: Mark): number {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1
  return one.source < other.source ? -1 : one.source > other.source ? 1 : 0
}
