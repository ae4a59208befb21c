// http://hl7.org/fhir/R4/async.html
import type { Task } from '@medplum/fhirtypes'
import { FhirError } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import { millisecondsOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import { jsonAnswer } from './answer.ts'
import { idShape } from './body.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { serverSight } from './sight.ts'

/** A job is known for this long after it was asked for. */
const lifeHours = 24
const jobUri = `${canon}/OperationDefinition/async-job`

/** Work that was asked for with `Prefer: respond-async`. */
interface Asked {
  /** The request as it was made, absolute. */
  request: string
  /** Where the result is streamed from, absolute: an address that gives the same bytes whenever it is read. */
  output: string
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
  const id = newId()
  const text = (name: string, valueString: string) => ({ type: { text: name }, valueString })
  const task = {
    resourceType: 'Task',
    id,
    instantiatesUri: jobUri,
    status: 'accepted',
    intent: 'order',
    authoredOn: asked.asOf,
    requester: { identifier: { value: whoOf(access) } },
    input: [text('request', asked.request), text('output', asked.output), text('type', asked.type)],
  }
  await store.write(serverSight(access), [{ own: true, act: 'create', resource: task as ResourceJson, method: 'POST' }])
  return { status: 202, headers: { 'Content-Location': `${base}/_async/${id}` } }
}

/**
 * How a job stands, for the client, and of a client for people the person, that asked for it: where its result is.
 * 200 with the manifest of http://hl7.org/fhir/R4/async.html; 404 unknown, somebody else's, cancelled, or of yesterday.
 */
export async function asyncStatus(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { task } = await jobOf(context, request)
  const said = (name: string) => task.input?.find(({ type }) => type.text === name)?.valueString ?? ''
  const manifest = {
    transactionTime: task.authoredOn,
    request: said('request'),
    requiresAccessToken: true,
    output: [{ type: said('type'), url: said('output') }],
    error: [],
  }
  const expires = new Date(endOf(task)).toUTCString()
  return { ...jsonAnswer(manifest), contentType: 'application/json; charset=utf-8', headers: { Expires: expires } }
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
  const stored = idShape.test(job) ? await store.read(serverSight(access), 'Task', job) : undefined
  if (stored === undefined || stored.deleted) throw noJob()
  const task = JSON.parse(stored.text) as Task
  const own = task.instantiatesUri === jobUri && task.requester?.identifier?.value === whoOf(access)
  if (!own || task.status !== 'accepted' || now().getTime() > endOf(task)) throw noJob()
  return { task, version: stored.version }
}

/** A client, or one of the persons who use it: what one of them asked for is not another's to hear of. */
function whoOf({ caller: { clientId, fhirUser } }: Context['access']): string {
  return fhirUser === undefined ? clientId : `${clientId} ${fhirUser}`
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
