import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { child } from '#demo/people/child.ts'
import { conditions } from '#demo/people/conditions/index.ts'
import { bundleOf, member, rosterMember, smallMember } from '#demo/people/member.ts'
import { sharedRecords } from '#demo/people/providers.ts'

const cast = { seed: 7, today: '2026-11-22' }

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Every `reference` in a resource, at any depth. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'reference' && typeof inner === 'string' ? [inner] : references(inner)))
}

describe('sample members', () => {
  test('the same seed gives the same bytes, another seed other bytes', () => {
    const bytes = (seed: number) => digest([0, 1, 2, 17].map((index) => member(index, { ...cast, seed }).chapters))
    expect(bytes(7)).toBe(bytes(7))
    expect(bytes(8)).not.toBe(bytes(7))
  })

  test('no two of 20,000 children share the text of a goal', () => {
    const texts = new Set<string>()
    let goals = 0
    for (let index = 0; index < 20_000; index += 1) {
      const { story, words } = child(index, cast)
      for (const goal of story.goals) {
        goals += 1
        texts.add(goal.text(words))
      }
    }
    expect(goals).toBeGreaterThan(99_000)
    expect(texts.size).toBe(goals)
  })

  test('no two children share an id or a member number', () => {
    const children = Array.from({ length: 20_000 }, (_, index) => child(index, cast))
    expect(new Set(children.map(({ id }) => id)).size).toBe(20_000)
    expect(new Set(children.map(({ memberId }) => memberId)).size).toBe(20_000)
    for (const { memberId } of children) expect(memberId).toMatch(/^\d{12}$/)
  })

  test('every reference of a record leads to a resource of the record or to one that all share', () => {
    const shared = new Set(sharedRecords().map(({ resourceType, id }) => `${resourceType}/${id}`))
    for (let index = 0; index < conditions.length + 1; index += 1) {
      const records = member(index, cast).chapters.flatMap((chapter) => chapter.resources)
      const known = new Set([...shared, ...records.map(({ resourceType, id }) => `${resourceType}/${id}`)])
      expect(known.size).toBe(shared.size + records.length)
      expect(references(records).filter((reference) => !known.has(reference))).toEqual([])
    }
  })

  test('nothing is recorded on the day the story is told or after it', () => {
    for (let index = 0; index < 30; index += 1) {
      for (const chapter of member(index, cast).chapters) expect(chapter.at < '2026-11-22').toBe(true)
    }
  })

  test('brothers and sisters share house and parents, and have a story of their own', () => {
    const [older, younger] = [child(8, cast), child(9, cast)]
    expect(younger.family).toBe(older.family)
    expect(younger.address).toEqual(older.address)
    expect(younger.parents).toEqual(older.parents)
    expect(younger.story.name).not.toBe(older.story.name)
  })

  test('ten children show every condition and all five languages', () => {
    const ten = Array.from({ length: 10 }, (_, index) => child(index, cast))
    expect(new Set(ten.map(({ story }) => story.name)).size).toBe(9)
    expect(new Set(ten.map(({ language }) => language.code))).toEqual(new Set(['en', 'es', 'pt', 'ht', 'vi']))
  })

  test('nobody has turned 18, and the young man on his way to adult care is 17', () => {
    for (let index = 0; index < 500; index += 1) {
      const { birthDate, story } = child(index, cast)
      expect(birthDate > '2008-11-22').toBe(true)
      if (story.name === 'muscular-dystrophy') expect(birthDate <= '2009-11-22').toBe(true)
    }
  })

  test('each condition has its own medicines, equipment, school needs, referrals and emergency lines', () => {
    for (const list of ['equipment', 'school', 'emergency'] as const) {
      const all = conditions.flatMap((condition) => condition[list])
      expect(new Set(all).size).toBe(all.length)
    }
    const doses = conditions.flatMap(({ medicines }) => medicines.map(({ display, dose }) => `${display}: ${dose}`))
    expect(new Set(doses).size).toBe(doses.length)
  })

  test('a small member is seventeen resources, a roster member has eighteen months of contacts', () => {
    expect(smallMember(3, cast)).toHaveLength(17)
    const contacts = rosterMember(3, cast).filter(({ resourceType, id }) => resourceType === 'Encounter' && /visit|call/.test(id))
    expect(contacts.length).toBeGreaterThanOrEqual(32)
  })

  test('a load puts each resource under its own id, so that loading twice changes nothing', () => {
    const bundle = bundleOf(smallMember(0, cast))
    expect(bundle.entry?.map(({ request }) => request?.url)).toContain('Patient/m00001')
    expect(bundle.entry?.every(({ request, resource }) => request?.url === `${resource?.resourceType}/${resource?.id}`)).toBe(true)
  })
})
