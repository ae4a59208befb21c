import type { AccessPlan } from '#auth/access-plan.ts'
import { FhirError } from '#fhir/error.ts'
import { auditLines, type RecordLines, type Told } from '#interactions/audit/lines.ts'
import type { InteractionResponse } from '#interactions/contract.ts'

/**
 * The answer once the audit trail tells of it: what cannot be written down is not answered.
 *
 * @returns the same answer; one that is made while it is written waits at each piece for what that tells of
 * @throws FhirError `unavailable`
 */
export async function onceTold(record: RecordLines, told: Told, answer: InteractionResponse): Promise<InteractionResponse> {
  await record(auditLines(told)).catch((cause) => {
    throw untold(cause)
  })
  const { stream } = answer
  return stream === undefined ? answer : { ...answer, stream: toldPieces(record, told, stream) }
}

async function* toldPieces(record: RecordLines, told: Told, stream: AsyncIterable<string>): AsyncGenerator<string> {
  const known = new Set(told.access.request?.patients)
  for await (const piece of stream) {
    const { request } = told.access
    const more = [...(request?.patients ?? [])].filter((patient) => !known.has(patient))
    for (const patient of more) known.add(patient)
    if (request !== undefined && more.length > 0) {
      const access: AccessPlan = { ...told.access, request: { ...request, patients: new Set(more) } }
      await record(auditLines({ ...told, access }))
    }
    yield piece
  }
}

function untold(cause: unknown): FhirError {
  const diagnostics = 'The audit trail could not be written, so nothing is answered. Try again; what was written is written.'
  return new FhirError('unavailable', [{ severity: 'error', code: 'transient', details: 'audit-trail', diagnostics }], { cause })
}
