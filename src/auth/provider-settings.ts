import { type Configuration, errors, interactionPolicy } from 'oidc-provider'
import type { Tokens } from '#storage/tokens.ts'
import { authPaths, fhirPath, signInPath } from './auth-paths.ts'
import { checkAssertion, clockToleranceSeconds } from './check-assertion.ts'
import { assertionAlgorithms } from './client-keys.ts'
import { findLaunch } from './ehr-launch.ts'
import { findGranted, grantDays } from './grants.ts'
import { contextScopes, mayRefresh } from './launch-scopes.ts'
import { type AdapterParts, adapterFor, tokenLifeSeconds } from './oidc-adapter.ts'
import { findUser } from './people/users.ts'
import { originsOf } from './redirect-uris.ts'
import { words } from './scopes.ts'
import { readServerSecrets } from './server-secrets.ts'
import type { Signer } from './signing/signer.ts'

const minutes = 60
const hours = 60 * minutes
const days = 24 * hours

/**
 * Life of an access token that a person's app gets, in seconds: short where the app can refresh it, else the hour that
 * SMART allows at most. It ends at once with what was granted, whichever it is.
 */
const personTokenSeconds = (scopes: Iterable<string>) => (mayRefresh(scopes) ? 15 * minutes : hours)

/** What the library shows to people itself. */
export interface PageParts {
  /** What a person sees when a request is so wrong that nobody may be sent back to the app; without it one line of text. */
  refusalPage?: (error: string, description: string) => string
}

/** How oidc-provider is set up: what it may do, and where it asks us. */
export async function providerSettings(
  issuer: string,
  tokens: Tokens,
  signer: Signer,
  parts: AdapterParts & PageParts,
): Promise<Configuration> {
  const secrets = await readServerSecrets(tokens)
  const fhirBase = issuer + fhirPath
  const cookie = { httpOnly: true, sameSite: 'lax', secure: issuer.startsWith('https:'), signed: true } as const
  return {
    adapter: adapterFor(tokens, issuer, parts),
    jwks: { keys: [signer.key] },
    cookies: { keys: secrets.keysFor('cookies').map((key) => key.toString('base64url')), long: cookie, short: cookie },
    // Keys that clients keep elsewhere are fetched by remote-keys.ts; the library itself calls nobody.
    fetch: () => Promise.reject(new Error('the keys cannot be had at their address')),
    clientBasedCORS: (_ctx, origin, client) => originsOf(client.redirectUris).includes(origin),
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    clientDefaults: { grant_types: [], response_types: [], id_token_signed_response_alg: 'RS256' },
    enabledJWA: { clientAuthSigningAlgValues: [...assertionAlgorithms], idTokenSigningAlgValues: ['RS256'] },
    clockTolerance: clockToleranceSeconds,
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims, header) => checkAssertion(header, claims, Date.now() / 1000),
    features: {
      clientCredentials: { enabled: true },
      // The one way in which the library lets the key change under it (signing/signer.ts).
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      // Scopes for data are the FHIR server's, whatever their names; the library's own list would drop what it does not hold.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => fhirBase,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource) => {
          if (resource !== fhirBase) throw new errors.InvalidTarget(`the resource here is ${fhirBase}`)
          const scope = ctx.oidc.entities.Grant?.getResourceScope(resource) || String(ctx.oidc.params?.scope ?? '')
          return { scope, audience: fhirBase, accessTokenFormat: 'opaque' }
        },
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    },
    formats: { bitsOfOpaqueRandomness: 256 },
    responseTypes: ['code'],
    pkce: { required: () => true },
    routes: authPaths,
    scopes: [...contextScopes],
    claims: { acr: null, auth_time: null, iss: null, sid: null, openid: ['sub'], fhirUser: ['fhirUser'] },
    extraParams: {
      aud: (_ctx, value) => checkAudience(value, fhirBase),
      launch: async (ctx, value, client) => {
        if (value === undefined) return
        // What cannot be used any more is refused before anybody is asked anything; whose it is, is known after sign-in.
        const asked = words(String(ctx.oidc.params?.scope ?? '')).includes('launch')
        if (!asked) throw new errors.InvalidRequest('launch needs the scope launch')
        if (!(await findLaunch(tokens, value, client.clientId)))
          throw new errors.InvalidRequest('this launch has ended; open the app again')
      },
    },
    interactions: { url: (_ctx, { uid }) => `${issuer}${signInPath}/${uid}`, policy: askEachTime() },
    findAccount: async (_ctx, id) => {
      const user = await findUser(tokens, id)
      return user && { accountId: id, claims: () => ({ sub: id, fhirUser: `${fhirBase}/${user.fhirUser}` }) }
    },
    loadExistingGrant: async ({ oidc }) => {
      const grantId = oidc.result?.consent?.grantId
      return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId)
    },
    extraTokenClaims: async (_ctx, token) => {
      const grantId = token.kind === 'AccessToken' ? token.grantId : undefined
      return grantId === undefined ? undefined : launchContext(tokens, issuer, grantId)
    },
    issueRefreshToken: (_ctx, client, { scopes }) => client.grantTypeAllowed('refresh_token') && mayRefresh(scopes),
    // What lasts as long as the person is there ends with the session; offline access does not.
    expiresWithSession: (_ctx, { scopes }) => scopes.has('online_access') && !scopes.has('offline_access'),
    rotateRefreshToken: true,
    ttl: {
      ClientCredentials: tokenLifeSeconds,
      AccessToken: (_ctx, token) => personTokenSeconds(token.scopes),
      AuthorizationCode: minutes,
      IdToken: hours,
      RefreshToken: 30 * days,
      Grant: grantDays * days,
      Interaction: 15 * minutes,
      Session: 8 * hours,
    },
    renderError: (ctx, { error, error_description: description }) => {
      const page = parts.refusalPage?.(String(error), String(description ?? ''))
      ctx.type = page === undefined ? 'text' : 'html'
      ctx.body = page ?? `${error}: ${description}\n`
    },
  }
}

