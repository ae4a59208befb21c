import type { AccessPlan } from '#auth/access-plan.ts'
import type { Opening } from './access/openings.ts'

/**
 * A resource as it is stored: its JSON text is what was written, with `id` and `meta` as the server set them.
 * The text is streamed out as it is, never parsed on the way.
 */
export interface Stored {
  type: string
  id: string
  /** 1, 2, 3, … ; `meta.versionId` as text. */
  version: number
  /** ISO 8601 instant, milliseconds, UTC; `meta.lastUpdated`. */
  lastUpdated: string
  deleted: boolean
  /** The member in whose record it is (or was, an earlier version); absent: in nobody's. */
  member?: string
  /** JSON text; empty for a deleted version. */
  text: string
  /** What let the caller see it, where its statement says so (`access/let-in.ts`). */
  grounds?: string
}

/** One version in a history, newest first. */
export interface StoredVersion extends Stored {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
}

/** One write. The resource comes validated; `id` is set (UUIDv7 when the server chose it), `meta` is filled by storage. */
export type Write = {
  /** The server's own, beside what the caller asked for (a finding): the caller's sight does not bind it. */ own?: true
} & (
  | {
      act: 'create'
      resource: ResourceJson
      method?: 'POST' | 'PUT'
      /** Its id was made up for it and is nobody else's: that it might be taken need not be looked at. */
      fresh?: boolean
      /** The text that `resource` was parsed from, when it is just that: its numbers are then kept as they are written (1.00). */
      raw?: string
    }
  | {
      act: 'update'
      resource: ResourceJson
      /** Version that must be current; stale gives `stale`. Undefined: whatever is current. */
      ifMatch?: number
      method?: 'PUT' | 'PATCH'
      raw?: string
      /** Takes security labels away, which is else `lowered`. */
      lowers?: true
    }
  | { act: 'delete'; type: string; id: string; ifMatch?: number }
)

/** What speaks against a write before anything is decided about it: `missing` and `barred` as in `Written`. */
export type Weighed = 'missing' | 'barred' | undefined

/** A parsed resource: plain JSON with its type and id. */
export interface ResourceJson {
  resourceType: string
  id: string
  meta?: { [key: string]: unknown }
  [key: string]: unknown
}

/**
 * How a write ended. `stale`: the version was not current (412). `exists`: a create met an id already there (409).
 * `missing`: there is none that this caller may write. `barred`: the plan does not let this caller write such content.
 * `lowered`: an update leaves off a security label that what is there bears.
 */
export type Written =
  | { outcome: 'created' | 'updated' | 'deleted'; stored: Stored }
  | { outcome: 'unchanged'; stored: Stored }
  | { outcome: 'stale' | 'exists' | 'missing' | 'gone' | 'barred' | 'lowered'; type: string; id: string }

/** Which versions of a history, newest first. */
export interface HistoryAsk {
  count: number
  /** Opaque continuation from an earlier page of the same history. */
  after?: string
  /** Only what was written at or after this instant (UTC). */
  since?: string
  /** Only versions that were current at some moment of [low, high), instants in UTC; of deletions those made in it. */
  during?: { low: string; high: string }
  /** Count them all? The number for one whole resource comes in any case. */
  total?: boolean
}

/** A page of a history. */
export interface HistoryPage {
  versions: StoredVersion[]
  total?: number
  /** Opaque continuation; absent on the last page. */
  next?: string
}

/**
 * A search, already parsed and checked by `interactions/search`: the types and parameters are known and the values
 * are in normal form. Clauses are joined by AND, the values of one clause by OR.
 */
export interface SearchQuery {
  /** One type, or '' for a search over several. */
  type: string
  /** Where `type` is '': the types searched; absent: all that the caller may search. */
  types?: readonly string[]
  clauses: Clause[]
  sort: { param: string; kind: ParamKind; descending: boolean }[]
  count: number
  /** Opaque continuation from an earlier page of the same query. */
  after?: string
  total: 'none' | 'accurate'
  /** Only resources in this patient's compartment (`Patient/[id]/[type]`): the member's shard. */
  compartment?: string
  include: Include[]
  revinclude: Include[]
}

