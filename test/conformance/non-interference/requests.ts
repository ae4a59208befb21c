import type { InteractionRequest } from '#interactions/contract.ts'
import type { Dice } from './dice.ts'
import type { Story } from './families.ts'
import { codes, made, memberIdSystem, organizations, recordTypes } from './records.ts'
import { type Kept, someOf, type World } from './world.ts'

/** One thing that is asked. */
export interface Asked {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  body?: unknown
  more?: Partial<InteractionRequest>
  /** What kind of path it goes, for the count. */
  path: string
}

/** What a request is put together from. */
interface Making {
  dice: Dice
  world: World
  /** Resources of which most are hidden from who asks. */
  target: Kept
  member: string
}

const patientParam: Readonly<Record<string, string>> = { Coverage: 'beneficiary', Patient: 'link', AuditEvent: 'patient' }
const byPatient = (type: string) => patientParam[type] ?? 'patient'
const get = (path: string, url: string): Asked => ({ method: 'GET', url, path })
const q = (url: string, params: object): string => `${url}?${new URLSearchParams({ ...params })}`
const chains: readonly [type: string, name: string, values: readonly string[]][] = [
  ['Observation', 'subject:Patient.family', ['Familym0', 'Familym1', 'Familym2']],
  ['Observation', 'focus:CarePlan.status', ['active', 'draft', 'revoked']],
  ['Observation', 'focus:Observation.code', codes],
  ['Observation', 'subject:Patient.general-practitioner', organizations],
  ['CarePlan', 'condition.code', codes],
  ['CarePlan', 'goal.addresses:Condition.code', codes],
  ['Goal', 'addresses:Condition.code', codes],
  ['Task', 'focus:Observation.code', codes],
  ['EpisodeOfCare', 'patient._has:Observation:subject:code', codes],
  ['PractitionerRole', 'organization._has:EpisodeOfCare:organization:status', ['active', 'planned']],
]
const hasNames: readonly [type: string, name: string, values: readonly string[]][] = [
  ['Patient', '_has:Observation:subject:code', codes],
  ['Patient', '_has:Consent:patient:status', ['active']],
  ['Patient', '_has:Provenance:target:agent', ['Practitioner/pr0', 'PractitionerRole/ro1']],
  ['CarePlan', '_has:Observation:focus:code', codes],
  ['Condition', '_has:Goal:addresses:lifecycle-status', ['active', 'planned']],
  ['Patient', '_has:CarePlan:subject:_has:Observation:focus:code', codes],
  ['Organization', '_has:EpisodeOfCare:organization:status', ['active', 'planned', 'finished']],
  ['Organization', '_has:Coverage:payor:patient', ['Patient/m0', 'Patient/m1']],
  ['Practitioner', '_has:PractitionerRole:practitioner:organization', organizations],
  ['Practitioner', '_has:Observation:performer:code', codes],
]
const includes: readonly [type: string, params: Record<string, string>][] = [
  ['Observation', { _include: 'Observation:focus' }],
  ['Observation', { _include: 'Observation:*' }],
  ['Observation', { _include: 'Observation:focus', '_include:iterate': 'CarePlan:goal' }],
  ['CarePlan', { _include: 'CarePlan:condition', _revinclude: 'Observation:focus' }],
  ['CarePlan', { _include: 'CarePlan:goal', '_include:iterate': 'Goal:addresses' }],
  ['Patient', { _revinclude: 'Observation:subject' }],
  ['Patient', { _revinclude: '*' }],
  ['Patient', { _revinclude: 'CarePlan:subject', '_revinclude:iterate': 'Observation:focus' }],
  ['Organization', { _revinclude: 'EpisodeOfCare:organization' }],
  ['Organization', { _revinclude: 'Encounter:service-provider', '_include:iterate': 'Encounter:patient' }],
  ['Practitioner', { _revinclude: '*' }],
  ['Task', { _include: 'Task:focus', _revinclude: 'Provenance:target' }],
  ['List', { _include: 'List:item' }],
  ['Group', { _include: 'Group:member' }],
]

