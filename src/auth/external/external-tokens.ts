import { isDeepStrictEqual } from 'node:util'
import { decodeJwt } from 'jose'
import type { Token, Tokens } from '#storage/tokens.ts'
import type { Caller } from '../access-plan.ts'
import { type Client, callerOfClient, findClient, grantOf } from '../clients.ts'
import { callerOfUser, type PeopleParts } from '../people/caller-of-user.ts'
import { findUserByIdentity, personGrantOf, type User } from '../people/users.ts'
import type { RemoteKeys } from '../remote-keys.ts'
import { grantScopes, type ReadRestriction } from '../scopes.ts'
import { hashToken } from '../token-hash.ts'
import type { TrustedIssuer } from './trusted-issuers.ts'
import { NotBelieved, type VerifiedToken, verifyToken } from './verify-token.ts'

/**
 * Believes tokens of other authorization servers. Undefined: not one of these, or not to be believed. What keeps it from
 * finding out, such as a database that does not answer, is thrown.
 */
export type ExternalTokens = (token: string, hash: Buffer) => Promise<Token | undefined>

/** Longest token. */
const longest = 8_192

export interface ExternalParts extends PeopleParts {
  issuers: readonly TrustedIssuer[]
  remoteKeys: RemoteKeys
  read?: ReadRestriction
  /** Told why a token was not believed: a reason, nothing of the token. */
  refused?: (reason: string) => void
}

/**
 * Checks a JWT access token (https://www.rfc-editor.org/rfc/rfc9068#section-4) and puts it beside our own, by its hash: from
 * then on it is looked up, joined by every statement and revoked like them. Issuer, audience, algorithms and keys are those
 * that were configured. What it may is the least of what it says, what its client is registered for here, and what the
 * person, if it names one, may see.
 */
export function externalTokens(
  tokens: Tokens,
  { issuers, remoteKeys, read, refused, ...people }: ExternalParts,
  now: () => Date,
): ExternalTokens {
  return async (token, hash) => {
    const trusted = token.length <= longest ? issuers.find(({ issuer }) => issuer === claimedIssuer(token)) : undefined
    if (trusted === undefined) return undefined
    try {
      const said = await verifyToken(token, trusted, remoteKeys, now())
      const client = await clientOf(tokens, trusted, said)
      const user = await userOf(tokens, said)
      const { caller, scope } = await accessOf(said, client, user, read, people)
      if (scope === '') throw new NotBelieved('none of its scopes is registered for its client')
      const expiresAt = new Date(said.expires * 1000).toISOString()
      if (!(await isOneSpelling(tokens, token, hash, expiresAt))) throw new NotBelieved('it is known in another spelling')
      const grantId = user === undefined ? grantOf(client.clientId) : personGrantOf(user.id)
      await tokens.insertToken({ hash, clientId: client.clientId, scope, expiresAt, grantId, claims: { ...caller } })
      // Who was taken away, or registered anew, while it was looked at: of that and this, one sees the other.
      const fault = await Promise.all([clientOf(tokens, trusted, said), userOf(tokens, said)]).then(
        (found) => (isDeepStrictEqual(found, [client, user]) ? undefined : new NotBelieved('its client or person has changed meanwhile')),
        (error: Error) => error,
      )
      if (fault) await tokens.revokeToken(hash)
      if (fault) throw fault
      // One that was revoked stays so.
      return tokens.findToken(hash)
    } catch (error) {
      if (!(error instanceof NotBelieved)) throw error
      refused?.(error.message)
      return undefined
    }
  }
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/**
 * A signature can be spelled in several ways that all verify, by its last letters or by ECDSA's other half; what is signed
 * cannot. The first spelling is the token, so that one which was revoked does not come back under another hash.
 */
async function isOneSpelling(tokens: Tokens, token: string, hash: Buffer, expiresAt: string): Promise<boolean> {
  const signed = hashToken(token.slice(0, token.lastIndexOf('.'))).toString('base64url')
  const spelling = hash.toString('base64url')
  if (await tokens.oidc.insert(spellingModel, signed, { payload: { spelling }, expiresAt })) return true
  return (await tokens.oidc.find(spellingModel, signed))?.spelling === spelling
}

const spellingModel = 'ExternalToken'

async function clientOf(tokens: Tokens, { clients }: TrustedIssuer, { client: theirs }: VerifiedToken): Promise<Client> {
  const ours = Object.hasOwn(clients, theirs) ? clients[theirs] : undefined
  const client = ours === undefined ? undefined : await findClient(tokens, ours)
  if (client === undefined) throw new NotBelieved('its client is not registered here')
  return client
}

/** A token that is about its client alone is a system's; any other is a person's, who must be known here by issuer and subject. */
async function userOf(tokens: Tokens, { issuer, subject, client }: VerifiedToken): Promise<User | undefined> {
  if (subject === client) return undefined
  const user = await findUserByIdentity(tokens, { issuer, subject })
  if (user === undefined) throw new NotBelieved('its person is not registered here')
  return user
}

async function accessOf(
  { scope, patient }: VerifiedToken,
  client: Client,
  user: User | undefined,
  read: ReadRestriction | undefined,
  people: PeopleParts,
): Promise<{ caller: Omit<Caller, 'clientId'>; scope: string }> {
  if (user === undefined) {
    return { caller: callerOfClient(client), scope: grantScopes(scope, client.scope, read, ['system']) }
  }
  const inContext = typeof patient === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(patient) ? { patient } : {}
  return {
    caller: { purpose: client.purpose, ...(await callerOfUser(user, people)), ...inContext },
    scope: grantScopes(scope, client.scope, read, ['patient', 'user']),
  }
}
