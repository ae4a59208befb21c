import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Tokens } from '#storage/tokens.ts'
import { findClient, grantOf } from './clients.ts'
import { hashToken } from './token-hash.ts'

/** Life of an access token, in seconds: what SMART advises at most. */
export const tokenLifeSeconds = 300

/**
 * How oidc-provider keeps its things in our store: access tokens by their hash, one-time identifiers by an insert that
 * refuses the second, clients read from the registry, the rest as records.
 */
export function adapterFor(tokens: Tokens): (model: string) => Adapter {
  return (model) => {
    const rest = recordAdapter(tokens, `oidc:${model}`)
    if (model === 'ClientCredentials') return { ...rest, ...accessTokens(tokens) }
    if (model === 'ReplayDetection') return { ...rest, ...oneTimeIdentifiers(tokens) }
    if (model === 'Client') return { ...rest, ...registeredClients(tokens) }
    return rest
  }
}

function accessTokens(tokens: Tokens): Pick<Adapter, 'upsert' | 'find' | 'destroy'> {
  return {
    async upsert(id, { clientId = '', scope = '', exp }) {
      const client = await findClient(tokens, clientId)
      await tokens.insertToken({
        hash: hashToken(id),
        clientId,
        scope,
        expiresAt: instant(exp!),
        grantId: grantOf(clientId),
        claims: { kind: client?.kind, purpose: client?.purpose, organization: client?.organization },
      })
    },
    async find(id) {
      const token = await tokens.findToken(hashToken(id))
      if (!token) return undefined
      const exp = Math.floor(Date.parse(token.expiresAt) / 1000)
      return { kind: 'ClientCredentials', jti: id, clientId: token.clientId, scope: token.scope, iat: exp - tokenLifeSeconds, exp }
    },
    async destroy(id) {
      await tokens.revokeToken(hashToken(id))
    },
  }
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

function registeredClients(tokens: Tokens): Pick<Adapter, 'upsert' | 'find'> {
  return {
    async find(id) {
      const client = await findClient(tokens, id)
      if (!client) return undefined
      const metadata: AdapterPayload = {
        client_id: client.clientId,
        jwks: client.jwks as AdapterPayload['jwks'],
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: 'private_key_jwt',
      }
      return metadata
    },
    async upsert() {
      throw new Error('clients are registered by an administrator only')
    },
  }
}

function recordAdapter(tokens: Tokens, model: string): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? undefined : new Date(Date.now() + expiresIn * 1000).toISOString()
      const { uid, grantId, userCode } = payload
      await tokens.oidc.upsert(model, id, { payload: { ...payload }, expiresAt, uid, grantId, userCode })
    },
    find: (id) => tokens.oidc.find(model, id),
    findByUid: (uid) => tokens.oidc.findByUid(model, uid),
    findByUserCode: (userCode) => tokens.oidc.findByUserCode(model, userCode),
    destroy: (id) => tokens.oidc.destroy(model, id),
    async consume(id) {
      await tokens.oidc.consume(model, id)
    },
    revokeByGrantId: (grantId) => tokens.oidc.revokeByGrantId(grantId),
  }
}

/** Seconds since 1970, as protocols count, to an ISO instant. */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