/** Reads that change nothing, by their paths. */
const reads: readonly ((making: Making) => Asked)[] = [
  ({ target }) => get('read', `${target.type}/${target.id}`),
  ({ target, dice }) => get('vread', `${target.type}/${target.id}/_history/${1 + dice.below(target.versions.length + 1)}`),
  ({ target, dice }) => get('history', q(`${target.type}/${target.id}/_history`, dice.pick([{}, { _count: '1' }, { _summary: 'count' }]))),
  ({ target, dice }) => get('history', q(`${target.type}/_history`, dice.pick([{}, { _count: '2' }, { _summary: 'count' }]))),
  ({ dice }) => get('history', q('_history', dice.pick([{ _count: '5' }, { _summary: 'count' }]))),
  ({ target }) => get('search', q(target.type, { _id: target.id })),
  ({ target, member, dice }) =>
    get('search', q(target.type, { [byPatient(target.type)]: `Patient/${member}`, ...dice.pick([{}, { _total: 'accurate' }]) })),
  ({ target, dice }) =>
    get('search', q(target.type, { _count: '2', _total: 'accurate', _sort: dice.pick(['_lastUpdated', '-_lastUpdated', '_id', '-_id']) })),
  ({ target }) => get('count', q(target.type, { _summary: 'count' })),
  ({ target }) => get('search', q(target.type, { _elements: 'id,status', _count: '3' })),
  ({ target, dice }) => get('modifiers', q(target.type, dice.pick(labelSearches))),
  ({ dice }) => get('modifiers', q(dice.pick(['Observation', 'Condition', 'MedicationRequest', 'List']), dice.pick(codeSearches))),
  ({ dice }) =>
    get(
      'sort',
      q(dice.pick(['Observation', 'Task', 'EpisodeOfCare']), {
        _sort: dice.pick(['code', '-patient', 'status', '-status,code']),
        _count: '3',
      }),
    ),
  ({ dice }) => chainOf('chain', dice, chains),
  ({ dice }) => chainOf('_has', dice, hasNames),
  ({ dice }) => {
    const [type, params] = dice.pick(includes)
    return get('include', q(type, { ...params, _count: dice.pick(['2', '50']) }))
  },
  ({ member, target }) => get('compartment', `Patient/${member}/${target.type === 'Patient' ? 'Observation' : target.type}`),
  ({ member }) => get('compartment', `Patient/${member}/*`),
  ({ dice, world }) => {
    const owner = dice.chance(0.5) ? someOf(world, 'Encounter', dice) : `Practitioner/${dice.pick(['pr0', 'pr1', 'pr2'])}`
    return get('other compartments', `${owner}/${dice.pick(['*', 'CareTeam', 'Observation', 'Encounter', 'Patient'])}`)
  },
  ({ dice, world }) => get('_list', q('Observation', { _list: someOf(world, 'List', dice).slice(5) })),
  ({ dice, member }) => get('_filter', q('Observation', { _filter: dice.pick(filters(member)) })),
  ({ dice }) =>
    get('types', q('', { _type: dice.pick(['Observation,CarePlan,Goal', 'Patient,EpisodeOfCare']), _count: '4', _total: 'accurate' })),
  ({ member, dice }) => get('$everything', q(`Patient/${member}/$everything`, dice.pick(everythings))),
  ({ member }) => get('$graphql', q(`Patient/${member}/$graphql`, { query: ofPatient })),
  ({ dice, member, target }) => get('$graphql', q('$graphql', { query: dice.pick(overAll(member, target)) })),
  ({ target }) => get('$validate', `${target.type}/${target.id}/$validate`),
  ({ target }) => get('$validate', `${target.type}/${target.id}/$validate?mode=delete`),
  ({ target, dice, world, member }) => {
    const body = made(target.type, target.id, { dice, member, any: (type) => ({ reference: someOf(world, type, dice) }) })
    return { method: 'POST', url: `${target.type}/$validate`, body, path: '$validate' }
  },
  ({ target }) => get('$meta', `${target.type}/${target.id}/$meta`),
  ({ member }) => get('$clocks', `Patient/${member}/$clocks`),
  ({ member }) => get('$propose-icp', `Patient/${member}/$propose-icp`),
  ({ member }) => get('$summary', `Patient/${member}/$summary`),
  ({ target, member }) => ({
    method: 'POST',
    url: '',
    path: 'batch',
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        `${target.type}/${target.id}`,
        `Patient/${member}`,
        `Observation?patient=${member}&_total=accurate`,
        `${target.type}/_history`,
      ].map((url) => ({ request: { method: 'GET', url } })),
    },
  }),
]

