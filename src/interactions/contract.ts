import type { AccessPlan } from '#auth/access-plan.ts'
import type { Program } from '#programs/program.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import type { Audit } from '#storage/audit/audit.ts'
import type { Store } from '#storage/store.ts'
import type { Elsewhere } from '#validation/terminology/elsewhere.ts'
import type { Validator } from '#validation/validator.ts'
import type { PageLinks } from './page-links.ts'
import type { DefinitionsInStep } from './stored-definitions.ts'
import type { RecentVersions } from './write/recent-versions.ts'

/**
 * What a caller asks, in FHIR's words and without any transport. `http` reads it off a request; a batch reads it off an
 * entry; a test writes it down.
 */
export interface InteractionRequest {
  /** FHIR base that the caller used, without a slash at the end: absolute links in the answer begin with it. */
  base: string
  /** Resource type of the address, as asked for: not yet known to exist. */
  type?: string
  id?: string
  /** `vid` of a vread. */
  version?: string
  /** Name of a $-operation, without the dollar. */
  operation?: string
  /** How an operation was called: one that changes anything takes no GET. Absent: GET. */
  method?: 'GET' | 'POST'
  /** Compartment search: the type searched inside `type/id` (`Patient/[id]/[compartmentType]`), or `*`. */
  compartmentType?: string
  /** Id of work that was asked for with `Prefer: respond-async`. */
  job?: string
  /** Search parameters, of the address and of a `_search` form together. */
  query: URLSearchParams
  /** Parsed JSON body; absent where none was sent. */
  body?: unknown
  /** The body as it was sent: the digits of a decimal are lost in `body`. */
  bodyText?: string
  /** Headers as sent (`W/"3"`); the interaction reads the version out of them. */
  ifMatch?: string
  ifNoneMatch?: string
  ifModifiedSince?: string
  ifNoneExist?: string
  prefer: { return?: 'minimal' | 'representation' | 'OperationOutcome'; handling?: 'strict' | 'lenient'; respondAsync?: boolean }
  accept: 'fhir' | 'html' | 'pdf' | 'ndjson' | 'graphql'
  /** First language of Accept-Language, as sent. */
  language?: string
}

/** What an interaction answers. An expected failure is thrown as FhirError instead. */
export interface InteractionResponse {
  status: number
  /** FHIR JSON text, or pieces that are written one after the other. Absent: no body. */
  text?: string | readonly string[]
  /** A body that is written while it is made, for what may be long; `text` is absent then. */
  stream?: AsyncIterable<string>
  /** A body that is not text (PDF). */
  bytes?: Uint8Array
  /** Absent: application/fhir+json; charset=utf-8. */
  contentType?: string
  /** `W/"3"`. */
  etag?: string
  /** ISO instant; `http` spells it as an HTTP date. */
  lastModified?: string
  /** Absolute address. */
  location?: string
  headers?: Record<string, string>
}

/** Bounds on what one request may ask for. Each has its own error. */
export interface Limits {
  /** Entries in one batch or transaction. */
  bundleEntries: number
  /** Results on one page, however many were asked for. */
  pageSize: number
}

/** What an interaction works with; handed in, so that a test can hand in another. */
export interface Context {
  access: AccessPlan
  store: Store
  /** What the server wrote down of every access. */
  trail: Pick<Audit, 'find'>
  validator: Validator
  /** Keeps the validator in step with the definitions that are stored. */
  definitions: DefinitionsInStep
  /** Another terminology server, where one is configured. */
  elsewhere?: Elsewhere
  programs: readonly Program[]
  settings: Settings
  now: () => Date
  newId: () => string
  base: string
  limits: Limits
  /** What this process wrote last; absent: every update reads what it replaces. */
  recent?: RecentVersions
  /** May clients register by themselves? The CapabilityStatement says where. */
  registration?: boolean
  /** Seals what a link to a further page carries. */
  pages: PageLinks
  /** `Type/id` of what the server itself publishes: everybody may read it, nobody may change it. */
  published?: ReadonlySet<string>
  /** What somebody who is registered here may see, for explanations to administrators; undefined: nobody of that name. */
  accessOf?: (whose: { clientId?: string; user?: string; purpose?: string }) => Promise<AccessPlan | undefined>
  /** Tells whoever watches over this server what should not wait for the next look at the trail. Identifiers of callers only. */
  alert?: (what: { event: 'break-glass'; client: string; request?: string }) => void
  /** Tells the log of an error that nobody expected, and gives the id to quote; absent: nobody would hear of it. */
  unexpected?: (error: unknown) => string
  /** Gives what fires when the caller has gone away; long work may stop. Made when it is asked for: most is over before that. */
  signal?: () => AbortSignal
}

/** One of FHIR's verbs, or one operation. */
export type Interaction = (context: Context, request: InteractionRequest) => Promise<InteractionResponse>

/**
 * The interactions that a route may name. `update`, `patch` and `delete` without an id are conditional; `search` without
 * a type runs over all types, and with a `compartmentType` inside one record.
 */
export const interactionNames = [
  'capabilities',
  'read',
  'vread',
  'history',
  'create',
  'update',
  'patch',
  'delete',
  'search',
  'batch',
  'operation',
  'asyncStatus',
  'asyncCancel',
] as const

export type InteractionName = (typeof interactionNames)[number]

/** What `http` is given: one function for each name. */
export type Interactions = Readonly<Record<InteractionName, Interaction>>
