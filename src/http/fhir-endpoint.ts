import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AccessPlan, nobody } from '#auth/access-plan.ts'
import type { Authenticate } from '#auth/authenticate.ts'
import { FhirError, forbidden } from '#fhir/error.ts'
import { onBehalfOf, WaitingCaller } from '#fhir/waiting-caller.ts'
import type { RecordLines } from '#interactions/audit/lines.ts'
import type { Context, InteractionResponse, Interactions } from '#interactions/contract.ts'
import { noticeHeaders } from '#interactions/part2-notice.ts'
import { withholdingHeader } from '#interactions/withholding-notice.ts'
import { bounded } from './limits/bounded.ts'
import type { Limits } from './limits/limits.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { type Expected, readBody } from './read-body.ts'
import { notAcceptable, readRequest } from './read-request.ts'
import { findRoute, type PathParts, type Route } from './routes.ts'
import { onceTold } from './told.ts'
import { writeAnswer } from './write-answer.ts'
import { errorAnswer } from './write-error.ts'

/** What the FHIR endpoint is handed. */
export interface FhirDeps {
  authenticate: Authenticate
  interactions: Interactions
  /** What interactions work with, but for who is asking. `base` is the FHIR base as callers reach it, no slash at the end. */
  context: Omit<Context, 'access' | 'signal'>
  limits: RequestLimits
  /** How often somebody may ask. */
  allowed: Limits
  /** Writes the audit trail; nothing is answered before it is written. */
  record: RecordLines
  log: Log
  metrics: Metrics
}

/** Bounds on a request, whatever it asks. */
export interface RequestLimits {
  /** Largest body, bytes. */
  maxBody: number
  /** Longest address after the server's name, characters. */
  maxAddress: number
  /** Longest that it goes on asking the database, milliseconds. */
  requestTimeout: number
}

/** What has become known of a request so far; the audit trail, the log and the metrics tell of it. */
interface Progress {
  route?: Route
  access: AccessPlan
  path: string
  query: string
  pretty: boolean
}

/**
 * Everything below the FHIR base. The whole trip of a request is in `answer`.
 *
 * @returns a handler for requests whose `url` begins after the FHIR base
 */
export function fhirEndpoint(deps: FhirDeps): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return (request, response) => {
    const caller = new WaitingCaller(performance.now() + deps.limits.requestTimeout)
    response.once('close', () => {
      if (!response.writableFinished) caller.leave()
    })
    return onBehalfOf(caller, () => exchange(deps, request, response, caller))
  }
}

/** One request, answered and told of. */
async function exchange(deps: FhirDeps, request: IncomingMessage, response: ServerResponse, caller: WaitingCaller): Promise<void> {
  const arrived = performance.now()
  const requestId = crypto.randomUUID()
  const answerTo = (error: unknown): InteractionResponse => {
    if (!(error instanceof FhirError) && !caller.left)
      deps.log.error({ requestId, route: labelOf(progress), err: story(error) }, 'unexpected')
    return errorAnswer(error, requestId)
  }
  const asking = { id: requestId, from: deps.allowed.addressOf(request), patients: new Set<string>(), written: 0 }
  const progress: Progress = { access: { ...nobody, request: asking }, path: '', query: '', pretty: false }
  let refusal: unknown
  let reply = await answer(deps, request, caller, progress).catch((error) => {
    refusal = error
    return answerTo(error)
  })
  if (!caller.left) reply = await told(deps, progress, reply, refusal).catch(answerTo)
  // The caller has gone away: nobody is left to be answered.
  if (!caller.left) await writeAnswer(request, response, reply, progress.pretty, requestId)
  if (caller.left) deps.metrics.left(caller.ended)
  tell(deps, request, progress, caller.left ? 499 : reply.status, requestId, performance.now() - arrived)
}

/** What everybody may read about the server itself, and an address that is none, are nobody's data. */
async function told(
  { record, allowed, context }: FhirDeps,
  progress: Progress,
  reply: InteractionResponse,
  refusal: unknown,
): Promise<InteractionResponse> {
  const { route, access, path, query } = progress
  if (route === undefined || route.open) return reply
  const { clientId } = access.caller
  if ((clientId === '' || reply.status === 429) && !allowed.refusals.tellsOf(clientId, access.request?.from)) return reply
  const reason = refusal instanceof FhirError ? refusal.issues[0]?.details : undefined
  const noticed = await withNotices(context, access, reply)
  return onceTold(record, { access, interaction: route.interaction, path, query, status: reply.status, reason }, noticed)
}

/** What must go with an answer besides what was asked for; most need none of it. */
async function withNotices(context: FhirDeps['context'], access: AccessPlan, reply: InteractionResponse): Promise<InteractionResponse> {
  const { part2, withholds } = access.request ?? {}
  if (!part2 && !withholds) return reply
  const disclosed = part2 && reply.status < 400 ? await noticeHeaders({ ...context, access }) : {}
  return { ...reply, headers: { ...reply.headers, ...(withholds && withholdingHeader), ...disclosed } }
}