export type ParamKind = 'token' | 'reference' | 'date' | 'string' | 'number' | 'quantity' | 'uri' | 'composite' | 'id' | 'lastUpdated'

/** `param` is the search parameter's code on `SearchQuery.type`. */
export type Clause =
  | { kind: 'id'; values: string[] }
  | { kind: 'lastUpdated'; ranges: DateRange[] }
  | {
      kind: 'token'
      param: string
      not?: boolean
      values: { /** undefined: any system; '': no system. */ system?: string /** undefined: any code. */; code?: string }[]
    }
  | { kind: 'reference'; param: string; values: { type?: string; id?: string /** absolute URL or canonical */; url?: string }[] }
  | { kind: 'date'; param: string; ranges: DateRange[] }
  /** `code:text` looks at the words of a token: its display or text. From `whole` on these are `_filter`'s, by code points. */
  | { kind: 'string'; param: string; match: StringMatch; values: string[] }
  | { kind: 'number'; param: string; ranges: NumberRange[] }
  | { kind: 'quantity'; param: string; ranges: (NumberRange & { system?: string; code?: string })[] }
  | { kind: 'uri'; param: string; match: 'exact' | 'below' | 'above'; values: string[] }
  | { kind: 'missing'; param: string; of: ParamKind; missing: boolean }
  /** All of the clauses, any of them, or not the one: `_filter`. */
  | { kind: 'all'; clauses: Clause[] }
  | { kind: 'any'; clauses: Clause[] }
  | { kind: 'none'; clause: Clause }
  /** One element meets all clauses of one of the values; each clause has one value, and `p0`, `p1` … as its `param`. */
  | { kind: 'composite'; param: string; values: Clause[][] }
  /** Holds the words of one of the values, in its narrative or anywhere: a word, "words in a row", or, -without. */
  | { kind: 'words'; within: 'narrative' | 'content'; values: string[] }
  /** In the compartment of another resource than a patient: is the owner, or names it by one of the parameters of its type. */
  | { kind: 'compartment'; owner: { type: string; id: string }; params: ReadonlyMap<string, readonly string[]> }
  /** What `param` refers to meets the clause of its own type: chaining (search.html#chaining). */
  | { kind: 'chain'; param: string; to: { type: string; clause: Clause }[] }
  /** A resource of type `source` that refers to this one by `param` meets the clause: `_has` (search.html#has). */
  | { kind: 'has'; source: string; param: string; clause: Clause }

/** A comparison of the resource's range [low, high) with the search value's (http://hl7.org/fhir/R4/search.html#prefix). */
export interface DateRange {
  prefix: Prefix
  /** Inclusive start, ISO instant in UTC. */
  low: string
  /** Exclusive end, ISO instant in UTC. */
  high: string
}

export interface NumberRange {
  prefix: Prefix
  /** The value as given, and the range its precision implies. Decimal text. */
  value: string
  low: string
  high: string
}

/** The last two are of `_filter` alone: the two overlap; the resource's range holds the one asked for. */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap' | 'po' | 'co'

export type StringMatch = 'starts' | 'exact' | 'contains' | 'whole' | 'other' | 'ends' | 'after' | 'before' | 'from' | 'until'

/**
 * `_include=source:param:target` or `_revinclude`; `param` '*' means every reference parameter of the source, and `source`
 * '*' of a `_revinclude` every type that may name those searched.
 */
export interface Include {
  source: string
  param: string
  target?: string
  /** Also from what has been included, again and again, some steps far. */
  iterate?: true
}

export interface SearchPage {
  matches: Stored[]
  included: Stored[]
  total?: number
  next?: string
}

/** A type, a search parameter of it, and the reference or the code that this names. */
export type Alongside = { type: string; param: string } & ({ reference: string } | { token: { system: string; code: string } })

/** How far `CaseQuery.follow` goes. */
export const followedSteps = 2

