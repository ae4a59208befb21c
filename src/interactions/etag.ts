import { malformed } from '#fhir/error.ts'

const weak = /^\s*(?:W\/)?"([^"]*)"\s*$/
const versionId = /^[1-9]\d{0,9}$/

/** `W/"3"`: the version as an ETag (http://hl7.org/fhir/R4/http.html#versioning). */
export function etagOf(version: number): string {
  return `W/"${version}"`
}

/** What must be current for a write to go on: one version, or `*`, any at all. */
export type IfMatch = number | '*'

/**
 * What an `If-Match` header asks for (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1). A tag that this server never
 * gave names no version: 0, which is never current, so that the write is refused as stale.
 * @throws FhirError `malformed` when the header is neither one ETag nor `*`
 */
export function ifMatchOf(header: string): IfMatch {
  if (header.trim() === '*') return '*'
  const tag = weak.exec(header)?.[1]
  if (tag === undefined) throw malformed('value', 'If-Match takes one ETag as this server gives it, such as W/"3", or *.')
  return versionId.test(tag) ? Number(tag) : 0
}

/** Does the current version meet the condition? Without a current version none is met. */
export function meets(ifMatch: IfMatch, current: number | undefined): boolean {
  return ifMatch === '*' ? current !== undefined : ifMatch === current
}

/** Does one of the tags of `If-None-Match` name this version? `*` names any. */
export function namesVersion(header: string, version: number): boolean {
  return header.split(',').some((tag) => tag.trim() === '*' || weak.exec(tag)?.[1] === String(version))
}
