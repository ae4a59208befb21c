import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { adminUrl, openTestStore, type TestStore } from './databases.ts'
import { create, patient, update } from './records.ts'

const us = ownAccess('test')
const onPostgres = adminUrl === undefined || process.env.STORE_DISTRIBUTED === '1' ? test.skip : test
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const versionOf = async (id: string) => (await opened.store.read(us, 'Patient', id))?.version

describe('the last write of a transaction', () => {
  test('is kept together with what was written before it', async () => {
    const [written] = await opened.store.transact(us, ['both'], async (session) => {
      await session.write([create(patient('first'))])
      return session.write([create(patient('second'))], { last: true })
    })
    expect(written).toMatchObject({ outcome: 'created' })
    expect([await versionOf('first'), await versionOf('second')]).toEqual([1, 1])
  })

  test('that is stale has written nothing, and says so', async () => {
    await opened.store.write(us, [create(patient('stale'))])
    const outcomes = await opened.store.transact(us, ['stale'], async (session) =>
      session.write([create(patient('beside')), update(patient('stale', { active: true }), 7)], { last: true }),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'stale'])
    expect([await versionOf('stale'), await versionOf('beside')]).toEqual([1, undefined])
  })

  test('that the database refuses undoes the transaction, and the connection is good for another', async () => {
    await opened.database.script('CREATE TABLE single (id int PRIMARY KEY)')
    const run = opened.database.transaction(async (connection) => {
      await connection.query({ text: 'INSERT INTO single VALUES (1)' })
      await connection.query({ text: 'INSERT INTO single VALUES (1 / $1::int)' }, [0], { last: true })
    })
    await expect(run).rejects.toMatchObject({ code: '22012' })
    expect(await opened.database.query({ text: 'SELECT id FROM single' })).toEqual([])
    await opened.database.transaction((connection) => connection.query({ text: 'INSERT INTO single VALUES (2)' }, [], { last: true }))
    expect(await opened.database.query({ text: 'SELECT id FROM single' })).toEqual([{ id: 2 }])
  })

  test('of somebody who joined another’s transaction does not end that one', async () => {
    const run = opened.store.transact(us, ['outer'], async (session) => {
      await session.within.transact(us, ['inner'], (inner) => inner.write([create(patient('inner'))], { last: true }))
      await session.write([create(patient('outer'))])
      throw new Error('undone')
    })
    await expect(run).rejects.toThrow('undone')
    expect([await versionOf('inner'), await versionOf('outer')]).toEqual([undefined, undefined])
  })

  onPostgres('is the last: what is asked after it is refused, and never done outside of the transaction', async () => {
    const run = opened.store.transact(us, ['after'], async (session) => {
      await session.write([create(patient('before-the-end'))], { last: true })
      await session.write([create(patient('after-the-end'))])
    })
    await expect(run).rejects.toThrow('last statement')
    expect([await versionOf('before-the-end'), await versionOf('after-the-end')]).toEqual([1, undefined])
  })
})
