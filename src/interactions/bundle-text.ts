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
}

/**
 * A Bundle made by joining texts: what is stored is never parsed to be sent. Each entry is the text of one whole
 * `Bundle.entry`. An empty list leaves `entry` away, as JSON in FHIR has no empty arrays.
 */
export function bundleText({ type, total, links = [] }: BundleHead, entries: readonly string[]): string[] {
  const head = JSON.stringify({
    resourceType: 'Bundle',
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

/** One `Bundle.entry`: its parts that are values, and the resource as the text it is stored as. */
export function entryText(parts: { fullUrl?: string; search?: unknown; request?: unknown; response?: unknown }, resource?: string): string {
  const { fullUrl, ...rest } = parts
  const pieces: string[] = []
  if (fullUrl !== undefined) pieces.push(`"fullUrl":${JSON.stringify(fullUrl)}`)
  if (resource !== undefined && resource !== '') pieces.push(`"resource":${resource}`)
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) pieces.push(`"${name}":${JSON.stringify(value)}`)
  return `{${pieces.join(',')}}`
}
