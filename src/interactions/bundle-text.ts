import { bearing } from '#programs/sensitivity/labels.ts'
import { withholdingTag } from './withholding-notice.ts'

/** A link of a Bundle; the address is absolute. */
export interface BundleLink {
  relation: 'self' | 'next'
  url: string
}

/** What stands before the entries. */
export interface BundleHead {
  type: 'searchset' | 'history' | 'transaction-response' | 'batch-response' | 'collection'
  total?: number
  links?: readonly BundleLink[]
  /** Labels of what is in it (http://hl7.org/fhir/R4/security-labels.html#hwm). */
  labels?: readonly string[]
  /** Content may be withheld from it, as the caller is who they are (withholding-notice.ts). */
  withholds?: boolean
}

/**
 * A Bundle made by joining texts: what is stored is never parsed to be sent. Each entry is the text of one whole
 * `Bundle.entry`. An empty list leaves `entry` away, as JSON in FHIR has no empty arrays.
 */
export function bundleText({ type, total, links = [], labels = [], withholds = false }: BundleHead, entries: readonly string[]): string[] {
  const head = JSON.stringify({
    ...bearing({ resourceType: 'Bundle', ...(withholds && { meta: { tag: [withholdingTag] } }) }, labels),
    type,
    ...(total === undefined ? {} : { total }),
    ...(links.length === 0 ? {} : { link: links }),
  })
  if (entries.length === 0) return [head]
  const pieces = [`${head.slice(0, -1)},"entry":[`]
  entries.forEach((entry, index) => {
    pieces.push(index === 0 ? entry : `,${entry}`)
  })
  pieces.push(']}')
  return pieces
}

/**
 * One `Bundle.entry`: its parts that are values, and the resource as the text it is stored as. Written part by part: a page has
 * dozens of these, and going through an object's properties would take longer than all the rest of it.
 */
export function entryText(
  { fullUrl, search, request, response }: { fullUrl?: string; search?: unknown; request?: unknown; response?: unknown },
  resource = '',
): string {
  const parts: string[] = []
  if (fullUrl !== undefined) parts.push(`"fullUrl":${JSON.stringify(fullUrl)}`)
  if (resource !== '') parts.push(`"resource":${resource}`)
  if (search !== undefined) parts.push(`"search":${JSON.stringify(search)}`)
  if (request !== undefined) parts.push(`"request":${JSON.stringify(request)}`)
  if (response !== undefined) parts.push(`"response":${JSON.stringify(response)}`)
  return `{${parts.join(',')}}`
}
