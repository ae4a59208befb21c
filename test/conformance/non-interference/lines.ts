import type { Role } from '#auth/access-plan.ts'
import type { Asker } from './callers.ts'

// Section 10 of the requirements and src/auth/README.md as plain lists, written for the judge alone.

// biome-ignore lint/suspicious/noExplicitAny: resources as they come
export type Any = any

/** A tie that must hold. */
export interface Needs {
  by?: readonly string[]
  codes?: readonly string[]
  days?: number
  /** Not the caller is tied, but who has an agreement with them. */
  partners?: true
  /** It must cite the very record. */
  cites?: true
  /** None of the staff counts. */
  alone?: true
}

export interface Line extends Needs {
  types: readonly string[] | 'record' | 'directory'
  may: string
  and?: readonly Needs[]
  /** The record is the caller's own. */
  self?: true
  /** The caller, or who works there, made it. */
  made?: true
  /** Labels that it does not lead to; absent: those of protected content. */
  withholds?: readonly string[]
  /** The resource must name the caller. */
  names?: true
  only?(resource: Any, asker: Asker): boolean
}

/** Codes of concepts, whatever the system; of one system where that is said. */
export const code = (concepts: Any, system?: string): string[] =>
  [concepts ?? []]
    .flat()
    .flatMap((one: Any) => (one.coding ?? []).flatMap((coding: Any) => (!system || coding.system.endsWith(system) ? [coding.code] : [])))
const one = (concepts: Any, ...codes: string[]) => code(concepts).some((each) => codes.includes(each))

