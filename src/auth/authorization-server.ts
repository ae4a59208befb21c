import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors, Provider } from 'oidc-provider'
import { FhirError } from '#fhir/error.ts'
import type { Tokens } from '#storage/tokens.ts'
import { appOrigins } from './app-origins.ts'
import { authPaths } from './auth-paths.ts'
import { readyAuthorizationRequest } from './authorization-request.ts'
import { boundEachClient, type ClientAllowance } from './client-allowance.ts'
import { findClient, removeClient } from './clients.ts'
import { createGrantedApps, type GrantedApps } from './granted-apps.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { createVisits, type Visits } from './own-pages.ts'
import type { PeopleParts } from './people/caller-of-user.ts'
import type { Upstream } from './people/upstream.ts'
import { launchContext, type PageParts, providerSettings } from './provider-settings.ts'
import { type Registered, register } from './registration/register.ts'
import type { RemoteKeys } from './remote-keys.ts'
import { grantScopes, type ReadRestriction, words } from './scopes.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createSigner, type Signer } from './signing/signer.ts'
import { hashToken } from './token-hash.ts'
import { readyTokenRequest } from './token-request.ts'

/** What was asked of the authorization server, for the audit trail. */
export interface AuthorizationEvent {
  asked: 'registration' | 'token' | 'revocation' | 'introspection' | 'sign-in' | 'patients' | 'grant' | 'launch' | 'withdrawal'
  /** The person, as a reference. */
  person?: string
  /** Patients who were shown or chosen, by id. */
  patients?: readonly string[]
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
  /** Answers the requests for `authPaths`, and below the authorization endpoint those that come back from the pages. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Registers clients by their own word; absent: only an administrator does. */
  register?: Registration
  /** What the pages for people need. */
  signIn: SignIn
  /** Who is at the pages of this server itself. */
  visits: Visits
  /** What people granted, and take back. */
  grantedApps: GrantedApps
  /** Opens apps with a patient in context. */
  launcher: Launcher
  /** Is an app for people registered at this origin? Its page may then read answers in a browser. */
  allowsOrigin: (origin: string) => Promise<boolean>
}

/** What the server is made with besides its own tables. Without a store nobody finds a patient to choose. */
export interface AuthorizationParts extends PageParts, PeopleParts {
  /** Reads what narrows a scope; without it no narrowed scope is granted. */
  read?: ReadRestriction
  /** When a client last asked for something in a person's name; without it nobody is told. */
  lastUse?: (person: string, clientId: string) => Promise<string | undefined>
  /** Where a request comes from; without it what the socket says. */
  addressOf?: (request: IncomingMessage) => string | undefined
  /** Keys that clients keep at an address of their own; without it they get no token. */
  remoteKeys?: RemoteKeys
  /** Another provider by which people sign in. */
  upstream?: Upstream
  /** May clients register by themselves, with an initial access token? */
  registration?: boolean
  /** How much a client may be given in a minute; without it no bound. */
  clients?: ClientAllowance
}

/** Registers who sent this request, with what is in its body. */
export type Registration = (request: IncomingMessage, metadata: unknown) => Promise<Registered>

/**
 * SMART App Launch and Backend Services on oidc-provider: authorization_code with PKCE for people's apps,
 * client_credentials for systems, opaque tokens for both.
 *
 * @param issuer the server's base address, without a slash at the end; every address it publishes begins with it
 */
