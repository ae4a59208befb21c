import type { ResourceJson } from '#storage/store.ts'
import type { Dice } from './dice.ts'

/** The moment at which everything is asked; the days below lie around it. */
export const now = '2024-06-15T16:00:00.000Z'

export const canon = 'https://cares-fhir.example.org'
export const memberIdSystem = `${canon}/sid/masshealth-member-id`
export const to = (reference: string) => ({ reference })
export const concept = (code: string, system = 'urn:code') => ({ coding: [{ system, code }], text: `word ${code}` })

export const codes = ['x', 'y', 'z']
const labels = ['HIV', '42CFRPart2', 'ETH', 'PSY', 'ADOL', 'STD', 'N']
// At both sides of today, of thirty days ago, and far from both.
const days = ['2024-06-15', '2024-06-14', '2024-06-16', '2024-05-16', '2024-05-15', '2024-01-01', '2023-01-01', '2024-12-31']

export const organizations = ['o0', 'o1', 'o2'].map((id) => `Organization/${id}`)
export const roles = ['ro0', 'ro1', 'ro2']
export const practitioners = ['pr0', 'pr1', 'pr2']

/** How to make a record of each type for a member: valid R4, with a place for whatever else is known. */
interface Making {
  dice: Dice
  member: string
  /** Any resource of a type, whosever it is. */
  any(type: string): { reference: string }
}

export function period(dice: Dice): { period?: object } {
  if (dice.chance(0.25)) return {}
  const [a, b] = [dice.pick(days), dice.pick(days)].sort()
  return { period: { ...(dice.chance(0.8) && { start: a }), ...(dice.chance(0.7) && { end: b }) } }
}

export const org = (dice: Dice) => to(dice.pick(organizations))
/** An organization, one who works there, or a post there. */
const party = (dice: Dice) =>
  dice.chance(0.4) ? org(dice) : to(dice.chance(0.5) ? `Practitioner/${dice.pick(practitioners)}` : `PractitionerRole/${dice.pick(roles)}`)
const code = ({ dice }: Making) => concept(dice.pick(codes))

