import type { AccessPlan, ClientKind, Role } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import type { Dice } from './dice.ts'
import type { Story } from './families.ts'
import { now, organizations, roles as postIds, recordTypes } from './records.ts'
import type { World } from './world.ts'

/** A scope as the judge reads it: nothing is parsed that this test has put together. */
export interface Granted {
  level: 'system' | 'patient'
  /** A type, or `*`. */
  type: string
  permissions: string
  /** The resource must have this code there. */
  only?: { param: 'status' | 'category' | 'code'; code: string }
}

/** Who asks: a registered system, or a parent or guardian. */
export interface Asker {
  kind: ClientKind | 'family' | 'member' | 'minor'
  organization?: string
  /** What they do there, where that is less than what it is. */
  role?: Role
  /** The post by which they do it. */
  post?: string
  patient?: string
  /** `RelatedPerson/[id]`, of the family; `Patient/[id]`, of a member. */
  person?: string
  scopes: Granted[]
  /** What the world tells of somebody like this, and in which this caller may have a part. */
  story?: Story
  /** A record that this caller's token opened in an emergency: when it closes, and which labels it opens. */
  opening?: { member: string; until: string; labels: string[] }
}

const kinds: readonly Asker['kind'][] = [
  'care-team',
  'hospital',
  'ed',
  'ems',
  'pediatrician',
  'health-plan',
  'masshealth',
  'school',
  'specialist',
  'state-agency',
  'ltss-cp',
  'bh-cp',
  'waiver-manager',
  'ltss-provider',
  'tpa',
  'one-care',
  'csp',
  'cca',
  'system',
  'family',
  'member',
  'minor',
]

/** Of those who have roles, half come by one. */
const roles: Partial<Record<Asker['kind'], readonly Role[]>> = {
  'care-team': ['family-support', 'senior-medical-professional', 'program-director', 'biller'],
  csp: ['csp-worker', 'csp-supervisor'],
  'one-care': ['lts-coordinator'],
}

export function askerOf(dice: Dice, world: World, nth: number): Asker {
  const kind = kinds[nth % kinds.length]!
  const tellings = world.stories.filter(({ kinds }) => kinds.includes(kind))
  const story = tellings.length > 0 && dice.chance(0.85) ? dice.pick(tellings) : undefined
  const organization = story?.organization ?? (dice.chance(0.9) ? dice.pick(organizations) : undefined)
  if (kind === 'member' || kind === 'minor') {
    return { kind, person: `Patient/${dice.pick(world.members)}`, scopes: [{ level: 'system', type: '*', permissions: 'cruds' }] }
  }
  if (kind === 'family') {
    const people = world.kept.filter(({ type, id }) => type === 'RelatedPerson' && (story === undefined || story.ids.includes(id)))
    const person = people.length === 0 ? 'RelatedPerson/nobody' : `RelatedPerson/${dice.pick(people).id}`
    return { kind, person, ...(story && { story }), scopes: [{ level: 'system', type: '*', permissions: 'cruds' }] }
  }
  // An administrator's system sees all; its narrowed scopes are what is of interest.
  const narrow = kind === 'system' || dice.chance(story ? 0.2 : 0.4)
  const patient = kind === 'system' ? dice.chance(0.5) : dice.chance(0.15)
  const known = roles[kind]
  const role = known !== undefined && dice.chance(0.5) ? dice.pick(known) : undefined
  const opens = kind !== 'system' && dice.chance(story?.family === 'opened' ? 0.9 : story ? 0.2 : 0.5)
  const somebody = () => (story && dice.chance(0.8) ? story.member : dice.pick(world.members))
  return {
    kind,
    organization,
    ...(role && { role, ...(dice.chance(0.7) && { post: `PractitionerRole/${dice.pick(postIds)}` }) }),
    ...(story && { story }),
    ...(opens && {
      opening: {
        member: somebody(),
        // It closes at the very moment, or a little later; whoever opened one that has closed sees nothing by it.
        until: dice.pick([now, '2024-06-15T16:00:00.001Z', '2024-06-15T17:00:00.000Z', '2024-06-15T17:00:00.000Z']),
        labels: dice.some(['HIV', '42CFRPart2', 'ETH'], 0.3),
      },
    }),
    ...(patient && { patient: dice.chance(0.9) ? somebody() : 'nobody' }),
    scopes: patient ? patientScopes(dice) : narrow ? narrowScopes(dice) : [{ level: 'system', type: '*', permissions: 'cruds' }],
  }
}

function patientScopes(dice: Dice): Granted[] {
  if (dice.chance(0.5)) return [{ level: 'patient', type: '*', permissions: 'cruds' }]
  return [
    { level: 'patient', type: '*', permissions: 'rs' },
    { level: 'system', type: 'Organization', permissions: 'rs' },
    ...(dice.chance(0.5) ? [{ level: 'system', type: 'Observation', permissions: 'rs', only: inLaboratory } as const] : []),
  ]
}

const inLaboratory = { param: 'category', code: 'laboratory' } as const

function narrowScopes(dice: Dice): Granted[] {
  const granular: Granted[] = [
    { level: 'system', type: 'Observation', permissions: 'cruds', only: inLaboratory },
    { level: 'system', type: 'CarePlan', permissions: 'cruds', only: { param: 'status', code: 'active' } },
    { level: 'system', type: 'Condition', permissions: 'rs', only: { param: 'code', code: 'x' } },
  ]
  const types = dice.some(recordTypes, 0.5).filter((type) => !granular.some((one) => one.type === type))
  return [
    ...(dice.chance(0.7) ? [{ level: 'system', type: 'Patient', permissions: 'rs' } as const] : []),
    ...types.map((type): Granted => ({ level: 'system', type, permissions: dice.pick(['rs', 'cruds', 'cruds', 'r']) })),
    ...dice.some(granular, 0.7),
    ...['Organization', 'OrganizationAffiliation', 'PractitionerRole', 'Practitioner', 'Group'].map(
      (type): Granted => ({ level: 'system', type, permissions: 'rs' }),
    ),
  ]
}

/** The plan as the server would compile it. */
export function planFor(asker: Asker, tokenHash: Buffer): AccessPlan {
  const at = () => new Date(now)
  const scope = asker.scopes
    .map(({ level, type, permissions, only }) => `${level}/${type}.${permissions}${only ? `?${only.param}=${only.code}` : ''}`)
    .join(' ')
  const { kind, organization, patient, person, role, post } = asker
  const caller = {
    clientId: 'somebody',
    kind,
    organization,
    patient,
    ...(person && { fhirUser: person }),
    ...(role && { roles: [role] }),
    ...(post && { posts: [post] }),
    ...(kind === 'ems' && { purpose: 'ETREAT' }),
  }
  return compileAccess(caller, scope, tokenHash, { read: scopeReader(), now: at })
}
