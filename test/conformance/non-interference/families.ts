import type { ResourceJson } from '#storage/store.ts'
import type { Asker } from './callers.ts'
import type { Dice } from './dice.ts'
import { canon, codes, concept, made, to } from './records.ts'

// What rarely meets by chance, told on purpose: records of one member that stand together at an edge of what somebody may see.

/** Whom a story is about, and for whom it is of interest. */
export interface Story {
  family: keyof typeof families
  member: string
  /** An organization that no record names but those of this family. */
  organization: string
  kinds: readonly Asker['kind'][]
  /** Ids of what was told. */
  ids: string[]
}

/** Puts records into the world. */
export interface Telling {
  dice: Dice
  member: string
  /** Another member of the same world. */
  other: string
  organization: string
  /** Makes a record, or another version of it; gives its reference. */
  put(content: Omit<ResourceJson, 'id'> & { id?: string }): { reference: string }
  /** What becomes of it afterwards: what it is like then, in whose record; nothing where it is deleted. */
  later(reference: { reference: string }, content?: object, member?: string): void
}

interface Family {
  organization: string
  /** Of the members of a world with stories, how many have this one. */
  share: number
  kinds: readonly Asker['kind'][]
  tell(telling: Telling): void
}

const treat = ['care-team', 'hospital', 'ed', 'pediatrician'] as const
const classes = [
  { kind: 'hiv', label: 'HIV' },
  { kind: 'part2', label: '42CFRPart2' },
  { kind: 'part2', label: 'ETH' },
  { kind: 'release', label: 'PSY' },
]
const yesterday = '2024-06-14'
const today = '2024-06-15'
const tomorrow = '2024-06-16'
const always = { start: '2020-01-01' }
const unlabelled = { tag: [{ code: 'story' }] }

/** What others signed for a child whose eighteenth birthday was, is, or will be; and who is guardian, was, or will be. */
function comingOfAge(telling: Telling): void {
  const { dice, member, organization, put, later } = telling
  const birthDate = dice.pick([yesterday, today, today, tomorrow]).replace('2024', '2006')
  put({ ...record(telling, 'Patient'), id: member, active: true, birthDate, generalPractitioner: [to(organization)] })
  treating(telling)
  const parent = put(person(telling, dice.pick(['parent', 'legal-guardian'])))
  const guardian = (period?: object, more: object = {}) => put({ ...person(telling, 'court-guardian', period), ...more })
  const signer = dice.pick([
    () => parent,
    () => parent,
    () => {
      guardian({ end: yesterday })
      return parent
    },
    () => guardian({ start: '2020-01-01', end: yesterday }),
    () => guardian({ start: tomorrow }),
    () => guardian({ start: today }),
    () => guardian(always, { active: false }),
    () => {
      const withdrawn = guardian()
      later(withdrawn)
      return dice.pick([withdrawn, parent])
    },
  ])()
  const { kind, label } = dice.pick(classes)
  const consent = released(telling, { kind, label, signer: dice.chance(0.9) ? signer : to(`Patient/${member}`) })
  put({ ...consent, provision: { ...consent.provision, class: dice.some(parts, 0.6).map(typed) } })
  if (dice.chance(0.6)) put(inCustody(telling))
  labelled(telling, label)
}

/** What a release or a court's paper names of those that `labelled` tells of without a label. */
const parts = ['CarePlan', 'Goal', 'Observation']
const typed = (code: string) => ({ system: 'http://hl7.org/fhir/resource-types', code })

/** A court gave the organization custody, of one part of the record; of ten nine times that is in force but for the member's age. */
function inCustody(telling: Telling) {
  const { dice, organization } = telling
  return person(telling, 'custody-agency', dice.chance(0.1) ? { end: yesterday } : always, [
    { url: 'document', valueReference: to('DocumentReference/nobody') },
    { url: 'agency', valueCode: dice.pick(['dcf', 'dys']) },
    { url: 'custodian', valueReference: to(organization) },
    { url: 'part', valueCode: dice.pick(parts) },
  ])
}

