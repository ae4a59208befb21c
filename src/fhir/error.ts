import type { Issue } from './issue.ts'

/**
 * Every way in which a request may be turned away. `fhir/status.ts` alone knows the status of each.
 * The order is that of design.md section 4: where faults are mixed, the first kind in this list answers.
 */
export const errorKinds = [
  'malformed', // 400: not FHIR, or not understood
  'unauthenticated', // 401
  'forbidden', // 403: a scope, role or act refused whoever the member is
  'not-found', // 404: unknown, or not to be seen
  'gone', // 410
  'not-supported', // 405: an interaction or type that this server does not have
  'not-acceptable', // 406
  'unsupported-media-type', // 415
  'too-large', // 413
  'address-too-long', // 414
  'conflict', // 409: duplicate or conflicting record
  'precondition-failed', // 412
  'rule', // 422: a profile or a business rule refused it
  'too-many-requests', // 429
  'unavailable', // 503
] as const

export type ErrorKind = (typeof errorKinds)[number]

/** A request that cannot go on. Thrown; what is a judgement is returned instead (src/README.md, Errors). */
export class FhirError extends Error {
  readonly kind: ErrorKind
  readonly issues: readonly Issue[]

  constructor(kind: ErrorKind, issues: readonly Issue[], options?: { cause?: unknown }) {
    super(`${kind}: ${issues.map((issue) => issue.details).join(', ')}`, options)
    this.name = 'FhirError'
    this.kind = kind
    this.issues = issues
  }
}

/** Somebody asks more often than they may; `seconds` says when they may again (the header `Retry-After`). */
export class TooManyRequests extends FhirError {
  readonly seconds: number

  constructor(seconds: number, issues: readonly Issue[]) {
    super('too-many-requests', issues)
    this.seconds = seconds
  }
}

/** What is asked for does not go with this method; `allow` names those that it does go with (the header `Allow`). */
export class MethodNotAllowed extends FhirError {
  readonly allow: readonly string[]

  constructor(allow: readonly string[], issue: Omit<Issue, 'severity' | 'code'>) {
    super('not-supported', [{ severity: 'error', code: 'not-supported', ...issue }])
    // Whatever is read by GET is asked for by HEAD as well.
    this.allow = allow.includes('GET') ? ['GET', 'HEAD', ...allow.filter((one) => one !== 'GET')] : allow
  }
}

/** No such resource, or none that the caller may see: one sentence for both, so that nobody learns which. */
export function notFound(type: string, id: string): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'not-found',
      diagnostics: `${type}/${id} is not known here, or not to be seen with this token.`,
    },
  ])
}

/** The resource was deleted; its versions stay in the history. */
export function gone(type: string, id: string): FhirError {
  return new FhirError('gone', [
    {
      severity: 'error',
      code: 'deleted',
      details: 'deleted',
      diagnostics: `${type}/${id} was deleted. Its earlier versions are in ${type}/${id}/_history.`,
    },
  ])
}

/** The request is not understood. `diagnostics` says what was expected instead. */
export function malformed(details: string, diagnostics: string, expression?: string[]): FhirError {
  return new FhirError('malformed', [{ severity: 'error', code: 'invalid', details, diagnostics, expression }])
}

/** The token does not allow this, whoever the member is. */
export function forbidden(details: string, diagnostics: string): FhirError {
  return new FhirError('forbidden', [{ severity: 'error', code: 'forbidden', details, diagnostics }])
}
