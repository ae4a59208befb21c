import type { Tokens } from '#storage/tokens.ts'
import type { ContextReference } from './ehr-launch.ts'

/** What a person granted an app, with the context in which it was launched. One for each launch. */
export interface Granted {
  grantId: string
  clientId: string
  /** The person, by user id. */
  accountId: string
  /** As granted, separated by spaces. */
  scope: string
  /** The patient in context, by id. */
  patient?: string
  encounter?: string
  /** What else the launch brought along (SMART `fhirContext`). */
  fhirContext?: readonly ContextReference[]
  /** What the person came to do. */
  intent?: string
  /** False: what launched the app shows already whose record it is. */
  needPatientBanner?: boolean
  /** ISO instant. */
  at: string
}

const model = 'Granted'

/** Days for which a grant may be used at most; then the person is asked again. */
export const grantDays = 90

/** Puts down what was granted. */
export async function keepGranted(tokens: Tokens, granted: Granted): Promise<void> {
  const { grantId, accountId, at } = granted
  const expiresAt = new Date(Date.parse(at) + grantDays * 86_400_000).toISOString()
  await tokens.oidc.upsert(model, grantId, { payload: { ...granted }, grantId, uid: accountId, expiresAt })
}

/** What was granted under this id; undefined once it was withdrawn or has ended. */
export async function findGranted(tokens: Tokens, grantId: string): Promise<Granted | undefined> {
  return (await tokens.oidc.find(model, grantId)) as Granted | undefined
}

/** All that a person granted and that still stands. */
export async function grantsOf(tokens: Tokens, accountId: string): Promise<Granted[]> {
  return (await tokens.oidc.listByUid(model, accountId)) as unknown as Granted[]
}

/**
 * Ends a grant with all its tokens. What was granted goes first: a token that is being issued at this moment looks for it
 * after it was stored (oidc-adapter.ts), so that one of the two sees the other.
 */
export async function endGrant(tokens: Tokens, grantId: string): Promise<void> {
  await tokens.oidc.destroy(model, grantId)
  await tokens.oidc.destroy('oidc:Grant', grantId)
  await tokens.oidc.revokeByGrantId(grantId)
}
