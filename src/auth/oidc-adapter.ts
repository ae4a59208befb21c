import { decodeProtectedHeader } from 'jose'
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider'
import type { Token, Tokens } from '#storage/tokens.ts'
import type { Caller } from './access-plan.ts'
import { type Client, callerOfClient, comesAlone, findClient, grantOf } from './clients.ts'
import { endGrant, findGranted } from './grants.ts'
import { mayRefresh } from './launch-scopes.ts'
import { ownClient } from './own-pages.ts'
import { callerOfUser, type PeopleParts } from './people/caller-of-user.ts'
import { findUser } from './people/users.ts'
import type { RemoteKeys } from './remote-keys.ts'
import { words } from './scopes.ts'
import type { TokenClaims } from './stored-token.ts'
import { hashToken } from './token-hash.ts'

/** Life of a system's access token, in seconds: what SMART advises at most. */
export const tokenLifeSeconds = 300

/** What the adapter is made with besides our tables. */
export interface AdapterParts extends PeopleParts {
  /** Keys that clients keep elsewhere; without it such clients get no token. */
  remoteKeys?: RemoteKeys
}

/**
 * How oidc-provider keeps its things in our store: access tokens by their hash, one-time identifiers by an insert that
 * refuses the second, clients read from the registry, the rest as records, by hash where the id opens a door.
 */
export function adapterFor(tokens: Tokens, issuer: string, people: AdapterParts): (model: string) => Adapter {
  return (model) => {
    const rest = recordAdapter(tokens, model)
    if (model === 'ClientCredentials') return { ...rest, ...accessTokens(tokens, model, people) }
    if (model === 'AccessToken') return { ...rest, ...accessTokens(tokens, model, people) }
    if (model === 'ReplayDetection') return { ...rest, ...oneTimeIdentifiers(tokens) }
    if (model === 'Client') return { ...rest, ...registeredClients(tokens, issuer, people.remoteKeys) }
    return rest
  }
}

function accessTokens(tokens: Tokens, kind: string, people: PeopleParts): Pick<Adapter, 'upsert' | 'find' | 'destroy'> {
  return {
    async upsert(id, payload) {
      const { clientId = '', scope = '', exp, grantId } = payload
      const { jti: _id, clientId: _client, scope: _scope, exp: _exp, ...issued } = payload
      const client = await findClient(tokens, clientId)
      const caller = grantId === undefined ? callerOfClient(client) : await personCaller(tokens, client, grantId, people)
      const claims: TokenClaims = { ...caller, issued }
      const hash = hashToken(id)
      await tokens.insertToken({
        hash,
        clientId,
        scope,
        expiresAt: instant(exp!),
        grantId: grantId ?? grantOf(clientId),
        claims: { ...claims },
      })
      // Withdrawn while it was being issued: see endGrant.
      if (grantId !== undefined && !(await findGranted(tokens, grantId))) {
        await tokens.revokeToken(hash)
        throw new errors.InvalidGrant('the grant was withdrawn')
      }
    },
    async find(id) {
      const token = await tokens.findToken(hashToken(id))
      return token && payloadOf(token, id, kind)
    },
    async destroy(id) {
      await tokens.revokeToken(hashToken(id))
    },
  }
}

function payloadOf(token: Token, id: string, kind: string): AdapterPayload | undefined {
  const { issued } = (token.claims ?? {}) as TokenClaims
  if (issued?.kind !== kind) return undefined
  const exp = Math.floor(Date.parse(token.expiresAt) / 1000)
  return { ...issued, jti: id, clientId: token.clientId, scope: token.scope, exp } as AdapterPayload
}

/** An app for a person: it sees what the person sees. Somebody who is gone, or whose grant is, gets no token. */
async function personCaller(
  tokens: Tokens,
  client: Client | undefined,
  grantId: string,
  people: PeopleParts,
): Promise<Omit<Caller, 'clientId'>> {
  const granted = await findGranted(tokens, grantId)
  const user = granted && (await findUser(tokens, granted.accountId))
  if (!granted || !user) throw new errors.InvalidGrant('the grant was withdrawn')
  const { patient } = granted
  // Families and members come for themselves, whatever the app is for.
  return { purpose: client?.purpose, ...(await callerOfUser(user, people)), ...(patient !== undefined && { patient }) }
}

/**
 * oidc-provider looks first and inserts afterwards, so several uses at once would all pass its look. The insert decides:
 * looking finds nothing, and all but one insert fail.
 */