/** A single record ties the organization to the member: it ended, has not begun, was withdrawn, or went to another member. */
function oneTie(telling: Telling): void {
  const { dice, organization, put, later, other } = telling
  const [type, spelled] = dice.pick<[string, (period: object) => object]>([
    [
      'EpisodeOfCare',
      (period) => ({ status: dice.pick(['active', 'active', 'finished', 'planned']), managingOrganization: to(organization), period }),
    ],
    [
      'CareTeam',
      (period) => ({ status: 'active', participant: [{ role: [concept('nurse')], member: to(organization), period }], period: always }),
    ],
    ['Coverage', (period) => ({ status: 'active', payor: [to(organization)], period })],
    ['Encounter', (period) => ({ status: 'in-progress', serviceProvider: to(organization), period })],
  ])
  const period = dice.pick([
    { end: yesterday },
    { start: '2024-01-01', end: '2024-05-16' },
    { start: '2024-01-01', end: '2024-05-15' },
    { start: '2024-01-01', end: today },
    { start: tomorrow },
    { start: today },
  ])
  const tie = put({ ...record(telling, type), ...spelled(period) })
  const after = dice.below(6)
  if (after === 0) later(tie)
  if (after === 1) later(tie, record({ ...telling, member: other }, type), other)
}

/** A task of one's own asking: who asked for it is tied for as long as it says, who does it for as long as it is open. */
function ownTask(telling: Telling): void {
  const { dice, organization, put } = telling
  put({
    ...record(telling, 'Task'),
    status: 'requested',
    code: concept(dice.pick(['audit-request', 'audit-request', 'member-identified']), `${canon}/CodeSystem/task-kind`),
    owner: to(organization),
    requester: to(dice.chance(0.8) ? organization : 'Organization/o0'),
    restriction: { period: dice.pick([{ end: yesterday }, { start: tomorrow }, { end: today }]) },
  })
}

/** Nobody is tied: the record is opened, and an exception for emergencies may name what is protected in it. */
function opened(telling: Telling): void {
  const { dice, member, put } = telling
  const { label } = dice.pick(classes)
  const signer = dice.chance(0.5) ? to(`Patient/${member}`) : put(person(telling, 'parent'))
  if (dice.chance(0.6)) put(released(telling, { kind: 'emergency-exception', label, signer }))
  labelled(telling, label)
}

/** Who treats, and what was labelled, moved or deleted of what they would see. */
function past(telling: Telling): void {
  const { dice, organization, member, other, put, later } = telling
  treating(telling)
  const { label } = dice.pick(classes)
  for (const type of ['CarePlan', 'Condition', 'Goal', 'Observation', 'Encounter']) {
    const bare = () => ({ ...made(type, undefined, making(telling)), meta: unlabelled })
    const bearing = (what: object) => ({ ...what, meta: security(dice.chance(0.8) ? label : 'N') })
    const first = bare()
    const one = put(dice.chance(0.5) ? bearing(first) : first)
    const after = dice.below(5)
    if (after === 0) later(one)
    if (after === 1) later(one, bearing(bare()))
    if (after === 2) later(one, bare())
    if (after === 3) later(one, record({ ...telling, member: other }, type), other)
  }
  if (dice.chance(0.5))
    put({ ...record(telling, 'EpisodeOfCare'), status: 'active', managingOrganization: to(organization), period: always })
  const kind = dice.pick(['emergency-exception', 'emergency-exception', 'release', undefined])
  if (kind) put(released(telling, { kind, label, signer: to(`Patient/${member}`) }))
}

