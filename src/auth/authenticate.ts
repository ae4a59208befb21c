import { FhirError } from '#fhir/error.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { AccessPlan } from './access-plan.ts'
import { compileAccess, type PlanParts } from './compile-access.ts'
import type { ExternalTokens } from './external/external-tokens.ts'
import { callerOf } from './stored-token.ts'
import { hashToken } from './token-hash.ts'

/**
 * Finds out who is asking: an Authorization header in, an access plan out.
 *
 * @param mayLookUp called before the database is asked about a token; what it throws is thrown
 */
export type Authenticate = (authorization: string | undefined, mayLookUp?: () => void) => Promise<AccessPlan>

/** Plans remembered at once; the oldest is forgotten first. A plan costs about a kilobyte. */
const remembered = 10_000

/**
 * Makes the step that every request for data passes. A token is looked up when it is first seen and its plan remembered
 * until it expires. What makes a revocation bite at once is not this memory but storage, which joins the token in every
 * statement.
 *
 * A token that is not ours may be another server's whose word is believed (`external`); checked once, it is kept like ours.
 *
 * The step it returns throws FhirError `unauthenticated`, with `no-token` or `invalid-token` as its detail; neither it
 * nor anything it throws repeats the token.
 */
export function createAuthenticate(tokens: Tokens, now: () => Date, parts: PlanParts & { external?: ExternalTokens } = {}): Authenticate {
  const plans = new Map<string, { plan: AccessPlan; expiresAt: number }>()

  return async (authorization, mayLookUp) => {
    if (authorization === undefined) throw unauthenticated('no-token', 'Send the header Authorization: Bearer <access token>.')
    const token = /^Bearer +([A-Za-z0-9._~+/-]{1,8192}=*)$/i.exec(authorization)?.[1]
    if (!token) throw unauthenticated('invalid-token', 'The Authorization header is not of the form Bearer <access token>.')

    // By its text: hashing it anew would cost each request as much as all the rest of this step.
    const known = plans.get(token)
    if (known) {
      if (known.expiresAt > now().getTime()) return known.plan
      plans.delete(token)
      throw notAlive()
    }

    mayLookUp?.()
    const hash = hashToken(token)
    const row = (await tokens.findToken(hash)) ?? (token.includes('.') ? await parts.external?.(token, hash) : undefined)
    const expiresAt = row ? Date.parse(row.expiresAt) : 0
    if (!row || expiresAt <= now().getTime()) throw notAlive()
    const plan = compileAccess(callerOf(row), row.scope, hash, parts)
    for (const oldest of plans.keys()) {
      if (plans.size < remembered) break
      plans.delete(oldest)
    }
    plans.set(token, { plan, expiresAt })
    return plan
  }
}

function notAlive(): FhirError {
  return unauthenticated('invalid-token', 'The access token is unknown, expired or revoked. Ask the token endpoint for another.')
}

function unauthenticated(details: string, diagnostics: string): FhirError {
  return new FhirError('unauthenticated', [{ severity: 'error', code: 'login', details, diagnostics }])
}
