import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { openTestStore, type TestStore } from './databases.ts'
import { create, ids, ofPatient, patient, query, update } from './records.ts'

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const times = <T>(count: number, run: (n: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, n) => run(n)))
const countOf = <T>(list: readonly T[], wanted: T) => list.filter((one) => one === wanted).length

describe('many at once', () => {
  test('64 transactions that lock the same member run one after the other: no count is lost', async () => {
    await opened.store.write(us, [create(patient('counter', { multipleBirthInteger: 0 }))])
    await times(64, () =>
      opened.store.transact(us, ['counter'], async (session) => {
        const before = JSON.parse((await session.read('Patient', 'counter'))!.text).multipleBirthInteger
        await session.write([update(patient('counter', { multipleBirthInteger: before + 1 }))])
      }),
    )
    const now = await opened.store.read(us, 'Patient', 'counter')
    expect(JSON.parse(now!.text).multipleBirthInteger).toBe(64)
    expect(now!.version).toBe(65)
  })

  test('64 transactions that end with their last write lose no count either', async () => {
    await opened.store.write(us, [create(patient('last', { multipleBirthInteger: 0 }))])
    await times(64, () =>
      opened.store.transact(us, ['last'], async (session) => {
        const before = JSON.parse((await session.read('Patient', 'last'))!.text).multipleBirthInteger
        await session.write([update(patient('last', { multipleBirthInteger: before + 1 }))], { last: true })
      }),
    )
    expect(JSON.parse((await opened.store.read(us, 'Patient', 'last'))!.text).multipleBirthInteger).toBe(64)
  })

  test('of two that look and then enroll under one lock, one finds the other’s', async () => {
    await opened.store.write(us, [create(patient('wanted'))])
    const outcomes = await times(8, (n) =>
      opened.store.transact(us, ['wanted'], async (session) => {
        const there = await session.gather({ members: ['wanted'], types: ['EpisodeOfCare'] })
        if (there.length > 0) return 'refused'
        await session.write([create({ resourceType: 'EpisodeOfCare', id: `enrolled-${n}`, patient: { reference: 'Patient/wanted' } })])
        return 'enrolled'
      }),
    )
    expect([countOf(outcomes, 'enrolled'), countOf(outcomes, 'refused')]).toEqual([1, 7])
  })

  test('conditional creates under the search’s lock make one resource', async () => {
    const identifier = [{ system: 'urn:s', value: 'once' }]
    const asked = query('Patient', { clauses: [{ kind: 'token', param: 'identifier', values: [{ system: 'urn:s', code: 'once' }] }] })
    await times(16, (n) =>
      opened.store.transact(us, ['Patient?identifier=urn:s|once'], async (session) => {
        if ((await session.search(asked)).matches.length === 0) await session.write([create(patient(`once-${n}`, { identifier }))])
      }),
    )
    expect((await opened.store.search(us, asked)).matches).toHaveLength(1)
  })

  test('of 16 updates with the same If-Match exactly one wins', async () => {
    await opened.store.write(us, [create(patient('matched'))])
    const outcomes = await times(16, (n) => opened.store.write(us, [update(patient('matched', { multipleBirthInteger: n }), 1)]))
    const kinds = outcomes.map(([written]) => written!.outcome)
    expect([countOf(kinds, 'updated'), countOf(kinds, 'stale')]).toEqual([1, 15])
    expect(await opened.store.read(us, 'Patient', 'matched')).toMatchObject({ version: 2 })
  })

  test('of 16 creates of one id exactly one makes it', async () => {
    const outcomes = await times(16, (n) => opened.store.write(us, [create(patient('one-id', { multipleBirthInteger: n }))]))
    const kinds = outcomes.map(([written]) => written!.outcome)
    expect([countOf(kinds, 'created'), countOf(kinds, 'exists')]).toEqual([1, 15])
    expect(await opened.store.history(us, 'Patient', 'one-id', { count: 5 })).toMatchObject({ total: 1 })
  })

  test('of 8 creates of one id inside transactions exactly one makes it', async () => {
    const outcomes = await times(8, (n) =>
      opened.store.transact(us, [`own-${n}`], async (session) => (await session.write([create(patient('in-transaction'))]))[0]!.outcome),
    )
    expect([countOf(outcomes, 'created'), countOf(outcomes, 'exists')]).toEqual([1, 7])
  })

  test('unconditional updates all land, each with a version of its own', async () => {
    await opened.store.write(us, [create(patient('landed'))])
    const written = await times(24, (n) => opened.store.write(us, [update(patient('landed', { multipleBirthInteger: n }))]))
    const versions = written.map(([one]) => (one && 'stored' in one ? one.stored.version : 0))
    expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, n) => n + 2))
  })

  test('a record moved back and forth by many is never lost', async () => {
    await opened.store.write(us, [create(patient('m-0')), create(patient('m-1')), create(ofPatient('Goal', 'rover', 'm-0'))])
    const outcomes = await times(20, (n) =>
      opened.store.write(us, [update(ofPatient('Goal', 'rover', `m-${n % 2}`, { startDate: `2024-01-${10 + n}` }))]),
    )
    expect(outcomes.map(([written]) => written!.outcome)).toEqual(Array(20).fill('updated'))
    expect(await opened.store.history(us, 'Goal', 'rover', { count: 50 })).toMatchObject({ total: 21 })
    const homes = await Promise.all(['m-0', 'm-1'].map((member) => opened.store.everything(us, member, { types: ['Goal'], count: 5 })))
    expect(homes.flatMap(({ matches }) => ids(matches))).toEqual(['rover'])
  })
})

describe('a transaction is all or nothing', () => {
  test('a throw undoes every statement of it', async () => {
    const run = opened.store.transact(us, [], async (session) => {
      await session.write([create(patient('undone-1'))])
      await session.write([create(patient('undone-2'))])
      throw new Error('no')
    })
    await expect(run).rejects.toThrow('no')
    expect(await opened.store.read(us, 'Patient', 'undone-1')).toBeUndefined()
    expect(await opened.store.read(us, 'Patient', 'undone-2')).toBeUndefined()
    expect((await opened.outbox.take(1000)).filter(({ id }) => id.startsWith('undone'))).toEqual([])
  })

  test('it sees its own writes before anybody else does', async () => {
    let seen: unknown
    await opened.store.transact(us, [], async (session) => {
      await session.write([create(patient('own-write'))])
      seen = await session.read('Patient', 'own-write')
    })
    expect(seen).toMatchObject({ id: 'own-write' })
  })

  test('the store itself is refused inside, where it would wait for its own transaction', async () => {
    const run = opened.store.transact(us, [], () => opened.store.read(us, 'Patient', 'own-write'))
    await expect(run).rejects.toThrow('Inside a transaction')
    expect(await opened.store.read(us, 'Patient', 'own-write')).toMatchObject({ id: 'own-write' })
  })
})
