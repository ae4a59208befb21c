import { randomBytes } from 'node:crypto'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
} from 'openid-client'
import type { Outbound } from '#fhir/outbound/outbound.ts'
import type { Tokens } from '#storage/tokens.ts'
import { signInPath } from '../auth-paths.ts'
import { clockToleranceSeconds } from '../check-assertion.ts'
import { hashToken } from '../token-hash.ts'
import { findUserByIdentity, type User } from './users.ts'

/** Another OpenID provider by which people sign in here. */
export interface Upstream {
  /** Its host, for people. */
  readonly name: string
  /**
   * Where the browser goes to sign in there, for the question of this id.
   *
   * @param asked the app's own request: whom it wants to sign in anew (`prompt`, `max_age`) signs in anew there
   */
  begin(questionId: string, asked?: Asked): Promise<string>
  /** The question to which somebody returns with this `state`; undefined: none, or it was answered. */
  questionOf(state: string): Promise<string | undefined>
  /**
   * Who has signed in there. Each return counts once.
   *
   * @param search what the browser brought back, as it was
   * @returns undefined when it is not good, or nobody here is known by that identity
   */
  finish(questionId: string, search: string): Promise<SignedIn | undefined>
}

/** What an authorization request says of how fresh a sign-in must be. */
interface Asked {
  prompt?: unknown
  max_age?: unknown
}

/** Who has signed in. */
export interface SignedIn {
  user: User
  /** When they signed in there, in seconds since 1970, if it says so. */
  at?: number
}

export interface UpstreamSettings {
  issuer: string
  clientId: string
  clientSecret: string
}

interface Begun {
  questionId: string
  nonce: string
  verifier: string
  /** They must have signed in there since then, in seconds since 1970. */
  notBefore?: number
}

const model = 'UpstreamSignIn'
/** Milliseconds in which somebody must be back. */
const patience = 10 * 60_000

/**
 * OpenID Connect with PKCE, state and nonce (https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth). People are
 * known by issuer and subject, as an administrator linked them; what else the provider says of them is not used.
 *
 * @param here this server's base address
 * @param call calls the provider, whose address the operator configured
 */
export function createUpstream(here: string, tokens: Tokens, settings: UpstreamSettings, call: Outbound): Upstream {
  const redirectUri = `${here}${signInPath}/return`
  const fetcher = (
    url: string,
    { method, headers, body, signal }: { method?: string; headers?: object; body?: unknown; signal?: AbortSignal },
  ) =>
    call(url, {
      ...(method !== undefined && { method }),
      headers: { ...(headers as Record<string, string>) },
      ...(body !== undefined && body !== null && { body: String(body) }),
      ...(signal && { signal }),
    })
  let known: Promise<Configuration> | undefined
  /** Asked for when first needed, and again after it failed: a provider that is away keeps nobody from starting. */
  const configuration = (): Promise<Configuration> => {
    known ??= discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
      [customFetch]: fetcher as never,
      ...(settings.issuer.startsWith('http:') && { execute: [allowInsecureRequests] }),
    }).catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
  const idOf = (state: string) => hashToken(state).toString('base64url')

  return {
    name: new URL(settings.issuer).host,
    async begin(questionId, asked = {}) {
      const [state, nonce, verifier] = [0, 1, 2].map(() => randomBytes(32).toString('base64url')) as [string, string, string]
      const maxAge = longestAge(asked)
      const begun: Begun = {
        questionId,
        nonce,
        verifier,
        ...(maxAge !== undefined && { notBefore: Math.floor(Date.now() / 1000) - maxAge }),
      }
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // With it the answer must say when they signed in.
        ...(maxAge !== undefined && { max_age: String(maxAge) }),
        ...(maxAge === 0 && { prompt: 'login' }),
      })
      const expiresAt = new Date(Date.now() + patience).toISOString()
      await tokens.oidc.upsert(model, idOf(state), { payload: { ...begun }, expiresAt })
      return url.href
    },

    async questionOf(state) {
      const begun = (await tokens.oidc.find(model, idOf(state))) as (Begun & { consumed?: number }) | undefined
      return begun === undefined || begun.consumed !== undefined ? undefined : begun.questionId
    },

    async finish(questionId, search) {
      const state = new URLSearchParams(search).get('state') ?? ''
      const begun = (await tokens.oidc.find(model, idOf(state))) as Begun | undefined
      if (begun?.questionId !== questionId || !(await tokens.oidc.consume(model, idOf(state)))) return undefined
      const url = new URL(`${redirectUri}?${search}`)
      const checks = { expectedState: state, expectedNonce: begun.nonce, pkceCodeVerifier: begun.verifier, idTokenExpected: true }
      const answer = await configuration()
        .then((configured) => authorizationCodeGrant(configured, url, checks))
        // Whatever was wrong with it, nobody has signed in; nothing of it is told.
        .catch(() => undefined)
      const claims = answer?.claims()
      const at = typeof claims?.auth_time === 'number' ? claims.auth_time : undefined
      // A provider that overlooks what was asked signs in nobody of whom it was asked.
      const isFresh = begun.notBefore === undefined || (at !== undefined && at + clockToleranceSeconds >= begun.notBefore)
      const user = claims && isFresh ? await findUserByIdentity(tokens, { issuer: settings.issuer, subject: claims.sub }) : undefined
      return user && { user, ...(at !== undefined && { at }) }
    },
  }
}

/** How long ago a sign-in may have been, in seconds: not at all where a new one is wanted; undefined: whenever. */
function longestAge({ prompt, max_age: maxAge }: Asked): number | undefined {
  if (typeof prompt === 'string' && prompt.split(' ').includes('login')) return 0
  return maxAge === undefined ? undefined : Math.max(0, Math.floor(Number(maxAge)) || 0)
}
