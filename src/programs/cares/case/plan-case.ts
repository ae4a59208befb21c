import type { CarePlan, EpisodeOfCare, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { type Activity, activitiesOf } from './activity.ts'
import { intakeOf } from './anchor.ts'
import { type Assessment, assessmentsOf } from './assessment.ts'
import { all, isCoded, keyOf } from './element.ts'
import { type EmergencyPlan, emergencyPlansOf } from './emergency.ts'
import { extensionOf, periodOf, referenceOf, referencesOf } from './fact-source.ts'
import { type Family, familyOf } from './family.ts'
import { type GoalFacts, goalsOf } from './goal.ts'
import { type Meeting, meetingsOf } from './meeting.ts'
import { type Need, needsOf } from './need.ts'
import { type Review, reviewsOf } from './review.ts'
import { type Statement, statementsOf } from './statement.ts'
import { type Team, teamOf } from './team.ts'

/** An Individual Care Plan with everything that its rules look at; each fact names the record it comes from. */
export interface PlanCase {
  plan: CarePlan
  /** `CarePlan/id`; no id yet on a create. */
  source: string
  /** The day by which it is judged: `finalized-on`, else the day of the decision. */
  on: Day
  /** The intake anchor of the enrollment. */
  t0?: Mark
  enrollment?: EpisodeOfCare
  /** First day of the enrollment. */
  enrolledOn?: Day
  family: Family
  contributors: string[]
  statements: Statement[]
  team: Team
  goals: GoalFacts[]
  activities: Activity[]
  needs: Need[]
  /** Every assessment on record, and the one that the plan cites. */
  assessments: Assessment[]
  cited?: Assessment
  meetings: Meeting[]
  reviews: Review[]
  /** Emergency plans that are part of this plan, or of the one it replaces. */
  emergencyPlans: EmergencyPlan[]
  /** Plans of transition to adulthood, in force. */
  adultPlans: CarePlan[]
  /** The other ICPs on record. */
  otherPlans: CarePlan[]
  settings: Settings
}

/** Is this plan an ICP? By its coding, never by the profile it claims. */
export function isIcp(plan: Resource): plan is CarePlan {
  return plan.resourceType === 'CarePlan' && isCoded(plan.category, 'careplan-kind', 'icp')
}

/** Gathers the facts. `records` may hold the plan itself; it is read from `plan` alone. */
export function planCase(plan: CarePlan, records: readonly Resource[], today: Day, settings: Settings): PlanCase {
  const source = keyOf(plan)
  const others = records.filter((record) => keyOf(record) !== source)
  const enrollment = enrollmentOf(plan, others)
  const cited = referencesOf(plan.supportingInfo)
  const assessments = assessmentsOf(others)
  const plans = all(others, 'CarePlan')
  const family = [source, ...referencesOf(plan.replaces)]
  return {
    plan,
    source,
    on: localDay(extensionOf(plan, 'finalized-on')?.valueDate) ?? today,
    t0: enrollment && intakeOf(others, enrollment, settings),
    enrollment,
    enrolledOn: enrollment && periodOf(enrollment.period).start,
    family: familyOf(others, referenceOf(plan.subject) ?? ''),
    contributors: [...referencesOf(plan.contributor), ...referencesOf(plan.author ? [plan.author] : [])],
    statements: statementsOf(plan),
    team: teamOf(others, referencesOf(plan.careTeam)),
    goals: goalsOf(others, referencesOf(plan.goal)),
    activities: activitiesOf(
      others,
      (plan.activity ?? []).map(({ reference }) => referenceOf(reference)),
    ),
    needs: needsOf(others),
    assessments,
    cited: assessments.find((assessment) => assessment.complete && cited.includes(assessment.source)),
    meetings: meetingsOf(others),
    reviews: reviewsOf(others),
    emergencyPlans: emergencyPlansOf(others).filter((emergency) => emergency.partOf.some((part) => family.includes(part))),
    adultPlans: plans.filter((other) => other.status === 'active' && isCoded(other.category, 'careplan-kind', 'adult-transition')),
    otherPlans: plans.filter(isIcp),
    settings,
  }
}

/** The enrollment that the plan names; where it names none, the one CARES enrollment that is open. */
function enrollmentOf(plan: CarePlan, records: readonly Resource[]): EpisodeOfCare | undefined {
  const named = referenceOf(extensionOf(plan, 'enrollment')?.valueReference)
  const episodes = all(records, 'EpisodeOfCare').filter((episode) => isCoded(episode.type, 'program', 'cares'))
  if (named !== undefined) return episodes.find((episode) => keyOf(episode) === named)
  const open = episodes.filter(({ status }) => status === 'active' || status === 'planned')
  return open.length === 1 ? open[0] : undefined
}
