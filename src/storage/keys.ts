import { hash } from 'node:crypto'

/**
 * A search key: the first 64 bits of SHA-256 over the parts, as signed decimal text for a bigint. A cryptographic hash,
 * so that no one can make two values meet on purpose; 64 bits, so that none meet by chance (ten million values: one in a
 * million). SQL makes the same with `search_key(text)` where it must (_revinclude).
 */
export function searchKey(type: string, param: string, form: KeyForm, value: string): string {
  const text = `${type}|${param}|${form}|${value}`
  let key = known.get(text)
  if (key === undefined) {
    key = BigInt.asIntN(64, BigInt(`0x${hash('sha256', text, 'hex').slice(0, 16)}`)).toString()
    if (known.size >= knownAtMost) known.clear()
    known.set(text, key)
  }
  return key
}

/**
 * What a key says: `c` a token's code, `sc` its system and code, `s` its system, `n` a code without system; `r` the
 * reference Type/id, `i` its id whatever the type, `u` an absolute URL or a uri; `x` an exact string; `p` that the
 * parameter has a value; `w` how a name begins, `d` the first instant of a birthday (name-keys.ts).
 */
export type KeyForm = 'c' | 'sc' | 's' | 'n' | 'r' | 'i' | 'u' | 'x' | 'p' | 'w' | 'd'

// The same few thousand codes come again and again.
const known = new Map<string, string>()
const knownAtMost = 50_000
