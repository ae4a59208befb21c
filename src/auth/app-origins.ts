import type { Tokens } from '#storage/tokens.ts'
import { listClients } from './clients.ts'
import { originsOf } from './redirect-uris.ts'

/** Milliseconds for which the list is believed, and after which it is read again for an origin that is not on it. */
const believed = 10_000
const notOnIt = 1_000

/**
 * Is this the origin of an app through which people sign in? The question comes with every request of a browser, so the
 * list is remembered: an app that is registered or removed is one within ten seconds, and what its token may touch does not
 * hang on it. While the database does not answer, what was known holds.
 */
export function appOrigins(tokens: Tokens, now: () => number = Date.now): (origin: string) => Promise<boolean> {
  let known = new Set<string>()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  const read = async () => {
    const clients = await listClients(tokens)
    known = new Set(clients.flatMap(({ redirectUris }) => originsOf(redirectUris)))
    readAt = now()
  }
  return async (origin) => {
    if (now() - readAt > (known.has(origin) ? believed : notOnIt)) {
      reading ??= read()
        .catch(() => {})
        .finally(() => {
          reading = undefined
        })
      await reading
    }
    return known.has(origin)
  }
}
