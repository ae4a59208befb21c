import { canon } from '#fhir/issue.ts'
import { minorsLabels, protectedLabels } from '#fhir/sensitivity-labels.ts'
import { coded, type Rule } from './actor.ts'

// What several tables of section 10 have in common.

/** Everybody who is registered looks up who works where, and what words mean. */
export const lookUp: Rule = { types: 'directory', may: 'rs' }

/** An ICP and an emergency plan in force: never a draft (section 10.1). */
export const plansInForce = [coded('category', 'icp', 'emergency-plan'), coded('status', 'active')]

/** What a plan speaks of: goals, the team, the needs, services and medicines it names. */
export const linkedToPlans = [
  'AllergyIntolerance',
  'CareTeam',
  'Condition',
  'Goal',
  'MedicationRequest',
  'MedicationStatement',
  'Patient',
  'RelatedPerson',
  'ServiceRequest',
]

/** A release in force that names the actor as the one who receives. */
export const released = ['release', 'release-for-minor'] as const

/**
 * The consent by which a substance use program's records reach who receives: a copy of it, or its scope, goes with each disclosure
 * (42 CFR 2.32(b)), so they read it for as long as some release to them is in force (CARES-CON-07).
 */
export const consentToThem: Rule = {
  ...{ types: ['Consent'], may: 'rs', by: released, naming: 'actor' },
  only: [coded('category', 'part2'), coded('status', 'active')],
  cites: ['CARES-CON-07'],
}

/**
 * The notice that a release to them was revoked (CARES-CON-04): by its own address alone, as the tie by which they would read it is what
 * ended. The server makes it, of ids alone (`#interactions/write/revocations.ts`); no client does.
 */
export const noticeToThem: Rule = {
  ...{ types: ['Communication'], may: 'rs', naming: 'recipient', withholds: [] },
  only: [{ kind: 'token', param: 'category', values: [{ system: `${canon}/CodeSystem/communication-kind`, code: 'consent-revoked' }] }],
  cites: ['CARES-CON-04'],
}

/** How a release names plans of care: by the type of record, by the kind of document, by LOINC's code for a plan of care note. */
export const planReleased = ['CarePlan', 'icp', '18776-5']

/** What of a type a release or an order may open to who is outside: of plans those in force, of answers those that are finished. */
const onlyOf: Readonly<Record<string, Rule['only']>> = { CarePlan: plansInForce, QuestionnaireResponse: [coded('status', 'completed')] }

/** Nothing that bears a label of any law of its own, a minor's own care included, unless the release names that label. */
export const everyLabel = [...protectedLabels, ...minorsLabels]

/** Of these types, those that the tie names by their type: never the whole record (CARES-CON-01). */
export function namedByType(types: readonly string[], by: NonNullable<Rule['by']>): Rule[] {
  return types.map((type) => ({
    ...{ types: [type], may: 'rs', by, codes: type === 'CarePlan' ? planReleased : [type], withholds: everyLabel },
    ...(onlyOf[type] && { only: onlyOf[type] }),
  }))
}
