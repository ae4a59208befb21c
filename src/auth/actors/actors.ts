import { minorsLabels, protectedLabels } from '#fhir/sensitivity-labels.ts'
import type { ClientKind, PersonKind } from '../access-plan.ts'
import { type Actor, coded, type Rule } from './actor.ts'

// Section 10 of the requirements, a table for each actor that comes as a registered system. What needs a tie is in the
// record of a member; what has none is not seen, whoever asks.

const lookUp: Rule = { types: 'directory', may: 'rs' }

/** An ICP and an emergency plan in force: never a draft (section 10.1). */
const plansInForce = [coded('category', 'icp', 'emergency-plan'), coded('status', 'active')]

/** What a plan speaks of: goals, the team, the needs, services and medicines it names. */
const linkedToPlans = [
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

/** What the team itself keeps of mental health is its own record; sharing it outside is by release (AMB-17). */
const ofTheirOwn = protectedLabels.filter((label) => label !== 'PSY')

/** The provider's own panel; thirty days more to close a record; who has been referred to it, or handed over. */
const careTeam: Actor = [
  lookUp,
  { types: 'record', may: 'cruds', by: ['provider'], days: 30, withholds: ofTheirOwn },
  { types: 'record', may: 'cruds', by: ['referral'], codes: ['program-referral'] },
  { types: 'record', may: 'cruds', by: ['task'], codes: ['member-identified', 'transfer-hand-over'] },
]

const treats = ['treating', 'care-team', 'general-practitioner'] as const

/** Treats the member now, as an encounter shows. What it sends comes as a proposal, a notice or a document. */
const hospital: Actor = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', by: treats, only: plansInForce },
  { types: linkedToPlans, may: 'rs', by: treats },
  { types: ['CarePlan'], may: 'crus', by: treats, only: [coded('intent', 'proposal')] },
  { types: ['Encounter', 'Communication', 'DocumentReference'], may: 'cr', by: treats },
  { types: ['Encounter'], may: 'us', by: treats, naming: 'service-provider' },
]

const pediatrician: Actor = [
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

const healthPlan: Actor = [
  lookUp,
  { types: ['Patient', 'Coverage', 'EpisodeOfCare', 'CareTeam'], may: 'rs', by: ['payer'] },
  { types: ['CarePlan'], may: 'rs', by: ['payer'], only: [coded('category', 'icp'), coded('status', 'active')] },
  { types: ['Goal'], may: 'rs', by: ['payer'] },
  { types: ['ServiceRequest'], may: 'crs', by: ['payer'], only: [coded('category', 'program-referral')] },
]

/** Enrollment, certification and results of everybody; a record while a request for it is open. */
const massHealth: Actor = [
  lookUp,
  { types: ['EpisodeOfCare', 'Coverage', 'MeasureReport'], may: 'rs' },
  { types: ['HealthcareService'], may: 'cu' },
  { types: 'record', may: 'rs', by: ['request'], codes: ['audit-request'] },
]

const released = ['release', 'release-for-minor'] as const

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
const school: Actor = [
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
  ].map(
    (rule): Rule => ({ ...rule, by: released, cites: ['CARES-CON-01', 'CARES-COO-06'], withholds: [...protectedLabels, ...minorsLabels] }),
  ),
]

/** Emergency plans come by `$emergency-plan` alone (CARES-EMG-02). */
const ems: Actor = [lookUp]

/** What members and families add: their goals, comments and answers. */
const theirWord = ['Goal', 'Communication', 'QuestionnaireResponse'] as const

/** A member of 18 or older: the own record, all of it (42 CFR 2.23). Whether somebody is, is asked when a token is issued (people/caller-of-user.ts). */
const member: Actor = [
  lookUp,
  { types: 'record', may: 'rs', self: true, withholds: [] },
  { types: theirWord, may: 'c', self: true },
  { types: ['Consent'], may: 'cu', self: true, withholds: [] },
]

/** What a minor consented to alone is theirs alone to see, and their consents to give and to revoke; the rest is as parents allow. */
const minor: Actor = [
  lookUp,
  { types: ['Patient'], may: 'rs', self: true },
  { types: 'record', may: 'rs', self: true, only: [coded('_security', ...minorsLabels)], withholds: [] },
  { types: ['Consent'], may: 'cu', self: true, only: [coded('_security', ...minorsLabels)], withholds: [] },
  { types: theirWord, may: 'c', self: true },
]

const acting = ['parent', 'guardian'] as const

/** Nor does the table give parents what is protected. */
const notTheParents = [...protectedLabels, ...minorsLabels]

/** A parent until the member is 18, and a guardian whom a court appointed; not what the minor consented to alone. */
const family: Actor = [
  lookUp,
  { types: 'record', may: 'rs', by: acting, withholds: notTheParents },
  { types: theirWord, may: 'c', by: acting },
  { types: ['Consent'], may: 'cu', by: acting, withholds: notTheParents },
]

/** What each kind of registered system, and of person, may do. A person at work is what their organization is. */
export const actors: Readonly<Record<ClientKind | PersonKind, Actor>> = {
  system: 'everything',
  'care-team': careTeam,
  hospital,
  ed: hospital,
  ems,
  pediatrician,
  'health-plan': healthPlan,
  masshealth: massHealth,
  school,
  member,
  minor,
  family,
}
