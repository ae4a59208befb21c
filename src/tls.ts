import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { type Config, ConfigError } from './config.ts'

/** What the server shows who it is by, when it speaks TLS itself; both as PEM. */
export interface Tls {
  cert: Buffer
  key: Buffer
}

/**
 * Reads certificate and key, and sees that they belong together.
 *
 * @returns undefined when a proxy speaks TLS, or nobody does
 * @throws ConfigError; nothing of the key is in it
 */
export function readTls({ tlsCert, tlsKey }: Pick<Config, 'tlsCert' | 'tlsKey'>): Tls | undefined {
  if (tlsCert === undefined || tlsKey === undefined) return undefined
  const tls = { cert: read('TLS_CERT', tlsCert), key: read('TLS_KEY', tlsKey) }
  try {
    createSecureContext(tls)
  } catch {
    throw new ConfigError(['TLS_CERT and TLS_KEY are not a certificate and its key, both PEM'])
  }
  return tls
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new ConfigError([`${name}: ${path} cannot be read (${(error as { code?: string }).code})`])
  }
}