export async function createAuthorizationServer(
  issuer: string,
  tokens: Tokens,
  log: AuthorizationLog,
  parts: AuthorizationParts = {},
): Promise<AuthorizationServer> {
  const signer = await createSigner(tokens)
  const provider = new Provider(issuer, await providerSettings(issuer, tokens, signer, parts))
  // What it believes of the request is what `handle` has put there.
  provider.proxy = true
  expectOurOwnAddresses(provider, issuer)
  const addressOf = parts.addressOf ?? (({ socket }: IncomingMessage) => socket.remoteAddress)
  tellBeforeAnswering(provider, log, addressOf)
  if (parts.clients) boundEachClient(provider, parts.clients)
  compareSecretsByHash(provider)
  grantByRegistration(provider, tokens, parts.read)
  tellLaunchContext(provider, tokens, issuer)
  publishAllKeys(provider, signer)
  provider.on('server_error', (ctx, error) => {
    log.fault(error)
    if (!(error instanceof FhirError && error.kind === 'unavailable')) return
    ctx.status = 503
    ctx.set('Retry-After', '2')
    ctx.body = { error: 'temporarily_unavailable', error_description: 'the database does not answer; try again' }
  })
  for (const event of ['grant.error', 'revocation.error', 'introspection.error', 'authorization.error'] as const) {
    provider.on(event as 'grant.error', (ctx, error) =>
      log.refusal(ctx.oidc.entities.Client?.clientId, error.error_detail ?? error.message),
    )
  }
  const callback = provider.callback()
  const { host, protocol } = new URL(issuer)
  /** Addresses and cookies are made for the configured address, whatever the request says that it was sent to. */
  const ours = (request: IncomingMessage) => {
    delete request.headers['x-forwarded-host']
    request.headers.host = host
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  }
  /** As the library expects it; undefined when it cannot be read. */
  const readied = async (request: IncomingMessage) => {
    const path = pathOf(request)
    if (path === authPaths.authorization) return (await readyAuthorizationRequest(request)) ? request : undefined
    return path === authPaths.token ? readyTokenRequest(request, (token) => publicAppOf(provider, tokens, token)) : request
  }
  const tell = async (event: AuthorizationEvent) => log.answered?.(event)
  return {
    visits: createVisits(provider, tokens, issuer, ours),
    grantedApps: createGrantedApps({ tokens, tell, ...parts }),
    launcher: createLauncher({ tokens, issuer, tell, ...parts }),
    signIn: createSignIn({ provider, tokens, issuer, ours, tell, ...parts, addressOf }),
    allowsOrigin: appOrigins(tokens),
    ...(parts.registration && {
      register: async (request: IncomingMessage, metadata: unknown) => {
        const answer = await register(tokens, request.headers.authorization, metadata, parts.read)
        const { status, clientId, body } = answer
        const event = { asked: 'registration', clientId, from: addressOf(request), status, error: body.error as string } as const
        // A client of which the audit trail does not know is not registered.
        await tell(event).catch(async (fault: Error) => {
          if (clientId !== undefined) await removeClient(tokens, clientId)
          throw fault
        })
        return answer
      },
    }),
    handle: async (request, response) => {
      ours(request)
      await signer.refresh()
      const asked = await readied(request)
      if (asked) await callback(asked, response)
      else
        response
          .writeHead(400, { 'Content-Type': 'text/plain' })
          .end('The request cannot be read as a form, or holds the character U+0000.\n')
    },
  }
}

/** The app to which a refresh token was given, if it keeps no secret by which it would prove who it is. */
async function publicAppOf(provider: Provider, tokens: Tokens, refreshToken: string): Promise<string | undefined> {
  const { clientId } = (await provider.RefreshToken.find(refreshToken)) ?? {}
  const client = clientId === undefined ? undefined : await findClient(tokens, clientId)
  return client && !client.jwks && !client.secretHash ? client.clientId : undefined
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0]!
}

const audited = new Set(['token', 'revocation', 'introspection'])

/** No answer leaves that was not told of first: a token of which the audit trail does not know is not issued. */
function tellBeforeAnswering(provider: Provider, log: AuthorizationLog, addressOf: (request: IncomingMessage) => string | undefined): void {
  provider.use(async (ctx, next) => {
    await next()
    const asked = ctx.oidc?.route
    if (asked === undefined || !audited.has(asked)) return
    const { access_token: issued, error } = (ctx.body ?? {}) as { access_token?: string; error?: string }
    const event: AuthorizationEvent = {
      asked: asked as AuthorizationEvent['asked'],
      clientId: ctx.oidc.entities.Client?.clientId,
      from: addressOf(ctx.req),
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
  provider.OIDCContext.prototype.urlFor = (name: string, options?: { [key: string]: unknown }) => issuer + provider.pathFor(name, options)
}

/** Secrets are kept as hashes (256 random bits need no salt): the library is handed the hash, and compares here. */
function compareSecretsByHash(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function (actual: string) {
    const expected = Buffer.from(this.clientSecret ?? '', 'base64url')
    const given = hash('sha256', actual, 'buffer')
    return expected.length === given.length && timingSafeEqual(expected, given)
  }
}

/** The library knows of one key, the one that signs; published are those before and after it as well. */
function publishAllKeys(provider: Provider, signer: Signer): void {
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.oidc?.route !== 'jwks') return
    ctx.body = { keys: signer.published() }
    ctx.set('Cache-Control', 'public, max-age=300')
  })
}

/** Puts the context of the launch beside each access token that a person's app gets. */
function tellLaunchContext(provider: Provider, tokens: Tokens, issuer: string): void {
  provider.use(async (ctx, next) => {
    await next()
    const grantId = ctx.oidc?.route === 'token' ? ctx.oidc.entities.AccessToken?.grantId : undefined
    if (grantId === undefined || ctx.status !== 200) return
    const { fhirUser: _, ...context } = await launchContext(tokens, issuer, grantId)
    ctx.body = { ...(ctx.body as object), ...context }
  })
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
      const scope = grantScopes(asked, client?.scope ?? '', read, ['system'])
      if (scope === '') throw new errors.InvalidScope('none of these scopes is registered for this client', asked)
      const token = new provider.ClientCredentials({ client: ctx.oidc.client, scope })
      ctx.oidc.entity('ClientCredentials', token)
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration, scope }
    },
    ['scope'],
  )
}
