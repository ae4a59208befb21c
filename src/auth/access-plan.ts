/** FHIR interactions as SMART v2 scopes name them: create, read, update, delete, search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's'

/** Who is asking. Identifiers only; nothing here names a member. */
export interface Caller {
  /** Registered client id, or the name of a room of this server ("demo", "jobs") that acts by itself. */
  clientId: string
  /** Reference of the person or device behind the call, where one is known. */
  fhirUser?: string
  /** Purpose of use that the client is registered for (v3-ActReason code), e.g. TREAT, ETREAT, HOPERAT. */
  purpose?: string
  /** What the client is registered as: an EHR, EMS, a plan … ; decides what `$emergency-plan` serves it. */
  kind?: ClientKind
}

export type ClientKind = 'system' | 'care-team' | 'hospital' | 'ed' | 'ems' | 'pediatrician' | 'health-plan' | 'masshealth'

/**
 * What a caller may touch, compiled once for a token and handed to every storage call; there is no other door.
 * Storage puts it into the statement itself: the token must still be alive when the data is read.
 */
export interface AccessPlan {
  readonly caller: Caller
  /** SHA-256 of the opaque token; absent only for the server's own rooms (`ownAccess`). */
  readonly tokenHash?: Buffer
  /** May this caller do this to this type at all? Asked by interactions (403) and again by storage. */
  allows(permission: Permission, type: string): boolean
  /** The types that a search over all types may return; undefined means every type. */
  readonly searchable?: ReadonlySet<string>
}

/** The access that a room of this server itself has: sweeps, the demo's loader, migrations. Never given to a request. */
export function ownAccess(room: string): AccessPlan {
  return { caller: { clientId: room, kind: 'system' }, allows: () => true }
}

/** Somebody who sent no token where none is needed: may touch nothing. */
export const nobody: AccessPlan = Object.freeze({
  caller: Object.freeze({ clientId: '' }),
  allows: () => false,
  searchable: new Set<string>(),
})
