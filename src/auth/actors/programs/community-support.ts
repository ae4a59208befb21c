import { canon } from '#fhir/issue.ts'
import { type Actor, coded, type Rule, uncoded } from '../actor.ts'
import { lookUp, released } from '../common.ts'

// Section 10 of the requirements: a Community Support Program and its payer (section 5).

const client = { by: ['provider'], codes: ['csp'] } as const
const plans = coded('category', 'csp', 'csp-crisis', 'csp-discharge', 'csp-aftercare')
/** A goal of an ICP has a domain there; it is another program's. */
const noIcpGoal = [uncoded('category', `${canon}/CodeSystem/icp-domain`)]

/** The program's own record of its clients: its plans and goals, what its staff made, and who the client is. */
export const cspWorker: readonly Rule[] = [
  lookUp,
  { types: ['CareTeam', 'Coverage', 'Patient', 'RelatedPerson'], may: 'rs', ...client },
  { types: ['EpisodeOfCare'], may: 'rs', ...client, only: [coded('type', 'csp')] },
  { types: ['CarePlan'], may: 'crus', ...client, only: [plans] },
  { types: ['Goal'], may: 'crus', ...client, only: noIcpGoal },
  { types: 'record', may: 'rs', ...client, authored: true },
  { types: ['Encounter', 'Procedure', 'QuestionnaireResponse'], may: 'cu', ...client, authored: true },
  { types: ['DocumentReference'], may: 'cu', ...client, authored: true, only: [coded('category', 'progress-note')] },
  { types: ['Communication'], may: 'c', ...client },
  { types: ['ServiceRequest'], may: 'c', ...client, only: [coded('category', 'service-referral')] },
  // Asks for an approval, and gives none (CSP-16).
  { types: ['Task'], may: 'c', ...client, only: [coded('code', 'supervisor-approval'), coded('status', 'requested')] },
  { types: ['Task'], may: 'rs', ...client, only: [coded('code', 'supervisor-approval', 'csp-attempt', 'csp-contact-24h')] },
]

/** A supervisor approves besides; so does the program's own system, for its supervisors. */
export const csp: readonly Rule[] = [
  ...cspWorker,
  { types: ['Task'], may: 'cu', ...client, only: [coded('code', 'supervisor-approval')] },
  { types: ['Provenance'], may: 'c', ...client, naming: 'agent' },
]

const pays = { by: ['payer'] } as const

/** Commonwealth Care Alliance: plans, notices and outcomes of its members; what was told in words by a release (CSP-20). */
export const cca: Actor = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', ...pays, only: [plans, coded('status', 'active')] },
  { types: ['Communication'], may: 'rs', ...pays, only: [coded('category', 'csp-termination-notice')] },
  { types: ['Goal'], may: 'rs', ...pays, only: noIcpGoal },
  { types: ['Coverage', 'MeasureReport', 'Patient'], may: 'rs', ...pays },
  { types: ['EpisodeOfCare'], may: 'rs', ...pays, only: [coded('type', 'csp')] },
  { ...narrative('DocumentReference'), only: [coded('category', 'progress-note')] },
  { ...narrative('Communication'), only: [coded('category', 'case-note')] },
  narrative('Encounter'),
  { types: ['ServiceRequest'], may: 'crs', ...pays, only: [coded('category', 'program-referral')] },
  { types: ['Appointment'], may: 'c', ...pays },
]

function narrative(type: string): Rule {
  return { types: [type], may: 'rs', ...pays, and: [{ by: released, codes: [type] }] }
}
