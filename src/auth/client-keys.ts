import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { isIP } from 'node:net'
import type { JWK } from 'jose'
import { addressFault } from '#fhir/outbound/may-call.ts'
import { loopback } from './redirect-uris.ts'

/** A client's public keys, as RFC 7517 spells a set of them. */
export interface KeySet {
  keys: JWK[]
}

/** Signature algorithms that a client may sign its assertion with: those that SMART asks every server for, and no other. */
export const assertionAlgorithms = ['RS384', 'ES384'] as const

const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const

/**
 * What is wrong with a key set that somebody wants to register: one sentence for each. Secret parts are refused, not
 * dropped: whoever sends a private key should learn that it is now to be replaced.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html#registering-a-client-communicating-public-keys
 */
export function keySetProblems(value: unknown): string[] {
  const keys = (value as { keys?: unknown } | undefined)?.keys
  if (!Array.isArray(keys) || keys.length === 0) return ['jwks holds no keys: { "keys": [ … ] } with at least one public key']
  const problems = keys.flatMap((key: unknown, position) => keyProblems(key, `jwks.keys[${position}]`))
  const ids = keys.map((key: JWK | null) => key?.kid).filter((id) => id !== undefined)
  if (new Set(ids).size < ids.length) problems.push('jwks: each key needs its own kid')
  return problems.length > 0 ? problems : unreadableKeys(keys as JWK[])
}

/** May an assertion be signed with it? Of a set that is kept elsewhere only such keys are taken. */
export function isUsableKey(key: unknown): boolean {
  return keySetProblems({ keys: [key] }).length === 0
}

/** What is wrong with an address that this server is to call: one sentence for each. Where its name leads is judged when it is called. */
export function calledAddressProblems(value: unknown, name: 'jwksUri' | 'notifyUri'): string[] {
  if (typeof value !== 'string' || value.length > 500 || !URL.canParse(value)) return [`${name} is not an address`]
  const { protocol, hostname, username, password, hash } = new URL(value)
  const problems: string[] = []
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.has(hostname)))
    problems.push(`${name} is neither https nor http on localhost`)
  if (username !== '' || password !== '' || hash !== '') problems.push(`${name} has a user name or a fragment in it`)
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  const fault = isIP(literal) === 0 || loopback.has(hostname) ? undefined : addressFault(literal, 'others')
  if (fault !== undefined) problems.push(`${name} ${fault}`)
  return problems
}

function unreadableKeys(keys: readonly JWK[]): string[] {
  return keys.flatMap((key, position) => {
    try {
      createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
      return []
    } catch {
      return [`jwks.keys[${position}] is not a key: its numbers do not make one`]
    }
  })
}

function keyProblems(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${at} is not an object`]
  const key = value as JWK
  const problems: string[] = []
  if (secretParts.some((part) => key[part] !== undefined)) {
    problems.push(`${at} holds a private or secret key: send the public half only, and make a new pair`)
  }
  if (typeof key.kid !== 'string' || key.kid === '') problems.push(`${at}.kid is missing: an assertion names its key by kid`)
  if (key.use !== undefined && key.use !== 'sig') problems.push(`${at}.use is not sig`)
  if (key.kty === 'RSA') {
    if (key.alg !== undefined && key.alg !== 'RS384') problems.push(`${at}.alg is not RS384`)
    if (bits(key.n) < 2048) problems.push(`${at} is an RSA key of fewer than 2048 bits`)
    if (typeof key.e !== 'string') problems.push(`${at}.e is missing`)
  } else if (key.kty === 'EC') {
    if (key.alg !== undefined && key.alg !== 'ES384') problems.push(`${at}.alg is not ES384`)
    if (key.crv !== 'P-384') problems.push(`${at}.crv is not P-384, the curve of ES384`)
    if (typeof key.x !== 'string' || typeof key.y !== 'string') problems.push(`${at} lacks x or y`)
  } else {
    problems.push(`${at}.kty is neither RSA (RS384) nor EC (ES384)`)
  }
  return problems
}

function bits(modulus: unknown): number {
  return typeof modulus === 'string' ? Buffer.from(modulus, 'base64url').length * 8 : 0
}
