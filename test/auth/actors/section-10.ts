import { type Caller, type ClientKind, ownAccess } from '#auth/access-plan.ts'
import type { TableSettings } from '#auth/actors/table-settings.ts'
import { compileAccess } from '#auth/compile-access.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { openTestStore } from '../../storage/databases.ts'
import { create, ids, ofPatient, patient, query, remove } from '../../storage/records.ts'

// Section 10 of the requirements, row by row: `near` is the member to whom an actor is tied in its row's way, `far` has the
// same records and no tie to anybody. What ties runs in June 2024.

const us = ownAccess('test')
export const canon = 'https://cares-fhir.example.org'
export const to = (reference: string) => ({ reference })
export const concept = (code: string, system = 'urn:test') => ({ coding: [{ system, code }] })
export const we = 'Organization/o'
export const june = { start: '2024-06-01', end: '2024-06-30' }

/** The day before a tie begins, its first and last moments, and the day after; local time, EDT. */
export const days = {
  before: '2024-06-01T03:59:59.999Z',
  first: '2024-06-01T04:00:00Z',
  last: '2024-07-01T03:59:59.999Z',
  after: '2024-07-01T04:00:00Z',
}
const noon = '2024-06-15T16:00:00Z'

/** All that there is of a member but what ties somebody, by type; ids end in the member's. */
export function recordOf(member: string): ResourceJson[] {
  const one = (type: string, id: string, more: object = {}) => ofPatient(type, `${id}-${member}`, member, more)
  const plan = (id: string, kind: string, more: object = {}) =>
    one('CarePlan', id, { status: 'active', intent: 'plan', category: [concept(kind)], ...more })
  const goal = (id: string, domain: string) => one('Goal', id, { category: [concept(domain, `${canon}/CodeSystem/icp-domain`)] })
  const service = (id: string, category: string) =>
    one('ServiceRequest', id, {
      status: 'active',
      intent: 'order',
      category: [concept(category)],
      performer: [to('Organization/elsewhere')],
    })
  const note = (id: string, category: string) => one('Communication', id, { status: 'completed', category: [concept(category)] })
  const document = (id: string, category: string) => one('DocumentReference', id, { status: 'current', category: [concept(category)] })
  return [
    patient(member, { birthDate: '2012-01-01' }),
    { resourceType: 'RelatedPerson', id: `mother-${member}`, patient: to(`Patient/${member}`) },
    { resourceType: 'AllergyIntolerance', id: `allergy-${member}`, patient: to(`Patient/${member}`) },
    one('Condition', 'asthma'),
    one('Condition', 'hiv', { meta: { security: [{ code: 'HIV' }] } }),
    one('Condition', 'sad', { meta: { security: [{ code: 'PSY' }] } }),
    one('MedicationRequest', 'inhaler', { status: 'active', intent: 'order' }),
    one('Observation', 'lab', { status: 'final' }),
    plan('icp', 'icp'),
    plan('draft', 'icp', { status: 'draft' }),
    plan('emergency', 'emergency-plan'),
    plan('ltss', 'ltss-cp', { author: to(we) }),
    plan('waiver', 'waiver-isp', { author: to('Organization/elsewhere') }),
    plan('day', 'provider-program', { author: to('PractitionerRole/ours') }),
    plan('night', 'provider-program', { author: to('Organization/elsewhere') }),
    plan('csp', 'csp'),
    plan('cspdraft', 'csp', { status: 'draft' }),
    goal('lungs', 'medical'),
    goal('reads', 'educational'),
    one('Goal', 'home'),
    service('nurse', 'current-service'),
    service('aide', 'school-support'),
    service('food', 'sdoh'),
    service('eyes', 'service-referral'),
    note('ended', 'csp-termination-notice'),
    note('told', 'case-note'),
    { ...note('called', 'case-note'), sender: to('Practitioner/ann') },
    one('Encounter', 'stay', { status: 'finished', serviceProvider: to('Organization/elsewhere') }),
    one('Encounter', 'visit', { status: 'finished', participant: [{ individual: to('PractitionerRole/ours') }] }),
    document('progress', 'progress-note'),
    document('iep', 'iep'),
    one('QuestionnaireResponse', 'done', { status: 'completed' }),
    one('QuestionnaireResponse', 'begun', { status: 'in-progress', author: to('PractitionerRole/ours') }),
    one('MeasureReport', 'month', { status: 'complete', type: 'individual' }),
    { resourceType: 'Appointment', id: `meeting-${member}`, status: 'booked', participant: [{ actor: to(`Patient/${member}`) }] },
  ]
}

/** Who is in the directory: our post, one of another organization, and an agreement that others may have with us. */
const directory: ResourceJson[] = [
  { resourceType: 'PractitionerRole', id: 'ours', practitioner: to('Practitioner/ann'), organization: to(we) },
  { resourceType: 'PractitionerRole', id: 'theirs', practitioner: to('Practitioner/ben'), organization: to('Organization/elsewhere') },
]