/** Two things are needed at once, and one of them may be missing, over, or another's; what was made by us, and by others, lies beside. */
function partners(telling: Telling): void {
  const { dice, organization, put } = telling
  const period = () => dice.pick([always, always, always, { end: yesterday }, { start: tomorrow }, { start: today }])
  const program = dice.pick(['ltss-cp', 'csp', 'csp', 'one-care', 'one-care', 'cares'])
  put({
    ...record(telling, 'EpisodeOfCare'),
    status: 'active',
    type: [concept(program)],
    managingOrganization: to(organization),
    period: period(),
  })
  put({
    ...record(telling, 'Coverage'),
    status: 'active',
    payor: [to(dice.pick([organization, 'Organization/o0', 'Organization/o0', 'Organization/o1']))],
    period: period(),
  })
  const seat = { role: [concept(dice.pick(['specialist', 'waiver-case-manager', 'school']))], member: to(organization) }
  put({ ...record(telling, 'CareTeam'), status: 'active', participant: [seat], period: period() })
  const consent = released(telling, { kind: 'release', label: dice.pick(['PSY', 'N']), signer: to(`Patient/${telling.member}`) })
  const named = dice.pick(['CarePlan', 'CarePlan', 'Goal', 'DocumentReference'])
  if (dice.chance(0.8)) put({ ...consent, provision: { ...consent.provision, class: [typed(named)] } })
  const consult = {
    code: concept('smp-consult', `${canon}/CodeSystem/task-kind`),
    owner: to(dice.pick([organization, organization, 'PractitionerRole/ro0'])),
  }
  if (dice.chance(0.6)) put({ ...record(telling, 'Task'), status: 'requested', ...consult })
  const plans = ['ltss-cp', 'provider-program', 'csp', 'icp'].map((kind) =>
    put({
      ...{
        ...record(telling, 'CarePlan'),
        status: 'active',
        category: [concept(kind, `${canon}/CodeSystem/careplan-kind`)],
        meta: unlabelled,
      },
      author: to(dice.pick([organization, 'Organization/o0'])),
    }),
  )
  const cited = dice.pick(plans)
  const request = { status: 'active', use: 'preauthorization', insurer: to(organization) }
  put({ ...record(telling, 'Claim'), ...request, supportingInfo: [{ sequence: 1, category: concept('x'), valueReference: cited }] })
  const serves = { status: 'active', category: [concept('current-service')], performer: [to(organization)] }
  if (dice.chance(0.7)) put({ ...record(telling, 'ServiceRequest'), ...serves })
  put({ ...record(telling, 'Communication'), sender: to(dice.pick([organization, 'Organization/o0'])), meta: unlabelled })
}

/** A Community Partner's enrollment, the member's payer, their agreement and a release, of which at most one is amiss: mostly the agreement. */
function agreement(telling: Telling): void {
  const { dice, organization, member, put } = telling
  const payer = to(`Organization/payer-of-${member}`)
  const amiss = dice.pick(['none', 'whose', 'whose', 'when', 'when', 'when', 'inactive', 'payer', 'release'] as const)
  const program = dice.pick([['ltss-cp', 'bh-cp'], ['ltss-cp', 'bh-cp'], ['ltss-cp'], ['bh-cp']])
  const enrollment = { status: 'active', type: program.map((one) => concept(one)), managingOrganization: to(organization), period: always }
  put({ ...record(telling, 'EpisodeOfCare'), ...enrollment })
  put({ ...record(telling, 'Coverage'), status: 'active', payor: [amiss === 'payer' ? to('Organization/o0') : payer], period: always })
  const over = dice.pick([{ end: yesterday }, { start: tomorrow }, { start: '2023-01-01', end: yesterday }, undefined])
  put({
    ...{ resourceType: 'OrganizationAffiliation', active: amiss !== 'inactive', organization: payer },
    participatingOrganization: to(amiss === 'whose' ? 'Organization/o1' : organization),
    ...(amiss === 'when' ? over && { period: over } : { period: always }),
  })
  const consent = released(telling, { kind: 'release', label: 'N', signer: to(`Patient/${member}`) })
  const named = amiss === 'release' ? 'Encounter' : 'CarePlan'
  put({ ...consent, provision: { ...consent.provision, class: [typed(named)] } })
  const shared = { status: 'active', meta: unlabelled }
  for (const kind of ['icp', 'ltss-cp']) {
    const category = [concept(kind, `${canon}/CodeSystem/careplan-kind`)]
    put({ ...record(telling, 'CarePlan'), ...shared, category, author: to(dice.pick([organization, 'Organization/o0'])) })
  }
  put({ ...record(telling, 'Goal'), meta: unlabelled })
}

