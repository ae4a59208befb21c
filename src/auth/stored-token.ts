import type { Token } from '#storage/tokens.ts'
import type { Caller } from './access-plan.ts'

/** What a token's row knows besides client, scope and end: who calls with it, and what the protocol library wants back. */
export interface TokenClaims extends Partial<Caller> {
  /** As oidc-provider wants it back, for introspection and revocation. */
  issued?: { [key: string]: unknown }
}

/** Who calls with a token. */
export function callerOf({ clientId, claims = {} }: Token): Caller {
  const { issued: _, ...caller } = claims as TokenClaims
  return { ...caller, clientId }
}
