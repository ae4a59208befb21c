import { isDeepStrictEqual } from 'node:util'
import type { ResourceJson, Write } from '#storage/store.ts'
import type { Dice } from './dice.ts'
import { families, type Story } from './families.ts'
import { made, org, organizations, period, practitioners, recordTypes, roles, tieTypes, to } from './records.ts'

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
  /** What was told on purpose. */
  stories: Story[]
}

/** Something in the world to refer to, or to ask for, of a type. */
export function someOf(world: Pick<World, 'kept'>, type: string, dice: Dice): string {
  const of = world.kept.filter((one) => one.type === type)
  return of.length === 0 ? `${type}/nobody` : `${type}/${dice.pick(of).id}`
}

/** Of the worlds, as many have stories; they have fewer other ties. */
const withStories = 0.6

export function worldOf(dice: Dice): World {
  const told = dice.chance(withStories)
  const members = ['m0', 'm1', 'm2', 'm3'].slice(0, 2 + dice.below(3))
  const kept: Kept[] = members.map((id) => ({ type: 'Patient', id, versions: [] }))
  const home = new Map<Kept, string>(kept.map((one) => [one, one.id]))
  for (const member of members) {
    const types = [
      ...tieTypes.flatMap((type) => (dice.chance(told ? 0.4 : 0.8) ? [type, ...(dice.chance(0.5) ? [type] : [])] : [])),
      ...recordTypes.filter((type) => type !== 'Patient' && dice.chance(tieTypes.includes(type) ? 0.1 : told ? 0.4 : 0.6)),
      'Observation',
      'CarePlan',
    ]
    for (const type of types) {
      const one = { type, id: `r${kept.length}`, versions: [] }
      kept.push(one)
      home.set(one, member)
    }
  }
  const world: World = { kept, members, organizations, writes: [directory(dice, kept)], stories: [] }
  groups(dice, world)
  const rounds = 4
  for (let round = 0; round < rounds; round++) world.writes.push(kept.flatMap((one) => next(one, home.get(one), round, dice, world) ?? []))
  if (told) stories(dice, world)
  return world
}

/** Tells each member's stories, one round after what happened by chance, and in the round after that what became of it. */
function stories(dice: Dice, world: World): void {
  const now = new Map<string, Write>()
  const then = new Map<string, Write>()
  const write = (round: Map<string, Write>, key: string, content: ResourceJson | undefined, member: string | undefined) => {
    const [type, id] = key.split('/') as [string, string]
    const known = world.kept.find((kept) => kept.type === type && kept.id === id)
    const one = known ?? { type, id, versions: [] }
    if (known === undefined) world.kept.push(one)
    const before = one.versions.at(-1)?.content
    const isThere = before !== undefined
    // What changes nothing makes no version.
    if (isThere && isDeepStrictEqual(before, content)) return
    one.versions.push(content === undefined ? { member } : { content, member })
    if (content === undefined) round.set(key, { act: 'delete', type, id })
    else round.set(key, isThere ? { act: 'update', resource: content, lowers: true } : { act: 'create', resource: content })
  }
  for (const member of world.members) {
    for (const [name, { organization, share, kinds, tell }] of Object.entries(families)) {
      if (!dice.chance(share)) continue
      const ids: string[] = []
      tell({
        dice,
        member,
        organization,
        other: dice.pick(world.members),
        put(content) {
          const id = content.id ?? `s${world.kept.length}`
          ids.push(id)
          const key = `${content.resourceType}/${id}`
          // Who agrees with whom is in nobody's record.
          write(now, key, { ...content, id } as ResourceJson, content.resourceType === 'OrganizationAffiliation' ? undefined : member)
          return to(key)
        },
        later({ reference }, content, home = member) {
          const id = reference.slice(reference.indexOf('/') + 1)
          write(then, reference, content && ({ ...content, id } as ResourceJson), home)
        },
      })
      world.stories.push({ family: name as Story['family'], member, organization, kinds, ids })
    }
  }
  world.writes.push([...now.values()], [...then.values()])
}

function directory(dice: Dice, kept: Kept[]): Write[] {
  const all = [
    ...[...organizations, ...Object.values(families).map(({ organization }) => organization)].map((one) => ({
      resourceType: 'Organization',
      id: one.slice(13),
      name: one,
      active: true,
    })),
    ...practitioners.map((id) => ({ resourceType: 'Practitioner', id, name: [{ family: id }] })),
    ...roles.map((id) => ({
      resourceType: 'PractitionerRole',
      id,
      active: dice.chance(0.8),
      organization: org(dice),
      practitioner: to(`Practitioner/${dice.pick(practitioners)}`),
    })),
    ...['a0', 'a1', 'a2', 'a3'].map((id) => ({
      resourceType: 'OrganizationAffiliation',
      id,
      active: dice.chance(0.9),
      organization: org(dice),
      participatingOrganization: org(dice),
      ...period(dice),
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