function oneTimeIdentifiers(tokens: Tokens): Pick<Adapter, 'upsert' | 'find'> {
  return {
    async find() {
      return undefined
    },
    async upsert(id, { iss, exp }) {
      if (!(await tokens.spendJti(String(iss), id, instant(exp!)))) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      }
    },
  }
}

function registeredClients(tokens: Tokens, issuer: string, remoteKeys: RemoteKeys | undefined): Pick<Adapter, 'upsert' | 'find'> {
  return {
    async find(id) {
      const client = ownClient(id, issuer) ?? (await findClient(tokens, id))
      const assertion = Provider.ctx?.oidc?.params?.client_assertion
      if (client?.jwksUri === undefined || typeof assertion !== 'string') return client && metadataOf(client)
      // By value: so the library fetches nothing, and a key that was taken out ends with our copy.
      const jwks = await remoteKeys?.keysAt(client.jwksUri, keyOf(assertion))
      if (jwks === undefined) throw new errors.InvalidClientAuth('the keys of this client cannot be had at its address')
      return metadataOf({ ...client, jwks, jwksUri: undefined })
    },
    async upsert() {
      throw new Error('clients are registered by an administrator only')
    },
  }
}

/** The key that an assertion names. */
function keyOf(assertion: string): string | undefined {
  try {
    return decodeProtectedHeader(assertion).kid
  } catch {
    return undefined
  }
}

function metadataOf({ clientId, jwks, jwksUri, secretHash, redirectUris, scope }: Client): AdapterPayload {
  const forPeople = redirectUris === undefined ? [] : ['authorization_code', ...(mayRefresh(words(scope)) ? ['refresh_token'] : [])]
  return {
    client_id: clientId,
    ...(jwks && { jwks: jwks as AdapterPayload['jwks'] }),
    ...(jwksUri !== undefined && { jwks_uri: jwksUri }),
    // The library compares by our own rule: authorization-server.ts, compareSecretsByHash.
    ...(secretHash && { client_secret: secretHash }),
    grant_types: [...(comesAlone(scope) ? ['client_credentials'] : []), ...forPeople],
    response_types: redirectUris === undefined ? [] : ['code'],
    redirect_uris: [...(redirectUris ?? [])],
    token_endpoint_auth_method: jwks || jwksUri ? 'private_key_jwt' : secretHash ? 'client_secret_basic' : 'none',
  }
}

/** Whoever knows the id of one of these may act with it: only its hash is kept. */
const byHash = new Set(['RefreshToken', 'AuthorizationCode', 'Session'])

function recordAdapter(tokens: Tokens, kind: string): Adapter {
  const model = `oidc:${kind}`
  const keyOf = (id: string) => (byHash.has(kind) ? hashToken(id).toString('base64url') : id)
  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? undefined : new Date(Date.now() + expiresIn * 1000).toISOString()
      const { uid, grantId, userCode } = payload
      await tokens.oidc.upsert(model, keyOf(id), { payload: kept(kind, payload), expiresAt, uid, grantId, userCode })
    },
    async find(id) {
      const payload = await tokens.oidc.find(model, keyOf(id))
      return payload && { ...payload, jti: id }
    },
    findByUid: (uid) => tokens.oidc.findByUid(model, uid),
    findByUserCode: (userCode) => tokens.oidc.findByUserCode(model, userCode),
    destroy: (id) => tokens.oidc.destroy(model, keyOf(id)),
    /** A second use, also at the same moment, ends all that came of the first. */
    async consume(id) {
      if (await tokens.oidc.consume(model, keyOf(id))) return
      const { grantId } = (await tokens.oidc.find(model, keyOf(id))) ?? {}
      if (typeof grantId === 'string') await endGrant(tokens, grantId)
      throw new errors.InvalidGrant('it was used before')
    },
    revokeByGrantId: (grantId) => endGrant(tokens, grantId),
  }
}

/** What is stored of a record: nothing by which somebody who reads the database could act. */
function kept(kind: string, payload: AdapterPayload): Record<string, unknown> {
  const stored: Record<string, unknown> = { ...payload }
  if (byHash.has(kind)) delete stored.jti
  if (kind === 'Interaction' && payload.session) stored.session = { ...payload.session, cookie: undefined }
  return stored
}

/** Seconds since 1970, as protocols count, to an ISO instant. */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
