import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { CallerLeft, onBehalfOf, WaitingCaller } from '#fhir/waiting-caller.ts'
import { openTestStore, type TestStore } from './databases.ts'
import { create, patient, remove, update } from './records.ts'

const us = ownAccess('test')
const names = Array.from({ length: 80 }, (_, index) => `p-${index}`)
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(
    us,
    names.map((id) => create(patient(id))),
  )
  await opened.store.write(us, [update(patient('p-1', { active: true })), remove('Patient', 'p-2')])
}, 60_000)
afterAll(() => opened.close())

async function access(): Promise<AccessPlan> {
  const tokenHash = randomBytes(32)
  await opened.tokens.insertToken({ hash: tokenHash, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() })
  return { caller: { clientId: 'c' }, tokenHash, allows: () => true }
}

describe('resources read at the same time', () => {
  test('more than one round takes: each reader gets what they asked for', async () => {
    const found = await Promise.all(names.map((id) => opened.store.read(us, 'Patient', id)))
    expect(found.map((one) => one?.id)).toEqual(names)
    expect(found.map((one) => one?.version)).toEqual(names.map((id) => (id === 'p-1' || id === 'p-2' ? 2 : 1)))
    expect(found.filter((one) => one?.deleted).map((one) => one?.id)).toEqual(['p-2'])
  })

  test('what is not there, or is of another type, is undefined for its reader alone', async () => {
    const asked = ['none', 'p-3', 'p-3\u0000', 'p-4'].map((id) => opened.store.read(us, 'Patient', id).catch(() => 'refused'))
    expect(await Promise.all([...asked, opened.store.read(us, 'Goal', 'p-3')])).toMatchObject([
      undefined,
      { id: 'p-3' },
      'refused',
      { id: 'p-4' },
      undefined,
    ])
  })

  test('a revoked or an unknown token reads nothing, and keeps nobody else from reading', async () => {
    const [alive, revoked, unknown] = [await access(), await access(), { ...(await access()), tokenHash: randomBytes(32) }]
    await opened.tokens.revokeToken(revoked.tokenHash!)
    const asked = [alive, revoked, us, unknown, alive].map((who, index) => opened.store.read(who, 'Patient', `p-${index}`))
    expect(await Promise.allSettled(asked)).toMatchObject([
      { value: { id: 'p-0' } },
      { reason: { kind: 'unauthenticated' } },
      { value: { id: 'p-2', deleted: true } },
      { reason: { kind: 'unauthenticated' } },
      { value: { id: 'p-4' } },
    ])
  })

  test('a caller who has left asks for nothing; one who leaves meanwhile takes nothing from the others', async () => {
    const [gone, leaving] = [new WaitingCaller(), new WaitingCaller()]
    gone.leave()
    const none = onBehalfOf(gone, () => opened.store.read(us, 'Patient', 'p-5'))
    const theirs = onBehalfOf(leaving, () => opened.store.read(us, 'Patient', 'p-6'))
    const other = opened.store.read(us, 'Patient', 'p-7')
    leaving.leave()
    await expect(none).rejects.toBeInstanceOf(CallerLeft)
    expect([await theirs, await other]).toMatchObject([{ id: 'p-6' }, { id: 'p-7' }])
    expect(leaving.ended).toBe(0)
  })

  test('a reader sees what was written before they asked', async () => {
    for (let round = 2; round < 12; round++) {
      const reading = names.slice(10, 20).map((id) => opened.store.read(us, 'Patient', id))
      await opened.store.write(us, [update(patient('p-9', { multipleBirthInteger: round }))])
      expect(await opened.store.read(us, 'Patient', 'p-9')).toMatchObject({ version: round })
      await Promise.all(reading)
    }
  })
})