const labelSearches = [
  { _security: 'HIV' },
  { '_security:not': 'HIV' },
  { _tag: 't1' },
  { '_security:missing': 'true', _total: 'accurate' },
  { _lastUpdated: 'gt2020-01-01', _count: '3' },
]
const codeSearches = [
  { code: 'x' },
  { 'code:not': 'x' },
  { code: 'x,y', _sort: '-_lastUpdated' },
  { 'code:missing': 'false', _total: 'accurate' },
  { 'code:text': 'word' },
  { 'patient:missing': 'false' },
  { 'patient.birthdate': 'lt2010-01-01' },
]
const filters = (member: string) => [
  'code eq x',
  'not (code eq x)',
  `patient re Patient/${member}`,
  `patient.family eq Family${member} or code eq z`,
  '_has:Task:focus:status eq requested',
]
const everythings = [{}, { _type: 'Observation,CarePlan' }, { _count: '3' }, { _since: '2020-01-01T00:00:00Z' }, { start: '2024-01-01' }]
const ofPatient =
  '{ id birthDate ObservationList(_reference: subject) { id focus { resource(optional: true) { __typename ... on CarePlan { id status } } } } EpisodeOfCareConnection(_reference: patient) { count } }'
const overAll = (member: string, target: Kept) => [
  `{ Patient(id: "${member}") { id } }`,
  `{ ${target.type}(id: "${target.id}") { id meta { versionId } } }`,
  '{ ObservationList(code: "x") { id subject { resource(optional: true) { ... on Patient { id } } } } }',
  '{ CarePlanConnection(status: "active") { count edges { resource { id } } } }',
  `{ ObservationList(_filter: "patient.family eq Family${member}") { id } }`,
]

function chainOf(path: string, dice: Dice, of: typeof chains): Asked {
  const [type, name, values] = dice.pick(of)
  return get(path, q(type, { [name]: dice.pick(values), ...dice.pick([{}, { _total: 'accurate', _count: '1' }]) }))
}

/** What changes something, or would; undone after each. */
const writes: readonly ((making: Making) => Asked)[] = [
  (making) => ({ method: 'POST', url: making.target.type, body: content(making, making.member), path: 'create' }),
  (making) => ({
    method: 'PUT',
    url: `${making.target.type}/${making.target.id}`,
    body: content(making, making.target.versions.at(-1)?.member ?? making.member, making.target.id),
    more: ifMatch(making),
    path: 'update',
  }),
  // Into another member's record.
  (making) => ({
    method: 'PUT',
    url: `${making.target.type}/${making.target.id}`,
    body: content(making, making.member, making.target.id),
    more: ifMatch(making),
    path: 'update',
  }),
  (making) => ({ method: 'DELETE', url: `${making.target.type}/${making.target.id}`, more: ifMatch(making), path: 'delete' }),
  (making) => ({
    method: 'PATCH',
    url: `${making.target.type}/${making.target.id}`,
    body: [{ op: 'replace', path: '/language', value: 'en' }],
    more: { ...ifMatch(making), bodyText: undefined },
    path: 'patch',
  }),
  (making) => ({
    method: 'POST',
    url: making.target.type,
    body: content(making, making.member),
    more: { ifNoneExist: condition(making) },
    path: 'conditional create',
  }),
  (making) => ({
    method: 'PUT',
    url: `${making.target.type}?${condition(making)}`,
    body: content(making, making.member),
    path: 'conditional update',
  }),
  (making) => ({ method: 'DELETE', url: `${making.target.type}?${condition(making)}`, path: 'conditional delete' }),
  (making) => ({
    method: 'PATCH',
    url: `${making.target.type}?${condition(making)}`,
    body: [{ op: 'add', path: '/language', value: 'en' }],
    path: 'conditional patch',
  }),
  (making) => ({ method: 'POST', url: '', body: bundle(making, 'transaction'), path: 'transaction' }),
  (making) => ({ method: 'POST', url: '', body: bundle(making, 'batch'), path: 'batch of writes' }),
]

function content({ target, dice, world }: Making, member: string, id?: string) {
  return made(target.type, id, { dice, member, any: (type) => ({ reference: someOf(world, type, dice) }) })
}

