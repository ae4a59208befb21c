import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { CallerLeft, onBehalfOf, WaitingCaller } from '#fhir/waiting-caller.ts'
import type { Write, Written } from '#storage/store.ts'
import { adminUrl, openTestStore, type TestStore } from '../databases.ts'
import { create, ofPatient, patient, remove, update } from '../records.ts'

const us = ownAccess('test')
const names = Array.from({ length: 40 }, (_, index) => `p-${index}`)
let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

async function access(clientId: string): Promise<AccessPlan> {
  const tokenHash = randomBytes(32)
  await opened.tokens.insertToken({ hash: tokenHash, clientId, scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() })
  return { caller: { clientId }, tokenHash, allows: () => true, request: { id: `by-${clientId}`, patients: new Set(), written: 0 } }
}

const write = async (who: AccessPlan, one: Write): Promise<Written> => (await opened.store.write(who, [one]))[0]!
const outcomes = (written: readonly Written[]) => written.map(({ outcome }) => outcome)

describe('resources written at the same time', () => {
  test('more than one round takes are all made, each with its version, its line in the trail and its word in the outbox', async () => {
    const made = await Promise.all(names.map((id) => write(us, create(patient(id)))))
    expect(outcomes(made)).toEqual(names.map(() => 'created'))
    expect(made.map((one) => 'stored' in one && one.stored.id)).toEqual(names)
    const texts = await Promise.all(names.map(async (id) => (await opened.store.read(us, 'Patient', id))?.text))
    expect(texts).toEqual(made.map((one) => 'stored' in one && one.stored.text))
    const { lines } = await opened.audit.find({ action: 'C', count: 100 })
    expect(lines.map(({ what }) => what).sort()).toEqual(names.map((id) => `Patient/${id}/_history/1`).sort())
    expect((await opened.outbox.take(100)).map(({ id }) => id).sort()).toEqual([...names].sort())
  })

  test('each is judged by itself: what cannot be done keeps nobody else from theirs', async () => {
    const asked = [
      update(patient('p-0', { active: true }), 1),
      update(patient('p-1', { active: true }), 7),
      update(patient('p-2')),
      update(patient('none', { active: true })),
      remove('Patient', 'p-3'),
    ]
    expect(outcomes(await Promise.all(asked.map((one) => write(us, one))))).toEqual(['updated', 'stale', 'unchanged', 'missing', 'deleted'])
    const versions = await Promise.all(
      ['p-0', 'p-1', 'p-2', 'p-3'].map(async (id) => (await opened.store.read(us, 'Patient', id))?.version),
    )
    expect(versions).toEqual([2, 1, 1, 2])
  })

  test('an id that is taken, and one that was deleted, are nobody else’s matter', async () => {
    const asked = ['p-3', 'p-4', 'new-1', 'new-2'].map((id) => write(us, create(patient(id, { active: false }))))
    expect(outcomes(await Promise.all(asked))).toEqual(['created', 'exists', 'created', 'created'])
    expect(await opened.store.read(us, 'Patient', 'p-3')).toMatchObject({ version: 3, deleted: false })
  })

  test('of many who change one version of a resource one does, and of many who change whatever is there all do', async () => {
    const named = names.map((_, index) => write(us, update(patient('p-5', { multipleBirthInteger: index + 1 }), 1)))
    expect(outcomes(await Promise.all(named)).sort()).toEqual([...Array(39).fill('stale'), 'updated'])
    const any = names.map((_, index) => write(us, update(patient('p-6', { multipleBirthInteger: index + 1 }))))
    expect(outcomes(await Promise.all(any))).toEqual(Array(40).fill('updated'))
    expect(await opened.store.read(us, 'Patient', 'p-6')).toMatchObject({ version: 41 })
  })

  test('a revoked token writes nothing, the others do, and the trail tells who did what', async () => {
    const [ana, revoked, ben] = [await access('ana'), await access('revoked'), await access('ben')]
    await opened.tokens.revokeToken(revoked.tokenHash!)
    const asked = [ana, revoked, ben].map((who) => write(who, create(ofPatient('Goal', `of-${who.caller.clientId}`, 'p-9'))))
    expect(await Promise.allSettled(asked)).toMatchObject([
      { value: { outcome: 'created' } },
      { reason: { kind: 'unauthenticated' } },
      { value: { outcome: 'created' } },
    ])
    expect(await opened.store.read(us, 'Goal', 'of-revoked')).toBeUndefined()
    for (const [who, line] of [[ana, 'Goal/of-ana/_history/1'] as const, [ben, 'Goal/of-ben/_history/1'] as const]) {
      const { lines } = await opened.audit.find({ client: who.caller.clientId, count: 10 })
      expect(lines).toMatchObject([{ what: line, request: who.request!.id, patient: 'p-9', token: who.tokenHash!.toString('hex', 0, 8) }])
      expect(who.request!.written).toBe(1)
    }
    expect((await opened.audit.find({ client: 'revoked', count: 10 })).lines).toEqual([])
  })

  test('a caller who has left writes nothing', async () => {
    const gone = new WaitingCaller()
    gone.leave()
    const theirs = onBehalfOf(gone, () => write(us, create(patient('of-gone'))))
    const other = write(us, create(patient('of-other')))
    await expect(theirs).rejects.toBeInstanceOf(CallerLeft)
    expect(await other).toMatchObject({ outcome: 'created' })
    expect(await opened.store.read(us, 'Patient', 'of-gone')).toBeUndefined()
  })
})

describe('an id that was made up for its resource', () => {
  test('is not looked for, in a transaction either', async () => {
    const [made] = await opened.store.transact(us, ['x'], (session) =>
      session.write([{ act: 'create', fresh: true, resource: patient('fresh-1') }], { last: true }),
    )
    expect(made).toMatchObject({ outcome: 'created', stored: { version: 1 } })
  })

  test('beside one that was not, both are looked for', async () => {
    const both = await opened.store.transact(us, ['x'], (session) =>
      session.write([{ act: 'create', fresh: true, resource: patient('fresh-2') }, create(patient('p-7'))], { last: true }),
    )
    expect(outcomes(both)).toEqual(['created', 'exists'])
    expect(await opened.store.read(us, 'Patient', 'fresh-2')).toBeUndefined()
  })
})

// Embedded there is one connection, so nobody else can hold a row.
const onPostgres = adminUrl === undefined ? test.skip : test
onPostgres('whose resource somebody else is writing waits for them, and keeps nobody else waiting', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let begun = () => {}
  const holds = new Promise<void>((resolve) => {
    begun = resolve
  })
  const holding = opened.store.transact(us, [], async (session) => {
    await session.write([update(patient('p-10', { active: true }))])
    begun()
    await held
  })
  await holds
  let waited = true
  const waiting = write(us, update(patient('p-10', { active: false }))).finally(() => {
    waited = false
  })
  const others = names.slice(11, 31).map((id) => write(us, update(patient(id, { active: true }))))
  expect(outcomes(await Promise.all(others))).toEqual(Array(20).fill('updated'))
  expect(waited).toBe(true)
  letGo()
  await holding
  expect(await waiting).toMatchObject({ outcome: 'updated', stored: { version: 3 } })
})
