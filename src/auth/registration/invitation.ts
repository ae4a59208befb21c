import { randomBytes } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'
import type { ClientKind, Role } from '../access-plan.ts'
import { clientKinds, roleProblems } from '../clients.ts'
import { isContextScope } from '../launch-scopes.ts'
import { type ReadRestriction, scopeProblems, words } from '../scopes.ts'
import { hashToken } from '../token-hash.ts'

/**
 * What an administrator lets somebody register by themselves: RFC 7591's initial access token, and the bounds of what may be
 * registered with it. https://www.rfc-editor.org/rfc/rfc7591#section-1.2
 */
export interface Invitation {
  /** SHA-256 of the token, base64url: the token itself is kept nowhere. */
  id: string
  /** For whom it was made, for people. */
  note: string
  /** The most that may be registered, separated by spaces. */
  scope: string
  /** How many clients it is good for. */
  uses: number
  /** ISO instant. */
  expiresAt: string
  /** What a system registered with it is; without it only apps for people are. */
  kind?: ClientKind
  organization?: string
  role?: Role
  purpose?: string
}

export type NewInvitation = Omit<Invitation, 'id' | 'expiresAt'> & { days: number }

const model = 'Invitation'
const useModel = 'InvitationUse'
export const mostUses = 100
export const mostDays = 90

/** Everything that is wrong with an invitation; empty when it may be given out. */
export function invitationProblems(given: Partial<NewInvitation>, read?: ReadRestriction): string[] {
  const { note, scope = '', uses = 0, days = 0, kind, organization, role, purpose } = given
  const problems: string[] = []
  if ((note ?? '').trim() === '') problems.push('note is missing: for whom it is')
  if (!Number.isInteger(uses) || uses < 1 || uses > mostUses) problems.push(`uses is not a whole number from 1 to ${mostUses}`)
  if (!Number.isInteger(days) || days < 1 || days > mostDays) problems.push(`days is not a whole number from 1 to ${mostDays}`)
  const levels = kind === undefined ? (['patient', 'user'] as const) : (['patient', 'user', 'system'] as const)
  const data = words(scope).filter((text) => !isContextScope(text))
  if (data.length === 0) problems.push('scope names nothing but the launch: name at least one for data, such as patient/*.rs')
  else problems.push(...scopeProblems(data.join(' '), { levels, read }))
  // Who sees everybody is registered by hand.
  if (kind !== undefined && (kind === 'system' || !clientKinds.includes(kind))) {
    problems.push(`kind is not one of ${clientKinds.filter((one) => one !== 'system').join(', ')}`)
  }
  if (kind !== undefined && !/^Organization\/[A-Za-z0-9.-]{1,64}$/.test(organization ?? '')) {
    problems.push('organization is not a reference Organization/[id]: it ties a system to its members')
  }
  problems.push(...roleProblems(role, kind))
  if (purpose !== undefined && !/^[A-Z0-9]{1,32}$/.test(purpose)) problems.push('purpose is not a v3-ActReason code such as TREAT')
  return problems
}

/** Makes an invitation. @returns its token, which is told once */
export async function invite(tokens: Tokens, { days, ...given }: NewInvitation, now = new Date()): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const id = hashToken(token).toString('base64url')
  const expiresAt = new Date(now.getTime() + days * 86_400_000).toISOString()
  await tokens.oidc.upsert(model, id, { payload: { ...given, id, expiresAt }, expiresAt })
  return token
}

/** The invitation of this token, while it is good. */
export async function findInvitation(tokens: Tokens, token: string): Promise<Invitation | undefined> {
  return (await tokens.oidc.find(model, hashToken(token).toString('base64url'))) as Invitation | undefined
}

/** Takes one use of it: false when all are taken, also of many who try at once. */
export async function useInvitation(tokens: Tokens, { id, uses, expiresAt }: Invitation): Promise<boolean> {
  for (let use = 1; use <= uses; use += 1) {
    if (await tokens.oidc.insert(useModel, `${id} ${use}`, { payload: {}, expiresAt })) return true
  }
  return false
}

/** All that are good still, or were used up and have not ended. */
export async function listInvitations(tokens: Tokens): Promise<Invitation[]> {
  return (await tokens.oidc.list(model)) as unknown as Invitation[]
}

/** Takes an invitation back, by the beginning of its id; who was registered with it stays. @returns how many were taken back */
export async function withdrawInvitation(tokens: Tokens, beginning: string): Promise<number> {
  const meant = (await listInvitations(tokens)).filter(({ id }) => beginning.length >= 8 && id.startsWith(beginning))
  for (const { id } of meant) await tokens.oidc.destroy(model, id)
  return meant.length
}
