import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { findClient } from './clients.ts'
import { hashToken } from './token-hash.ts'
import type { RecordPayload, TokenStore } from './token-store.ts'

/** Life of an access token, in seconds: what SMART advises at most. */
export const tokenLifeSeconds = 300

/**
 * How oidc-provider keeps its things in our store: access tokens by their hash, one-time identifiers by an insert that
 * refuses the second, clients read from the registry, the rest as records.
 */
export function adapterFor(tokens: TokenStore): (model: string) => Adapter {
  return (model) => {
    const rest = recordAdapter(tokens, `oidc:${model}`)
    if (model === 'ClientCredentials') return { ...rest, ...accessTokens(tokens) }
    if (model === 'ReplayDetection') return { ...rest, ...oneTimeIdentifiers(tokens) }
    if (model === 'Client') return { ...rest, ...registeredClients(tokens) }
    return rest
  }
}

function accessTokens(tokens: TokenStore): Pick<Adapter, 'upsert' | 'find' | 'destroy'> {
  return {
    async upsert(id, { clientId, scope, exp }) {
      await tokens.insertToken({
        hash: hashToken(id),
        clientId: String(clientId),
        scope: scope ?? '',
        expiresAt: fromEpoch(exp!),
      })
    },
    async find(id) {
      const row = await tokens.findToken(hashToken(id))
      return (
        row && {
          kind: 'ClientCredentials',
          jti: id,
          clientId: row.clientId,
          scope: row.scope,
          iat: toEpoch(row.expiresAt) - tokenLifeSeconds,
          exp: toEpoch(row.expiresAt),
        }
      )
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
function oneTimeIdentifiers(tokens: TokenStore): Pick<Adapter, 'upsert' | 'find'> {
  return {
    async find() {
      return undefined
    },
    async upsert(id, { iss, exp }) {
      if (!(await tokens.spendJti(String(iss), id, fromEpoch(exp!)))) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      }
    },
  }
}

function registeredClients(tokens: TokenStore): Pick<Adapter, 'upsert' | 'find'> {
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

function recordAdapter(tokens: TokenStore, kind: string): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? undefined : new Date(Date.now() + expiresIn * 1000)
      await tokens.upsertRecord(kind, id, payload as RecordPayload, expiresAt)
    },
    find: (id) => tokens.findRecord(kind, id) as Promise<AdapterPayload | undefined>,
    destroy: (id) => tokens.deleteRecord(kind, id),
    // What follows belongs to sign-in by people, which this server does not offer.
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
    consume: async () => undefined,
    revokeByGrantId: async () => undefined,
  }
}

function fromEpoch(seconds: number): Date {
  return new Date(seconds * 1000)
}

function toEpoch(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
