import type { Resource } from '@medplum/fhirtypes'
import type { Stored } from '#storage/store.ts'

/** Versions that this process has just written. A version never changes, so what is kept of one cannot grow old. */
export interface RecentVersions {
  /** Only what is committed. */
  keep(stored: Stored): void
  /** Undefined when it is another version that is kept, or none. */
  find(type: string, id: string, version: number): Resource | undefined
}

/**
 * An app that saves a draft again and again names the version that it got back a moment ago: whether a gate has a say is then
 * decided without reading that version, and whether it is still current is asked by the statement that writes. Nobody is
 * ever shown what is kept here.
 *
 * @param most characters of JSON kept; the oldest give way
 */
export function recentVersions(most = 2_000_000): RecentVersions {
  const kept = new Map<string, Stored>()
  let size = 0
  const drop = (key: string) => {
    size -= kept.get(key)?.text.length ?? 0
    kept.delete(key)
  }
  return {
    keep(stored) {
      const key = `${stored.type}/${stored.id}`
      drop(key)
      kept.set(key, stored)
      size += stored.text.length
      for (const oldest of kept.keys()) {
        if (size <= most) break
        drop(oldest)
      }
    },
    find(type, id, version) {
      const stored = kept.get(`${type}/${id}`)
      return stored?.version === version && !stored.deleted ? (JSON.parse(stored.text) as Resource) : undefined
    },
  }
}
