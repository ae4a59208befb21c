import type { EpisodeOfCare, QuestionnaireResponse, Resource } from '@medplum/fhirtypes'
import type { Proposal } from '../../../program.ts'
import type { Day } from '../../../vocabulary/calendar.ts'
import type { Mark } from '../../../vocabulary/clock.ts'
import type { Finding } from '../../../vocabulary/finding.ts'
import type { Requirement } from '../../../vocabulary/requirement.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import { intakeOf } from '../../case/anchor.ts'
import { type Assessment, assessmentOf, assessmentsOf, isComplete } from '../../case/assessment.ts'
import { all, isCoded, keyOf } from '../../case/element.ts'
import { memberIn, periodOf } from '../../case/fact-source.ts'
import { type Family, familyOf } from '../../case/family.ts'
import { type Review, reviewsOf } from '../../case/review.ts'

/** An assessment about to be complete, and what stands around it. */
export interface AssessmentCase {
  assessment: Assessment
  /** Its day: `authored`, else the day of the decision. */
  on: Day
  /** It was complete before; this is an amendment. */
  amends: boolean
  t0?: Mark
  /** Completed assessments of this enrollment before this one, earliest first. */
  earlier: Assessment[]
  family: Family
  /** Completed reviews of this assessment. */
  reviews: Review[]
  /** The day of the decision. */
  today: Day
  settings: Settings
}

/** One row about a completed assessment. */
export interface AssessmentRule {
  cites: Requirement
  judge(file: AssessmentCase): Finding[]
}

export function assessmentCase({ resource, previous, today, settings }: Proposal, record: readonly Resource[]): AssessmentCase {
  const response = resource as QuestionnaireResponse
  const assessment = assessmentOf(response)
  const on = assessment.authored ?? today
  const t0 = intakeOf(record, enrollmentAt(record, on), settings)
  return {
    assessment,
    on,
    amends: previous !== undefined && isComplete(previous as QuestionnaireResponse),
    t0,
    earlier: assessmentsOf(record)
      .filter(
        ({ complete, source, completedOn }) => complete && source !== keyOf(response) && completedOn !== undefined && completedOn <= on,
      )
      .filter(({ completedOn }) => t0 === undefined || completedOn! >= t0.day)
      .sort((one, other) => (one.completedOn! < other.completedOn! ? -1 : 1)),
    family: familyOf(record, `Patient/${memberIn(response.subject)}`),
    reviews: reviewsOf(record).filter(({ focus }) => focus === keyOf(response)),
    today,
    settings,
  }
}

/** The enrollment that an assessment of this day belongs to: the first that had not ended by then. */
function enrollmentAt(record: readonly Resource[], on: Day): EpisodeOfCare | undefined {
  return all(record, 'EpisodeOfCare')
    .filter(({ type, status }) => isCoded(type, 'program', 'cares') && status !== 'entered-in-error' && status !== 'cancelled')
    .filter(({ period }) => (periodOf(period).end ?? on) >= on)
    .sort((one, other) => ((periodOf(one.period).start ?? '') < (periodOf(other.period).start ?? '') ? -1 : 1))[0]
}

/** Every kind but the first: the yearly one, the one that an event triggers, the abbreviated one. */
export function isReassessment({ assessment }: AssessmentCase): boolean {
  return assessment.kind !== undefined && assessment.kind !== 'initial'
}
