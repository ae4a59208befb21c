import { beforeEach, describe, expect, test } from '@jest/globals'
import { findGranted, keepGranted } from '#auth/grants.ts'
import { callerOfUser } from '#auth/people/caller-of-user.ts'
import { runUserCommand } from '#auth/people/user-command.ts'
import { findUser, findUserByIdentity, listUsers, registerUser, type User, userByPassword, userProblems } from '#auth/people/users.ts'
import type { Store } from '#storage/store.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from './map-tokens.ts'

let tokens: Tokens
let lines: string[]
beforeEach(() => {
  tokens = mapTokens()
  lines = []
})
const run = (...args: string[]) =>
  runUserCommand(
    args,
    tokens,
    (line) => void lines.push(line),
    async () => 'a long password\n',
  )
const ana = { username: 'ana', name: 'Ana', fhirUser: 'RelatedPerson/ana', password: 'a long password' }

describe('people who sign in', () => {
  test('are known by the right password alone, and their password is not kept', async () => {
    const made = await registerUser(tokens, ana)
    expect(JSON.stringify(await listUsers(tokens))).not.toContain('a long password')
    expect((await userByPassword(tokens, ' ANA ', 'a long password'))?.id).toBe(made.id)
    expect(await userByPassword(tokens, 'ana', 'a long passwore')).toBeUndefined()
    expect(await userByPassword(tokens, 'nobody', 'a long password')).toBeUndefined()
  })

  test('an identity elsewhere is one person here, and stays theirs until it is taken away', async () => {
    const identities = [{ issuer: 'https://login.example.org', subject: 'u-1' }]
    await registerUser(tokens, { ...ana, identities })
    const second = () => registerUser(tokens, { ...ana, username: 'ben', identities })
    await expect(second()).rejects.toMatchObject({ problems: ['identity: u-1 is ana here'] })
    expect((await findUserByIdentity(tokens, identities[0]!))?.username).toBe('ana')
    await registerUser(tokens, { ...ana, identities })
    await registerUser(tokens, ana)
    await second()
    expect((await findUserByIdentity(tokens, identities[0]!))?.username).toBe('ben')
  })

  test('registering again ends what they granted', async () => {
    const { id } = await registerUser(tokens, ana)
    await keepGranted(tokens, { grantId: 'g', clientId: 'c', accountId: id, scope: 'openid', at: new Date().toISOString() })
    await registerUser(tokens, ana)
    expect([await findGranted(tokens, 'g'), await findUser(tokens, id)]).toEqual([undefined, undefined])
  })

  test('all that is wrong is said at once', () => {
    const problems = userProblems({ username: 'A B', password: 'short', name: ' ', fhirUser: 'Person/1' })
    expect(problems.map((problem) => problem.split(/[ :]/)[0])).toEqual(['username', 'password', 'name', 'fhirUser'])
    expect(userProblems({ ...ana, fhirUser: 'Practitioner/p', kind: 'system' })).toHaveLength(2)
    expect(userProblems({ ...ana, organization: 'Organization/o' })).toHaveLength(1)
  })
})

describe('who somebody is to the record', () => {
  const now = () => new Date('2026-03-08T05:00:00Z')
  const store = (birthDate?: string) =>
    ({ read: async () => ({ deleted: false, text: JSON.stringify({ birthDate }) }) }) as unknown as Store
  const member = { fhirUser: 'Patient/m' } as User

  test.each([
    ['2008-03-08', true],
    ['2008-03-09', false],
    ['2007', true],
    ['2008', false],
    ['2008-02', true],
    ['2008-03', false],
    [undefined, false],
  ])('CARES-CON-06: born %s, on the eighth of March 2026: of age %p', async (birthDate, adult) => {
    const caller = await callerOfUser(member, { store: store(birthDate), now })
    expect(caller).toEqual({
      kind: adult ? 'member' : 'minor',
      purpose: 'PATRQT',
      ...(birthDate !== undefined && { fhirUser: 'Patient/m' }),
    })
  })
})

describe('npm run register-user', () => {
  test('makes a password, prints it once, lists and removes', async () => {
    expect(await run('--username', 'ana', '--name', 'Ana', '--fhir-user', 'RelatedPerson/ana')).toBe(0)
    const password = /^Password: (\S+)/.exec(lines.at(-1)!)?.[1]
    expect((await userByPassword(tokens, 'ana', password!))?.name).toBe('Ana')
    await run('--list')
    expect(lines.at(-1)).toBe('ana\t-\tRelatedPerson/ana\tAna')
    await run('--remove', 'ana')
    expect(await listUsers(tokens)).toEqual([])
  })

  test('takes one from a pipe, and says what is wrong', async () => {
    expect(await run('--username', 'ana', '--name', 'Ana', '--fhir-user', 'RelatedPerson/ana', '--password-from-stdin')).toBe(0)
    expect(await userByPassword(tokens, 'ana', 'a long password')).toBeDefined()
    expect(await run('--username', 'ben', '--name', 'Ben', '--fhir-user', 'Practitioner/b')).toBe(1)
    expect(lines.join('\n')).toMatch(/kind is not one of[\s\S]*organization is not a reference/)
  })
})
