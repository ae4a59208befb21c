import type { ErrorKind } from './error.ts'

/** The HTTP status of each way to be turned away: for the door, and for the entries of a batch (http://hl7.org/fhir/R4/http.html). */
export const statusOf: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'not-supported': 405,
  'not-acceptable': 406,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'too-large': 413,
  'address-too-long': 414,
  'unsupported-media-type': 415,
  rule: 422,
  'too-many-requests': 429,
  unavailable: 503,
}