/** Which part of a patient's record. */
export interface EverythingAsk {
  count: number
  /** Only these types. */
  types?: string[]
  /** Only what was written at or after this instant (UTC). */
  since?: string
  /** Only care in [from, to), instants in UTC; what has no date of care is always part of it (fhir/definitions/care-dates.ts). */
  care?: { from?: string; to?: string }
  /** Opaque continuation from an earlier page of the same question. */
  after?: string
}

/** The records that a rule wants to look at, current ones or those of an earlier moment. One statement. */
export interface CaseQuery {
  /** Members whose compartments to read: one, or a batch of a roster. */
  members: readonly string[]
  /** Types wanted from each member's record. */
  types: readonly string[]
  /** Narrows a type of the member's record to those whose search parameter `date` overlaps [from, to) (instants, UTC). */
  within?: { types: readonly string[]; from: string; to: string }
  /** Other resources to bring along (staff, organizations, locations), as `Type/id`. */
  others?: readonly string[]
  /** Resources of a type outside the compartment whose search parameter says this: a provider's services, a program's prices. */
  alongside?: readonly Alongside[]
  /**
   * Types to bring when something brought refers to one by a search parameter, two steps far: a team names a role, the role its
   * person. A help and no promise: what a store leaves out is to be asked for by its name.
   */
  follow?: readonly string[]
  /** Instant as of which to look (record time); absent: now. What was deleted or not yet written then is absent. */
  asOf?: string
}

/** The statements of one transaction, while it holds the locks it asked for. */
export interface Session {
  read(type: string, id: string): Promise<Stored | undefined>
  search(query: SearchQuery): Promise<SearchPage>
  gather(query: CaseQuery): Promise<Stored[]>
  /**
   * All writes in one statement: rows, history, index, outbox. Either all are done or none is. `last`: nothing is asked after
   * it, so the transaction may end with it; then these writes stand even when `work` throws at their outcome.
   */
  write(writes: readonly Write[], how?: { last?: boolean }): Promise<Written[]>
  /**
   * The whole store as this transaction sees it, for calls with another plan than the transaction's: what a caller reads
   * inside is what that caller may read. Its `transact` takes further locks and joins in, its `close` does nothing.
   */
  within: Store
}

/**
 * Where resources are kept. Every call takes the caller's AccessPlan; a dead token makes any call throw
 * FhirError `unauthenticated`, found in the same statement as the data.
 */
export interface Store {
  read(access: AccessPlan, type: string, id: string): Promise<Stored | undefined>
  vread(access: AccessPlan, type: string, id: string, version: number): Promise<Stored | undefined>
  history(access: AccessPlan, type: string, id: string, ask: HistoryAsk): Promise<HistoryPage | undefined>
  /** Versions of all resources of these types, or of all types that the caller may search, newest first. */
  historyOfTypes(access: AccessPlan, types: readonly string[] | undefined, ask: HistoryAsk): Promise<HistoryPage>
  search(access: AccessPlan, query: SearchQuery): Promise<SearchPage>
  /**
   * Everything in the patient's compartment, the patient first; with each page, as `included`, what its resources refer to
   * outside of any patient's record: who treated, where, with which medicine.
   */
  everything(access: AccessPlan, patient: string, ask: EverythingAsk): Promise<SearchPage>
  gather(access: AccessPlan, query: CaseQuery): Promise<Stored[]>
  /** Opens a member's record to this token for a while. @returns when it closes */
  open(access: AccessPlan, opening: Opening): Promise<string>
  /** Whether the caller may write these at all, one answer for each; writes nothing. `write` asks again. */
  weigh(access: AccessPlan, writes: readonly Write[]): Promise<Weighed[]>
  /** Writes without a gate: one statement, one round trip, all or nothing. */
  write(access: AccessPlan, writes: readonly Write[]): Promise<Written[]>
  /**
   * Begin, lock on each member named (advisory, in sorted order), let `work` read and decide, commit. A throw rolls
   * everything back. `locks` may also hold other keys, such as the search of a conditional create.
   */
  transact<T>(access: AccessPlan, locks: readonly string[], work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}
