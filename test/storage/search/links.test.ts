import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { Clause } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query } from '../records.ts'

const us = ownAccess('test')
let opened: TestStore

const named: Clause = { kind: 'string', param: 'family', match: 'starts', values: ['ortega'] }
const ofOrtega: Clause = { kind: 'chain', param: 'patient', to: [{ type: 'Patient', clause: named }] }
const active: Clause = { kind: 'token', param: 'status', values: [{ code: 'active' }] }
const withActivePlan: Clause = { kind: 'has', source: 'CarePlan', param: 'patient', clause: active }

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [
    create(patient('p', { name: [{ family: 'Ortega' }] })),
    create(patient('q', { name: [{ family: 'Nunn' }] })),
    create(ofPatient('CarePlan', 'cp', 'p', { status: 'active' })),
    create(ofPatient('CarePlan', 'cq', 'q', { status: 'draft' })),
    create({ resourceType: 'Task', id: 't', status: 'ready', for: { reference: 'Patient/p' } }),
  ])
}, 60_000)
afterAll(() => opened.close())

describe('a search does not tell what may not be searched', () => {
  /** May read all, and search these. */
  const only = (...types: string[]): AccessPlan => ({
    caller: { clientId: 'client' },
    allows: (permission, type) => permission === 'r' || types.includes(type),
    searchable: new Set(types),
  })
  const around: Clause = { kind: 'chain', param: 'patient', to: [{ type: 'Patient', clause: withActivePlan }] }

  test.each<[string, string, Clause, string[]]>([
    ['a chain', 'CarePlan', ofOrtega, ['CarePlan', 'Patient']],
    ['a reverse chain', 'Patient', withActivePlan, ['Patient', 'CarePlan']],
    ['a reverse chain behind a chain', 'Task', around, ['Task', 'Patient', 'CarePlan']],
  ])('%s is refused unless each of its types may be searched', async (_, type, clause, needed) => {
    for (const left of needed) {
      const search = opened.store.search(only(...needed.filter((each) => each !== left)), query(type, { clauses: [clause] }))
      await expect(search).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect((await opened.store.search(only(...needed), query(type, { clauses: [clause] }))).matches).toHaveLength(1)
  })
})

test('what was deleted leads nowhere, and nothing leads to it', async () => {
  await opened.store.write(us, [
    create(patient('gone', { name: [{ family: 'Ortega' }] })),
    create(ofPatient('CarePlan', 'of-gone', 'gone', { status: 'active' })),
    create(patient('left')),
    create(ofPatient('CarePlan', 'gone-plan', 'left', { status: 'active' })),
  ])
  await opened.store.write(us, [
    { act: 'delete', type: 'Patient', id: 'gone' },
    { act: 'delete', type: 'CarePlan', id: 'gone-plan' },
  ])
  expect(ids((await opened.store.search(us, query('CarePlan', { clauses: [ofOrtega] }))).matches)).toEqual(['cp'])
  expect(ids((await opened.store.search(us, query('Patient', { clauses: [withActivePlan] }))).matches)).toEqual(['p'])
})
