import type { JWK } from 'jose'
import { keyAddressProblems } from '../client-keys.ts'

/** Signature algorithms that a trusted issuer may use; what a token says of its own algorithm decides nothing. */
export const trustedAlgorithms = ['RS256', 'RS384', 'ES384'] as const
export type TrustedAlgorithm = (typeof trustedAlgorithms)[number]

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
  const { issuer, audience, algorithms, jwksUri, jwks, clients } = one
  const problems: string[] = []
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) problems.push('issuer is not an address')
  if (issuer === own) problems.push('issuer is this server itself')
  if (typeof audience !== 'string' || audience === '') problems.push('audience is missing')
  if (!Array.isArray(algorithms) || algorithms.length === 0 || algorithms.some((alg) => !trustedAlgorithms.includes(alg))) {
    problems.push(`algorithms are not among ${trustedAlgorithms.join(', ')}`)
  }
  if ((jwksUri === undefined) === (jwks === undefined)) problems.push('either jwksUri or jwks is needed')
  if (jwksUri !== undefined) problems.push(...keyAddressProblems(jwksUri))
  if (jwks !== undefined && (!Array.isArray(jwks?.keys) || !jwks.keys.every(isPublicSigningKey))) {
    problems.push('jwks holds something that is no public key with a kid (RSA of 2048 bits or more, or EC P-384)')
  }
  if (typeof clients !== 'object' || clients === null || !Object.values(clients).every((id) => typeof id === 'string')) {
    problems.push('clients does not map its client ids to client ids here')
  }
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
