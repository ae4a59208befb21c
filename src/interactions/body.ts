import { malformed } from '#fhir/error.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { InteractionRequest } from './contract.ts'

/** An id as R4 allows it (http://hl7.org/fhir/R4/datatypes.html#id). */
export const idShape = /^[A-Za-z0-9\-.]{1,64}$/

/**
 * The body as a resource of the type that the address names. Its id may still be missing.
 * @throws FhirError `malformed` when there is none, or it is of another type
 */
export function resourceBody({ body, type }: Pick<InteractionRequest, 'body' | 'type'>): ResourceJson {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw malformed('required', `The body is to be one ${type} as a JSON object.`)
  const { resourceType } = body as { resourceType?: unknown }
  if (resourceType !== type)
    throw malformed('type-mismatch', `The address says ${type}; the body's resourceType is to say the same.`, ['resourceType'])
  return body as ResourceJson
}

/** The resource under an id of the server's choice or the address's. What the sender says of version and time is not kept. */
export function withId(resource: ResourceJson, id: string): ResourceJson {
  const { resourceType, id: _id, ...rest } = resource
  return { resourceType, id, ...rest }
}
