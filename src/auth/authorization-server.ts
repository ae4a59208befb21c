import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors, Provider } from 'oidc-provider'
import { FhirError } from '#fhir/error.ts'
import type { Tokens } from '#storage/tokens.ts'
import { checkAssertion, clockToleranceSeconds } from './check-assertion.ts'
import { assertionAlgorithms } from './client-keys.ts'
import { findClient } from './clients.ts'
import { adapterFor, tokenLifeSeconds } from './oidc-adapter.ts'
import { grantScopes, type ReadRestriction, words } from './scopes.ts'
import { readSigningKeys } from './signing-keys.ts'
import { hashToken } from './token-hash.ts'

/** Paths below the server's base address that the authorization server answers; all else of oidc-provider stays shut. */
export const authPaths = {
  token: '/auth/token',
  revocation: '/auth/revoke',
  introspection: '/auth/introspect',
  jwks: '/auth/jwks',
} as const

/** What was asked of the authorization server, for the audit trail. */
export interface AuthorizationEvent {
  asked: 'token' | 'revocation' | 'introspection'
  /** Absent: a client that did not prove who it is. */
  clientId?: string
  from?: string
  status: number
  /** The OAuth error code of a refusal. */
  error?: string
  /** SHA-256 of the token that was issued. */
  tokenHash?: Buffer
}

/** Who is told what goes wrong. None of it is sent to anybody, and nothing in it is secret. */
export interface AuthorizationLog {
  /** A fault of ours. */
  fault(error: Error): void
  /** A client was turned away: which one it said it was, and why. */
  refusal(clientId: string | undefined, reason: string): void
  /** An answer is about to leave; it waits for this, and a rejection takes its place. */
  answered?(event: AuthorizationEvent): Promise<void>
}

export interface AuthorizationServer {
  /** Answers the requests for `authPaths`. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/**
 * SMART Backend Services on oidc-provider: client_credentials, private_key_jwt, opaque tokens of five minutes.
 *
 * @param issuer the server's base address, without a slash at the end; every address it publishes begins with it
 * @param read reads what narrows a scope; without it no narrowed scope is granted
 */
export async function createAuthorizationServer(
  issuer: string,
  tokens: Tokens,
  log: AuthorizationLog,
  read?: ReadRestriction,
): Promise<AuthorizationServer> {
  const { keys } = await readSigningKeys(tokens)
  const provider = new Provider(issuer, {
    adapter: adapterFor(tokens),
    jwks: { keys: keys as never },
    // No browser asks for tokens: a key that signs assertions has no place in one.
    clientBasedCORS: () => false,
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: { grant_types: ['client_credentials'], response_types: [], id_token_signed_response_alg: 'ES384' },
    enabledJWA: { clientAuthSigningAlgValues: [...assertionAlgorithms], idTokenSigningAlgValues: ['ES384', 'RS384'] },
    clockTolerance: clockToleranceSeconds,
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims, header) => checkAssertion(header, claims, Date.now() / 1000),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    },
    formats: { bitsOfOpaqueRandomness: 256 },
    responseTypes: [],
    routes: authPaths,
    scopes: [],
    ttl: { ClientCredentials: tokenLifeSeconds },
  })
  expectOurOwnAddresses(provider, issuer)
  tellBeforeAnswering(provider, log)
  grantByRegistration(provider, tokens, read)
  provider.on('server_error', (ctx, error) => {
    log.fault(error)
    if (!(error instanceof FhirError && error.kind === 'unavailable')) return
    ctx.status = 503
    ctx.set('Retry-After', '2')
    ctx.body = { error: 'temporarily_unavailable', error_description: 'the database does not answer; try again' }
  })
  for (const event of ['grant.error', 'revocation.error', 'introspection.error'] as const) {
    provider.on(event as 'grant.error', (ctx, error) =>
      log.refusal(ctx.oidc.entities.Client?.clientId, error.error_detail ?? error.message),
    )
  }
  const callback = provider.callback()
  return { handle: async (request, response) => void (await callback(request, response)) }
}

const audited = new Set(['token', 'revocation', 'introspection'])

/** No answer leaves that was not told of first: a token of which the audit trail does not know is not issued. */
function tellBeforeAnswering(provider: Provider, log: AuthorizationLog): void {
  provider.use(async (ctx, next) => {
    await next()
    const asked = ctx.oidc?.route
    if (asked === undefined || !audited.has(asked)) return
    const { access_token: issued, error } = (ctx.body ?? {}) as { access_token?: string; error?: string }
    const event: AuthorizationEvent = {
      asked: asked as AuthorizationEvent['asked'],
      clientId: ctx.oidc.entities.Client?.clientId,
      from: ctx.req.socket.remoteAddress,
      status: ctx.status,
      error,
      tokenHash: issued === undefined ? undefined : hashToken(issued),
    }
    await log.answered?.(event).catch((fault: Error) => {
      log.fault(fault)
      ctx.status = 503
      ctx.set('Retry-After', '2')
      ctx.body = { error: 'temporarily_unavailable', error_description: 'the audit trail cannot be written; try again' }
    })
  })
}

/**
 * oidc-provider takes the audience that it expects from the request's Host header: an assertion that a partner made for
 * somebody else could be replayed here by naming that host. Only our configured addresses are ours.
 */
function expectOurOwnAddresses(provider: Provider, issuer: string): void {
  const own = new Set([issuer, issuer + authPaths.token])
  const extra = { revocation: issuer + authPaths.revocation, introspection: issuer + authPaths.introspection }
  provider.OIDCContext.prototype.clientJwtAuthExpectedAudience = function () {
    const here = extra[this.route as keyof typeof extra]
    return here ? new Set([...own, here]) : own
  }
}

/**
 * oidc-provider's own client_credentials grant compares scopes as strings. Ours reads them: a client is granted what it
 * asks for and is registered for, narrowed where the two only overlap, and nothing at all is an error.
 */
function grantByRegistration(provider: Provider, tokens: Tokens, read: ReadRestriction | undefined): void {
  provider.registerGrantType<{ scope?: string }>(
    'client_credentials',
    async (ctx) => {
      const asked = ctx.oidc.params.scope ?? ''
      if (words(asked).length === 0) throw new errors.InvalidScope('name the scopes wanted, such as system/Patient.rs', asked)
      const client = await findClient(tokens, ctx.oidc.client.clientId)
      const scope = grantScopes(asked, client?.scope ?? '', read)
      if (scope === '') throw new errors.InvalidScope('none of these scopes is registered for this client', asked)
      const token = new provider.ClientCredentials({ client: ctx.oidc.client, scope })
      ctx.oidc.entity('ClientCredentials', token)
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration, scope }
    },
    ['scope'],
  )
}
