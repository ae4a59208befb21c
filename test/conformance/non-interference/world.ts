import type { ResourceJson, Write } from '#storage/store.ts'
import type { Dice } from './dice.ts'

/** The moment at which everything is asked; the days below lie around it. */
export const now = '2024-06-15T16:00:00.000Z'

export interface Version {
  /** Absent: this version says that it was deleted. */
  content?: ResourceJson
  /** In whose record it was then; absent: in nobody's. */
  member?: string
}

/** A resource with all that was ever written of it; version n is the nth. */
export interface Kept {
  type: string
  id: string
  versions: Version[]
}

export interface World {
  kept: Kept[]
  members: string[]
  organizations: string[]
  /** What is written one after the other. */
  writes: Write[][]
}

export const canon = 'https://cares-fhir.example.org'
export const memberIdSystem = `${canon}/sid/masshealth-member-id`
const to = (reference: string) => ({ reference })
const concept = (code: string, system = 'urn:code') => ({ coding: [{ system, code }], text: `word ${code}` })

export const codes = ['x', 'y', 'z']
const labels = ['HIV', '42CFRPart2', 'ETH', 'PSY', 'ADOL', 'STD', 'N']
// At both sides of today, of thirty days ago, and far from both.
const days = ['2024-06-15', '2024-06-14', '2024-06-16', '2024-05-16', '2024-05-15', '2024-01-01', '2023-01-01', '2024-12-31']

export const organizations = ['o0', 'o1', 'o2'].map((id) => `Organization/${id}`)
const roles = ['ro0', 'ro1', 'ro2']
const practitioners = ['pr0', 'pr1', 'pr2']

/** How to make a record of each type for a member: valid R4, with a place for whatever else is known. */
interface Making {
  dice: Dice
  member: string
  /** Any resource of a type, whosever it is. */
  any(type: string): { reference: string }
}

function period(dice: Dice): { period?: object } {
  if (dice.chance(0.25)) return {}
  const [a, b] = [dice.pick(days), dice.pick(days)].sort()
  return { period: { ...(dice.chance(0.8) && { start: a }), ...(dice.chance(0.7) && { end: b }) } }
}

