import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(10 * 256)
let used = pool.length

/**
 * A server-assigned id: UUIDv7 (RFC 9562, section 5.7), opaque and ordered by time, so that new rows land beside each
 * other in an index. Made here, as PostgreSQL 15 has no function for it.
 */
export function newResourceId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = new Uint8Array(16)
  let time = Date.now()
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = time % 256
    time = Math.floor(time / 256)
  }
  bytes.set(pool.subarray(used, used + 10), 6)
  used += 10
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
