import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { openTestStore, type TestStore } from './databases.ts'
import { create, ofPatient, patient, remove, update } from './records.ts'

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

describe('every write leaves word of itself', () => {
  test('created, updated, deleted, in order, with the patient; nothing of what was not written', async () => {
    await opened.store.write(us, [create(patient('o')), create(ofPatient('Goal', 'g', 'o'))])
    await opened.store.write(us, [update(patient('o', { active: true }))])
    await opened.store.write(us, [update(patient('o', { active: true }))])
    await opened.store.write(us, [update(patient('o', { active: false }), 1)])
    await opened.store.write(us, [remove('Goal', 'g'), create({ resourceType: 'Organization', id: 'x' })])
    const taken = await opened.outbox.take(10)
    expect(taken.map(({ type, id, version, outcome, member }) => [type, id, version, outcome, member])).toEqual([
      ['Patient', 'o', 1, 'created', 'o'],
      ['Goal', 'g', 1, 'created', 'o'],
      ['Patient', 'o', 2, 'updated', 'o'],
      ['Goal', 'g', 2, 'deleted', 'o'],
      ['Organization', 'x', 1, 'created', undefined],
    ])
    await opened.outbox.done(taken)
    expect(await opened.outbox.backlog()).toMatchObject({ waiting: 0, oldestSeconds: 0 })
  })

  test('what one holds another does not get, until it is given back or its time is over', async () => {
    await opened.store.write(us, [create(patient('h-1')), create(patient('h-2')), create(patient('h-3'))])
    const first = await opened.outbox.take(2)
    const second = await opened.outbox.take(5)
    expect([first.length, second.length]).toEqual([2, 1])
    expect(await opened.outbox.take(5)).toEqual([])
    await opened.outbox.release(first)
    expect((await opened.outbox.take(5, 0)).map(({ id }) => id)).toEqual(['h-1', 'h-2'])
    expect((await opened.outbox.take(5)).map(({ id }) => id)).toEqual(['h-1', 'h-2'])
    await opened.outbox.done([...first, ...second])
    expect((await opened.outbox.backlog()).waiting).toBe(0)
  })

  test('eight takers at once never get the same entry', async () => {
    await opened.store.write(
      us,
      Array.from({ length: 100 }, (_, n) => create(patient(`t-${n}`))),
    )
    const taken = await Promise.all(Array.from({ length: 8 }, () => opened.outbox.take(20)))
    const seqs = taken.flat().map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(seqs.length)
    expect(seqs.length).toBeGreaterThan(20)
  })
})
