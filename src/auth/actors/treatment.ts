import { type Actor, coded, type Rule } from './actor.ts'
import { linkedToPlans, lookUp, namedByType, plansInForce, released } from './common.ts'

// Section 10 of the requirements: who treats.

const treats = ['treating', 'care-team', 'general-practitioner'] as const

/** Treats the member now, as an encounter shows. What it sends comes as a proposal, a notice or a document. */
export const hospital: Actor = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', by: treats, only: plansInForce },
  { types: linkedToPlans, may: 'rs', by: treats },
  { types: ['CarePlan'], may: 'crus', by: treats, only: [coded('intent', 'proposal')] },
  { types: ['Communication', 'DocumentReference'], may: 'c', by: treats },
  // Of these it reads what it sent and what was sent to it: the team's notes and a school's papers are no part of the plans.
  { types: ['Communication', 'DocumentReference'], may: 'rs', by: treats, authored: true },
  { types: ['Communication'], may: 'rs', by: treats, naming: 'recipient' },
  // Its own alone: an Encounter ties whom it names. One that is over stays over (`#interactions/write/over-encounters.ts`).
  { types: ['Encounter'], may: 'crus', by: treats, naming: 'service-provider' },
]

/** Emergency plans come by `$emergency-plan` alone (CARES-EMG-02). */
export const ems: Actor = [lookUp]

export const pediatrician: Actor = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', by: ['general-practitioner', 'care-team'], only: plansInForce },
  { types: [...linkedToPlans, 'Coverage', 'EpisodeOfCare'], may: 'rs', by: ['general-practitioner', 'care-team'] },
  { types: ['QuestionnaireResponse'], may: 'rs', by: ['general-practitioner', 'care-team'], only: [coded('status', 'completed')] },
  { types: ['Task'], may: 'rus', by: ['task'], naming: 'owner' },
  {
    types: ['Communication', 'DocumentReference', 'Observation', 'Condition', 'AllergyIntolerance', 'Immunization'],
    may: 'c',
    by: ['general-practitioner', 'care-team'],
  },
]

/** Seats of a care team in which somebody treats: a seat as school, agency or friend gives no treatment relation (AMB-17). */
const treating: Pick<Rule, 'by' | 'codes'> = {
  by: ['care-team'],
  codes: ['specialist', 'dental', 'behavioral-health', 'continuous-nursing', 'adult-clinician'],
}

/**
 * A specialist, a dentist, a behavioral health provider: the plans, and of what they speak the clinical part; school and social needs
 * are not theirs, and of services only those now received and what was sent to them. By a seat in which they treat, or by a release.
 */
export const specialist: Actor = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', ...treating, only: plansInForce },
  {
    types: ['AllergyIntolerance', 'CareTeam', 'Condition', 'MedicationRequest', 'MedicationStatement', 'Patient'],
    may: 'rs',
    ...treating,
  },
  { types: ['Goal'], may: 'rs', ...treating, only: [coded('category', 'medical')] },
  { types: ['ServiceRequest'], may: 'rs', ...treating, only: [coded('category', 'current-service')] },
  { types: ['ServiceRequest'], may: 'rs', ...treating, naming: 'performer' },
  ...namedByType(linkedToPlans.concat('CarePlan'), released),
  { types: ['Task'], may: 'rus', by: ['task'], naming: 'owner', and: [treating as Required<typeof treating>] },
  { types: ['Communication', 'DocumentReference'], may: 'c', ...treating },
  { types: ['Communication', 'DocumentReference'], may: 'c', by: released, codes: ['release'] },
]
