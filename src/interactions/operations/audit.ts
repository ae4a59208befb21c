// https://profiles.ihe.net/ITI/BALP
import type { Context } from '../contract.ts'
import { serverSight } from '../sight.ts'

/** A read that the member's team and family are to see. */
export interface AuditedRead {
  /** Name of the operation, without the dollar. */
  operation: string
  /** The Patient's id. */
  member: string
  /** v3-ActReason code. */
  purpose: string
}

/**
 * Writes down who read what of a member and why, in the member's record. It is done before the answer is given: what
 * cannot be written down is not read.
 */
export async function auditRead(context: Context, { operation, member, purpose }: AuditedRead): Promise<void> {
  const { caller } = context.access
  const resource = {
    resourceType: 'AuditEvent',
    id: context.newId(),
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'operation', display: `$${operation}` }],
    action: 'E',
    recorded: context.now().toISOString(),
    outcome: '0',
    purposeOfEvent: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: purpose }] }],
    agent: [
      { who: { identifier: { value: caller.clientId } }, requestor: caller.fhirUser === undefined },
      ...(caller.fhirUser === undefined ? [] : [{ who: { reference: caller.fhirUser }, requestor: true }]),
    ],
    source: { observer: { display: 'cares-fhir' } },
    entity: [
      {
        what: { reference: `Patient/${member}` },
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1', display: 'Person' },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
      },
    ],
  }
  await context.store.write(serverSight(context.access), [{ own: true, act: 'create', resource, method: 'POST' }])
}
