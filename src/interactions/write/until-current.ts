import { FhirError } from '#fhir/error.ts'
import { busy } from './conditional-create.ts'

/** How often the work is done anew while other processes are faster. */
const looks = 8

/** By resource, the last of those in this process who wait for their turn. */
const turns = new Map<string, Promise<unknown>>()

/**
 * Work on whatever version is current, done anew when the resource changes meanwhile: the first time at once, as nobody is in
 * the way nearly always, then one after the other, so that of many at once each gets a turn.
 * @param key what is worked on, the same for all that get into each other's way
 * @throws FhirError `unavailable` when others go on being faster
 */
export async function untilCurrent<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isStale(error)) throw error
  }
  return inTurn(key, () => again(work))
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let look = 2; look <= looks; look++) {
    try {
      return await work()
    } catch (error) {
      if (!isStale(error)) throw error
    }
  }
  throw busy()
}

async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(key) ?? Promise.resolve()).then(work)
  const over = mine.catch(() => undefined)
  turns.set(key, over)
  try {
    return await mine
  } finally {
    if (turns.get(key) === over) turns.delete(key)
  }
}

function isStale(error: unknown): boolean {
  return error instanceof FhirError && error.issues.every(({ details }) => details === 'version-conflict')
}
