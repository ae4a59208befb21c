import type { Tokens } from '#storage/tokens.ts'
import type { Caller, ClientKind, Role } from './access-plan.ts'
import { rolesWithin } from './actors/actors.ts'
import { calledAddressProblems, type KeySet, keySetProblems } from './client-keys.ts'
import { isContextScope } from './launch-scopes.ts'
import { redirectProblems } from './redirect-uris.ts'
import { type Level, parseScope, type ReadRestriction, scopeProblems, words } from './scopes.ts'

/**
 * A system or an app that may ask for tokens: a system by itself (`system/…` scopes, by its keys), an app for the person
 * who signs in (redirect URIs). An app proves who it is by its keys or its secret; one with neither is public.
 */
export interface Client {
  clientId: string
  /** Who this is, for people. */
  description: string
  /** Public keys, by value. */
  jwks?: KeySet
  /** In place of them: where it keeps them, so that it can change them by itself. */
  jwksUri?: string
  /** SHA-256 of its secret of 256 random bits, base64url. */
  secretHash?: string
  /** Where people's browsers are sent back to, compared letter by letter. Absent: no person signs in through it. */
  redirectUris?: readonly string[]
  /** Where an EHR opens it. */
  launchUri?: string
  /** The most that it is ever granted, separated by spaces. */
  scope: string
  /** What it is when it comes by itself; needed for `system/` scopes. */
  kind?: ClientKind
  /** Purpose of use (v3-ActReason), e.g. TREAT, ETREAT, HOPERAT. */
  purpose?: string
  /** The organization that answers for it, `Organization/[id]`. */
  organization?: string
  /** What it does there, where that is less than what the organization is: a provider's billing system is a biller. */
  role?: Role
  /** Where it hears, by a POST without content, that a release to its organization was revoked (CARES-CON-04). */
  notifyUri?: string
}

/** Kinds of client that a registration may name. */
export const clientKinds: readonly ClientKind[] = [
  'system',
  'care-team',
  'hospital',
  'ed',
  'ems',
  'pediatrician',
  'specialist',
  'health-plan',
  'masshealth',
  'tpa',
  'school',
  'state-agency',
  'ltss-cp',
  'bh-cp',
  'waiver-manager',
  'ltss-provider',
  'one-care',
  'csp',
  'cca',
]

const model = 'Client'

/** All tokens of a client come from its registration, and end with it. */
export function grantOf(clientId: string): string {
  return `client:${clientId}`
}

/** A registration that was refused, with everything that is wrong with it. */
export class ClientRefused extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`client not registered: ${problems.join('; ')}`)
    this.name = 'ClientRefused'
    this.problems = problems
  }
}

/**
 * Everything that is wrong with a registration; empty when it may stand.
 *
 * @param read reads what narrows a scope; without it narrowed scopes are refused
 */
export function clientProblems(candidate: { [key: string]: unknown }, read?: ReadRestriction): string[] {
  const { clientId, description, jwks, jwksUri, secretHash, redirectUris, launchUri, scope, kind, purpose, organization, role, notifyUri } =
    candidate
  const app = redirectUris !== undefined
  const problems: string[] = []
  if (typeof clientId !== 'string' || !/^[A-Za-z0-9._~-]{1,64}$/.test(clientId)) {
    problems.push('clientId: 1 to 64 letters, digits, or . _ ~ -')
  }
  if (typeof description !== 'string' || description.trim() === '') problems.push('description is missing')
  if (jwksUri !== undefined) problems.push(...calledAddressProblems(jwksUri, 'jwksUri'))
  if (jwks !== undefined || (jwksUri === undefined && !app)) problems.push(...keySetProblems(jwks))
  if ([jwks, jwksUri, secretHash].filter((way) => way !== undefined).length > 1) {
    problems.push('jwks, jwksUri and a secret: one way to prove who it is, not two')
  }
  if (app) problems.push(...redirectProblems(redirectUris))
  if (launchUri !== undefined) problems.push(...(app ? redirectProblems([launchUri], 'launchUri') : ['launchUri needs redirectUris']))
  problems.push(
    ...(typeof scope === 'string'
      ? problemsOfScope(scope, levelsFor(app, jwks !== undefined || jwksUri !== undefined), read)
      : ['scope is missing']),
  )
  const alone = typeof scope !== 'string' || !app || comesAlone(scope)
  if ((alone || kind !== undefined) && !clientKinds.includes(kind as ClientKind)) {
    problems.push(`kind is not one of ${clientKinds.join(', ')}`)
  }
  if (purpose !== undefined && (typeof purpose !== 'string' || !/^[A-Z0-9]{1,32}$/.test(purpose))) {
    problems.push('purpose is not a v3-ActReason code such as TREAT')
  }
  if (organization !== undefined && (typeof organization !== 'string' || !/^Organization\/[A-Za-z0-9.-]{1,64}$/.test(organization))) {
    problems.push('organization is not a reference Organization/[id]')
  }
  problems.push(...roleProblems(role, kind))
  if (notifyUri !== undefined) problems.push(...calledAddressProblems(notifyUri, 'notifyUri'))
  if (notifyUri !== undefined && organization === undefined) problems.push('notifyUri needs organization: whom it is told for')
  return problems
}

