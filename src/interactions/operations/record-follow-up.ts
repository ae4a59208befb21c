import type { ServiceRequest, Task } from '@medplum/fhirtypes'
import { FhirError, gone, notFound } from '#fhir/error.ts'
import { isFollowUp, isServiceReferral, serviceReferralOf } from '#programs/cares/case/service-referral.ts'
import { followUpDue } from '#programs/cares/clocks/referral-follow-up.ts'
import { answeredTask, answerFindings } from '#programs/cares/referrals/follow-up-answer.ts'
import { bearing, labelsOf } from '#programs/sensitivity/labels.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import type { ResourceJson } from '#storage/store.ts'
import { writeAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { type CaseRecord, gatherRecord } from '../record.ts'
import { carryOut } from '../write/carry-out.ts'
import type { Change } from '../write/change.ts'
import { Refusals } from '../write/refusals.ts'
import { readInput } from './input.ts'

const looks = 5

/**
 * Records what became of a referral on its follow-up task (CARES-MON-05 to 07), making the task when there is none. The
 * write is judged as any other.
 * Definition: {canon}/OperationDefinition/record-follow-up. 200 the task; 404, 410; 422 an answer that is not whole, or
 * a ServiceRequest that is no referral to a service.
 */
export async function recordFollowUp(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const input = readInput(request, {
    'made-on': { kind: 'date' },
    informant: { kind: 'code' },
    received: { kind: 'boolean' },
    'met-need': { kind: 'boolean' },
    'reason-not-made': { kind: 'code' },
    note: { kind: 'string' },
  })
  const yes = (name: 'received' | 'met-need') => (input.get(name) === undefined ? undefined : input.get(name) === 'true')
  const answer = {
    madeOn: input.get('made-on'),
    informant: input.get('informant'),
    received: yes('received'),
    metNeed: yes('met-need'),
    reasonNotMade: input.get('reason-not-made'),
    note: input.get('note'),
  }
  const referral = await referralOf(context, request.id ?? '')
  const refusals = new Refusals()
  for (const finding of answerFindings(answer, dayOf(context.now().toISOString()))) refusals.addFinding(finding, '')
  refusals.settle()
  for (let look = 1; ; look++) {
    const change = changeFor(context, referral, answer, await recordOf(context, referral))
    try {
      const [changed] = await carryOut(context, [change])
      return writeAnswer(request, 200, changed!.stored, changed!.warnings)
    } catch (error) {
      // Somebody changed the task between reading and writing: the answer goes onto what they left.
      if (!(error instanceof FhirError && error.kind === 'precondition-failed') || look === looks) throw error
    }
  }
}

async function referralOf({ store, access }: Context, id: string): Promise<ServiceRequest> {
  const stored = await store.read(access, 'ServiceRequest', id)
  if (stored === undefined) throw notFound('ServiceRequest', id)
  if (stored.deleted) throw gone('ServiceRequest', id)
  const referral = JSON.parse(stored.text) as ServiceRequest
  if (isServiceReferral(referral)) return referral
  throw new FhirError('rule', [
    {
      severity: 'error',
      code: 'business-rule',
      details: 'type-mismatch',
      diagnostics: 'Only a referral to a service has a follow-up: category referral-kind|service-referral.',
      expression: ['ServiceRequest.category'],
    },
  ])
}

/** The referral's task and visits: they stand in the record of the same member. */
async function recordOf({ store, access }: Context, referral: ServiceRequest): Promise<CaseRecord> {
  const member = referral.subject.reference?.replace(/^.*Patient\//, '') ?? ''
  const needs = { member, types: ['Task', 'Appointment', 'Communication'], others: [], alongside: [] }
  return gatherRecord((query) => store.gather(access, query), [needs])
}

function changeFor(context: Context, referral: ServiceRequest, answer: Parameters<typeof answeredTask>[1], record: CaseRecord): Change {
  const records = [...record.values()].map(({ resource }) => resource)
  const facts = serviceReferralOf(records, referral)
  const task = records.find((resource): resource is Task => isFollowUp(resource) && resource.focus?.reference === facts.key)
  const id = task?.id ?? context.newId()
  const due = followUpDue(facts, context.settings)
  const answered = answeredTask(task, answer, { referral, facts, id, due, now: context.now().toISOString() })
  // What came of a referral is no more everybody's to read than the referral (CARES-CON-07).
  const resource = bearing(answered, labelsOf(referral)) as unknown as ResourceJson
  if (task === undefined) return { act: 'create', type: 'Task', id, at: '', resource, made: true }
  return { act: 'put', type: 'Task', id, at: '', resource, ifMatch: record.get(`Task/${id}`)?.stored.version, made: true }
}