/** Records that tie us to `near`. */
export const tie = {
  enrolled: (program: string, period: object = june): ResourceJson => ({
    ...{ resourceType: 'EpisodeOfCare', id: 'tie-episode', status: 'active', type: [concept(program)], period },
    ...{ patient: to('Patient/near'), managingOrganization: to(we) },
  }),
  team: (role: string, period: object = june, member = 'PractitionerRole/ours'): ResourceJson =>
    ofPatient('CareTeam', 'tie-team', 'near', { status: 'active', participant: [{ role: [concept(role)], member: to(member), period }] }),
  payer: (period: object = june, payor = we): ResourceJson => ({
    ...{ resourceType: 'Coverage', id: 'tie-cover', status: 'active', beneficiary: to('Patient/near'), payor: [to(payor)], period },
  }),
  agreement: (period: object | undefined = june, more: object = {}): ResourceJson => ({
    ...{ resourceType: 'OrganizationAffiliation', id: 'tie-agreement', active: true, ...(period && { period }) },
    ...{ organization: to('Organization/plan'), participatingOrganization: to(we), ...more },
  }),
  release: (classes: string[], period: object = june, more: object = {}): ResourceJson => ({
    ...{ resourceType: 'Consent', id: 'tie-release', status: 'active', patient: to('Patient/near'), dateTime: '2024-01-01' },
    ...{ category: [concept('release', `${canon}/CodeSystem/consent-kind`)], performer: [to('RelatedPerson/mother-near')] },
    provision: {
      ...{ period, class: classes.map((code) => ({ code })) },
      actor: [{ role: concept('IRCP'), reference: to(we) }],
      ...more,
    },
  }),
  serving: (status = 'active'): ResourceJson =>
    ofPatient('ServiceRequest', 'tie-service', 'near', {
      ...{ status, intent: 'order', category: [concept('current-service')], performer: [to(we)] },
    }),
  consult: (owner: string, status = 'requested'): ResourceJson => ({
    ...{ resourceType: 'Task', id: 'tie-consult', status, intent: 'order', for: to('Patient/near') },
    ...{ code: concept('smp-consult'), owner: to(owner) },
  }),
  authorization: (cited: string[], more: object = {}): ResourceJson => ({
    ...{ resourceType: 'Claim', id: 'tie-claim', status: 'active', use: 'preauthorization', patient: to('Patient/near') },
    ...{ insurer: to(we), provider: to('Organization/elsewhere'), supportingInfo: cited.map((one) => ({ valueReference: to(one) })) },
    ...more,
  }),
  custody: (agency: string, parts: string[], period: object = june, more: object = {}): ResourceJson => ({
    ...{ resourceType: 'RelatedPerson', id: 'tie-custody', patient: to('Patient/near') },
    extension: [
      {
        url: `${canon}/StructureDefinition/legal-authority`,
        extension: [
          { url: 'kind', valueCode: 'custody-agency' },
          { url: 'document', valueReference: to('DocumentReference/order') },
          { url: 'agency', valueCode: agency },
          { url: 'custodian', valueReference: to(we) },
          ...parts.map((valueCode) => ({ url: 'part', valueCode })),
          { url: 'period', valuePeriod: period },
        ],
      },
    ],
    ...more,
  }),
}

/** A store with both members, and what is asked of it. */
export async function openSection10() {
  const { store, tokens, close } = await openTestStore()
  const token = Buffer.alloc(32, 10)
  await tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await store.write(us, [...directory, ...recordOf('near'), ...recordOf('far')].map(create))
  const record = [...recordOf('near'), ...recordOf('far')]
  const types = [...new Set(record.map(({ resourceType }) => resourceType))]

  const as = (caller: Omit<Caller, 'clientId'> | ClientKind, at = noon, tables: TableSettings = {}) =>
    compileAccess(
      { clientId: 'c', organization: we, ...(typeof caller === 'string' ? { kind: caller } : caller) },
      'system/*.cruds',
      token,
      { now: () => new Date(at), tables },
    )

  /** Runs with some records stored, and takes them away again. */
  async function having<T>(records: readonly ResourceJson[], work: () => Promise<T>): Promise<T> {
    await store.write(us, records.map(create))
    try {
      return await work()
    } finally {
      await store.write(
        us,
        records.map(({ resourceType, id }) => remove(resourceType, id)),
      )
    }
  }

  /** Ids of `near` that are found, without the member's name. */
  async function finds(access: ReturnType<typeof as>): Promise<string[]> {
    const { matches } = await store.search(access, query('', { types, count: 500 }))
    return ids(matches)
      .filter((id) => !id.startsWith('tie-'))
      .map((id) => id.replace(/-near$/, ''))
      .sort()
  }

  /** Ids of `near` that are found and, one by one, read; without the member's name. Of `far` nothing may be. */
  async function sees(access: ReturnType<typeof as>): Promise<string[]> {
    const found = await finds(access)
    const read: string[] = []
    for (const { resourceType, id } of record) if (await store.read(access, resourceType, id)) read.push(id.replace(/-near$/, ''))
    if (read.sort().join() !== found.join()) throw new Error(`read ${read.join()} but found ${found.join()}`)
    return found
  }

  /** What becomes of a write to this member's record; what was written is taken back. */
  async function writes(access: ReturnType<typeof as>, resource: ResourceJson): Promise<string> {
    const [written] = await store.write(access, [create({ ...resource, id: 'new' })])
    if (written!.outcome === 'created') await store.write(us, [remove(resource.resourceType, 'new')])
    return written!.outcome
  }

  /** What becomes of a change to what is there; it is put back. */
  async function changes(access: ReturnType<typeof as>, id: string, more: object, held?: ResourceJson): Promise<string> {
    const old = held ?? record.find((one) => one.id === id)!
    const [written] = await store.write(access, [{ act: 'update', resource: { ...old, ...more } }])
    if (written!.outcome === 'updated') await store.write(us, [{ act: 'update', resource: old }])
    return written!.outcome
  }

  return { store: store as Store, as, having, finds, sees, writes, changes, close }
}

export { ofPatient }