function ifMatch({ dice, target }: Making): Partial<InteractionRequest> {
  if (dice.chance(0.4)) return {}
  if (dice.chance(0.1)) return { ifNoneMatch: '*' }
  return { ifMatch: `W/"${dice.chance(0.7) ? target.versions.length : 1}"` }
}

function condition({ target, member, dice }: Making): string {
  const named = new URLSearchParams({ [byPatient(target.type)]: `Patient/${member}` }).toString()
  return dice.pick([`_id=${target.id}`, named, `_tag=t0&${named}`, '_security=HIV'])
}

function bundle(making: Making, type: string): object {
  const { dice, member, target } = making
  const patient = dice.chance(0.5) ? `Patient?identifier=${memberIdSystem}|10000000000${member.slice(1)}` : `Patient?_id=${member}`
  const observation = { ...content({ ...making, target: { ...target, type: 'Observation' } }, member), subject: { reference: patient } }
  const entry = (method: string, url: string, resource?: object) => ({ request: { method, url }, ...(resource && { resource }) })
  const some = [
    entry('POST', 'Observation', observation),
    entry('GET', `${target.type}/${target.id}`),
    entry('DELETE', `${target.type}?_id=${target.id}`),
    entry('PUT', `${target.type}/${target.id}`, content(making, member, target.id)),
    entry('GET', `Observation?patient=${member}`),
  ]
  return { resourceType: 'Bundle', type, entry: [some[0], ...dice.some(some.slice(1), 0.3)] }
}

/** Of these an answer tells what follows from the whole record of a member: they are tried against whole members unseen. */
const ofWholeRecords: readonly ((making: Making) => Asked)[] = [
  ({ member }) => get('$enrollment-status', `EpisodeOfCare/$enrollment-status?patient=${member}`),
  ({ member }) => get('$enrollment-status', `EpisodeOfCare/$enrollment-status?member-id=10000000000${member.slice(1)}`),
  ({ member }) => get('$billing-eligibility', `Patient/${member}/$billing-eligibility?month=2024-05`),
  ({ dice }) => get('$billing-eligibility', `${dice.pick(organizations)}/$billing-eligibility?month=2024-05`),
  ...writes.slice(0, 6),
]

/** Emergency plans, of one member for those who respond. */
export function emergencyOf(member: string, { dice }: { dice: Dice }): Asked {
  if (dice.chance(0.5)) return get('$emergency-plan', `Patient/${member}/$emergency-plan`)
  const given = [
    { name: 'identifier', valueString: `10000000000${member.slice(1)}` },
    { name: 'birthdate', valueDate: dice.pick(['2006-06-14', '2006-06-15', '2006-06-16', '2012-02-29']) },
  ]
  return {
    method: 'POST',
    url: 'Patient/$emergency-plan',
    body: { resourceType: 'Parameters', parameter: given },
    path: '$emergency-plan',
  }
}

export type Sort = 'reads' | 'writes' | 'wholeRecords'
const bySort = { reads, writes, wholeRecords: ofWholeRecords }

/** A request of a sort; of its targets two of three are hidden from who asks, or have been, and every other one is of their story. */
export function requestOf(sort: Sort, { world, story, hidden, partly, dice }: About): Asked {
  const unseen = partly.length > 0 && dice.chance(0.2) ? partly : hidden
  const told = story !== undefined && dice.chance(0.5) ? unseen.filter(({ id }) => story.ids.includes(id)) : []
  const of = told.length > 0 ? told : unseen
  const target = of.length > 0 && dice.chance(0.66) ? dice.pick(of) : dice.pick(world.kept)
  const known = recordTypes.includes(target.type) ? target : dice.pick(world.kept.filter(({ type }) => recordTypes.includes(type)))
  const member = dice.chance(0.05) ? 'nobody' : story !== undefined && dice.chance(0.6) ? story.member : dice.pick(world.members)
  return dice.pick(bySort[sort])({ dice, world, target: sort === 'reads' && dice.chance(0.9) ? target : known, member })
}

/** What requests are asked about. */
export interface About {
  dice: Dice
  world: World
  /** What whoever asks may not see. */
  hidden: readonly Kept[]
  /** What they may see now, and not all that it was. */
  partly: readonly Kept[]
  story?: Story
}
