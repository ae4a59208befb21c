import { type Actor, coded, type Rule } from '../actor.ts'
import { lookUp } from '../common.ts'

// Section 10 of the requirements: One Care (section 4).

const enrolled = { by: ['provider'], codes: ['one-care'] } as const
const inForce = [coded('status', 'active')]

/** A plan and its care coordinator (OC-07): what the integrated care team works with, and what they made themselves. */
export const oneCare: Actor = [
  lookUp,
  {
    types: [
      ...[
        'AllergyIntolerance',
        'Appointment',
        'CareTeam',
        'Communication',
        'Condition',
        'Coverage',
        'EpisodeOfCare',
        'Goal',
        'Immunization',
      ],
      ...['MedicationRequest', 'MedicationStatement', 'Patient', 'RelatedPerson', 'ServiceRequest'],
    ],
    may: 'rs',
    ...enrolled,
  },
  { types: ['CarePlan'], may: 'rs', ...enrolled, only: inForce },
  { types: ['QuestionnaireResponse'], may: 'rs', ...enrolled, only: [coded('status', 'completed')] },
  { types: 'record', may: 'rs', ...enrolled, authored: true },
  { types: ['CarePlan'], may: 'cu', ...enrolled, authored: true },
  { types: ['Goal'], may: 'cu', ...enrolled },
  // A referral into another program would open the record to who is named in it.
  {
    types: ['ServiceRequest'],
    may: 'c',
    ...enrolled,
    only: [coded('category', 'service-referral', 'current-service', 'recommended-step')],
  },
  { types: ['Communication'], may: 'c', ...enrolled },
]

/** The coordinator for long-term supports: those services and the shared plan, no clinical lists. */
export const ltsCoordinator: readonly Rule[] = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', ...enrolled, only: inForce },
  { types: ['CareTeam', 'Goal', 'Patient'], may: 'rs', ...enrolled },
  { types: ['ServiceRequest'], may: 'rs', ...enrolled, only: [coded('category', 'current-service')] },
  { types: ['CarePlan'], may: 'crus', ...enrolled, only: [coded('category', 'ltss-cp')], authored: true },
  { types: ['Communication'], may: 'c', ...enrolled },
  { types: ['Communication'], may: 'rs', ...enrolled, authored: true },
]
