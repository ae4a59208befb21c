import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Tokens } from '#storage/tokens.ts'

const model = 'SigningKeys'

/** The keys that this server signs with: made at its first start and kept in its database. None has a default. */
export interface SigningKeys {
  /** Private keys, the oldest first. */
  keys: JWK[]
  /** By `kid`: from when it signs, and until when it is published. Without an entry: since ever, and on. */
  times?: { [kid: string]: { from?: string; until?: string } }
}

/** RS256 signs the id_token, as SMART asks. */
export const signingAlgorithms = ['ES384', 'RS384', 'RS256'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

const minute = 60_000
/** Milliseconds for which a new key is published before it signs: by then every process and every app has seen it. */
export const lead = 10 * minute
/** Milliseconds for which an old key is published after it signed for the last time: an id_token lives an hour. */
export const afterglow = 65 * minute

/**
 * The server's own keys. Of several processes that start at once on an empty database, one makes them and all use those.
 */
export async function readSigningKeys(tokens: Tokens): Promise<SigningKeys> {
  const kept = await tokens.oidc.find(model, 'current')
  if (kept) return withEach(tokens, kept as unknown as SigningKeys)
  const made: SigningKeys = { keys: await Promise.all(signingAlgorithms.map(makeKey)) }
  await tokens.oidc.insert(model, 'current', { payload: { ...made } })
  return (await tokens.oidc.find(model, 'current')) as unknown as SigningKeys
}

/** A database of an earlier release lacks the keys that came later. */
async function withEach(tokens: Tokens, kept: SigningKeys): Promise<SigningKeys> {
  const missing = signingAlgorithms.filter((alg) => !kept.keys.some((key) => key.alg === alg))
  if (missing.length === 0) return kept
  const keys = [...kept.keys, ...(await Promise.all(missing.map(makeKey)))]
  await tokens.oidc.upsert(model, 'current', { payload: { ...kept, keys } })
  return (await tokens.oidc.find(model, 'current')) as unknown as SigningKeys
}

/** The key that signs at a moment: the newest that has begun to. */
export function keyThatSigns({ keys, times = {} }: SigningKeys, alg: SigningAlgorithm, now: Date): JWK {
  const begun = keys.filter((key) => key.alg === alg && Date.parse(times[key.kid!]?.from ?? '1970-01-01') <= now.getTime())
  const newest = begun.at(-1)
  if (newest === undefined) throw new Error(`no key for ${alg}`)
  return newest
}

/** What everybody may know of the keys that are published at a moment: https://www.rfc-editor.org/rfc/rfc7517 */
export function publishedKeys({ keys, times = {} }: SigningKeys, now: Date): JWK[] {
  return keys
    .filter(({ kid }) => now.getTime() < Date.parse(times[kid!]?.until ?? '9999-12-31'))
    .map(({ kty, kid, alg, use, crv, x, y, n, e }) => JSON.parse(JSON.stringify({ kty, kid, alg, use, crv, x, y, n, e })) as JWK)
}

/**
 * Keys to be used instead: a new one for each algorithm, published at once and signing after `lead`; the old ones stay
 * published until nothing that they signed is good any more. Those whose time is over are forgotten.
 *
 * @param atOnce the old ones are known to somebody else: they end now, with all that they signed
 */
export async function rotated({ keys, times = {} }: SigningKeys, now: Date, atOnce = false): Promise<SigningKeys> {
  const from = new Date(now.getTime() + (atOnce ? 0 : lead))
  const until = atOnce ? now : new Date(from.getTime() + afterglow)
  const kept = keys.filter(({ kid }) => !atOnce && now.getTime() < Date.parse(times[kid!]?.until ?? '9999-12-31'))
  const made = await Promise.all(signingAlgorithms.map(makeKey))
  return {
    keys: [...kept, ...made],
    times: Object.fromEntries([
      ...kept.map(({ kid }) => [kid, { ...times[kid!], until: times[kid!]?.until ?? until.toISOString() }]),
      ...made.map(({ kid }) => [kid, { from: from.toISOString() }]),
    ]),
  }
}

/** Rotates the keys that are kept. */
export async function rotateSigningKeys(tokens: Tokens, now: Date, atOnce = false): Promise<SigningKeys> {
  const next = await rotated(await readSigningKeys(tokens), now, atOnce)
  await tokens.oidc.upsert(model, 'current', { payload: { ...next } })
  return next
}

async function makeKey(alg: SigningAlgorithm): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: crypto.randomUUID() }
}