const byTwo = ['waiver-manager', 'ltss-provider', 'tpa', 'one-care', 'csp', 'cca', 'specialist', 'care-team'] as const
const whoReceive = [...treat, 'health-plan', 'family', 'state-agency', 'school'] as const

export const families = {
  comingOfAge: { organization: 'Organization/s0', share: 0.8, kinds: whoReceive, tell: comingOfAge },
  oneTie: { organization: 'Organization/s1', share: 0.6, kinds: [...treat, 'health-plan'], tell: oneTie },
  ownTask: { organization: 'Organization/s2', share: 0.4, kinds: ['masshealth', 'care-team'], tell: ownTask },
  opened: { organization: 'Organization/s3', share: 0.3, kinds: treat, tell: opened },
  partners: { organization: 'Organization/s5', share: 0.5, kinds: byTwo, tell: partners },
  agreement: { organization: 'Organization/s6', share: 0.6, kinds: ['ltss-cp', 'bh-cp'], tell: agreement },
  past: { organization: 'Organization/s4', share: 0.4, kinds: [...treat, 'health-plan'], tell: past },
} as const satisfies Record<string, Family>

function making({ dice, member }: Telling) {
  return { dice, member, any: (type: string) => to(`${type}/nobody`) }
}

/** Some record of a type for the member, as it comes. */
function record(telling: Telling, type: string) {
  return made(type, undefined, making(telling))
}

function security(label: string) {
  return { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] }
}

/** Ties of each kind, in force. */
function treating(telling: Telling): void {
  const { organization, put } = telling
  put({ ...record(telling, 'EpisodeOfCare'), status: 'active', managingOrganization: to(organization), period: always })
  put({ ...record(telling, 'Encounter'), status: 'in-progress', serviceProvider: to(organization), period: always })
  put({ ...record(telling, 'Coverage'), status: 'active', payor: [to(organization)], period: always })
  const participant = [{ role: [concept('nurse')], member: to(organization) }]
  put({ ...record(telling, 'CareTeam'), status: 'active', participant, period: always })
}

function person(telling: Telling, kind: string, period: object = always, more: readonly object[] = []) {
  const extension = [{ url: 'kind', valueCode: kind }, { url: 'period', valuePeriod: period }, ...more]
  return {
    ...record(telling, 'RelatedPerson'),
    meta: unlabelled,
    active: true,
    extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension }],
  }
}

/** A release to the organization; of ten nine are in force. */
function released(telling: Telling, { kind, label, signer }: { kind: string; label: string; signer: { reference: string } }) {
  const { dice, organization } = telling
  const role = concept('IRCP', 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType')
  return {
    ...record(telling, 'Consent'),
    status: 'active',
    category: [concept(kind, `${canon}/CodeSystem/consent-kind`)],
    dateTime: '2023-01-01',
    performer: [signer],
    provision: {
      type: 'permit',
      ...(dice.chance(0.1) && { period: dice.pick([{ end: yesterday }, { start: tomorrow }]) }),
      actor: [{ role, reference: to(organization) }],
      securityLabel: security(label).security,
    },
  }
}

/** What is of interest to each kind of caller, with the label, with another, and with none; the last lead to the others. */
function labelled(telling: Telling, label: string): void {
  const { dice, put } = telling
  const bearing = () => security(dice.chance(0.75) ? label : dice.chance(0.8) ? dice.pick(classes).label : 'N')
  const plan = { status: 'active', category: [concept('icp', `${canon}/CodeSystem/careplan-kind`)] }
  const condition = put({ ...record(telling, 'Condition'), code: concept(dice.pick(codes)), meta: bearing() })
  const goal = put({ ...record(telling, 'Goal'), addresses: [condition], meta: bearing() })
  const hidden = put({ ...record(telling, 'CarePlan'), ...plan, addresses: [condition], goal: [goal], meta: bearing() })
  put({ ...record(telling, 'CarePlan'), ...plan, addresses: [condition], goal: [goal], meta: unlabelled })
  put({ ...record(telling, 'Goal'), addresses: [condition], meta: unlabelled })
  put({ ...record(telling, 'Observation'), focus: [hidden, condition], meta: unlabelled })
}
