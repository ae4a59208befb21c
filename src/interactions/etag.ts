import { malformed } from '#fhir/error.ts'

const weak = /^\s*(?:W\/)?"([^"]*)"\s*$/
const versionId = /^[1-9]\d{0,9}$/

/** `W/"3"`: the version as an ETag (http://hl7.org/fhir/R4/http.html#versioning). */
export function etagOf(version: number): string {
  return `W/"${version}"`
}

/**
 * The version that an `If-Match` header names. A tag that this server never gave names no version: 0, which is
 * never current, so that the write is refused as stale.
 * @throws FhirError `malformed` when the header is no ETag at all
 */
export function versionOf(header: string): number {
  const tag = weak.exec(header)?.[1]
  if (tag === undefined) throw malformed('value', 'If-Match takes one ETag as this server gives it, such as W/"3".')
  return versionId.test(tag) ? Number(tag) : 0
}

/** Does one of the tags of `If-None-Match` name this version? `*` names any. */
export function namesVersion(header: string, version: number): boolean {
  return header.split(',').some((tag) => tag.trim() === '*' || weak.exec(tag)?.[1] === String(version))
}
