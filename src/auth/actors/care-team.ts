import { protectedLabels } from '#fhir/sensitivity-labels.ts'
import type { Role } from '../access-plan.ts'
import { type Actor, coded, type Rule } from './actor.ts'
import { lookUp } from './common.ts'

// Section 10 of the requirements: the CARES provider, and the roles in it that see less than the panel's whole record.

/** What the team itself keeps of mental health is its own record; sharing it outside is by release (AMB-17). */
const ofTheirOwn = protectedLabels.filter((label) => label !== 'PSY')

/** The provider's own panel, and thirty days more to close a record (configurable). */
const panel = { by: ['provider'], days: 'close-out' } as const

/** A tie that has ended stays one for what somebody made while it held: longer than anybody's record is kept. */
const forGood = 36_525

/** The provider's own panel; time to close a record, then what they made themselves; who has been referred to it, or handed over. */
export const careTeam: Actor = [
  lookUp,
  { types: 'record', may: 'cruds', ...panel, withholds: ofTheirOwn },
  { types: 'record', may: 'rs', by: ['provider'], days: forGood, authored: true, withholds: ofTheirOwn },
  { types: 'record', may: 'cruds', by: ['referral'], codes: ['program-referral'] },
  { types: 'record', may: 'cruds', by: ['task'], codes: ['member-identified', 'transfer-hand-over'] },
]

/** Supports families: the plan, the people around the child, the team's own contacts, meetings, school and social needs; not the clinical history. */
const familySupport: readonly Rule[] = [
  lookUp,
  { types: ['CarePlan'], may: 'rs', ...panel, only: [coded('category', 'icp')] },
  { types: ['Appointment', 'CareTeam', 'EpisodeOfCare', 'Goal', 'Patient', 'RelatedPerson'], may: 'rs', ...panel },
  // A hospital's visits are clinical history; the team's own are contacts.
  { types: ['Communication', 'Encounter', 'Procedure'], may: 'rs', ...panel, authored: true },
  ...['category', 'code'].map(
    (param): Rule => ({ types: ['ServiceRequest'], may: 'rs', ...panel, only: [coded(param, 'school-support', 'sdoh')] }),
  ),
  { types: ['DocumentReference'], may: 'rs', ...panel, only: [coded('category', 'iep', 'plan-504', 'program-planning-note')] },
  { types: ['Task'], may: 'rs', ...panel, naming: 'owner' },
  { types: ['Encounter', 'Procedure'], may: 'cu', ...panel, authored: true },
  { types: ['Communication'], may: 'c', ...panel, authored: true },
  { types: ['DocumentReference'], may: 'c', ...panel, only: [coded('category', 'program-planning-note')] },
]

/** Who was asked for advice sees the record of the panel for as long as the consult is open, and says what came of it. */
const consulted = { by: ['task'], codes: ['smp-consult'], inPerson: true, and: [panel] } as const
const seniorMedicalProfessional: readonly Rule[] = [
  lookUp,
  { types: 'record', may: 'rs', ...consulted, withholds: ofTheirOwn },
  { types: ['Task'], may: 'u', ...consulted, naming: 'owner', only: [coded('code', 'smp-consult')] },
  { types: ['Communication'], may: 'c', ...consulted },
]

/** Answers for the program: reads whatever the panel has, writes what is approved and reported, no care. */
const programDirector: readonly Rule[] = [
  lookUp,
  { types: 'record', may: 'rs', ...panel, withholds: ofTheirOwn },
  { types: ['MeasureReport'], may: 'cu', ...panel },
  { types: ['Task'], may: 'u', ...panel, naming: 'owner' },
  { types: ['Provenance'], may: 'c', ...panel, naming: 'agent' },
  // The provider's own papers: its policies and reports, and the files of its staff.
  {
    types: ['DocumentReference'],
    may: 'crus',
    ofNobody: true,
    naming: 'custodian',
    only: [coded('category', 'policy', 'training-policy')],
  },
  { types: ['MeasureReport'], may: 'crus', ofNobody: true, naming: 'reporter' },
  {
    types: ['Basic'],
    may: 'crus',
    ofNobody: true,
    aboutStaff: 'subject',
    only: [coded('code', 'training-record', 'competency-attestation')],
  },
  { types: ['DocumentReference'], may: 'rs', ofNobody: true, aboutStaff: 'subject', only: [coded('category', 'training-certificate')] },
]

/** The panel for as long as a claim for it may be made: MassHealth takes one for 90 days after the service (configurable, CARES-PAY-12). */
const billed = { by: ['provider'], days: 'claims' } as const

/**
 * Claims: who is covered, since when, what was found payable. Events come without their words by `$billing-eligibility` alone, as an
 * Encounter or a Procedure carries its note.
 */
const biller: readonly Rule[] = [
  lookUp,
  { types: ['Patient', 'Coverage', 'EpisodeOfCare', 'MeasureReport', 'Claim'], may: 'rs', ...billed },
  { types: ['Claim'], may: 'cu', ...billed, only: [coded('status', 'draft'), coded('use', 'claim')] },
]

/** Who sees less than the team does; a senior care manager, a care coordinator, and whose role nobody said, see the panel. */
export const careTeamRoles = {
  'family-support': familySupport,
  'senior-medical-professional': seniorMedicalProfessional,
  'program-director': programDirector,
  biller,
} satisfies Partial<Record<Role, readonly Rule[]>>
