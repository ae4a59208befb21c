import { authorsOf } from './access/authors.ts'
import { type Tie, tiesOf } from './access/ties.ts'
import { createExtract, type Extract } from './indexing/extract.ts'
import { shardOf } from './indexing/shard.ts'
import type { ResourceJson } from './store.ts'

/** How resources are indexed: what they can be found by, and whose record they belong to. */
export interface Indexing {
  extract: Extract
  /** The patient in whose compartment a resource is; null when in none. */
  memberOf(resource: ResourceJson): string | null
  /** Whom a resource ties to its member. */
  tiesOf(resource: ResourceJson): Tie[]
  /** Who made it, as `Type/id`. */
  authorsOf(resource: ResourceJson): string[]
}

/** @param base FHIR base of this server, without a slash at the end: absolute references below it are its own */
export function createIndexing(base?: string): Indexing {
  return {
    extract: createExtract({ base }),
    tiesOf: (resource) => tiesOf(resource, base),
    authorsOf: (resource) => authorsOf(resource, base),
    memberOf(resource) {
      if (resource.resourceType === 'Patient') return resource.id
      // Asked without its own id, the answer can only be a patient's.
      return shardOf({ ...resource, id: '' }, base) || null
    },
  }
}
