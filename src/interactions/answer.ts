import type { Issue } from '#fhir/issue.ts'
import { outcomeOf } from '#fhir/issue.ts'
import type { Stored } from '#storage/store.ts'
import type { InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf } from './etag.ts'

/** A stored resource, its text as it is. */
export function answerOf(stored: Stored): InteractionResponse {
  return { status: 200, text: stored.text, etag: etagOf(stored.version), lastModified: stored.lastUpdated }
}

/**
 * What a write answers (http://hl7.org/fhir/R4/http.html#ops): the resource, nothing, or an OperationOutcome with the
 * warnings, by `Prefer: return`. The resource is the default.
 */
export function writeAnswer(
  request: Pick<InteractionRequest, 'base' | 'prefer'>,
  status: number,
  stored: Stored,
  warnings: readonly Issue[],
): InteractionResponse {
  const head: InteractionResponse = {
    status,
    etag: etagOf(stored.version),
    lastModified: stored.lastUpdated,
    location: versionUrl(request.base, stored),
  }
  if (request.prefer.return === 'minimal') return head
  if (request.prefer.return === 'OperationOutcome') return { ...head, text: JSON.stringify(outcomeOf(warnings)) }
  return { ...head, text: stored.text }
}

/** Absolute address of one version, as `Location` carries it. */
export function versionUrl(base: string, { type, id, version }: Pick<Stored, 'type' | 'id' | 'version'>): string {
  return `${base}/${type}/${id}/_history/${version}`
}

/** A resource made for this answer alone. */
export function jsonAnswer(resource: unknown, status = 200): InteractionResponse {
  return { status, text: JSON.stringify(resource) }
}
