import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, type AuditedRequest, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { openTestStore, type TestStore } from './databases.ts'
import { create, ofPatient, patient, remove, update } from './records.ts'

// Whole records, pages of them, and histories, asked for by many at the same time, so that their questions go in one statement.
const us = ownAccess('test')
const to = (reference: string) => ({ reference })
let opened: TestStore
const store = () => opened.store
const members = Array.from({ length: 20 }, (_, index) => `m${index}`)

beforeAll(async () => {
  opened = await openTestStore()
  await store().write(us, [
    ...['north', 'south'].map((id) => create({ resourceType: 'Organization', id, name: id })),
    ...members.flatMap((member, index) => [
      create(patient(member, { generalPractitioner: [to(`Organization/${index % 2 ? 'south' : 'north'}`)] })),
      create(ofPatient('Goal', `goal-${member}`, member, { note: [{ text: 'tab\tand\nline' }] })),
      create(ofPatient('Goal', `gone-${member}`, member)),
    ]),
  ])
  await store().write(us, [
    ...members.map((member) => update(ofPatient('Goal', `goal-${member}`, member, { note: [{ text: `of ${member}` }] }))),
    ...members.map((member) => remove('Goal', `gone-${member}`)),
  ])
}, 60_000)
afterAll(() => opened.close())

async function token(): Promise<Buffer> {
  const hash = randomBytes(32)
  await opened.tokens.insertToken({ hash, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() })
  return hash
}

const whole = async (): Promise<AccessPlan> => ({ caller: { clientId: 'c' }, tokenHash: await token(), allows: () => true })
const practice = async (organization: string): Promise<AccessPlan> => ({
  ...compileAccess(
    { clientId: organization, kind: 'pediatrician', organization: `Organization/${organization}` },
    'system/*.rs',
    await token(),
  ),
  request: { id: organization, patients: new Set<string>(), written: 0 },
})

const record = async (access: AccessPlan, member: string) =>
  (await store().gather(access, { members: [member], types: ['Patient', 'Goal'], follow: ['Organization'] })).map(
    ({ type, id }) => `${type}/${id}`,
  )
const page = async (access: AccessPlan, member: string) => {
  const { matches, included } = await store().everything(access, member, { count: 50 })
  return [matches, included].map((some) => some.map(({ type, id }) => `${type}/${id}`))
}
const provider = (member: string) => `Organization/${members.indexOf(member) % 2 ? 'south' : 'north'}`

describe('records put together at the same time', () => {
  test('more than one round takes: each gets the record that they asked for, and what it names', async () => {
    const asking = await whole()
    expect(await Promise.all(members.map((member) => record(asking, member)))).toEqual(
      members.map((member) => [`Goal/goal-${member}`, provider(member), `Patient/${member}`]),
    )
  })

  test('pages of $everything: each their own, the patient first, and what is named beside it', async () => {
    const asking = await whole()
    expect(await Promise.all(members.map((member) => page(asking, member)))).toEqual(
      members.map((member) => [[`Patient/${member}`, `Goal/goal-${member}`], [provider(member)]]),
    )
    const short = await Promise.all(members.map((member) => store().everything(asking, member, { count: 1 })))
    const second = await Promise.all(
      members.map((member, index) => store().everything(asking, member, { count: 1, after: short[index]!.next! })),
    )
    expect(second.map(({ matches, next }) => [matches.map(({ id }) => id), next])).toEqual(
      members.map((member) => [[`goal-${member}`], undefined]),
    )
  })

  test('histories: the newest version first, a deletion too, as they were stored', async () => {
    const asking = await whole()
    const pages = await Promise.all(members.map((member) => store().history(asking, 'Goal', `gone-${member}`, { count: 10 })))
    expect(pages.map((one) => one?.versions.map(({ method, deleted, text }) => [method, deleted, text === '']))).toEqual(
      members.map(() => [
        ['DELETE', true, true],
        ['POST', false, false],
      ]),
    )
    const [first, none] = await Promise.all(['goal-m0', 'never'].map((id) => store().history(asking, 'Goal', id, { count: 10 })))
    expect(none).toBeUndefined()
    expect(first).toMatchObject({ total: 2 })
    expect(first!.versions.map(({ text }) => JSON.parse(text).note[0].text)).toEqual(['of m0', 'tab\tand\nline'])
  })

  test('a revoked token gets nothing, and takes nothing from the others', async () => {
    const [alive, revoked] = [await whole(), await whole()]
    await opened.tokens.revokeToken(revoked.tokenHash!)
    const asked = [alive, revoked, alive].flatMap((who) => [
      record(who, 'm0'),
      page(who, 'm0'),
      store()
        .history(who, 'Goal', 'goal-m0', { count: 10 })
        .then((found) => found?.total),
    ])
    const found = (await Promise.allSettled(asked)).map((one) =>
      one.status === 'fulfilled' ? 'found' : (one.reason as { kind: string }).kind,
    )
    expect(found).toEqual(['found', 'found', 'found', ...Array(3).fill('unauthenticated'), 'found', 'found', 'found'])
  })
})

// STORE_DISTRIBUTED serves no narrowed plans.
const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('by those who see a part', () => {
  test('each sees their own, whoever asks beside them, and is told what let them in', async () => {
    const asking = await Promise.all(
      members.flatMap((member) => ['north', 'south'].map(async (id) => ({ member, id, access: await practice(id) }))),
    )
    const found = await Promise.all(asking.map(async ({ access, member }) => [await record(access, member), await page(access, member)]))
    expect(found).toEqual(
      asking.map(({ member, id }) =>
        provider(member) === `Organization/${id}`
          ? [
              [`Goal/goal-${member}`, provider(member), `Patient/${member}`],
              [[`Patient/${member}`, `Goal/goal-${member}`], [provider(member)]],
            ]
          : [[], [[], []]],
      ),
    )
    const told = asking.map(({ access }) => [...((access.request as AuditedRequest).grounds ?? [])].map(([of, by]) => [of, ...by]))
    expect(told).toEqual(
      asking.map(({ member, id }) =>
        provider(member) === `Organization/${id}`
          ? [
              [member, `general-practitioner Patient/${member}`],
              ['', 'directory'],
            ]
          : [],
      ),
    )
  })
})
