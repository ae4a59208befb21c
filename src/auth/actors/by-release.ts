import { type Actor, coded, type Rule } from './actor.ts'
import { everyLabel, lookUp, namedByType, planReleased, plansInForce, released } from './common.ts'

// Section 10 of the requirements: who sees what a release, or an order, names, and nothing else (CARES-CON-01, AMB-17).

/** What a release may name for a school, each by its type: never the whole record. */
const namedForSchools = [
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'Patient',
  'ServiceRequest',
]

/**
 * A school, or early intervention: by a release in force alone (CARES-CON-01, CARES-COO-06). It opens what is about school, and of
 * the rest what it names; a school's own records come in as documents (CARES-CON-08). Nothing that bears a label, a minor's own
 * care included, unless the release names that label.
 */
export const school: Actor = [
  lookUp,
  ...[
    { types: ['Goal'], may: 'rs', codes: ['release'], only: [coded('category', 'educational')] },
    ...['category', 'code'].map((param) => ({
      types: ['ServiceRequest'],
      may: 'rs',
      codes: ['release'],
      only: [coded(param, 'school-support')],
    })),
    ...namedForSchools.map((type) => ({ types: [type], may: 'rs', codes: [type], ...(type === 'CarePlan' && { only: plansInForce }) })),
    { types: ['DocumentReference'], may: 'c', codes: ['release'], only: [coded('category', 'iep', 'plan-504')] },
    { types: ['Communication'], may: 'c', codes: ['release'] },
  ].map((rule): Rule => ({ ...rule, by: released, cites: ['CARES-CON-01', 'CARES-COO-06'], withholds: everyLabel })),
]

/** What a release or an order may name for an agency. */
const namedForAgencies = [
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Encounter',
  'EpisodeOfCare',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Patient',
  'QuestionnaireResponse',
  'ServiceRequest',
]

/** One of the seven agencies of CARES-COO-05: the parts that a release names; for DCF and DYS, those that an order of custody names. */
export const stateAgency: Actor = [
  lookUp,
  ...namedByType(namedForAgencies, released),
  ...namedByType(namedForAgencies, ['custody']),
  ...[{ by: released, codes: ['release'] }, { by: ['custody'] } as const].flatMap((basis): Rule[] => [
    { types: ['Task'], may: 'rus', ...basis, naming: 'owner', withholds: everyLabel },
    { types: ['Communication', 'DocumentReference'], may: 'c', ...basis },
  ]),
]

/** The plan that is shared with those who coordinate long-term services, and what it is made of. */
export function sharedPlan(basis: (codes: readonly string[]) => Pick<Rule, 'by' | 'codes' | 'and'>): Rule[] {
  return [
    {
      ...{ types: ['CarePlan'], may: 'rs', ...basis(planReleased), withholds: everyLabel },
      only: [coded('category', 'icp', 'ltss-cp', 'waiver-isp', 'provider-program'), coded('status', 'active')],
    },
    ...['CareTeam', 'Goal', 'Patient', 'ServiceRequest'].map(
      (type): Rule => ({ types: [type], may: 'rs', ...basis([type, ...planReleased]), withholds: everyLabel }),
    ),
  ]
}
