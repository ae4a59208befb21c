import type { JWK } from 'jose'
import { isSecureOrLocal } from '#fhir/outbound/may-call.ts'
import { fhirPath } from '../auth-paths.ts'
import { calledAddressProblems } from '../client-keys.ts'

/** Signature algorithms that a trusted issuer may use; what a token says of its own algorithm decides nothing. */
export const trustedAlgorithms = ['RS256', 'RS384', 'ES384'] as const
export type TrustedAlgorithm = (typeof trustedAlgorithms)[number]

/** Claims in which servers name the client of a token that is not marked: Keycloak and Azure AD, Okta, older Azure AD. */
export const clientClaims = ['client_id', 'azp', 'cid', 'appid'] as const

/** Another authorization server whose access tokens (RFC 9068) are believed, and what of them. */
export interface TrustedIssuer {
  /** Its name, compared letter by letter with `iss`. */
  issuer: string
  /** What it calls this server: `aud` must be this. */
  audience: string
  algorithms: readonly TrustedAlgorithm[]
  /** Where it keeps its keys. */
  jwksUri?: string
  /** Or its keys by value. */
  jwks?: { keys: JWK[] }
  /** Its clients by its own id, and as whom they are registered here: what they may is what that registration may. */
  clients: Readonly<Record<string, string>>
  /**
   * Its access tokens are not marked as such: `typ` is `JWT`, or absent. They are believed if all else shows that they are
   * access tokens for this server. https://www.rfc-editor.org/rfc/rfc9068#section-2.1
   */
  unmarked?: {
    /** The claim in which they name their client. */
    clientClaim: (typeof clientClaims)[number]
  }
}

/** A configuration that was refused, with everything that is wrong with it. */
export class IssuersRefused extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'IssuersRefused'
    this.problems = problems
  }
}

/**
 * Reads the list of trusted issuers.
 * @param own this server's own name, which nobody else may claim
 * @throws IssuersRefused with all problems at once
 */
export function readTrustedIssuers(value: unknown, own: string): TrustedIssuer[] {
  if (!Array.isArray(value)) throw new IssuersRefused(['TRUSTED_ISSUERS: the file holds no list'])
  const problems = value.flatMap((one, index) =>
    problemsOf(one as Partial<TrustedIssuer> | null, own).map((problem) => `TRUSTED_ISSUERS[${index}]: ${problem}`),
  )
  const names = value.map((one: Partial<TrustedIssuer> | null) => one?.issuer)
  if (new Set(names).size < names.length) problems.push('TRUSTED_ISSUERS: an issuer is named twice')
  if (problems.length > 0) throw new IssuersRefused(problems)
  return value as TrustedIssuer[]
}

function problemsOf(one: Partial<TrustedIssuer> | null, own: string): string[] {
  if (typeof one !== 'object' || one === null) return ['is not an object']
  const { issuer, audience, algorithms, jwksUri, jwks, clients, unmarked } = one
  const problems: string[] = []
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) problems.push('issuer is not an address')
  else if (!isSecureOrLocal(issuer, own)) problems.push('issuer is not an https: address')
  if (issuer === own) problems.push('issuer is this server itself')
  if (typeof audience !== 'string' || audience === '') problems.push('audience is missing')
  if (!Array.isArray(algorithms) || algorithms.length === 0 || algorithms.some((alg) => !trustedAlgorithms.includes(alg))) {
    problems.push(`algorithms are not among ${trustedAlgorithms.join(', ')}`)
  }
  if ((jwksUri === undefined) === (jwks === undefined)) problems.push('either jwksUri or jwks is needed')
  if (jwksUri !== undefined) problems.push(...calledAddressProblems(jwksUri, 'jwksUri'))
  if (URL.canParse(jwksUri ?? '') && !isSecureOrLocal(jwksUri!, own)) problems.push('jwksUri is not an https: address')
  if (jwks !== undefined && (!Array.isArray(jwks?.keys) || !jwks.keys.every(isPublicSigningKey))) {
    problems.push('jwks holds something that is no public key with a kid (RSA of 2048 bits or more, or EC P-384)')
  }
  if (typeof clients !== 'object' || clients === null || !Object.values(clients).every((id) => typeof id === 'string')) {
    problems.push('clients does not map its client ids to client ids here')
  }
  if (unmarked !== undefined) problems.push(...unmarkedProblems(one, own))
  return problems
}

/** An id_token is for its client: a token that is not marked counts only if it is for an address which no client is named by. */
function unmarkedProblems({ unmarked, audience, clients }: Partial<TrustedIssuer>, own: string): string[] {
  const problems: string[] = []
  if (!clientClaims.some((name) => name === unmarked?.clientClaim))
    problems.push(`unmarked.clientClaim is not among ${clientClaims.join(', ')}`)
  if (![own, own + fhirPath].includes(audience ?? '')) problems.push(`audience, with unmarked, is neither ${own} nor ${own}${fhirPath}`)
  if (Object.hasOwn(clients ?? {}, audience ?? '')) problems.push('a client, with unmarked, has the audience as its name')
  return problems
}

/** A public key of a kind that the algorithms need. A shared secret is none, whatever it is called. */
export function isPublicSigningKey(value: unknown): boolean {
  const key = (value ?? {}) as JWK
  if (typeof key.kid !== 'string' || key.d !== undefined || (key as { k?: unknown }).k !== undefined) return false
  if (key.use !== undefined && key.use !== 'sig') return false
  if (key.kty === 'EC') return key.crv === 'P-384'
  return key.kty === 'RSA' && typeof key.n === 'string' && Buffer.from(key.n, 'base64url').length * 8 >= 2048
}