/** Route, caller, permission, body, question, interaction: in this order, so that nothing is read for somebody who may not ask. */
async function answer(deps: FhirDeps, request: IncomingMessage, caller: WaitingCaller, progress: Progress): Promise<InteractionResponse> {
  const [path, search] = splitAddress(request, deps.limits.maxAddress)
  const { route, parts } = findRoute(request.method ?? 'GET', path)
  progress.route = route
  progress.path = path.slice(1)
  progress.query = search
  const { request: asking } = progress.access
  const from = asking?.from ?? ''
  if (route.open) bounded(deps.allowed.addresses.take(from), 'address')
  else {
    progress.access = { ...(await whoAsks(deps, request.headers.authorization, from)), request: asking }
    bounded(deps.allowed.clients.take(progress.access.caller.clientId), 'client')
  }
  permit(progress.access, route, parts)
  const body = await readBody(request, deps.limits.maxBody, expectedBody(path, request.method))
  const asked = readRequest(deps.context.base, parts, search, request.headers, body)
  if (body.kind === 'form') progress.query = asked.query.toString()
  // Only operations make anything but FHIR; HTML is what a browser asks for, and it shows JSON as well.
  if (route.interaction !== 'operation' && (asked.accept === 'pdf' || asked.accept === 'ndjson')) throw notAcceptable()
  if (asked.accept === 'graphql' && parts.operation !== 'graphql') throw notAcceptable()
  if (route.interaction === 'operation') asked.method = route.method === 'POST' ? 'POST' : 'GET'
  progress.pretty = asked.pretty
  return deps.interactions[route.interaction](contextOf(deps, progress, caller), asked)
}

function expectedBody(path: string, method: string | undefined): Expected {
  if (method === 'PATCH') return 'patch'
  if (path.endsWith('/_search')) return 'form'
  return path.endsWith('/$graphql') ? 'graphql' : 'json'
}

/**
 * Who asks. An address from which too many came without a good token is not looked up in the database any more; a token
 * that is known already is not held by what others do there.
 */
async function whoAsks({ authenticate, allowed }: FhirDeps, authorization: string | undefined, from: string): Promise<AccessPlan> {
  try {
    return await authenticate(authorization, () => bounded(allowed.addresses.left(from), 'address'))
  } catch (refusal) {
    if (refusal instanceof FhirError && refusal.kind === 'unauthenticated') bounded(allowed.addresses.take(from), 'address')
    throw refusal
  }
}

/** Refuses before the body is read what the token does not allow to this type; the interaction asks again. */
function permit(access: AccessPlan, { permission }: Route, { type }: PathParts): void {
  if (permission === undefined || type === undefined || access.allows(permission, type)) return
  throw forbidden(
    'insufficient-scope',
    `This token does not allow this interaction with this type: it needs a scope that holds "${permission}" for it.`,
  )
}

/** A plain object, as interactions copy it: a getter would make that, and each copy, fifty times as dear. */
function contextOf(deps: FhirDeps, progress: Progress, caller: WaitingCaller): Context {
  const { access } = progress
  let controller: AbortController | undefined
  return {
    ...deps.context,
    access,
    unexpected: (error) => {
      const requestId = access.request?.id ?? ''
      deps.log.error({ requestId, route: labelOf(progress), err: story(error) }, 'unexpected')
      return requestId
    },
    signal: () => {
      if (!controller) {
        const made = new AbortController()
        controller = made
        caller.onLeave(() => made.abort())
      }
      return controller.signal
    },
  }
}

function splitAddress({ url = '/' }: IncomingMessage, longest: number): [path: string, search: string] {
  if (url.length > longest) throw tooLongAddress(longest)
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

function tooLongAddress(longest: number): FhirError {
  return new FhirError('address-too-long', [
    {
      severity: 'error',
      code: 'too-long',
      details: 'address-too-long',
      diagnostics: `An address may have ${longest} characters after the base. Send a long search by POST to [type]/_search.`,
    },
  ])
}

function labelOf({ route }: Progress): string {
  return route?.path ?? 'unknown'
}

/** What may be told of an unexpected error: where it happened. Its message may quote data, so only its name is kept. */
function story(error: unknown): { name: string; code?: string; stack: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { name: error.name, code: (error as { code?: string }).code, stack: frames.map((line) => line.trim()) }
}

function tell(
  { log, metrics }: FhirDeps,
  request: IncomingMessage,
  progress: Progress,
  status: number,
  requestId: string,
  ms: number,
): void {
  const route = labelOf(progress)
  const method = progress.route ? (request.method ?? '') : 'unknown'
  metrics.observe(route, method, status, ms / 1000)
  log.info(
    { requestId, method, route, status, ms: Math.round(ms * 10) / 10, client: progress.access.caller.clientId || undefined },
    'request',
  )
}
