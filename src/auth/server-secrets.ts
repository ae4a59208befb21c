import { hkdfSync, randomBytes } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'

const model = 'ServerSecrets'

/** Secrets of this server itself, from which it derives the keys that it needs for itself. */
export interface ServerSecrets {
  /** Keys of 32 bytes for one purpose, one from each secret: the first is for what is made now, all for what was made before. */
  keysFor(purpose: string): Buffer[]
}

interface Kept {
  /** 32 bytes each, base64url, newest first. */
  secrets: string[]
}

/**
 * The server's own secrets, made at its first start and kept in its database, so that all its processes have the same. Of
 * several that start at once on an empty database, one makes them.
 *
 * To rotate: add a new secret at the end of the row's list and restart every process, so that all know it; then move it to
 * the front and restart again. What was sealed with an older one stays good until that one is taken out of the list.
 */
export async function readServerSecrets(tokens: Tokens): Promise<ServerSecrets> {
  const kept = (await tokens.oidc.find(model, 'current')) ?? (await make(tokens))
  const secrets = (kept as unknown as Kept).secrets.map((text) => Buffer.from(text, 'base64url'))
  return { keysFor: (purpose) => secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))) }
}

async function make(tokens: Tokens) {
  await tokens.oidc.insert(model, 'current', { payload: { secrets: [randomBytes(32).toString('base64url')] } })
  // Another process may have been first; what is kept is what counts.
  return tokens.oidc.find(model, 'current')
}
