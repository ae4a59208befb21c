/** What a reference's text says (http://hl7.org/fhir/R4/references.html#literal). */
export interface Target {
  /** For a resource on this server. */
  type?: string
  id?: string
  /** For anything else: a URL elsewhere, a urn, a canonical with its version. */
  url?: string
}

const local = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/

/**
 * Reads a literal reference. One below `base` is a resource of this server, like a relative one; a version in it is
 * dropped, as search is about the resource. A reference to a contained resource ("#x") points nowhere outside.
 *
 * @param base FHIR base of this server without a slash at the end
 */
export function readReference(text: string, base?: string): Target | undefined {
  if (text.startsWith('#') || text === '') return undefined
  const rest = base !== undefined && text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text
  const match = local.exec(rest)
  return match ? { type: match[1]!, id: match[2]! } : { url: text }
}
