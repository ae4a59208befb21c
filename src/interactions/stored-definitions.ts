import type { StoredDefinitions, StoredVersionOf } from '#storage/stored-definitions.ts'
import type { LiveDefinitions } from '#validation/live.ts'

/** Keeps what this process judges by in step with the definitions that are stored. */
export interface DefinitionsInStep {
  /** Has a resource of this type a say in how others are judged? */
  minds(type: string): boolean
  /** Reads what has changed since the last look. What was written before the call counts from the next judgement on. */
  refresh(): Promise<void>
  /** The same, after the cheap question whether anything was written at all; for whoever asks again and again. */
  look(): Promise<void>
}

/** How many texts are in memory at once. */
const page = 50

/** Definitions in the store, in step with a validator's. Nothing is loaded before `refresh` is first called. */
export function keepInStep(stored: StoredDefinitions, live: LiveDefinitions): DefinitionsInStep {
  const loaded = new Map<string, number>()
  let stamp = ''
  let running: Promise<void> | undefined
  let waiting: Promise<void> | undefined

  async function load(): Promise<void> {
    // Asked before the versions: what is written in between is found by the next look.
    const now = await stored.stamp(live.types)
    const current = await stored.current(live.types)
    const changed = current.filter((one) => loaded.get(keyOf(one)) !== one.version)
    for (let first = 0; first < changed.length; first += page) await put(changed.slice(first, first + page))
    const here = new Set(current.map(keyOf))
    for (const key of [...loaded.keys()].filter((one) => !here.has(one))) {
      live.remove(key)
      loaded.delete(key)
    }
    stamp = now
  }

  /** In the order in which they were written: of two with the same canonical the later one is used. */
  async function put(some: readonly StoredVersionOf[]): Promise<void> {
    const texts = new Map((await stored.texts(some)).map((one) => [keyOf(one), one.text]))
    for (const one of some) {
      const text = texts.get(keyOf(one))
      // Changed again meanwhile: the next look has it.
      if (text === undefined) continue
      live.put(keyOf(one), JSON.parse(text))
      loaded.set(keyOf(one), one.version)
    }
  }

  function refresh(): Promise<void> {
    // A look that has begun may have missed what its caller wrote: another one follows, for all who came meanwhile.
    if (running) {
      waiting ??= running
        .catch(() => undefined)
        .then(() => {
          waiting = undefined
          return refresh()
        })
      return waiting
    }
    running = load().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    minds: (type) => live.types.includes(type),
    refresh,
    async look() {
      if ((await stored.stamp(live.types)) !== stamp) await refresh()
    },
  }
}

const keyOf = ({ type, id }: StoredVersionOf): string => `${type}/${id}`