/** A token is for the server that the app means to call: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code */
function checkAudience(value: string | undefined, fhirBase: string): void {
  if (value === undefined) throw new errors.InvalidRequest(`aud is missing: it must be ${fhirBase}`)
  if (value.replace(/\/$/, '') !== fhirBase) throw new errors.InvalidRequest(`aud is not this server: it must be ${fhirBase}`)
}

/** Each launch has a patient and a consent of its own, so none goes by what was said at an earlier one. */
function askEachTime(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy
    .get('login')!
    .checks.add(
      new interactionPolicy.Check(
        'no_account',
        'the person who signed in is not registered any more',
        ({ oidc }) => oidc.account === undefined,
      ),
    )
  policy
    .get('consent')!
    .checks.add(new interactionPolicy.Check('each_launch', 'each launch is agreed to', ({ oidc }) => oidc.result?.consent === undefined))
  return policy
}

/**
 * What goes beside an access token: the context of the launch.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token
 */
export async function launchContext(tokens: Tokens, issuer: string, grantId: string): Promise<{ [key: string]: unknown }> {
  const granted = await findGranted(tokens, grantId)
  if (!granted) return {}
  const { patient, encounter, fhirContext, intent, needPatientBanner, scope, accountId } = granted
  const user = scope.split(' ').includes('fhirUser') ? await findUser(tokens, accountId) : undefined
  return {
    ...(patient !== undefined && { patient }),
    ...(encounter !== undefined && { encounter }),
    ...(fhirContext !== undefined && { fhirContext }),
    ...(intent !== undefined && { intent }),
    ...(user && { fhirUser: `${issuer}${fhirPath}/${user.fhirUser}` }),
    need_patient_banner: needPatientBanner ?? true,
    smart_style_url: `${issuer}/auth/smart-style.json`,
  }
}
