import type { AccessPlan } from '#auth/access-plan.ts'

/** What the audit trail says of one act, and of the members whose records it concerned. Ids only, but for a search's parameters and a reason given. */
export interface AuditLine {
  /** `X-Request-Id` of the answer. */
  request?: string
  /** Registered client, or the room of the server that acted by itself; '' for somebody who did not say who they are. */
  client: string
  /** What the client is registered as. */
  kind?: string
  /** The person behind the client, as a reference. */
  person?: string
  /** Network address of the caller. */
  address?: string
  /** AuditEvent.action. */
  action: 'C' | 'R' | 'U' | 'D' | 'E'
  /** A code of http://hl7.org/fhir/R4/valueset-type-restful-interaction.html, or what was asked of the authorization server. */
  interaction: string
  /** Address below the FHIR base, without parameters: `Task/1/_history/2`, `Patient/1/$everything`. */
  what?: string
  /** The Patient's id. */
  patient?: string
  /** Instead of `patient`, where there are several; each has the act as an event of its own when the trail is read. */
  patients?: readonly string[]
  /**
   * What let them in, for each of the members in order; the first where there is one or none. A list with commas, as
   * storage/access/grounds.ts spells each. Absent: what the client is registered as, or nobody was let in anywhere.
   */
  grounds?: readonly (string | null)[]
  /** AuditEvent.outcome: success, refused, failed. */
  outcome: 0 | 4 | 8
  /** Code of what refused it; of what was done, why in the caller's own words, where an act asks for that. */
  reason?: string
  /** v3-ActReason code. */
  purpose?: string
  /** Names the token without being of use as one. */
  token?: string
  /** Parameters of a search, as sent. */
  query?: string
  /** The caller is of a kind that opens records in emergencies: while this one is open to the token, the purpose is BTG. */
  mayOpen?: boolean
}

/** Who acts under a plan, for each line of what is done under it. */
export function actorOf({
  caller,
  tokenHash,
  request,
}: AccessPlan): Pick<AuditLine, 'request' | 'client' | 'kind' | 'person' | 'address' | 'purpose' | 'token'> {
  return {
    request: request?.id,
    client: caller.clientId,
    kind: caller.kind,
    person: caller.fhirUser,
    address: request?.from,
    purpose: request?.purpose ?? caller.purpose,
    token: tokenHash?.toString('hex', 0, 8),
  }
}
