import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { mostIncluded } from '#storage/search/include.ts'
import type { SearchQuery } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, patient, remove } from '../records.ts'

// A page brings along so many resources and no more: one more is refused, with what to do about it.

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [create(patient('p')), create(patient('q'))])
  const goals = Array.from({ length: mostIncluded + 1 }, (_, n) => ({
    resourceType: 'Goal',
    id: `g-${n}`,
    subject: { reference: 'Patient/p' },
  }))
  for (let first = 0; first < goals.length; first += 500)
    await opened.store.write(
      us,
      goals.slice(first, first + 500).map((one) => create(one)),
    )
}, 60_000)
afterAll(() => opened.close())

const asked = (id: string): SearchQuery => ({
  type: 'Patient',
  clauses: [{ kind: 'id', values: [id] }],
  sort: [],
  count: 10,
  total: 'none',
  include: [],
  revinclude: [{ source: 'Goal', param: 'patient' }],
})

test('what is named by many references, some of them to what is deleted, counts by what is there', async () => {
  const targets = Array.from({ length: mostIncluded + 1 }, (_, n) => ({ resourceType: 'Location', id: `l-${n}` }))
  for (let first = 0; first < targets.length; first += 500)
    await opened.store.write(
      us,
      targets.slice(first, first + 500).map((one) => create(one)),
    )
  const location = targets.map(({ id }) => ({ reference: `Location/${id}` }))
  await opened.store.write(us, [create({ resourceType: 'HealthcareService', id: 'all', location: [...location, ...location] })])
  const query = {
    ...asked('all'),
    type: 'HealthcareService',
    include: [{ source: 'HealthcareService', param: 'location' }],
    revinclude: [],
  }
  await expect(opened.store.search(us, query)).rejects.toMatchObject({ issues: [{ details: 'too-many-includes' }] })
  await opened.store.write(us, [remove('Location', 'l-3')])
  expect((await opened.store.search(us, query)).included.length).toBe(mostIncluded)
})

test('the most that a page brings along, and one more', async () => {
  await expect(opened.store.search(us, asked('p'))).rejects.toMatchObject({
    kind: 'malformed',
    issues: [{ code: 'too-costly', details: 'too-many-includes' }],
  })
  expect((await opened.store.search(us, asked('q'))).included).toEqual([])
  await opened.store.write(us, [remove('Goal', 'g-7')])
  expect((await opened.store.search(us, asked('p'))).included.length).toBe(mostIncluded)
})
