import type { CarePlan, EpisodeOfCare, Patient, Resource } from '@medplum/fhirtypes'
import type { Day, Instant } from '../../../vocabulary/calendar.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import { type Assessment, assessmentsOf } from '../../case/assessment.ts'
import { all, isCoded, keyOf } from '../../case/element.ts'
import { extensionOf, periodOf, referenceOf } from '../../case/fact-source.ts'
import { isIcp } from '../../case/plan-case.ts'
import { finalizedOn } from '../finalized-on.ts'
import { type Words, wordsIn } from './words.ts'

/** What a proposal is asked for. Ids come from outside, so that the same call can be made to give the same bytes. */
export interface ProposalRequest {
  /** Everything of the member's record, and the staff and bodies that it names. */
  records: readonly Resource[]
  /** Id of the assessment to build on; absent: the latest completed. */
  assessment?: string
  /** Language of the proposed words (BCP 47). */
  language?: string
  today: Day
  now: Instant
  settings: Settings
  /** A new id for a resource of this type. */
  newId: (type: string) => string
}

/** The ground that every part of the proposal stands on. */
export interface Draft extends ProposalRequest {
  patient?: Patient
  /** `Patient/id`. */
  member: string
  /** What the family calls the child. */
  given: string
  words: Words
  directory: ReadonlyMap<string, Resource>
  /** The plan to go on from: the active ICP, else the one finished last, else the newest draft. */
  current?: CarePlan
  chosen?: Assessment
  enrollment?: EpisodeOfCare
}

export function draftFrom(request: ProposalRequest): Draft {
  const { today } = request
  // The order in which records come is nobody's choice; the proposal must not depend on it.
  const records = [...request.records].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const patient = all(records, 'Patient')[0]
  const current = currentPlan(records)
  return {
    ...request,
    records,
    patient,
    member: patient ? keyOf(patient) : 'Patient/unknown',
    given: patient?.name?.find(({ given }) => given?.[0])?.given?.[0] ?? patient?.name?.[0]?.text ?? '—',
    words: wordsIn(request.language),
    directory: new Map(records.map((record) => [keyOf(record), record])),
    ...(current ? { current } : {}),
    chosen: chosenAssessment(records, request.assessment),
    enrollment: enrollmentAt(records, today, current),
  }
}

function currentPlan(records: readonly Resource[]): CarePlan | undefined {
  const ranks: readonly string[] = ['draft', 'completed', 'active']
  const plans = all(records, 'CarePlan').filter((plan) => isIcp(plan) && ranks.includes(plan.status))
  const rank = (plan: CarePlan) => `${ranks.indexOf(plan.status)} ${finalizedOn(plan) ?? plan.created ?? ''} ${plan.id}`
  return plans.sort((one, other) => (rank(one) < rank(other) ? -1 : 1)).at(-1)
}

function chosenAssessment(records: readonly Resource[], id: string | undefined): Assessment | undefined {
  const complete = assessmentsOf(records).filter((assessment) => assessment.complete)
  if (id !== undefined) return complete.find(({ source }) => source === `QuestionnaireResponse/${id}`)
  const rank = ({ completedOn, source }: Assessment) => `${completedOn ?? ''} ${source}`
  return complete.sort((one, other) => (rank(one) < rank(other) ? -1 : 1)).at(-1)
}

function enrollmentAt(records: readonly Resource[], today: Day, current: CarePlan | undefined): EpisodeOfCare | undefined {
  const episodes = all(records, 'EpisodeOfCare').filter(
    ({ type, status }) => isCoded(type, 'program', 'cares') && (status === 'active' || status === 'planned'),
  )
  const named = referenceOf(extensionOf(current, 'enrollment')?.valueReference)
  return (
    episodes.find((episode) => keyOf(episode) === named) ??
    episodes.filter(({ period }) => (periodOf(period).end ?? today) >= today).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))[0]
  )
}
