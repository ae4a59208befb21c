import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type AuditedRequest, type Caller, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query, update } from '../records.ts'

// Practices that ask for their patients, many at the same time, so that their questions go in one statement. STORE_DISTRIBUTED
// serves no narrowed plans.
const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe
const us = ownAccess('test')
const to = (reference: string) => ({ reference })
let opened: TestStore
const store = () => opened.store
const members = Array.from({ length: 24 }, (_, index) => `m${index}`)

const post = (id: string, organization: string, active = true) => ({
  resourceType: 'PractitionerRole',
  id,
  active,
  organization: to(`Organization/${organization}`),
  practitioner: to(`Practitioner/doctor-${id}`),
})
const team = (member: string, ...who: string[]) =>
  ofPatient('CareTeam', `team-${member}`, member, { status: 'active', participant: who.map((one) => ({ member: to(one) })) })

beforeAll(async () => {
  opened = await openTestStore()
  await store().write(us, [
    ...['north', 'south'].map((id) => create({ resourceType: 'Organization', id, name: id })),
    create(post('at-north', 'north')),
    create(post('at-south', 'south')),
    ...members.flatMap((member, index) => [
      create(patient(member, { generalPractitioner: [to(`PractitionerRole/at-${index % 2 ? 'south' : 'north'}`)] })),
      create(ofPatient('Goal', `goal-${member}`, member)),
    ]),
  ])
}, 60_000)
afterAll(() => opened.close())

async function practice(organization: string, more: Partial<Caller> = {}): Promise<AccessPlan> {
  const hash = randomBytes(32)
  await opened.tokens.insertToken({ hash, clientId: organization, scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() })
  return compileAccess(
    { clientId: organization, kind: 'pediatrician', organization: `Organization/${organization}`, ...more },
    'system/*.rs',
    hash,
  )
}

onOne('read at the same time by those who see a part', () => {
  test('each sees their own, whoever asks beside them', async () => {
    const [north, south] = [await practice('north'), await practice('south')]
    const seen = (access: AccessPlan) =>
      Promise.all(members.map(async (member) => (await store().read(access, 'Goal', `goal-${member}`))?.member ?? 'hidden'))
    const [ofNorth, ofSouth] = await Promise.all([seen(north), seen(south)])
    expect(ofNorth).toEqual(members.map((member, index) => (index % 2 ? 'hidden' : member)))
    expect(ofSouth).toEqual(members.map((member, index) => (index % 2 ? member : 'hidden')))
  })

  test('each request is told what let it in, and nothing of who asks beside it', async () => {
    const of = async (organization: string, member: string) => {
      const access = {
        ...(await practice(organization)),
        request: { id: `${organization}-${member}`, patients: new Set<string>(), written: 0 },
      }
      return { access, member }
    }
    const asking = await Promise.all(members.flatMap((member) => [of('north', member), of('south', member)]))
    await Promise.all(asking.map(({ access, member }) => store().read(access, 'Goal', `goal-${member}`)))
    const told = asking.map(({ access }) => [...((access.request as AuditedRequest).grounds ?? [])].map(([of, by]) => [of, ...by]))
    const lets = (member: string, isTheirs: boolean) => (isTheirs ? [[member, `general-practitioner Patient/${member}`]] : [])
    expect(told).toEqual(members.flatMap((member, index) => [lets(member, index % 2 === 0), lets(member, index % 2 === 1)]))
  })

  test('a revoked token reads nothing, and takes nothing from the others', async () => {
    const [north, revoked] = [await practice('north'), await practice('north')]
    await opened.tokens.revokeToken(revoked.tokenHash!)
    const asked = await Promise.allSettled([north, revoked, north].map((access) => store().read(access, 'Goal', 'goal-m0')))
    expect(asked).toMatchObject([{ value: { id: 'goal-m0' } }, { reason: { kind: 'unauthenticated' } }, { value: { id: 'goal-m0' } }])
  })

  test('each sees the versions of their own, page by page, and is told what let it in', async () => {
    for (const text of ['second', 'third'])
      await store().write(
        us,
        ['m2', 'm3'].map((member) => update(ofPatient('Goal', `goal-${member}`, member, { note: [{ text }] }))),
      )
    const [north, south] = [await practice('north'), await practice('south')]
    const pages = await Promise.all(
      [north, south].flatMap((access) =>
        ['m2', 'm3'].map(async (member) => {
          const request = { id: member, patients: new Set<string>(), written: 0 } as AuditedRequest
          const page = await store().history({ ...access, request }, 'Goal', `goal-${member}`, { count: 2 })
          const rest = page && (await store().history(access, 'Goal', `goal-${member}`, { count: 2, after: page.next! }))
          return {
            first: page?.versions.map(({ version }) => version),
            total: page?.total,
            rest: rest?.versions.map(({ version }) => version),
            by: [...(request.grounds?.get(member) ?? [])],
          }
        }),
      ),
    )
    const all = (member: string) => ({ first: [3, 2], total: 3, rest: [1], by: [`general-practitioner Patient/${member}`] })
    const none = { first: undefined, total: undefined, rest: undefined, by: [] }
    expect(pages).toEqual([all('m2'), none, none, all('m3')])
  })

  test('what was deleted is told to who saw it', async () => {
    const north = await practice('north')
    await store().write(us, [create(ofPatient('Goal', 'gone', 'm0'))])
    await store().write(us, [{ act: 'delete', type: 'Goal', id: 'gone' }])
    const both = await Promise.all(['gone', 'goal-m0'].map((id) => store().read(north, 'Goal', id)))
    expect(both).toMatchObject([
      { deleted: true, version: 2 },
      { deleted: false, version: 1 },
    ])
  })
})

onOne('a change takes effect on the next request', () => {
  const look = async (access: AccessPlan) => [
    (await store().read(access, 'Goal', 'goal-m1'))?.id,
    ...ids((await store().search(access, query('Goal', { compartment: 'm1' }))).matches),
    (await store().history(access, 'Goal', 'goal-m1', { count: 10 }))?.versions.length,
  ]
  const [sees, seesNothing] = [
    ['goal-m1', 'goal-m1', 1],
    [undefined, undefined],
  ]

  test('of the team: who joins sees, and who leaves sees no more', async () => {
    const north = await practice('north')
    expect(await look(north)).toEqual(seesNothing)
    await store().write(us, [create(team('m1', 'Organization/north'))])
    expect(await look(north)).toEqual(sees)
    await store().write(us, [update(team('m1', 'Organization/south'))])
    expect(await look(north)).toEqual(seesNothing)
  })

  test('of the staff: a post at another practice, or one that is no longer held', async () => {
    const north = await practice('north')
    await store().write(us, [update(team('m1', 'Practitioner/doctor-at-north'))])
    expect(await look(north)).toEqual(sees)
    await store().write(us, [update(post('at-north', 'south'))])
    expect(await look(north)).toEqual(seesNothing)
    await store().write(us, [update(post('at-north', 'north', false))])
    expect(await look(north)).toEqual(seesNothing)
    await store().write(us, [update(post('at-north', 'north'))])
    expect(await look(north)).toEqual(sees)
  })
})