/** The roles within each kind, for people. */
export const roleHelp = Object.entries(rolesWithin)
  .map(([kind, roles]) => `${kind}: ${Object.keys(roles ?? {}).join(', ')}`)
  .join('; ')

/** What is wrong with a role: it must be one within the kind. */
export function roleProblems(role: unknown, kind: unknown): string[] {
  if (role === undefined) return []
  const within = Object.keys(rolesWithin[kind as ClientKind] ?? {})
  if (within.includes(String(role))) return []
  return [within.length === 0 ? 'role is for the kinds care-team, csp and one-care' : `role is not one of ${within.join(', ')}`]
}

/** What a system is when it comes by itself. */
export function callerOfClient(client: Client | undefined): Omit<Caller, 'clientId'> {
  const { kind, purpose, organization, role } = client ?? {}
  return { kind, purpose, organization, ...(role && { roles: [role] }) }
}

/** Scopes that an app or a system may hold: only what has keys comes by itself, only an app for a person. */
function levelsFor(app: boolean, keys: boolean): Level[] {
  return [...(app ? (['patient', 'user'] as const) : []), ...(keys || !app ? (['system'] as const) : [])]
}

function problemsOfScope(scope: string, levels: readonly Level[], read: ReadRestriction | undefined): string[] {
  const data = words(scope).filter((text) => !levels.includes('user') || !isContextScope(text))
  return data.length === 0 && words(scope).length > 0 ? [] : scopeProblems(data.join(' '), { levels, read })
}

/** Does it hold `system/` scopes? */
export function comesAlone(scope: string): boolean {
  return words(scope).some((text) => parseScope(text)?.level === 'system')
}

/**
 * Registers a client, in place of an earlier registration of the same id.
 *
 * @throws ClientRefused with all problems at once
 */
export async function registerClient(tokens: Tokens, client: Client, read?: ReadRestriction): Promise<void> {
  const problems = clientProblems({ ...client }, read)
  if (problems.length > 0) throw new ClientRefused(problems)
  const earlier = await tokens.oidc.find(model, client.clientId)
  await tokens.oidc.upsert(model, client.clientId, { payload: { ...client } })
  // What an earlier registration was granted may be more than this one holds.
  if (earlier) await tokens.endClient(client.clientId)
}

/** The client of this id, if one is registered. */
export async function findClient(tokens: Tokens, clientId: string): Promise<Client | undefined> {
  return (await tokens.oidc.find(model, clientId)) as Client | undefined
}

/** All registered clients. */
export async function listClients(tokens: Tokens): Promise<Client[]> {
  return (await tokens.oidc.list(model)) as unknown as Client[]
}

/** Takes a client's registration and its living tokens away. */
export async function removeClient(tokens: Tokens, clientId: string): Promise<void> {
  await tokens.oidc.destroy(model, clientId)
  await tokens.endClient(clientId)
}
