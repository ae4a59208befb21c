import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess, type Permission } from '#auth/access-plan.ts'
import { adminUrl, openTestStore, type TestStore } from './databases.ts'
import { create, ids, ofPatient, patient, query, update } from './records.ts'

const us = ownAccess('test')
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(us, [
    create(patient('p')),
    create({ resourceType: 'CareTeam', id: 't', subject: { reference: 'Patient/p' } }),
    create(ofPatient('CarePlan', 'c', 'p', { careTeam: [{ reference: 'CareTeam/t' }] })),
  ])
}, 60_000)
afterAll(() => opened.close())

function plan(tokenHash: Buffer, types?: string[], permissions: Permission[] = ['c', 'r', 'u', 'd', 's']): AccessPlan {
  return {
    caller: { clientId: 'client' },
    tokenHash,
    allows: (permission, type) => permissions.includes(permission) && (types?.includes(type) ?? true),
    ...(types && { searchable: new Set(types) }),
  }
}

async function token(seconds: number): Promise<Buffer> {
  const hash = randomBytes(32)
  await opened.tokens.insertToken({ hash, clientId: 'client', scope: '', expiresAt: new Date(Date.now() + seconds * 1000).toISOString() })
  return hash
}

const calls: [string, (access: AccessPlan) => Promise<unknown>][] = [
  ['read', (access) => opened.store.read(access, 'Patient', 'p')],
  ['read of what is not there', (access) => opened.store.read(access, 'Patient', 'none')],
  ['vread', (access) => opened.store.vread(access, 'Patient', 'p', 1)],
  ['history', (access) => opened.store.history(access, 'Patient', 'p', { count: 1 })],
  ['history since', (access) => opened.store.history(access, 'Patient', 'p', { count: 1, since: '2030-01-01T00:00:00.000Z' })],
  ['history of a type', (access) => opened.store.historyOfTypes(access, ['Patient'], { count: 1 })],
  ['history of all', (access) => opened.store.historyOfTypes(access, undefined, { count: 0, total: true })],
  ['search', (access) => opened.store.search(access, query('Patient'))],
  ['count', (access) => opened.store.search(access, query('Patient', { count: 0, total: 'accurate' }))],
  ['everything', (access) => opened.store.everything(access, 'p', { count: 10 })],
  ['gather', (access) => opened.store.gather(access, { members: ['p'], types: ['CarePlan'] })],
  ['gather as of then', (access) => opened.store.gather(access, { members: ['p'], types: ['CarePlan'], asOf: '2030-01-01T00:00:00.000Z' })],
  ['create', (access) => opened.store.write(access, [create(patient('by-dead'))])],
  ['update', (access) => opened.store.write(access, [update(patient('p', { active: true }))])],
  ['transaction', (access) => opened.store.transact(access, ['p'], async () => 'done')],
  ['transaction without locks', (access) => opened.store.transact(access, [], async () => 'done')],
]

describe('a token that is not alive reads and writes nothing', () => {
  test.each(calls)('revoked: %s', async (_, call) => {
    const hash = await token(60)
    await opened.tokens.revokeToken(hash)
    await expect(call(plan(hash))).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  test.each(calls)('unknown: %s', async (_, call) => {
    await expect(call(plan(randomBytes(32)))).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  test('expired a second ago, and a minute to go', async () => {
    await expect(opened.store.read(plan(await token(-1)), 'Patient', 'p')).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await opened.store.read(plan(await token(60)), 'Patient', 'p')).toMatchObject({ id: 'p' })
  })

  test('what dead tokens tried to write is not there', async () => {
    expect(await opened.store.read(us, 'Patient', 'by-dead')).toBeUndefined()
    expect(await opened.store.read(us, 'Patient', 'p')).toMatchObject({ version: 1 })
  })

  // Embedded there is one connection, so nobody can revoke while a transaction holds it.
  const onPostgres = adminUrl === undefined ? test.skip : test
  onPostgres('revoked in the middle of a transaction: its next statement is refused, and its first is undone', async () => {
    const other = await opened.again()
    const hash = await token(60)
    const run = opened.store.transact(plan(hash), ['p'], async (session) => {
      await session.write([create(patient('half-done'))])
      await other.tokens.revokeToken(hash)
      return session.read('Patient', 'p')
    })
    await expect(run).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await opened.store.read(us, 'Patient', 'half-done')).toBeUndefined()
    await other.store.close()
  })
})

describe('the plan is asked for the type again', () => {
  test.each([
    ['r', () => opened.store.read(plan(Buffer.alloc(32), [], []), 'Patient', 'p')],
    ['r', () => opened.store.vread(plan(Buffer.alloc(32), [], []), 'Patient', 'p', 1)],
    ['r', () => opened.store.history(plan(Buffer.alloc(32), [], []), 'Patient', 'p', { count: 1 })],
    ['s', () => opened.store.historyOfTypes(plan(Buffer.alloc(32), [], []), ['Patient'], { count: 1 })],
    ['s', () => opened.store.search(plan(Buffer.alloc(32), [], []), query('Patient'))],
    ['c', () => opened.store.write(plan(Buffer.alloc(32), [], []), [create(patient('x'))])],
  ])('no %s, no call', async (_, call) => {
    await expect(call()).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('a type that may not be searched is not included either, forwards or backwards, nor in everything', async () => {
    const hash = await token(60)
    const plans = plan(hash, ['CarePlan', 'Patient'])
    const forwards = await opened.store.search(plans, query('CarePlan', { include: [{ source: 'CarePlan', param: '*' }] }))
    expect([ids(forwards.matches), ids(forwards.included)]).toEqual([['c'], ['p']])
    const whole = await opened.store.everything(plans, 'p', { count: 10 })
    expect(ids(whole.matches)).toEqual(['p', 'c'])
    const teams = plan(hash, ['CareTeam'])
    await expect(
      opened.store.search(teams, query('CareTeam', { revinclude: [{ source: 'CarePlan', param: 'care-team' }] })),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const everyType = await opened.store.search(teams, query(''))
    expect(ids(everyType.matches)).toEqual(['t'])
  })
})
