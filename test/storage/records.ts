import type { ResourceJson, SearchQuery, Stored, Write, Written } from '#storage/store.ts'

/** A patient, with whatever else matters to a test. */
export function patient(id: string, more: object = {}): ResourceJson {
  return { resourceType: 'Patient', id, ...more }
}

/** A resource of a type that names its patient as `subject`. */
export function ofPatient(type: string, id: string, member: string, more: object = {}): ResourceJson {
  return { resourceType: type, id, subject: { reference: `Patient/${member}` }, ...more }
}

export function create(resource: ResourceJson): Write {
  return { act: 'create', resource }
}

export function update(resource: ResourceJson, ifMatch?: number): Write {
  return { act: 'update', resource, ifMatch }
}

export function remove(type: string, id: string, ifMatch?: number): Write {
  return { act: 'delete', type, id, ifMatch }
}

/** What was stored by a write that must have been done. */
export function storedBy(written: Written | undefined): Stored {
  if (!written || !('stored' in written)) throw new Error(`Not written: ${JSON.stringify(written)}`)
  return written.stored
}

/** A search with nothing asked but its type. */
export function query(type: string, more: Partial<SearchQuery> = {}): SearchQuery {
  return { type, clauses: [], sort: [], count: 50, total: 'none', include: [], revinclude: [], ...more }
}

/** Ids, in the order given. */
export function ids(found: readonly Stored[]): string[] {
  return found.map(({ id }) => id)
}
