import { mayBeToldOf, tellsOf } from '#auth/access-plan.ts'
import { mayBreakGlass } from '#auth/actors/actors.ts'
import { forbidden, gone, malformed, notFound } from '#fhir/error.ts'
import { emergencyAccessReview } from '#programs/cares/emergency/access-review.ts'
import { openedLabels } from '#programs/cares/emergency/exceptions.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { gatherRecord } from '../record.ts'
import { serverSight } from '../sight.ts'
import { emergencyPurpose } from './emergency-purpose.ts'
import { placeOf, readInput } from './input.ts'

const longestReason = 1000

/**
 * Opens a member's record to this one token in an emergency, with a reason, for a short time. It closes by itself, or with
 * the token. Told at once: in the audit trail with the purpose BTG, as is each read that follows; to those who watch the
 * server; and as a Task, which each event of the trail under this opening names, to whoever carries the member's enrollment, for review (CARES-EMG-02). Section 10 of the requirements asks for
 * the purpose ETREAT: to call this is to state it, and a client that is registered for something else than treatment is refused.
 * What is protected by laws of its own stays closed, unless its own exception for emergencies is on record, or the program's
 * configuration takes this very documentation for it (AMB-31, 42 CFR 2.51).
 * Definition: {canon}/OperationDefinition/break-glass. 200; 400 without a reason; 403 the client or its purpose; 404; 410.
 */
export async function breakGlass(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { access, store, settings, newId } = context
  if (request.query.size > 0)
    throw malformed('invalid-parameter', 'The reason is said in the body, never in the address: addresses are written down on the way.')
  const reason =
    readInput(request, { reason: { kind: 'string', required: true } })
      .get('reason')
      ?.trim() ?? ''
  if (reason === '' || reason.length > longestReason)
    throw malformed('invalid-parameter', `reason says why, in 1 to ${longestReason} characters.`, [placeOf('reason')])
  const { caller } = access
  if (!mayBreakGlass(caller)) throw forbidden('not-for-this-client', 'Only those who treat open a record in an emergency.')
  if (caller.purpose !== undefined) emergencyPurpose(caller, caller.purpose)
  const { id = '' } = request
  // A launch is about its own patient: another's record is not opened by it, nor is it told that there is one.
  if (!mayBeToldOf(access, id)) throw notFound('Patient', id)
  const now = context.now()
  const until = new Date(now.getTime() + settings.on('break-glass-minutes', dayOf(now.toISOString())) * 60_000).toISOString()
  if (access.request !== undefined) Object.assign(access.request, { purpose: 'BTG', stated: reason })
  const own = serverSight(access)
  const opened = await store.transact(own, [id], async ({ read, gather, write, within }) => {
    const stored = await read('Patient', id)
    if (stored === undefined) throw notFound('Patient', id)
    if (stored.deleted) throw gone('Patient', id)
    const record = await gatherRecord(gather, [{ member: id, types: ['EpisodeOfCare'], others: [], alongside: [] }])
    const records = [...record.values()].map(({ resource }) => resource)
    const labels = openedLabels(settings, dayOf(now.toISOString()))
    const task = newId()
    const ends = await within.open(access, { member: id, until, labels, review: `Task/${task}` })
    const review = emergencyAccessReview({ id: task, member: id, records, caller, reason, now: now.toISOString(), until: ends })
    await write([{ own: true, act: 'create', resource: review as unknown as ResourceJson, method: 'POST' }])
    return { ends, task }
  })
  tellsOf(access, id, `emergency Task/${opened.task}`)
  context.alert?.({ event: 'break-glass', client: caller.clientId, request: access.request?.id })
  return jsonAnswer({ resourceType: 'Parameters', parameter: [{ name: 'until', valueInstant: opened.ends }] })
}
