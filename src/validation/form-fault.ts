import type { Finding } from './judging.ts'
import type { Shape } from './shape.ts'

/** A fault against base R4. */
export function fault(code: Finding['code'], details: string, says: string): Finding {
  return { against: 'base', code, details, says }
}

export const emptyArray = fault('structure', 'empty', 'must not be an empty array; leave the element out instead')

/** A property that the type has not; says which one may have been meant. */
export function unknownElement(shape: Shape, key: string): Finding {
  const stem = key.startsWith('_') ? key.slice(1) : key
  const near = [...shape.fields.keys()].find((known) => known.toLowerCase() === stem.toLowerCase())
  const hint = near ? `; did you mean ${key.startsWith('_') ? '_' : ''}${near}?` : ''
  return fault('structure', 'unknown-element', `is not an element of R4 ${shape.name}${hint}`)
}

/** A property that is no element may be anything, a person's name too: what does not look like a name of an element is not repeated. */
export function safeName(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(key) ? key : '(unreadable)'
}
