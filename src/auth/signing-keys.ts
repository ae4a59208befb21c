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
  if (kept) return withEach(tokens, kept as unknown as ServerKeys)
  const made: ServerKeys = { keys: await Promise.all(algorithms.map(makeKey)) }
  await tokens.oidc.insert(model, 'current', { payload: { ...made } })
  return (await tokens.oidc.find(model, 'current')) as unknown as ServerKeys
}

/** RS256 signs the id_token, as SMART asks. */
const algorithms = ['ES384', 'RS384', 'RS256'] as const

/** A database of an earlier release lacks the keys that came later. */
async function withEach(tokens: Tokens, kept: ServerKeys): Promise<ServerKeys> {
  const missing = algorithms.filter((alg) => !kept.keys.some((key) => key.alg === alg))
  if (missing.length === 0) return kept
  const keys = [...kept.keys, ...(await Promise.all(missing.map(makeKey)))]
  await tokens.oidc.upsert(model, 'current', { payload: { keys } })
  return (await tokens.oidc.find(model, 'current')) as unknown as ServerKeys
}

async function makeKey(alg: (typeof algorithms)[number]): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: crypto.randomUUID() }
}