const inForce = (plan: Any) => plan.status === 'active' && one(plan.category, 'icp', 'emergency-plan')
const look: Line = { types: 'directory', may: 'rs' }
const ofPlans = [
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
const treating = ['treating', 'care-team', 'general-practitioner']
const primary = ['general-practitioner', 'care-team']
const isReferral = (request: Any) => one(request.category, 'program-referral')
const everyLabel = ['42CFRPart2', 'ETH', 'HIV', 'PSY', 'ADOL', 'SEX', 'STD']
const exceptMind = ['42CFRPart2', 'ETH', 'HIV']
const anyRelease = ['release', 'release-for-minor']
const isMe = (reference: Any, { organization, person, post }: Asker) =>
  reference?.reference !== undefined && [organization, person, post].includes(reference.reference)

const hospital: Line[] = [
  look,
  { types: ['CarePlan'], may: 'rs', by: treating, only: inForce },
  { types: ofPlans, may: 'rs', by: treating },
  { types: ['CarePlan'], may: 'crus', by: treating, only: (plan) => plan.intent === 'proposal' },
  { types: ['Communication', 'DocumentReference'], may: 'c', by: treating },
  { types: ['Communication', 'DocumentReference'], may: 'rs', by: treating, made: true },
  {
    ...{ types: ['Communication'], may: 'rs', by: treating, names: true },
    only: ({ recipient }, asker) => (recipient ?? []).some((who: Any) => isMe(who, asker)),
  },
  {
    types: ['Encounter'],
    may: 'crus',
    by: treating,
    names: true,
    only: (encounter, asker) => isMe(encounter.serviceProvider, asker),
  },
]

const ofPlan = ['CarePlan', 'icp', '18776-5']
/** What is named by its type, by a release or an order. */
const named = (types: readonly string[], by: readonly string[]): Line[] =>
  types.map((type) => ({
    ...{ types: [type], may: 'rs', by, codes: type === 'CarePlan' ? ofPlan : [type], withholds: everyLabel },
    ...(type === 'CarePlan' && { only: inForce }),
    ...(type === 'QuestionnaireResponse' && { only: (answers: Any) => answers.status === 'completed' }),
  }))

const seat: Needs = {
  by: ['care-team'],
  codes: ['specialist', 'dental', 'behavioral-health', 'continuous-nursing', 'adult-clinician'],
}
const forAgencies = [
  ...['AllergyIntolerance', 'CarePlan', 'CareTeam', 'Condition', 'Encounter', 'EpisodeOfCare', 'Goal', 'Immunization'],
  ...['MedicationRequest', 'MedicationStatement', 'Observation', 'Patient', 'QuestionnaireResponse', 'ServiceRequest'],
]
const agencies = [{ by: anyRelease, codes: ['release'] }, { by: ['custody'] }]

/** The shared plan, under the ties that `basis` gives for what a release must name. */
const shared = (basis: (codes: string[]) => Needs & Pick<Line, 'and'>): Line[] => [
  {
    ...{ types: ['CarePlan'], may: 'rs', withholds: everyLabel, ...basis(ofPlan) },
    only: (plan) => plan.status === 'active' && one(plan.category, 'icp', 'ltss-cp', 'waiver-isp', 'provider-program'),
  },
  ...['CareTeam', 'Goal', 'Patient', 'ServiceRequest'].map(
    (type): Line => ({ types: [type], may: 'rs', withholds: everyLabel, ...basis([type, ...ofPlan]) }),
  ),
]
const ownPlan = (kind: string, basis: Needs & Pick<Line, 'and'>): Line[] => [
  { types: ['CarePlan'], may: 'crus', withholds: everyLabel, ...basis, made: true, only: (plan) => one(plan.category, kind) },
]
const partner = (program: string): Line[] => {
  const basis = (codes: string[]) => ({
    ...{ by: ['provider'], codes: [program] },
    and: [{ by: ['payer'], partners: true } as const, { by: anyRelease, codes }],
  })
  return [
    look,
    ...shared(basis),
    {
      ...{ types: ['CarePlan', 'ServiceRequest'], may: 'rus', withholds: everyLabel, ...basis(ofPlan), made: true },
      only: (request) => request.intent === 'proposal',
    },
    ...(program === 'ltss-cp' ? ownPlan('ltss-cp', basis(ofPlan)) : []),
  ]
}
const onTeam = (codes: string[]) => ({ by: ['care-team'], and: [{ by: anyRelease, codes }] })
const serves: Needs = { by: ['referral'], codes: ['current-service'] }
const asked: Needs = { by: ['authorization'] }
const inOneCare: Needs = { by: ['provider'], codes: ['one-care'] }
const client: Needs = { by: ['provider'], codes: ['csp'] }
const isCspPlan = (plan: Any) => one(plan.category, 'csp', 'csp-crisis', 'csp-discharge', 'csp-aftercare')
const isNoIcpGoal = (goal: Any) => code(goal.category, 'icp-domain').length === 0
const isActive = (plan: Any) => plan.status === 'active'
const isNow = (request: Any) => one(request.category, 'current-service')

const cspWorker: Line[] = [
  look,
  { types: ['CareTeam', 'Coverage', 'Patient', 'RelatedPerson'], may: 'rs', ...client },
  { types: ['EpisodeOfCare'], may: 'rs', ...client, only: (episode) => one(episode.type, 'csp') },
  { types: ['CarePlan'], may: 'crus', ...client, only: isCspPlan },
  { types: ['Goal'], may: 'crus', ...client, only: isNoIcpGoal },
  { types: 'record', may: 'rs', ...client, made: true },
  { types: ['Encounter', 'Procedure', 'QuestionnaireResponse'], may: 'cu', ...client, made: true },
  { types: ['DocumentReference'], may: 'cu', ...client, made: true, only: (document) => one(document.category, 'progress-note') },
  { types: ['Task'], may: 'rs', ...client, only: (task) => one(task.code, 'supervisor-approval', 'csp-attempt', 'csp-contact-24h') },
]
const cspSupervisor: Line[] = [
  ...cspWorker,
  { types: ['Task'], may: 'u', ...client, only: (task) => one(task.code, 'supervisor-approval') },
]

/** Who received by a consent is told that it was revoked, whoever they are to the member now. */
export const noticeToThem: Line = {
  ...{ types: ['Communication'], may: 'rs', names: true, withholds: [] },
  only: ({ category, recipient }, asker) => one(category, 'consent-revoked') && (recipient ?? []).some((who: Any) => isMe(who, asker)),
}

/** Who receives by a Part 2 consent reads that consent (42 CFR 2.32(b)). */
export const consentToThem: Line = {
  ...{ types: ['Consent'], may: 'rs', by: anyRelease, names: true },
  only: ({ category, status, provision }, asker) =>
    one(category, 'part2') && status === 'active' && (provision.actor ?? []).some(({ reference }: Any) => isMe(reference, asker)),
}

export const lines: Readonly<Record<Asker['kind'], Line[]>> = {
  system: [{ types: 'record', may: 'cruds' }],
  ems: [look],
  hospital,
  ed: hospital,
  'care-team': [
    look,
    { types: 'record', may: 'cruds', by: ['provider'], days: 30, withholds: exceptMind },
    { types: 'record', may: 'rs', by: ['provider'], days: 36_525, made: true, withholds: exceptMind },
    { types: 'record', may: 'cruds', by: ['referral'], codes: ['program-referral'] },
    { types: 'record', may: 'cruds', by: ['task'], codes: ['member-identified', 'transfer-hand-over'] },
  ],
  pediatrician: [
    look,
    { types: ['CarePlan'], may: 'rs', by: primary, only: inForce },
    { types: [...ofPlans, 'Coverage', 'EpisodeOfCare'], may: 'rs', by: primary },
    { types: ['QuestionnaireResponse'], may: 'rs', by: primary, only: (answers) => answers.status === 'completed' },
    { types: ['Task'], may: 'rus', by: ['task'], names: true, only: (task, asker) => isMe(task.owner, asker) },
    {
      types: ['Communication', 'DocumentReference', 'Observation', 'Condition', 'AllergyIntolerance', 'Immunization'],
      may: 'c',
      by: primary,
    },
  ],
  specialist: [
    look,
    { types: ['CarePlan'], may: 'rs', ...seat, only: inForce },
    { types: ['AllergyIntolerance', 'CareTeam', 'Condition', 'MedicationRequest', 'MedicationStatement', 'Patient'], may: 'rs', ...seat },
    { types: ['Goal'], may: 'rs', ...seat, only: (goal) => one(goal.category, 'medical') },
    { types: ['ServiceRequest'], may: 'rs', ...seat, only: isNow },
    {
      types: ['ServiceRequest'],
      may: 'rs',
      ...seat,
      names: true,
      only: ({ performer }, asker) => performer.some((who: Any) => isMe(who, asker)),
    },
    ...named([...ofPlans, 'CarePlan'], anyRelease),
    { types: ['Task'], may: 'rus', by: ['task'], and: [seat], names: true, only: (task, asker) => isMe(task.owner, asker) },
  ],
  'health-plan': [
    look,
    { types: ['Patient', 'Coverage', 'EpisodeOfCare', 'CareTeam', 'Goal'], may: 'rs', by: ['payer'] },
    { types: ['CarePlan'], may: 'rs', by: ['payer'], only: (plan) => plan.status === 'active' && one(plan.category, 'icp') },
    { types: ['ServiceRequest'], may: 'crs', by: ['payer'], only: isReferral },
  ],
  masshealth: [
    look,
    { types: ['EpisodeOfCare', 'Coverage', 'MeasureReport'], may: 'rs' },
    { types: 'record', may: 'rs', by: ['request'], codes: ['audit-request'] },
  ],
  tpa: [
    look,
    {
      types: ['Claim'],
      may: 'rs',
      ...asked,
      names: true,
      only: (claim, asker) => claim.use === 'preauthorization' && isMe(claim.insurer, asker),
    },
    { types: ['CarePlan', 'Goal', 'ServiceRequest'], may: 'rs', ...asked, cites: true },
    { types: ['Patient', 'Coverage', 'CareTeam', 'EpisodeOfCare'], may: 'rs', ...asked },
    { types: ['ServiceRequest'], may: 'rs', ...asked, only: isNow },
    {
      types: ['Task'],
      may: 'crs',
      ...asked,
      names: true,
      only: (task, asker) => one(task.code, 'overlap-query') && isMe(task.requester, asker),
    },
  ],
  school: [
    look,
    ...[
      { types: ['Goal'], may: 'rs', codes: ['release'], only: (goal: Any) => one(goal.category, 'educational') },
      {
        types: ['ServiceRequest'],
        may: 'rs',
        codes: ['release'],
        only: (request: Any) => one([...(request.category ?? []), ...(request.code ? [request.code] : [])], 'school-support'),
      },
      { types: ['CarePlan'], may: 'rs', codes: ['CarePlan'], only: inForce },
      ...['AllergyIntolerance', 'CareTeam', 'Goal', 'Immunization', 'MedicationRequest', 'Patient', 'ServiceRequest'].map((type) => ({
        types: [type],
        may: 'rs',
        codes: [type],
      })),
    ].map((line): Line => ({ ...line, by: anyRelease, withholds: everyLabel })),
  ],
  'state-agency': [
    look,
    ...named(forAgencies, anyRelease),
    ...named(forAgencies, ['custody']),
    ...agencies.map(
      (basis): Line => ({
        ...{ types: ['Task'], may: 'rus', ...basis, names: true, withholds: everyLabel },
        only: (task, asker) => isMe(task.owner, asker),
      }),
    ),
  ],
  'ltss-cp': partner('ltss-cp'),
  'bh-cp': partner('bh-cp'),
  'waiver-manager': [look, ...shared(onTeam), ...ownPlan('waiver-isp', onTeam(ofPlan))],
  'ltss-provider': [
    look,
    {
      ...{ types: ['ServiceRequest'], may: 'rs', ...serves, names: true, withholds: everyLabel },
      only: (request, asker) => isNow(request) && request.performer.some((who: Any) => isMe(who, asker)),
    },
    { types: ['Patient'], may: 'rs', ...serves, withholds: everyLabel },
    ...ownPlan('provider-program', serves),
    {
      ...{ types: ['Claim'], may: 'crs', ...serves, names: true, withholds: everyLabel },
      only: (claim, asker) => claim.use === 'preauthorization' && isMe(claim.provider, asker),
    },
  ],
  'one-care': [
    look,
    {
      types: [
        ...['AllergyIntolerance', 'Appointment', 'CareTeam', 'Communication', 'Condition', 'Coverage', 'EpisodeOfCare', 'Goal'],
        ...['Immunization', 'MedicationRequest', 'MedicationStatement', 'Patient', 'RelatedPerson', 'ServiceRequest'],
      ],
      may: 'rs',
      ...inOneCare,
    },
    { types: ['CarePlan'], may: 'rs', ...inOneCare, only: isActive },
    { types: ['QuestionnaireResponse'], may: 'rs', ...inOneCare, only: (answers) => answers.status === 'completed' },
    { types: 'record', may: 'rs', ...inOneCare, made: true },
    { types: ['CarePlan'], may: 'cu', ...inOneCare, made: true },
    { types: ['Goal'], may: 'cu', ...inOneCare },
  ],
  csp: cspSupervisor,
  cca: [
    look,
    { types: ['CarePlan'], may: 'rs', by: ['payer'], only: (plan) => isActive(plan) && isCspPlan(plan) },
    { types: ['Communication'], may: 'rs', by: ['payer'], only: (told) => one(told.category, 'csp-termination-notice') },
    { types: ['Goal'], may: 'rs', by: ['payer'], only: isNoIcpGoal },
    { types: ['Coverage', 'MeasureReport', 'Patient'], may: 'rs', by: ['payer'] },
    { types: ['EpisodeOfCare'], may: 'rs', by: ['payer'], only: (episode) => one(episode.type, 'csp') },
    ...['DocumentReference', 'Communication', 'Encounter'].map(
      (type): Line => ({
        ...{ types: [type], may: 'rs', by: ['payer'], and: [{ by: anyRelease, codes: [type] }] },
        ...(type !== 'Encounter' && { only: (told: Any) => one(told.category, type === 'Communication' ? 'case-note' : 'progress-note') }),
      }),
    ),
    { types: ['ServiceRequest'], may: 'crs', by: ['payer'], only: isReferral },
  ],
  member: [
    look,
    { types: 'record', may: 'rs', self: true, withholds: [] },
    { types: ['Goal', 'Communication', 'QuestionnaireResponse'], may: 'c', self: true },
    { types: ['Consent'], may: 'cu', self: true, withholds: [] },
  ],
  minor: [
    look,
    { types: ['Patient'], may: 'rs', self: true },
    { types: 'record', may: 'rs', self: true, only: (resource) => bearsMinors(resource), withholds: [] },
    { types: ['Consent'], may: 'cu', self: true, only: (resource) => bearsMinors(resource), withholds: [] },
    { types: ['Goal', 'Communication', 'QuestionnaireResponse'], may: 'c', self: true },
  ],
  family: [
    look,
    { types: 'record', may: 'rs', by: ['parent', 'guardian'], withholds: everyLabel },
    { types: ['Goal', 'Communication', 'QuestionnaireResponse'], may: 'c', by: ['parent', 'guardian'] },
    { types: ['Consent'], may: 'cu', by: ['parent', 'guardian'], withholds: everyLabel },
  ],
}

const bearsMinors = ({ meta }: Any) => (meta?.security ?? []).some(({ code: label }: Any) => ['ADOL', 'SEX', 'STD'].includes(label))

const panel: Needs = { by: ['provider'], days: 30 }
const consult: Needs & Pick<Line, 'and'> = { by: ['task'], codes: ['smp-consult'], alone: true, and: [panel] }

/** What a role sees in place of what its organization does. */
export const linesOfRole: Readonly<Record<Role, Line[]>> = {
  'family-support': [
    look,
    { types: ['CarePlan'], may: 'rs', ...panel, only: (plan) => one(plan.category, 'icp') },
    { types: ['Appointment', 'CareTeam', 'EpisodeOfCare', 'Goal', 'Patient', 'RelatedPerson'], may: 'rs', ...panel },
    { types: ['Communication', 'Encounter', 'Procedure'], may: 'rs', ...panel, made: true },
    ...['category', 'code'].map(
      (where): Line => ({
        types: ['ServiceRequest'],
        may: 'rs',
        ...panel,
        only: (request) => one(request[where], 'school-support', 'sdoh'),
      }),
    ),
    { types: ['DocumentReference'], may: 'rs', ...panel, only: (paper) => one(paper.category, 'iep', 'plan-504', 'program-planning-note') },
    { types: ['Task'], may: 'rs', ...panel, names: true, only: (task, asker) => isMe(task.owner, asker) },
    { types: ['Encounter', 'Procedure'], may: 'cu', ...panel, made: true },
  ],
  'senior-medical-professional': [
    look,
    { types: 'record', may: 'rs', ...consult, withholds: exceptMind },
    { types: ['Task'], may: 'u', ...consult, names: true, only: (task, asker) => one(task.code, 'smp-consult') && isMe(task.owner, asker) },
  ],
  'program-director': [
    look,
    { types: 'record', may: 'rs', ...panel, withholds: exceptMind },
    { types: ['MeasureReport'], may: 'cu', ...panel },
    { types: ['Task'], may: 'u', ...panel, names: true, only: (task, asker) => isMe(task.owner, asker) },
  ],
  biller: [
    look,
    { types: ['Patient', 'Coverage', 'EpisodeOfCare', 'MeasureReport', 'Claim'], may: 'rs', ...panel },
    { types: ['Claim'], may: 'cu', ...panel, only: (claim) => claim.status === 'draft' && claim.use === 'claim' },
  ],
  'csp-worker': cspWorker,
  'csp-supervisor': cspSupervisor,
  'lts-coordinator': [
    look,
    { types: ['CarePlan'], may: 'rs', ...inOneCare, only: isActive },
    { types: ['CareTeam', 'Goal', 'Patient'], may: 'rs', ...inOneCare },
    { types: ['ServiceRequest'], may: 'rs', ...inOneCare, only: isNow },
    { types: ['CarePlan'], may: 'crus', ...inOneCare, made: true, only: (plan) => one(plan.category, 'ltss-cp') },
    { types: ['Communication'], may: 'rs', ...inOneCare, made: true },
  ],
}
