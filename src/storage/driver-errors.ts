import { FhirError } from '#fhir/error.ts'
import type { IssueCode } from '#fhir/issue.ts'

/** Thrown inside of a transaction that has done nothing and is to run again, as after a serialization failure. */
export class TryAgain extends Error {
  readonly code = '40001'
  constructor() {
    super('A row was moving to another shard under each attempt.')
  }
}

/** SQLSTATE of a driver error; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

const connectionErrors = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|0800[0-6]|57P0[1-5]|53300)$/
const connectionMessages = /Connection terminated|Client has encountered a connection error|not queryable/
/** What the driver's pool says when none of its connections came free in time. */
const waitedInVain = 'timeout exceeded when trying to connect'

/** What the driver threw, by its FHIR name where it has one. */
export function named(error: unknown): unknown {
  if (error instanceof FhirError) return error
  const state = sqlState(error) ?? ''
  const message = error instanceof Error ? error.message : ''
  if (state === '57014') {
    return unavailable(
      'too-costly',
      'statement-timeout',
      'The database took too long. Ask for less at once: narrow the search, or take smaller pages.',
      error,
    )
  }
  if (message === waitedInVain) {
    return unavailable(
      'throttled',
      'too-busy',
      'The database has more to do than it can at the moment. Nothing was changed. Try again a little later, with fewer requests at once.',
      error,
    )
  }
  if (connectionErrors.test(state) || connectionMessages.test(message)) {
    return unavailable(
      'transient',
      'database-unavailable',
      'The database cannot be reached at the moment. Nothing was changed unless it was acknowledged. Try again.',
      error,
    )
  }
  return error
}

/** The request as a whole has taken too long, whatever its single statements took. */
export function tookTooLong(): FhirError {
  return unavailable(
    'timeout',
    'request-timeout',
    'The request took too long as a whole. Ask for less at once: fewer entries in a Bundle, smaller pages.',
  )
}

function unavailable(code: IssueCode, details: string, diagnostics: string, cause?: unknown): FhirError {
  return new FhirError('unavailable', [{ severity: 'error', code, details, diagnostics }], { cause })
}
