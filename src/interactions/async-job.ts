// http://hl7.org/fhir/R4/async.html
import type { Task } from '@medplum/fhirtypes'
import { FhirError } from '#fhir/error.ts'
import { canon, type Issue } from '#fhir/issue.ts'
import { millisecondsOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import { jsonAnswer } from './answer.ts'
import { idShape } from './body.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { serverSight } from './sight.ts'
import { type Change, placed } from './write/change.ts'

/** A job is known for this long after it was asked for. */
const lifeHours = 24
const jobUri = `${canon}/OperationDefinition/async-job`
/** Whose id begins so is the Task of such work: nobody else's does. */
const jobId = /^async-/

/** Work that was asked for with `Prefer: respond-async`. */
interface Asked {
  /** The request as it was made, absolute. */
  request: string
  /** Where the result is streamed from, below the FHIR base: an address that gives the same bytes whenever it is read, to whoever may ask for them then. */
  output: string
  /** Type that is to be readable for whoever asks. */
  of: string
  /** Type of the resources in the output, a line each. */
  type: string
  /** Moment that the result is as of. */
  asOf: string
}

/**
 * Takes on work: 202, with the address to ask about it. What is kept is a Task, so that any process of this server, and
 * the next one after a restart, can tell of it. The result is made while it is read; until then it costs nothing.
 */
export async function takeOn({ store, access, newId, base }: Context, asked: Asked): Promise<InteractionResponse> {
  const id = `async-${newId()}`
  const text = (name: string, valueString: string) => ({ type: { text: name }, valueString })
  const task = {
    resourceType: 'Task',
    id,
    instantiatesUri: jobUri,
    status: 'accepted',
    intent: 'order',
    authoredOn: asked.asOf,
    requester: { identifier: { value: whoOf(access) } },
    input: [text('request', asked.request), text('output', asked.output), text('type', asked.type), text('of', asked.of)],
  }
  await store.write(serverSight(access), [{ own: true, act: 'create', resource: task as ResourceJson, method: 'POST' }])
  return { status: 202, headers: { 'Content-Location': `${base}/_async/${id}` } }
}

/**
 * How a job stands, for the client, and of a client for people the person, that asked for it and still is what it was then: where its result is.
 * That is judged anew when it is read. 200 with the manifest of http://hl7.org/fhir/R4/async.html; 404 unknown, somebody else's, cancelled, of yesterday, or
 * what the caller may not ask for any more.
 */
export async function asyncStatus(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { task } = await jobOf(context, request)
  if (!context.access.allows('r', said(task, 'of'))) throw noJob()
  const manifest = {
    transactionTime: task.authoredOn,
    request: said(task, 'request'),
    requiresAccessToken: true,
    output: [{ type: said(task, 'type'), url: `${context.base}/${said(task, 'output')}` }],
    error: [],
  }
  const expires = new Date(endOf(task)).toUTCString()
  return { ...jsonAnswer(manifest), contentType: 'application/json; charset=utf-8', headers: { Expires: expires } }
}

function said({ input = [] }: Task, name: string): string {
  return input.find(({ type }) => type.text === name)?.valueString ?? ''
}

/** Cancels a job: nobody hears of it any more. 202; 404 as for its status. */
export async function asyncCancel(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { task, version } = await jobOf(context, request)
  const resource = { ...task, status: 'cancelled' } as unknown as ResourceJson
  const [written] = await context.store.write(serverSight(context.access), [{ own: true, act: 'update', resource, ifMatch: version }])
  if (written?.outcome !== 'updated') throw noJob()
  return { status: 202 }
}

async function jobOf({ store, access, now }: Context, { job = '' }: InteractionRequest): Promise<{ task: Task; version: number }> {
  const stored = idShape.test(job) && jobId.test(job) ? await store.read(serverSight(access), 'Task', job) : undefined
  if (stored === undefined || stored.deleted) throw noJob()
  const task = JSON.parse(stored.text) as Task
  const own = task.instantiatesUri === jobUri && task.requester?.identifier?.value === whoOf(access)
  if (!own || task.status !== 'accepted' || now().getTime() > endOf(task)) throw noJob()
  return { task, version: stored.version }
}

/**
 * A client, or one of the persons who use it: what one of them asked for is not another's to hear of. And as what they asked: who is registered anew as
 * something else, or for another organization, asks anew.
 */
function whoOf({ caller: { clientId, fhirUser, kind, organization, roles } }: Context['access']): string {
  return JSON.stringify([clientId, fhirUser ?? null, kind ?? null, organization ?? null, roles ?? null])
}

/**
 * The Tasks of such work are the server's alone: a client reads of one where to send its token.
 *
 * @throws FhirError `forbidden`
 */
export function refuseMadeUpJobs(changes: readonly Change[]): void {
  const issues = changes
    .filter(
      (change) =>
        change.type === 'Task' && (jobId.test(change.id) || (change.act !== 'delete' && change.resource.instantiatesUri === jobUri)),
    )
    .map(({ at }): Issue => {
      const diagnostics =
        'Tasks of work that was asked for with Prefer: respond-async are kept by this server alone. Choose an id that does not begin with "async-" and another instantiatesUri; cancel such work by DELETE of its status address.'
      return { severity: 'error', code: 'forbidden', details: 'forbidden', diagnostics, expression: placed(at, ['Task']) }
    })
  if (issues.length > 0) throw new FhirError('forbidden', issues)
}

function endOf({ authoredOn = '' }: Task): number {
  return millisecondsOf(authoredOn) + lifeHours * 3_600_000
}

function noJob(): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'not-found',
      diagnostics: 'No such work is known here: it was cancelled, is over a day old, or was asked for by somebody else. Ask again.',
    },
  ])
}
