import { TooManyRequests } from '#fhir/error.ts'

/**
 * Goes on if nobody has to wait. https://www.rfc-editor.org/rfc/rfc6585#section-4
 *
 * @param seconds as an allowance says
 * @throws TooManyRequests
 */
export function bounded(seconds: number, whose: 'client' | 'address'): void {
  if (seconds === 0) return
  const who = whose === 'client' ? 'This client has' : 'Requests without a good token from this address have'
  throw new TooManyRequests(seconds, [
    {
      severity: 'error',
      code: 'throttled',
      details: 'too-many-requests',
      diagnostics: `${who} reached what is answered in a minute. Go on in ${seconds} seconds; what needs much at once is asked for in Bundles or by search.`,
    },
  ])
}
