// http://hl7.org/fhir/R4/http.html#trules

/**
 * Properties whose text is a link in the sense of the transaction rules: references, and elements of type uri, url,
 * oid, uuid and canonical that may name another entry. An identifier's `value` is not one, even where it reads
 * `urn:uuid:…`.
 */
const links = new Set(['reference', 'url', 'uri', 'valueUri', 'valueUrl', 'valueUuid', 'valueOid', 'valueCanonical'])

/** The value with every link put through `replace`; parts that do not change are the same objects. */
export function withLinks<T>(value: T, replace: (link: string) => string): T {
  return walk(value, replace) as T
}

function walk(value: unknown, replace: (link: string) => string): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, replace))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  let changed: Record<string, unknown> | undefined
  for (const [name, child] of Object.entries(value)) {
    const next = typeof child === 'string' ? (links.has(name) ? replace(child) : child) : walk(child, replace)
    if (next === child) continue
    changed ??= { ...(value as Record<string, unknown>) }
    changed[name] = next
  }
  return changed ?? value
}

/** Every link in a value, each once. */
export function linksOf(value: unknown): Set<string> {
  const found = new Set<string>()
  withLinks(value, (link) => {
    found.add(link)
    return link
  })
  return found
}
