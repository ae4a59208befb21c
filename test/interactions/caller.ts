import { randomUUID } from 'node:crypto'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { readAddress } from '#interactions/bundle-entries.ts'
import type { Context, InteractionRequest, InteractionResponse } from '#interactions/contract.ts'
import { interactionFor } from '#interactions/dispatch.ts'
import { interactions } from '#interactions/index.ts'
import { pageLinks } from '#interactions/page-links.ts'
import { keepInStep } from '#interactions/stored-definitions.ts'
import { recentVersions } from '#interactions/write/recent-versions.ts'
import type { Program } from '#programs/program.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { loadValidator } from '#validation/load.ts'
import type { Validator } from '#validation/validator.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

export const base = 'http://localhost/fhir/R4'

let loaded: Validator | undefined

/** One validator for all tests of a file: making it costs more than a test. */
export function realValidator(): Validator {
  loaded ??= loadValidator()
  return loaded
}

/** A caller of the interactions over a real store, with the time in hand. */
export interface Caller {
  context: Context
  opened: TestStore
  /** What the interactions take for now. */
  setNow(instant: string): void
  send(method: Method, url: string, body?: unknown, more?: Partial<InteractionRequest>): Promise<InteractionResponse>
  /** The same, with the answer's JSON. */
  json(method: Method, url: string, body?: unknown, more?: Partial<InteractionRequest>): Promise<Json>
  /** The same caller with another plan. */
  as(access: AccessPlan): Caller
  /** The same caller with some of the context another. */
  with(parts: Partial<Context>): Caller
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
export type Json = any

/** Opens a store and a context over it. `close` what is in `opened` afterwards. */
export async function openCaller(
  programs: readonly Program[] = [],
  options: Partial<Pick<Context, 'limits' | 'validator'>> = {},
): Promise<Caller> {
  return callerOver(await openTestStore(), programs, options)
}

/** The same over a store that is open already. */
export function callerOver(
  opened: TestStore,
  programs: readonly Program[] = [],
  { limits = { bundleEntries: 5000, pageSize: 1000 }, validator = realValidator() }: Partial<Pick<Context, 'limits' | 'validator'>> = {},
): Caller {
  let now = new Date('2024-06-15T16:00:00Z')
  const context: Context = {
    access: ownAccess('test'),
    store: opened.store,
    trail: opened.audit,
    validator,
    definitions: keepInStep(opened.definitions, validator.live),
    programs,
    settings: settingsFrom(),
    now: () => now,
    newId: () => randomUUID(),
    recent: recentVersions(),
    base,
    limits,
    pages: pageLinks([Buffer.alloc(32, 7)]),
  }
  return callerOf(context, opened, (instant) => {
    now = new Date(instant)
  })
}

function callerOf(context: Context, opened: TestStore, setNow: Caller['setNow']): Caller {
  const send: Caller['send'] = (method, url, body, more = {}) => {
    const address = readAddress(base, url)
    if (address === undefined) throw new Error(`not an address: ${url}`)
    const { history: _history, ...parts } = address
    const request: InteractionRequest = {
      ...parts,
      base,
      body,
      prefer: {},
      accept: 'fhir',
      method: method === 'GET' ? 'GET' : 'POST',
      ...more,
    }
    if (method === 'POST' && url === '') return interactions.batch(context, request)
    return interactionFor(method, address)(context, request)
  }
  return {
    context,
    opened,
    setNow,
    send,
    json: async (...asked) => jsonOf(await whole(await send(...asked))),
    as: (access) => callerOf({ ...context, access }, opened, setNow),
    with: (parts) => callerOf({ ...context, ...parts }, opened, setNow),
  }
}

/** An answer whose stream has been read to its end. */
export async function whole(answer: InteractionResponse): Promise<InteractionResponse> {
  if (answer.stream === undefined) return answer
  let text = ''
  for await (const piece of answer.stream) text += piece
  return { ...answer, stream: undefined, text }
}

/** An answer's body, parsed. */
export function jsonOf({ text }: InteractionResponse): Json {
  if (text === undefined) throw new Error('the answer has no body')
  return JSON.parse(typeof text === 'string' ? text : text.join(''))
}

/** What the caller was refused with; a test whose work is not refused fails. */
export async function refusal(work: Promise<unknown>): Promise<FhirError> {
  return work.then(
    () => {
      throw new Error('it was not refused')
    },
    (error) => error,
  )
}
