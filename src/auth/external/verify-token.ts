import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { RemoteKeys } from '../remote-keys.ts'
import { clientClaims, type TrustedIssuer } from './trusted-issuers.ts'

/** Why a token of another server is not believed: a reason, nothing of the token. */
export class NotBelieved extends Error {
  override readonly name = 'NotBelieved'
}

/** What a token of another server says that counts here. */
export interface VerifiedToken {
  issuer: string
  subject: string
  /** The client's id over there. */
  client: string
  /** Scopes, separated by blanks. */
  scope: string
  /** Seconds since 1970. */
  expires: number
  /** The patient in context, as it was sent. */
  patient: unknown
}

/** Longest life of a token in seconds: what is good for longer cannot be taken back by anybody. */
const longestLife = 3_600
const tolerance = 15

/** Headers by which a token would choose its own key, or how it is to be read. */
const forbidden = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64', 'zip', 'cty']

/**
 * Checks a JWT access token: https://www.rfc-editor.org/rfc/rfc9068#section-4, or, where the operator says so of its issuer,
 * one that is not marked as an access token.
 *
 * @throws NotBelieved
 */
export async function verifyToken(token: string, trusted: TrustedIssuer, remote: RemoteKeys, now: Date): Promise<VerifiedToken> {
  try {
    return await verified(token, trusted, remote, now)
  } catch (error) {
    // The library's reasons name claims, never their values.
    throw new NotBelieved((error as { code?: string }).code ?? (error as Error).message)
  }
}

async function verified(token: string, trusted: TrustedIssuer, remote: RemoteKeys, now: Date): Promise<VerifiedToken> {
  const { issuer, audience, algorithms, jwks, jwksUri, unmarked } = trusted
  const header = decodeProtectedHeader(token) as { [name: string]: unknown }
  for (const name of forbidden) if (name in header) throw new Error(`its header has ${name}`)
  if (typeof header.kid !== 'string') throw new Error('it does not name its key')
  const keys = jwks ?? (await remote.keysAt(jwksUri!, header.kid))
  const key = keys?.keys.find(({ kid }) => kid === header.kid)
  if (key === undefined) throw new Error('its key is not known')
  if (key.alg !== undefined && key.alg !== header.alg) throw new Error('its key is for another algorithm')
  const isUnmarked = unmarked !== undefined && (header.typ === undefined || header.typ === 'JWT')
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [key] }), {
    issuer,
    algorithms: [...algorithms],
    ...(!isUnmarked && { typ: 'at+jwt' }),
    audience,
    clockTolerance: tolerance,
    currentDate: now,
    maxTokenAge: longestLife,
    requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', ...(isUnmarked ? [unmarked.clientClaim] : ['jti', 'client_id'])],
  })
  if (Array.isArray(payload.aud) && payload.aud.length !== 1) throw new Error('it is for other servers too')
  if (payload.exp! - payload.iat! > longestLife) throw new Error('it is good for more than an hour')
  if (isUnmarked) expectAccessToken(payload, unmarked.clientClaim, audience)
  const client = payload[isUnmarked ? unmarked.clientClaim : 'client_id']
  if (typeof client !== 'string') throw new Error('its client is no text')
  const scope = scopeOf(payload, isUnmarked)
  return { issuer, subject: payload.sub!, client, scope, expires: payload.exp!, patient: payload.patient }
}

/** Claims of an id_token (OpenID Connect Core, sections 2 and 3.3), of a logout token and of other events. */
const othersOnly = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events']

/**
 * What says that it is an access token for this server, where its header does not: its audience is this server's address and
 * no client's name, it has scopes, and nothing of what only other tokens have.
 */
function expectAccessToken(payload: JWTPayload, clientClaim: string, audience: string): void {
  for (const name of othersOnly) if (payload[name] !== undefined) throw new Error(`it has ${name}, as no access token has`)
  // Keycloak and Cognito say what a token is beside its header.
  if (payload.typ !== undefined && payload.typ !== 'Bearer') throw new Error('it says itself that it is no access token')
  if (payload.token_use !== undefined && payload.token_use !== 'access') throw new Error('it says itself that it is no access token')
  if (payload.jti === undefined && payload.uti === undefined) throw new Error('it has no name of its own')
  const named = clientClaims.map((name) => payload[name]).filter((client) => client !== undefined)
  if (named.some((client) => client !== payload[clientClaim])) throw new Error('it names two clients')
  if (named.includes(audience)) throw new Error('it is for its client, as an id_token is')
  if (payload.scope !== undefined && payload.scp !== undefined) throw new Error('it says its scopes twice')
  if (scopeOf(payload, true) === '') throw new Error('it has no scopes')
}

/** RFC 9068 has a text; where tokens are not marked, some have a text and some a list under another name. */
function scopeOf({ scope, scp }: JWTPayload, isUnmarked: boolean): string {
  const said = isUnmarked ? (scope ?? scp) : scope
  if (typeof said === 'string') return said.trim()
  return isUnmarked && Array.isArray(said) && said.every((one) => typeof one === 'string') ? said.join(' ') : ''
}