const org = (dice: Dice) => to(dice.pick(organizations))
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
    type: [concept(dice.pick(['cares', 'csp']), `${canon}/CodeSystem/program`)],
    patient: to(`Patient/${member}`),
    managingOrganization: org(dice),
    ...period(dice),
  }),
  CareTeam: ({ dice, member }) => ({
    status: dice.pick(['active', 'active', 'inactive']),
    subject: to(`Patient/${member}`),
    participant: [{ role: [concept('nurse')], member: party(dice), ...period(dice) }],
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
        dice.pick(['member-identified', 'transfer-hand-over', 'audit-request', 'audit-request', 'other']),
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
    intent: 'order',
    code: concept(dice.pick(codes)),
    category: [concept(dice.pick(['program-referral', 'other']))],
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
        class: [{ system: 'http://hl7.org/fhir/resource-types', code: dice.pick(['CarePlan', 'Goal', 'Patient']) }],
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
          { url: 'kind', valueCode: dice.pick(['parent', 'legal-guardian', 'court-guardian']) },
          ...(dice.chance(0.5) ? [{ url: 'period', valuePeriod: period(dice).period ?? { start: '2020-01-01' } }] : []),
        ],
      },
    ],
  }),
  CarePlan: (making) => ({
    status: making.dice.pick(['active', 'active', 'draft', 'revoked']),
    intent: making.dice.pick(['plan', 'proposal']),
    category: [concept(making.dice.pick(['icp', 'emergency-plan', 'aftercare']), `${canon}/CodeSystem/careplan-kind`)],
    subject: to(`Patient/${making.member}`),
    addresses: [making.any('Condition')],
    goal: [making.any('Goal')],
  }),
  Goal: (making) => ({
    lifecycleStatus: making.dice.pick(['active', 'planned']),
    description: code(making),
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
    category: [code(making)],
    about: [making.any('CarePlan')],
  }),
  DocumentReference: (making) => ({
    status: 'current',
    type: code(making),
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

/** Types of a member's record. */
export const recordTypes = Object.keys(makers)
const tieTypes = ['EpisodeOfCare', 'CareTeam', 'Coverage', 'Encounter', 'Task', 'ServiceRequest', 'Consent', 'RelatedPerson']

/** A resource of a type for a member, as a caller may send it; `any` finds what it refers to. */
export function made(type: string, id: string | undefined, making: Making): Omit<ResourceJson, 'id'> & { id?: string } {
  const { dice } = making
  const security = dice.chance(0.25) ? [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: dice.pick(labels) }] : undefined
  return { resourceType: type, ...(id && { id }), ...(security && { meta: { security } }), ...makers[type]?.(making) }
}

/** Something in the world to refer to, or to ask for, of a type. */
export function someOf(world: Pick<World, 'kept'>, type: string, dice: Dice): string {
  const of = world.kept.filter((one) => one.type === type)
  return of.length === 0 ? `${type}/nobody` : `${type}/${dice.pick(of).id}`
}

export function worldOf(dice: Dice): World {
  const members = ['m0', 'm1', 'm2', 'm3'].slice(0, 2 + dice.below(3))
  const kept: Kept[] = members.map((id) => ({ type: 'Patient', id, versions: [] }))
  const home = new Map<Kept, string>(kept.map((one) => [one, one.id]))
  for (const member of members) {
    const types = [
      ...tieTypes.flatMap((type) => (dice.chance(0.8) ? [type, ...(dice.chance(0.5) ? [type] : [])] : [])),
      ...recordTypes.filter((type) => type !== 'Patient' && dice.chance(tieTypes.includes(type) ? 0.1 : 0.6)),
      'Observation',
      'CarePlan',
    ]
    for (const type of types) {
      const one = { type, id: `r${kept.length}`, versions: [] }
      kept.push(one)
      home.set(one, member)
    }
  }
  const world: World = { kept, members, organizations, writes: [directory(dice, kept)] }
  groups(dice, world)
  const rounds = 4
  for (let round = 0; round < rounds; round++) world.writes.push(kept.flatMap((one) => next(one, home.get(one), round, dice, world) ?? []))
  world.kept = kept
  return world
}

function directory(dice: Dice, kept: Kept[]): Write[] {
  const all = [
    ...organizations.map((one) => ({ resourceType: 'Organization', id: one.slice(13), name: one, active: true })),
    ...practitioners.map((id) => ({ resourceType: 'Practitioner', id, name: [{ family: id }] })),
    ...roles.map((id) => ({
      resourceType: 'PractitionerRole',
      id,
      active: dice.chance(0.8),
      organization: org(dice),
      practitioner: to(`Practitioner/${dice.pick(practitioners)}`),
    })),
  ]
  for (const content of all) kept.push({ type: content.resourceType, id: content.id, versions: [{ content }] })
  return all.map((resource): Write => ({ act: 'create', resource }))
}

function groups(dice: Dice, world: World): void {
  const content = {
    resourceType: 'Group',
    id: 'g0',
    type: 'person',
    actual: true,
    member: dice.some(world.members).map((one) => ({ entity: to(`Patient/${one}`) })),
  }
  world.kept.push({ type: 'Group', id: 'g0', versions: [{ content }] })
  world.writes[0]!.push({ act: 'create', resource: content })
}

/** What happens to a resource in a round: made, changed, moved to another member, deleted, made again. */
function next(one: Kept, home: string | undefined, round: number, dice: Dice, world: World): Write | undefined {
  if (home === undefined) return undefined
  const last = one.versions.at(-1)
  if (last !== undefined && dice.chance(one.type === 'Patient' ? 0.85 : 0.6)) return undefined
  if (last?.content !== undefined && dice.chance(one.type === 'Patient' ? 0.03 : 0.25)) {
    one.versions.push({ member: last.member })
    return { act: 'delete', type: one.type, id: one.id }
  }
  const moves = one.type !== 'Patient' && dice.chance(last === undefined ? 0 : 0.1)
  const member = moves ? dice.pick(world.members) : (last?.member ?? home)
  const making = { dice, member, any: (type: string) => to(someOf(world, type, dice)) }
  const resource = made(one.type, one.id, making) as ResourceJson
  resource.meta = { ...resource.meta, tag: [{ code: `t${round}` }] }
  one.versions.push({ content: resource, member })
  // Labels come and go, as administrators take them off.
  return last?.content === undefined ? { act: 'create', resource } : { act: 'update', resource, lowers: true }
}
