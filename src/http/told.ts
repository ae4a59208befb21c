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
  const { request } = told.access
  let known = request?.patients.size ?? 0
  for await (const piece of stream) {
    if (request !== undefined && request.patients.size > known) {
      // They are only ever added to, at the end.
      const more = new Set([...request.patients].slice(known))
      known = request.patients.size
      const access: AccessPlan = { ...told.access, request: { ...request, patients: more } }
      await record(auditLines({ ...told, access }))
    }
    yield piece
  }
}

function untold(cause: unknown): FhirError {
  const diagnostics = 'The audit trail could not be written, so nothing is answered. Try again; what was written is written.'
  return new FhirError('unavailable', [{ severity: 'error', code: 'transient', details: 'audit-trail', diagnostics }], { cause })
}