const makers: Readonly<Record<string, (making: Making) => object>> = {
  Patient: ({ dice, member }) => ({
    active: dice.chance(0.9),
    name: [{ family: `Family${member}`, given: ['Given'] }],
    birthDate: dice.pick(['2006-06-14', '2006-06-15', '2006-06-16', '2012-02-29']),
    gender: dice.pick(['male', 'female']),
    identifier: [{ system: memberIdSystem, value: `10000000000${member.slice(1)}` }],
    ...(dice.chance(0.6) && { generalPractitioner: [party(dice)] }),
  }),
  EpisodeOfCare: ({ dice, member }) => ({
    status: dice.pick(['active', 'active', 'planned', 'finished', 'cancelled', 'entered-in-error']),
    type: [concept(dice.pick(['cares', 'cares', 'csp', 'ltss-cp', 'bh-cp', 'one-care']), `${canon}/CodeSystem/program`)],
    patient: to(`Patient/${member}`),
    managingOrganization: org(dice),
    ...period(dice),
  }),
  CareTeam: ({ dice, member }) => ({
    status: dice.pick(['active', 'active', 'inactive']),
    subject: to(`Patient/${member}`),
    participant: [{ role: [concept(dice.pick(seats))], member: party(dice), ...period(dice) }],
    ...period(dice),
  }),
  Coverage: ({ dice, member }) => ({
    status: dice.pick(['active', 'active', 'cancelled']),
    beneficiary: to(`Patient/${member}`),
    payor: [org(dice)],
    ...period(dice),
  }),
  Encounter: ({ dice, member }) => ({
    status: dice.pick(['in-progress', 'arrived', 'finished', 'planned']),
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: to(`Patient/${member}`),
    serviceProvider: org(dice),
    ...period(dice),
  }),
  Task: (making) => {
    const { dice, member, any } = making
    const requester = org(dice)
    return {
      status: dice.pick(['requested', 'accepted', 'in-progress', 'completed', 'cancelled']),
      intent: 'order',
      code: concept(
        dice.pick(['member-identified', 'transfer-hand-over', 'audit-request', 'audit-request', 'smp-consult', 'overlap-query', 'other']),
        `${canon}/CodeSystem/task-kind`,
      ),
      for: to(`Patient/${member}`),
      owner: dice.chance(0.5) ? requester : party(dice),
      requester,
      focus: any('Observation'),
      ...(dice.chance(0.7) && { restriction: period(dice) }),
    }
  },
  ServiceRequest: ({ dice, member }) => ({
    status: dice.pick(['active', 'on-hold', 'completed', 'revoked']),
    intent: dice.pick(['order', 'proposal']),
    code: concept(dice.pick(codes)),
    category: [concept(dice.pick(['program-referral', 'current-service', 'school-support', 'service-referral']))],
    subject: to(`Patient/${member}`),
    performer: [party(dice)],
  }),
  Consent: ({ dice, member, any }) => ({
    status: dice.pick(['active', 'active', 'inactive', 'draft']),
    scope: concept('patient-privacy', 'http://terminology.hl7.org/CodeSystem/consentscope'),
    category: [concept(dice.pick(['hiv', 'hiv', 'part2', 'part2', 'release', 'emergency-exception']), `${canon}/CodeSystem/consent-kind`)],
    policyRule: concept('OPTIN', 'http://terminology.hl7.org/CodeSystem/v3-ActCode'),
    patient: to(`Patient/${member}`),
    dateTime: dice.pick(days),
    performer: [dice.chance(0.3) ? to(`Patient/${member}`) : any('RelatedPerson')],
    provision: {
      type: dice.chance(0.9) ? 'permit' : 'deny',
      ...period(dice),
      ...(dice.chance(0.5) && {
        class: [
          {
            system: 'http://hl7.org/fhir/resource-types',
            code: dice.pick(['CarePlan', 'CarePlan', 'Goal', 'Patient', 'DocumentReference']),
          },
        ],
      }),
      actor: [
        {
          role: concept('IRCP', 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'),
          reference: dice.chance(0.7) ? org(dice) : any('RelatedPerson'),
        },
      ],
      securityLabel: dice.some(labels, 0.3).map((one) => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: one })),
    },
  }),
  RelatedPerson: ({ dice, member }) => ({
    active: dice.chance(0.9),
    patient: to(`Patient/${member}`),
    name: [{ family: dice.pick(codes) }],
    extension: [
      {
        url: `${canon}/StructureDefinition/legal-authority`,
        extension: [
          { url: 'kind', valueCode: dice.pick(['parent', 'legal-guardian', 'court-guardian', 'custody-agency']) },
          ...(dice.chance(0.5)
            ? [
                { url: 'document', valueReference: to('DocumentReference/nobody') },
                { url: 'agency', valueCode: dice.pick(['dcf', 'dys', 'dmh']) },
                { url: 'custodian', valueReference: org(dice) },
                { url: 'part', valueCode: dice.pick(['Goal', 'Condition', 'CarePlan']) },
              ]
            : []),
          ...(dice.chance(0.5) ? [{ url: 'period', valuePeriod: period(dice).period ?? { start: '2020-01-01' } }] : []),
        ],
      },
    ],
  }),
  CarePlan: (making) => ({
    status: making.dice.pick(['active', 'active', 'draft', 'revoked']),
    intent: making.dice.pick(['plan', 'proposal']),
    category: [concept(making.dice.pick(planKinds), `${canon}/CodeSystem/careplan-kind`)],
    subject: to(`Patient/${making.member}`),
    ...(making.dice.chance(0.6) && { author: party(making.dice) }),
    addresses: [making.any('Condition')],
    goal: [making.any('Goal')],
  }),
  Goal: (making) => ({
    lifecycleStatus: making.dice.pick(['active', 'planned']),
    description: code(making),
    ...(making.dice.chance(0.6) && { category: [concept(making.dice.pick(['medical', 'educational']), `${canon}/CodeSystem/icp-domain`)] }),
    subject: to(`Patient/${making.member}`),
    addresses: [making.any('Condition')],
  }),
  Observation: (making) => ({
    status: 'final',
    code: code(making),
    category: [concept(making.dice.pick(['laboratory', 'survey']), 'http://terminology.hl7.org/CodeSystem/observation-category')],
    subject: to(`Patient/${making.member}`),
    focus: making.dice.some(['CarePlan', 'Observation', 'Condition'], 0.4).map(making.any),
    performer: [party(making.dice)],
    effectiveDateTime: making.dice.pick(days),
    valueQuantity: { value: making.dice.below(5) },
  }),
  Condition: (making) => ({ code: code(making), subject: to(`Patient/${making.member}`) }),
  MedicationRequest: (making) => ({
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: code(making),
    subject: to(`Patient/${making.member}`),
    reasonReference: [making.any('Condition')],
  }),
  AllergyIntolerance: (making) => ({ patient: to(`Patient/${making.member}`), code: code(making) }),
  Communication: (making) => ({
    status: 'completed',
    subject: to(`Patient/${making.member}`),
    category: [concept(making.dice.pick([...codes, 'case-note', 'csp-termination-notice']))],
    sender: party(making.dice),
    about: [making.any('CarePlan')],
    ...(making.dice.chance(0.15) && {
      category: [concept('consent-revoked', `${canon}/CodeSystem/communication-kind`)],
      recipient: [making.dice.chance(0.7) ? org(making.dice) : making.any('RelatedPerson')],
    }),
  }),
  DocumentReference: (making) => ({
    status: 'current',
    type: code(making),
    category: [concept(making.dice.pick(['progress-note', 'iep']))],
    subject: to(`Patient/${making.member}`),
    content: [{ attachment: { contentType: 'text/plain' } }],
  }),
  QuestionnaireResponse: (making) => ({
    status: making.dice.pick(['completed', 'in-progress']),
    subject: to(`Patient/${making.member}`),
    basedOn: [making.any('CarePlan')],
  }),
  Immunization: (making) => ({
    status: 'completed',
    vaccineCode: code(making),
    patient: to(`Patient/${making.member}`),
    occurrenceDateTime: making.dice.pick(days),
  }),
  MeasureReport: ({ dice, member }) => ({
    status: 'complete',
    type: 'individual',
    measure: `${canon}/Measure/m`,
    subject: to(`Patient/${member}`),
    period: { start: dice.pick(days) },
  }),
  Claim: (making) => ({
    ...{ status: making.dice.pick(['active', 'active', 'cancelled', 'draft']), use: making.dice.pick(['preauthorization', 'claim']) },
    type: concept('professional', 'http://terminology.hl7.org/CodeSystem/claim-type'),
    patient: to(`Patient/${making.member}`),
    created: '2024-06-01',
    insurer: org(making.dice),
    provider: org(making.dice),
    priority: concept('normal', 'http://terminology.hl7.org/CodeSystem/processpriority'),
    insurance: [{ sequence: 1, focal: true, coverage: making.any('Coverage') }],
    supportingInfo: ['CarePlan', 'Goal'].map((type, index) => ({
      sequence: index + 1,
      category: code(making),
      valueReference: making.any(type),
    })),
  }),
  List: (making) => ({
    status: 'current',
    mode: 'working',
    code: code(making),
    subject: to(`Patient/${making.member}`),
    entry: ['Observation', 'CarePlan'].map((type) => ({ item: making.any(type) })),
  }),
  Provenance: (making) => ({
    target: [to(`Patient/${making.member}`), making.any('Observation')],
    recorded: now,
    agent: [{ who: party(making.dice) }],
  }),
  AuditEvent: (making) => ({
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    recorded: now,
    agent: [{ who: party(making.dice), requestor: true }],
    source: { observer: { display: 'here' } },
    entity: [{ what: to(`Patient/${making.member}`) }],
  }),
  Basic: (making) => ({ code: code(making), subject: to(`Patient/${making.member}`) }),
  Flag: (making) => ({ status: 'active', code: code(making), subject: to(`Patient/${making.member}`) }),
}

const seats = ['nurse', 'nurse', 'specialist', 'dental', 'school']
const planKinds = ['icp', 'icp', 'emergency-plan', 'aftercare', 'ltss-cp', 'waiver-isp', 'provider-program', 'csp']

/** Types of a member's record. */
export const recordTypes = Object.keys(makers)
export const tieTypes = [
  'EpisodeOfCare',
  'CareTeam',
  'Coverage',
  'Encounter',
  'Task',
  'ServiceRequest',
  'Consent',
  'RelatedPerson',
  'Claim',
]

/** A resource of a type for a member, as a caller may send it; `any` finds what it refers to. */
export function made(type: string, id: string | undefined, making: Making): Omit<ResourceJson, 'id'> & { id?: string } {
  const { dice } = making
  const security = dice.chance(0.25) ? [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: dice.pick(labels) }] : undefined
  return { resourceType: type, ...(id && { id }), ...(security && { meta: { security } }), ...makers[type]?.(making) }
}
