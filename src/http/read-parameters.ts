// https://url.spec.whatwg.org/#application/x-www-form-urlencoded
import { malformed } from '#fhir/error.ts'

/**
 * The parameters of a query string or a form, in which a plus sign is a blank. What is no UTF-8 once decoded is refused: a
 * name sent in another encoding would be looked for in another spelling, and not found.
 * @throws FhirError `malformed`
 */
export function readParameters(text: string): URLSearchParams {
  const parameters = new URLSearchParams(text)
  if (!text.includes('%')) return parameters
  if (/%(?![0-9a-f]{2})/i.test(text))
    throw malformed('address', 'A parameter holds a % that is not followed by two hexadecimal digits; a % itself is sent as %25.')
  try {
    decodeURIComponent(text)
  } catch {
    throw malformed('encoding', 'A parameter is not UTF-8 once its %-signs are decoded.')
  }
  return parameters
}
