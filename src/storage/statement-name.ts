import { createHash } from 'node:crypto'

/** Statements kept prepared at most on one connection; each costs the database some memory. */
const atMost = 400
/** A text is named when it comes again: most searches of an application repeat, an odd one is not kept. */
const seen = new Map<string, string | undefined>()

/** Name under which a made-up statement is prepared; undefined: not this time. */
export function nameOf(text: string): string | undefined {
  const name = seen.get(text)
  if (name !== undefined) return name
  if (!seen.has(text)) {
    // The oldest unnamed text gives way, so that passing ones never fill the table.
    if (seen.size >= 2 * atMost)
      for (const [old, named] of seen)
        if (named === undefined) {
          seen.delete(old)
          break
        }
    seen.set(text, undefined)
    return undefined
  }
  if ([...seen.values()].filter((value) => value !== undefined).length >= atMost) return undefined
  const made = `s_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  seen.set(text, made)
  return made
}
