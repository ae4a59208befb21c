import { randomBytes } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'
import type { User } from './people/users.ts'
import { hashToken } from './token-hash.ts'

/** Seconds within which an app must have come back with its launch, and the person have agreed. */
export const launchSeconds = 300

/**
 * One thing beside patient and encounter that the app is to look at. Without a role it is simply in view.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#fhircontext-exp
 */
export interface ContextReference {
  reference: string
  role?: string
}

/** What an app is opened with. */
export interface LaunchContext {
  /** Ids. */
  patient: string
  encounter?: string
  fhirContext?: readonly ContextReference[]
  /** What the person came to do, in a word on which launcher and app agree. */
  intent?: string
  /** False: what opens the app goes on showing whose record it is. */
  needPatientBanner?: boolean
}

/** A launch on its way through the app: this app, this person, this context, once. */
export interface Launch extends LaunchContext {
  clientId: string
  /** The person, by user id. */
  accountId: string
}

const model = 'Launch'

const keyOf = (value: string) => hashToken(value).toString('base64url')

/** Puts a launch down. What it returns says nothing to anybody: 256 random bits, kept as their hash. */
export async function keepLaunch(tokens: Tokens, launch: Launch): Promise<string> {
  const value = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + launchSeconds * 1000).toISOString()
  await tokens.oidc.upsert(model, keyOf(value), { payload: { ...launch }, expiresAt })
  return value
}

/** The launch of this value for this app, while it may be used. */
export async function findLaunch(tokens: Tokens, value: string, clientId: string): Promise<Launch | undefined> {
  const { consumed, ...launch } = (await tokens.oidc.find(model, keyOf(value))) ?? {}
  return consumed === undefined && launch.clientId === clientId ? (launch as unknown as Launch) : undefined
}

/** Uses it up: true once, also for two at the same moment. */
export function useLaunch(tokens: Tokens, value: string): Promise<boolean> {
  return tokens.oidc.consume(model, keyOf(value))
}

/** How a request for a code stands to the launch that it names. */
export type LaunchState =
  | { state: 'ready'; value: string; launch: Launch }
  /** Unknown, another app's, used or too old; it is not told which. */
  | { state: 'ended' }
  /** Made for another person than the one who is here. */
  | { state: 'of another' }

/** The launch that a request names; undefined when it names none. */
export async function launchOf(
  tokens: Tokens,
  { launch: value, client_id: clientId }: { [name: string]: unknown },
  offered: readonly string[],
  user: User | undefined,
): Promise<LaunchState | undefined> {
  if (typeof value !== 'string') return undefined
  // Without the scope the context may not be told, and something else than was meant must not be opened in its place.
  const launch = offered.includes('launch') ? await findLaunch(tokens, value, String(clientId)) : undefined
  if (!launch) return { state: 'ended' }
  return user === undefined || user.id === launch.accountId ? { state: 'ready', value, launch } : { state: 'of another' }
}
