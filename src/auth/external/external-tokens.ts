import { isDeepStrictEqual } from 'node:util'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { Token, Tokens } from '#storage/tokens.ts'
import type { Caller } from '../access-plan.ts'
import { type Client, findClient, grantOf } from '../clients.ts'
import { callerOfUser, type PeopleParts } from '../people/caller-of-user.ts'
import { findUserByIdentity, personGrantOf, type User } from '../people/users.ts'
import type { RemoteKeys } from '../remote-keys.ts'
import { grantScopes, type ReadRestriction } from '../scopes.ts'
import { hashToken } from '../token-hash.ts'
import type { TrustedIssuer } from './trusted-issuers.ts'

/** Believes tokens of other authorization servers. Undefined: not one of these, or not to be believed. */
export type ExternalTokens = (token: string, hash: Buffer) => Promise<Token | undefined>

/** Longest token, and longest life of one in seconds: what is good for longer cannot be taken back by anybody. */
const longest = 8_192
const longestLife = 3_600
const tolerance = 15

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
      const claims = await verified(token, trusted, remoteKeys, now())
      const client = await clientOf(tokens, trusted, claims)
      const user = await userOf(tokens, claims)
      const { caller, scope } = await accessOf(claims, client, user, read, people)
      if (scope === '') throw new Error('none of its scopes is registered for its client')
      const expiresAt = new Date(claims.exp! * 1000).toISOString()
      if (!(await isOneSpelling(tokens, token, hash, expiresAt))) throw new Error('it is known in another spelling')
      const grantId = user === undefined ? grantOf(client.clientId) : personGrantOf(user.id)
      await tokens.insertToken({ hash, clientId: client.clientId, scope, expiresAt, grantId, claims: { ...caller } })
      // Who was taken away, or registered anew, while it was looked at: of that and this, one sees the other.
      const asBefore = await Promise.all([clientOf(tokens, trusted, claims), userOf(tokens, claims)]).then(
        (found) => isDeepStrictEqual(found, [client, user]),
        () => false,
      )
      if (!asBefore) await tokens.revokeToken(hash)
      // One that was revoked stays so.
      return tokens.findToken(hash)
    } catch (error) {
      // The library's reasons name claims, never their values.
      refused?.((error as { code?: string }).code ?? (error as Error).message)
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

/** Headers by which a token would choose its own key, or how it is to be read. */
const forbidden = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip', 'cty']

async function verified(
  token: string,
  { issuer, audience, algorithms, jwks, jwksUri }: TrustedIssuer,
  remote: RemoteKeys,
  now: Date,
): Promise<JWTPayload> {
  const header = decodeProtectedHeader(token) as { [name: string]: unknown }
  for (const name of forbidden) if (name in header) throw new Error(`its header has ${name}`)
  if (typeof header.kid !== 'string') throw new Error('it does not name its key')
  const keys = jwks ?? (await remote.keysAt(jwksUri!, header.kid))
  const key = keys?.keys.find(({ kid }) => kid === header.kid)
  if (key === undefined) throw new Error('its key is not known')
  if (key.alg !== undefined && key.alg !== header.alg) throw new Error('its key is for another algorithm')
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [key] }), {
    issuer,
    algorithms: [...algorithms],
    typ: 'at+jwt',
    audience,
    clockTolerance: tolerance,
    currentDate: now,
    maxTokenAge: longestLife,
    requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'jti', 'client_id'],
  })
  if (Array.isArray(payload.aud) && payload.aud.length !== 1) throw new Error('it is for other servers too')
  if (payload.exp! - payload.iat! > longestLife) throw new Error('it is good for more than an hour')
  return payload
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

async function clientOf(tokens: Tokens, { clients }: TrustedIssuer, { client_id: theirs }: JWTPayload): Promise<Client> {
  const ours = typeof theirs === 'string' && Object.hasOwn(clients, theirs) ? clients[theirs] : undefined
  const client = ours === undefined ? undefined : await findClient(tokens, ours)
  if (client === undefined) throw new Error('its client is not registered here')
  return client
}

/** A token that is about its client alone is a system's; any other is a person's, who must be known here by issuer and subject. */
async function userOf(tokens: Tokens, { iss, sub, client_id: theirs }: JWTPayload): Promise<User | undefined> {
  if (sub === theirs) return undefined
  const user = await findUserByIdentity(tokens, { issuer: iss!, subject: sub! })
  if (user === undefined) throw new Error('its person is not registered here')
  return user
}

async function accessOf(
  { scope, patient }: JWTPayload,
  client: Client,
  user: User | undefined,
  read: ReadRestriction | undefined,
  people: PeopleParts,
): Promise<{ caller: Omit<Caller, 'clientId'>; scope: string }> {
  const asked = typeof scope === 'string' ? scope : ''
  if (user === undefined) {
    const { kind, purpose, organization } = client
    return { caller: { kind, purpose, organization }, scope: grantScopes(asked, client.scope, read, ['system']) }
  }
  const inContext = typeof patient === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(patient) ? { patient } : {}
  const purpose = user.kind === undefined ? undefined : client.purpose
  return {
    caller: { ...(await callerOfUser(user, people)), purpose, ...inContext },
    scope: grantScopes(asked, client.scope, read, ['patient', 'user']),
  }
}
