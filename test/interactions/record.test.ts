import { describe, expect, test } from '@jest/globals'
import { gatherRecord } from '#interactions/record.ts'
import type { Needs } from '#programs/program.ts'
import type { CaseQuery, Stored } from '#storage/store.ts'

const storedOf = (resource: { resourceType: string; id: string }): Stored => ({
  type: resource.resourceType,
  id: resource.id,
  version: 1,
  lastUpdated: '2026-11-22T12:00:00.000Z',
  deleted: false,
  text: JSON.stringify(resource),
})
const team = {
  resourceType: 'CareTeam',
  id: 'team',
  participant: [{ member: { reference: 'PractitionerRole/role' } }],
}
const role = { resourceType: 'PractitionerRole', id: 'role', practitioner: { reference: 'Practitioner/person' } }
const person = { resourceType: 'Practitioner', id: 'person', managingOrganization: { reference: 'Organization/third' } }
// No search parameter leads here: the reference stands in an extension.
const covering = { resourceType: 'Practitioner', id: 'covering' }
const goal = { resourceType: 'Goal', id: 'goal', extension: [{ url: 'urn:by', valueReference: { reference: 'Practitioner/covering' } }] }
const all = [team, role, person, covering, goal, { resourceType: 'Organization', id: 'third' }].map(storedOf)

const needs: Needs = {
  member: 'm',
  types: ['CareTeam', 'Goal'],
  others: [],
  alongside: [],
  follow: ['PractitionerRole', 'Practitioner', 'Organization'],
}

/** A store that brings what it is asked for, and on its own account `brought` as well. */
function storeWith(brought: readonly string[]) {
  const queries: CaseQuery[] = []
  const gather = async (query: CaseQuery) => {
    queries.push(query)
    const wanted = [...(query.others ?? []), ...(query.members.length > 0 ? brought : [])]
    return all.filter(({ type, id }) => wanted.includes(`${type}/${id}`) || (query.members.length > 0 && query.types.includes(type)))
  }
  return { gather, queries }
}

describe('the record that a decision looks at', () => {
  test('follows references two steps far where the store follows none', async () => {
    const { gather, queries } = storeWith([])
    const record = await gatherRecord(gather, [needs])
    expect([...record.keys()].toSorted()).toEqual([
      'CareTeam/team',
      'Goal/goal',
      'Practitioner/covering',
      'Practitioner/person',
      'PractitionerRole/role',
    ])
    expect(queries).toHaveLength(3)
  })

  test('asks once more for what the store did not find by its index', async () => {
    const { gather, queries } = storeWith(['PractitionerRole/role', 'Practitioner/person'])
    const record = await gatherRecord(gather, [needs])
    expect(record.has('Practitioner/covering')).toBe(true)
    expect(record.has('Organization/third')).toBe(false)
    expect(queries).toHaveLength(2)
  })

  test('is one query where the store brings everything', async () => {
    const { gather, queries } = storeWith(['PractitionerRole/role', 'Practitioner/person', 'Practitioner/covering'])
    await gatherRecord(gather, [needs])
    expect(queries).toHaveLength(1)
  })

  test('names what the proposed resource refers to in the first query', async () => {
    const { gather, queries } = storeWith(['PractitionerRole/role', 'Practitioner/person', 'Practitioner/covering'])
    const seed = { resourceType: 'Encounter', participant: [{ individual: { reference: 'PractitionerRole/role' } }] }
    await gatherRecord(gather, [{ ...needs, types: [] }], { seeds: [seed] })
    expect(queries).toHaveLength(1)
    expect(queries[0]!.others).toEqual(['PractitionerRole/role'])
  })
})
