import { randomUUID } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'
import type { ClientKind, Role } from '../access-plan.ts'
import { clientKinds, roleProblems } from '../clients.ts'
import { endGrant, grantsOf } from '../grants.ts'
import { type Identity, identityProblems, linkIdentity, nameByIdentity, unlinkIdentities } from './identities.ts'
import { hashPassword, passwordMatches } from './passwords.ts'

/** A person who may sign in with a password kept here. */
export interface User {
  /** Chosen by the server; what apps know the person by (`sub`). */
  id: string
  /** Lower case; what the person types. */
  username: string
  /** As `hashPassword` makes it. */
  passwordHash: string
  /** Shown on pages. */
  name: string
  /** The person's own resource: `Practitioner/[id]`, `RelatedPerson/[id]` or `Patient/[id]`. */
  fhirUser: string
  /** A person at work: what their organization is to members. */
  kind?: ClientKind
  /** A person at work: `Organization/[id]`. */
  organization?: string
  /** What they do there, where their posts in the directory do not say it. */
  role?: Role
}

/** What an administrator says of a user. */
export interface NewUser extends Omit<User, 'id' | 'passwordHash'> {
  /** May be left out of who comes with an identity. */
  password?: string
  /** Who they are at another OpenID provider. */
  identities?: readonly Identity[]
}

/** Kinds that a person at work may have: nobody who signs in with a password sees everybody. */
export const userKinds: readonly ClientKind[] = clientKinds.filter((kind) => kind !== 'system')

const model = 'User'

/** Everything that is wrong with a user; empty when they may stand. */
export function userProblems({
  username,
  password,
  identities = [],
  name,
  fhirUser,
  kind,
  organization,
  role,
}: Partial<NewUser>): string[] {
  const problems: string[] = []
  if (!/^[a-z0-9._@+-]{1,64}$/.test(username ?? '')) problems.push('username: 1 to 64 small letters, digits, or . _ @ + -')
  problems.push(...identities.flatMap(identityProblems))
  const needed = password !== undefined || identities.length === 0
  if (needed && (typeof password !== 'string' || password.length < 12 || password.length > 256))
    problems.push('password: 12 to 256 characters')
  if ((name ?? '').trim() === '') problems.push('name is missing')
  const type = /^(Practitioner|RelatedPerson|Patient)\/[A-Za-z0-9.-]{1,64}$/.exec(fhirUser ?? '')?.[1]
  if (type === undefined) problems.push('fhirUser is not a reference Practitioner/[id], RelatedPerson/[id] or Patient/[id]')
  if (type === 'Practitioner') {
    if (!userKinds.includes(kind as ClientKind)) problems.push(`kind is not one of ${userKinds.join(', ')}`)
    if (!/^Organization\/[A-Za-z0-9.-]{1,64}$/.test(organization ?? '')) problems.push('organization is not a reference Organization/[id]')
    problems.push(...roleProblems(role, kind))
  } else if (kind !== undefined || organization !== undefined || role !== undefined) {
    problems.push('kind, organization and role are for a Practitioner')
  }
  return problems
}

/** A user who was refused, with everything that is wrong with them. */
export class UserRefused extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`user not registered: ${problems.join('; ')}`)
    this.name = 'UserRefused'
    this.problems = problems
  }
}

/**
 * Registers a person, in place of an earlier registration of the same name, whose grants end.
 *
 * @throws UserRefused with all problems at once
 */
export async function registerUser(tokens: Tokens, { password, identities = [], ...user }: NewUser): Promise<User> {
  const problems = userProblems({ password, identities, ...user })
  // One person there is one person here: nobody takes over another's way in by a slip of the pen.
  for (const identity of identities) {
    const holder = await nameByIdentity(tokens, identity)
    if (holder !== undefined && holder !== user.username) problems.push(`identity: ${identity.subject} is ${holder} here`)
  }
  if (problems.length > 0) throw new UserRefused(problems)
  await removeUser(tokens, user.username)
  // Without a password no password is right.
  const made: User = { ...user, id: randomUUID(), passwordHash: password === undefined ? '' : await hashPassword(password) }
  await tokens.oidc.upsert(model, made.username, { payload: { ...made }, uid: made.id })
  for (const identity of identities) await linkIdentity(tokens, identity, made.username)
  return made
}

/** The person of this id, if there is one. */
export async function findUser(tokens: Tokens, id: string): Promise<User | undefined> {
  return (await tokens.oidc.findByUid(model, id)) as User | undefined
}

/** The person who is known at another provider by this name of theirs, if anybody is. */
export async function findUserByIdentity(tokens: Tokens, identity: Identity): Promise<User | undefined> {
  const username = await nameByIdentity(tokens, identity)
  return username === undefined ? undefined : ((await tokens.oidc.find(model, username)) as User | undefined)
}

/** All who may sign in. */
export async function listUsers(tokens: Tokens): Promise<User[]> {
  return (await tokens.oidc.list(model)) as unknown as User[]
}

/** The grant by which tokens of other servers are a person's here. */
export function personGrantOf(userId: string): string {
  return `person:${userId}`
}

/** Takes a person's registration away, what they granted, and their tokens of other servers. */
export async function removeUser(tokens: Tokens, username: string): Promise<void> {
  const user = (await tokens.oidc.find(model, username)) as User | undefined
  if (!user) return
  await unlinkIdentities(tokens, username)
  await tokens.oidc.destroy(model, username)
  for (const { grantId } of await grantsOf(tokens, user.id)) await endGrant(tokens, grantId)
  await tokens.oidc.revokeByGrantId(personGrantOf(user.id))
}

/**
 * The person whose name and password these are. It takes as long for a name that nobody has as for a wrong password, so
 * that nobody learns who is here.
 */
export async function userByPassword(tokens: Tokens, username: string, password: string): Promise<User | undefined> {
  const user = (await tokens.oidc.find(model, username.trim().toLowerCase())) as User | undefined
  const matches = await passwordMatches(password, user?.passwordHash)
  return matches ? user : undefined
}
