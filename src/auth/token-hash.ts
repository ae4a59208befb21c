import { hash } from 'node:crypto'

/** SHA-256 of a token's text: what is stored of it, and what storage joins. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
