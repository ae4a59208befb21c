import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { callerOfUser } from '#auth/people/caller-of-user.ts'
import { runUserCommand } from '#auth/people/user-command.ts'
import { listUsers, type User, userProblems } from '#auth/people/users.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'
import { create, remove } from '../storage/records.ts'
import { mapTokens } from './map-tokens.ts'

let opened: TestStore
beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const ann = { fhirUser: 'Practitioner/ann', kind: 'care-team', organization: 'Organization/o' } as User
const us = ownAccess('test')
const post = (code: string, more: object = {}) => ({
  ...{ resourceType: 'PractitionerRole', practitioner: { reference: 'Practitioner/ann' }, organization: { reference: 'Organization/o' } },
  ...{ code: [{ coding: [{ code }] }], ...more },
})

/** What Ann is, with these posts in the directory. */
async function caller(posts: object[], { at = '2024-06-15T16:00:00Z', user = ann, whole = false } = {}) {
  const stored = posts.map((one, index) => ({ id: `p${index}`, resourceType: 'PractitionerRole', ...one }))
  await opened.store.write(us, stored.map(create))
  try {
    const tables = { wholeRoles: () => (whole ? (['family-support'] as const) : []) }
    const { roles, purpose, posts: held } = await callerOfUser(user, { store: opened.store, now: () => new Date(at), tables })
    return { roles, purpose, posts: held }
  } finally {
    await opened.store.write(
      us,
      stored.map(({ resourceType, id }) => remove(resourceType, id)),
    )
  }
}

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('section 10: what somebody does at work is what their posts say', () => {
  test.each([
    ['family-support', ['family-support'], undefined],
    ['senior-medical-professional', ['senior-medical-professional'], undefined],
    ['program-director', ['program-director'], 'HOPERAT'],
    ['biller', ['biller'], 'HPAYMT'],
    ['care-coordinator', undefined, undefined],
    ['senior-care-manager', undefined, undefined],
    ['something-else', undefined, undefined],
  ])('a %s', async (code, roles, purpose) => {
    expect(await caller([post(code)])).toEqual({ roles, purpose, posts: roles && ['PractitionerRole/p0'] })
  })

  test('the wider of two posts holds; of two narrow ones both, for no purpose alone', async () => {
    expect((await caller([post('family-support'), post('care-coordinator')])).roles).toBeUndefined()
    const both = await caller([post('family-support'), post('program-director')])
    expect([both.roles?.toSorted(), both.purpose]).toEqual([['family-support', 'program-director'], undefined])
  })

  test('the day before a post ends, its last moment, and the day after: nothing is left of a post that has ended', async () => {
    const until = post('care-coordinator', { period: { start: '2024-06-01', end: '2024-06-30' } })
    const wide = async (at: string) => (await caller([until], { at })).roles
    expect(await wide('2024-06-01T03:59:59Z')).toEqual([])
    expect(await wide('2024-06-01T04:00:00Z')).toBeUndefined()
    expect(await wide('2024-07-01T03:59:59Z')).toBeUndefined()
    expect(await wide('2024-07-01T04:00:00Z')).toEqual([])
    expect((await caller([post('care-coordinator', { active: false })])).roles).toEqual([])
  })

  test('a wide post that has ended widens no narrow one', async () => {
    const ended = post('care-coordinator', { period: { end: '2024-01-01' } })
    expect((await caller([ended, post('family-support')])).roles).toEqual(['family-support'])
  })

  test('a post at another organization says nothing here', async () => {
    expect((await caller([post('family-support', { organization: { reference: 'Organization/other' } })])).roles).toBeUndefined()
  })

  test('what an administrator registered goes before the posts', async () => {
    expect((await caller([post('care-coordinator')], { user: { ...ann, role: 'biller' } })).roles).toEqual(['biller'])
  })

  test('family support staff see the panel where that is configured', async () => {
    expect((await caller([post('family-support')], { whole: true })).roles).toBeUndefined()
  })

  test('at a Community Support Program, who nobody says the role of is a worker', async () => {
    const user = { ...ann, kind: 'csp' } as User
    expect((await caller([], { user })).roles).toEqual(['csp-worker'])
    expect((await caller([post('csp-supervisor')], { user })).roles).toEqual(['csp-supervisor'])
  })

  test('where there are no roles, posts say nothing', async () => {
    expect((await caller([post('biller')], { user: { ...ann, kind: 'pediatrician' } as User })).roles).toBeUndefined()
  })
})

describe('a role is registered', () => {
  const person = { username: 'ann', name: 'Ann', password: 'a long password', fhirUser: 'Practitioner/ann', organization: 'Organization/o' }

  test('one within the kind, and no other', () => {
    expect(userProblems({ ...person, kind: 'care-team', role: 'biller' })).toEqual([])
    expect(userProblems({ ...person, kind: 'csp', role: 'biller' })).toEqual(['role is not one of csp-worker, csp-supervisor'])
    expect(userProblems({ ...person, kind: 'hospital', role: 'biller' })).toEqual(['role is for the kinds care-team, csp and one-care'])
    const { organization: _, ...mother } = { ...person, fhirUser: 'RelatedPerson/r', role: 'biller' as const }
    expect(userProblems(mother)).toEqual(['kind, organization and role are for a Practitioner'])
  })

  test('by the command, and shown in its list', async () => {
    const tokens = mapTokens()
    const lines: string[] = []
    const run = (...args: string[]) =>
      runUserCommand(
        args,
        tokens,
        (line) => void lines.push(line),
        async () => '',
      )
    const who = ['--username', 'ann', '--name', 'Ann', '--fhir-user', 'Practitioner/ann', '--organization', 'Organization/o']
    expect(await run(...who, '--kind', 'care-team', '--role', 'nurse')).toBe(1)
    expect(await run(...who, '--kind', 'care-team', '--role', 'biller')).toBe(0)
    expect((await listUsers(tokens))[0]?.role).toBe('biller')
    await run('--list')
    expect(lines.at(-1)).toBe('ann\tcare-team biller\tPractitioner/ann\tAnn')
  })
})
