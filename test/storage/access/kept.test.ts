import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type AuditedRequest, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { keptPart } from '#storage/access/kept.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query } from '../records.ts'

// What is spelled for a plan once must not keep what changes: the moment, who is asking, whether the trail is told.

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe
const us = ownAccess('test')
const to = (reference: string) => ({ reference })
let opened: TestStore
let moment: string

beforeAll(async () => {
  opened = await openTestStore()
  const team = (member: string, organization: string, end: string) =>
    ofPatient('CareTeam', `team-${member}`, member, {
      status: 'active',
      participant: [{ member: to(`Organization/${organization}`), period: { end } }],
    })
  await opened.store.write(us, [
    ...['near', 'far'].flatMap((member) => [create(patient(member)), create(ofPatient('Goal', `goal-${member}`, member))]),
    create(team('near', 'one', '2024-06-15')),
    create(team('far', 'two', '2024-06-16')),
  ])
}, 60_000)
afterAll(() => opened.close())

function plan(organization: string): AccessPlan {
  const made = compileAccess(
    { clientId: organization, kind: 'pediatrician', organization: `Organization/${organization}` },
    'system/*.rs',
    Buffer.alloc(0),
    {
      now: () => new Date(moment),
    },
  )
  return { ...made, tokenHash: undefined }
}

const asRequest = (access: AccessPlan): AccessPlan & { request: AuditedRequest } => ({
  ...access,
  request: { id: 'r', patients: new Set(), written: 0 },
})

/** The last moment of a local day, and the first of the next: New York is four hours behind in June. */
const [endOf15, endOf16] = ['2024-06-16T04:00:00.000Z', '2024-06-17T04:00:00.000Z']
const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

onOne('a plan’s part of its statements', () => {
  const sees = async (access: AccessPlan) => ({
    read: [(await opened.store.read(access, 'Goal', 'goal-near'))?.id, (await opened.store.read(access, 'Goal', 'goal-far'))?.id],
    search: ids((await opened.store.search(access, query('Goal'))).matches),
    history: [
      await opened.store.history(access, 'Goal', 'goal-near', { count: 5 }),
      await opened.store.history(access, 'Goal', 'goal-far', { count: 5 }),
    ].map((page) => page?.versions.length),
  })
  const near = { read: ['goal-near', undefined], search: ['goal-near'], history: [1, undefined] }
  const far = { read: [undefined, 'goal-far'], search: ['goal-far'], history: [undefined, 1] }
  const none = { read: [undefined, undefined], search: [], history: [undefined, undefined] }

  test('is for the moment of each: the same plan sees no more when its tie has ended', async () => {
    const access = plan('one')
    for (const [at, expected] of [
      [justBefore(endOf15), near],
      [endOf15, none],
      [justBefore(endOf15), near],
    ] as const) {
      moment = at
      expect(await sees(access)).toEqual(expected)
      expect(await sees(asRequest(access))).toMatchObject(expected)
    }
  })

  test('is for one plan alone, whoever asks at the same time', async () => {
    const [one, two] = [plan('one'), plan('two')]
    moment = justBefore(endOf15)
    expect(await Promise.all([sees(one), sees(two), sees(asRequest(one)), sees(asRequest(two))])).toEqual([near, far, near, far])
    moment = endOf15
    expect(await Promise.all([sees(one), sees(two), sees(asRequest(one)), sees(asRequest(two))])).toEqual([none, far, none, far])
    moment = endOf16
    expect(await Promise.all([sees(one), sees(two)])).toEqual([none, none])
  })

  test('tells the trail of each request what let it in, and nobody where nothing is told', async () => {
    moment = justBefore(endOf15)
    const access = plan('one')
    expect((await opened.store.read(access, 'Goal', 'goal-near'))?.grounds).toBeUndefined()
    for (const told of [asRequest(access), asRequest(access)]) {
      await opened.store.read(told, 'Goal', 'goal-near')
      expect([...(told.request.grounds?.get('near') ?? [])]).toEqual(['care-team CareTeam/team-near'])
    }
  })

  test('is spelled once for a plan, and for its copies', () => {
    const access = plan('one')
    let spelled = 0
    const part = (of: AccessPlan, name: string) => keptPart(of, name, () => ++spelled).part
    expect([part(access, 'x'), part({ ...access }, 'x'), part(asRequest(access), 'x')]).toEqual([1, 1, 2])
    expect([part(access, 'y'), part(plan('one'), 'x')]).toEqual([3, 4])
  })

  test('attack: another token by the same plan is looked at itself', () => {
    const access = plan('one')
    const tokens = [Buffer.from('a'), Buffer.from('b'), undefined].map((tokenHash) => ({ ...access, tokenHash }))
    const first = (of: AccessPlan) => keptPart(of, 'z', (values) => values.count).values.at(new Date())[0]
    expect([...tokens, ...tokens].map(first)).toEqual([Buffer.from('a'), Buffer.from('b'), null, Buffer.from('a'), Buffer.from('b'), null])
  })
})
