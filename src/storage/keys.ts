import { hash } from 'node:crypto'

/**
 * A search key: the first 64 bits of SHA-256 over the parts, as signed decimal text for a bigint. A cryptographic hash,
 * so that no one can make two values meet on purpose; 64 bits, so that none meet by chance (ten million values: one in a
 * million). SQL makes the same with `search_key(text)` where it must (_revinclude).
 */
export function searchKey(type: string, param: string, form: KeyForm, value: string): string {
  const text = `${type}|${param}|${form}|${value}`
  if (ofOneRecord.has(form)) return keyOf(text)
  let key = known.get(text)
  if (key === undefined) {
    key = keyOf(text)
    if (known.size >= knownAtMost) known.clear()
    known.set(text, key)
  }
  return key
}

const view = new DataView(new ArrayBuffer(8))

/** Of the ways to get at 64 bits of a hash, the one that makes nothing but the two texts. */
function keyOf(text: string): string {
  const digest = hash('sha256', text, 'binary')
  for (let at = 0; at < 8; at++) view.setUint8(at, digest.charCodeAt(at))
  return view.getBigInt64(0).toString()
}

/**
 * What a key says: `c` a token's code, `sc` its system and code, `s` its system, `n` a code without system; `r` the
 * reference Type/id, `i` its id whatever the type, `u` an absolute URL or a uri; `x` an exact string; `p` that the
 * parameter has a value; `w` how a name begins, `d` the first instant of a birthday (name-keys.ts).
 */
export type KeyForm = 'c' | 'sc' | 's' | 'n' | 'r' | 'i' | 'u' | 'x' | 'p' | 'w' | 'd'

// References and exact words are mostly of one record: to keep them costs more than to make them again.
const ofOneRecord: ReadonlySet<KeyForm> = new Set(['r', 'i', 'x'])

// The same few thousand codes come again and again.
const known = new Map<string, string>()
const knownAtMost = 20_000
