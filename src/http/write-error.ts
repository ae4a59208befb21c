import type { OutgoingHttpHeaders } from 'node:http'
import { FhirError, MethodNotAllowed, TooManyRequests } from '#fhir/error.ts'
import { outcomeOf, unexpectedIssue } from '#fhir/issue.ts'
import type { InteractionResponse } from '#interactions/contract.ts'
import { statusOf } from './status.ts'

/**
 * Spells an error as an answer. What was not expected says nothing but the id under which the log tells its story.
 *
 * @param requestId an id to quote
 */
export function errorAnswer(error: unknown, requestId: string): InteractionResponse {
  if (error instanceof FhirError) {
    return { status: statusOf[error.kind], text: JSON.stringify(outcomeOf(error.issues)), headers: headersOf(error) }
  }
  return { status: 500, text: JSON.stringify(outcomeOf([unexpectedIssue(requestId)])) }
}

function headersOf(error: FhirError): Record<string, string> | undefined {
  const headers: OutgoingHttpHeaders = {}
  if (error.kind === 'unauthenticated') headers['WWW-Authenticate'] = challenge(error)
  if (error.issues.some(({ details }) => details === 'insufficient-scope')) {
    headers['WWW-Authenticate'] = 'Bearer realm="cares-fhir", error="insufficient_scope"'
  }
  if (error.kind === 'unavailable') headers['Retry-After'] = '2'
  if (error instanceof TooManyRequests) headers['Retry-After'] = String(error.seconds)
  // A 405 always says what is possible (https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6), and be it nothing.
  if (error.kind === 'not-supported') headers.Allow = error instanceof MethodNotAllowed ? error.allow.join(', ') : ''
  return Object.keys(headers).length > 0 ? (headers as Record<string, string>) : undefined
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3.1: who sent no token is told no error, only how to begin. */
function challenge({ issues }: FhirError): string {
  const realm = 'Bearer realm="cares-fhir"'
  return issues.some(({ details }) => details === 'no-token') ? realm : `${realm}, error="invalid_token"`
}
