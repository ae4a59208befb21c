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

test(':iterate goes on from what was included, and four steps far', async () => {
  const steps = ['a', 'b', 'c', 'd', 'e', 'f']
  const linked = (type: string) => (id: string, n: number) =>
    create({ resourceType: type, id, link: [{ other: { reference: `Patient/${steps[n + 1] ?? steps[0]}` } }] })
  await opened.store.write(us, steps.map(linked('Patient')))
  const from = (clauses: Clause[], iterate: boolean) =>
    query('Patient', { clauses, include: [{ source: 'Patient', param: 'link', ...(iterate && { iterate: true as const }) }] })
  const ofA: Clause = { kind: 'id', values: ['a'] }
  expect(ids((await opened.store.search(us, from([ofA], false))).included)).toEqual(['b'])
  expect(ids((await opened.store.search(us, from([ofA], true))).included)).toEqual(['b', 'c', 'd', 'e'])
})

test('an identifier is found by its type as well, and only together with it', async () => {
  const of = (code: string) => ({ type: { coding: [{ system: 'urn:t', code }] }, system: 'urn:s' })
  await opened.store.write(us, [
    create(
      patient('typed', {
        identifier: [
          { ...of('MR'), value: 'A1' },
          { ...of('SS'), value: 'B2' },
        ],
      }),
    ),
  ])
  const by = async (code: string) =>
    ids(
      (await opened.store.search(us, query('Patient', { clauses: [{ kind: 'token', param: 'identifier:of-type', values: [{ code }] }] })))
        .matches,
    )
  expect([await by('urn:t|mr|a1'), await by('urn:t|ss|b2')]).toEqual([['typed'], ['typed']])
  expect([await by('urn:t|mr|b2'), await by('urn:u|mr|a1'), await by('urn:t|mr|')]).toEqual([[], [], []])
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
