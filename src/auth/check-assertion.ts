import { errors } from 'oidc-provider'
import { assertionAlgorithms } from './client-keys.ts'

/** Longest life of a client's assertion, in seconds, and the drift of clocks that is forgiven. SMART: five minutes at most. */
const assertionLifeSeconds = 300
export const clockToleranceSeconds = 15

/**
 * What SMART asks of an assertion beyond what oidc-provider checks by itself (signature, iss, exp, one use): its `kid`
 * and `typ`, that its life is short, and that it is meant for this server alone.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html#authenticating-to-the-token-endpoint
 *
 * @param now seconds since 1970
 * @throws InvalidClientAuth; the reason is in its detail, which is logged and never sent
 */
export function checkAssertion(header: { [key: string]: unknown }, claims: { [key: string]: unknown }, now: number): void {
  const fault = assertionFault(header, claims, now)
  if (fault) throw new errors.InvalidClientAuth(fault)
}

/** The first thing wrong with an assertion, or undefined. */
export function assertionFault(header: { [key: string]: unknown }, claims: { [key: string]: unknown }, now: number): string | undefined {
  if (!assertionAlgorithms.some((alg) => alg === header.alg)) return 'alg is neither RS384 nor ES384'
  if (typeof header.kid !== 'string') return 'kid is missing'
  if (header.typ !== undefined && String(header.typ).toUpperCase() !== 'JWT') return 'typ is not JWT'
  if (header.jku !== undefined) return 'jku names keys that are not registered here'
  if (typeof claims.sub !== 'string' || claims.sub !== claims.iss) return 'iss and sub are not the same client'
  if (typeof claims.jti !== 'string' || claims.jti.length > 256) return 'jti is not a text of at most 256 characters'
  if (Array.isArray(claims.aud) && claims.aud.length !== 1) return 'aud names other servers too'
  if (typeof claims.exp !== 'number' || claims.exp > now + assertionLifeSeconds + clockToleranceSeconds) return 'exp is too far away'
  if (claims.iat !== undefined && (typeof claims.iat !== 'number' || claims.iat > now + clockToleranceSeconds))
    return 'iat is in the future'
  return undefined
}
