import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import type { ResourceJson } from '#storage/store.ts'
import { naiveSearch } from '../../conformance/search-against-naive/naive-search.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create } from '../records.ts'

// Birthdays and due dates have indexes of their own; whatever way leads to the rows, the prefixes of
// http://hl7.org/fhir/R4/search.html#prefix mean the same. Around month ends, a leap day, and both changes of clocks.
const days = [
  '2023-12-31',
  '2024',
  '2024-01-01',
  '2024-02',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-10',
  '2024-03-11',
  '2024-11-03',
  '2024-11-04',
  '2025-01-01',
]
const us = ownAccess('test')
const owner = { reference: 'Practitioner/anna' }
const options = { handling: 'strict', base: 'http://localhost/fhir/R4', defaultCount: 100, maxCount: 100 } as const
const stored: ResourceJson[] = days.flatMap((day, n) => [
  { resourceType: 'Patient', id: `p${n}`, birthDate: day },
  { resourceType: 'Task', id: `t${n}`, status: 'ready', owner, restriction: { period: { end: day } } },
])
let opened: TestStore
beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, stored.map(create))
}, 60_000)
afterAll(() => opened.close())

const workList = [
  ['owner', owner.reference],
  ['status', 'ready'],
  ['_sort', 'due'],
]
describe.each([
  ['Patient', 'birthdate', []],
  ['Task', 'due', []],
  ['Task', 'due', workList],
])('%s by %s, %j', (type, param, others) => {
  const windows: [string, string][][] = [[], [[param, 'le2024-03-10']], [[param, 'ge2024-02-29']], [[param, 'gt2024-01,eq2023-12-31']]]
  const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']
  test.each(prefixes)('%s, alone and as one end of a window', async (prefix) => {
    for (const day of days) {
      for (const more of windows) {
        const { query } = parseSearch(type, new URLSearchParams([...others, [param, `${prefix}${day}`], ...more]), options)
        const found = (await opened.store.search(us, query)).matches.map(({ id }) => id)
        expect([prefix, day, more, found.toSorted()]).toEqual([
          prefix,
          day,
          more,
          naiveSearch(stored, query)
            .map(({ id }) => id)
            .toSorted(),
        ])
      }
    }
  })
})
