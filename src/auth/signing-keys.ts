import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Tokens } from '#storage/tokens.ts'

const model = 'SigningKeys'

/** Secrets of this server itself, made at its first start and kept in its database. None has a default. */
export interface ServerKeys {
  /** Private keys that the server signs with, as JWKs. */
  keys: JWK[]
}

/**
 * The server's own keys. Of several processes that start at once on an empty database, one makes them and all use those.
 */
export async function readSigningKeys(tokens: Tokens): Promise<ServerKeys> {
  const kept = await tokens.oidc.find(model, 'current')
  if (kept) return kept as unknown as ServerKeys
  const made: ServerKeys = { keys: [await makeKey('ES384'), await makeKey('RS384')] }
  await tokens.oidc.insert(model, 'current', { payload: { ...made } })
  return (await tokens.oidc.find(model, 'current')) as unknown as ServerKeys
}

async function makeKey(alg: 'ES384' | 'RS384'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: crypto.randomUUID() }
}
