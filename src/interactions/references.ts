// http://hl7.org/fhir/R4/http.html#trules

/**
 * Properties whose text is a link in the sense of the transaction rules: references, and elements of type uri, url,
 * oid, uuid and canonical that may name another entry. An identifier's `value` is not one, even where it reads
 * `urn:uuid:…`.
 */
export const linkProperties: ReadonlySet<string> = new Set([
  'reference',
  'url',
  'uri',
  'valueUri',
  'valueUrl',
  'valueUuid',
  'valueOid',
  'valueCanonical',
])

type Replace = (link: string) => string

/**
 * The value with every link put through `replace`; parts that do not change are the same objects.
 *
 * @param inNarrative for the `href` and `src` of narratives, which are links for people: absent, they stay as they are
 */
export function withLinks<T>(value: T, replace: Replace, inNarrative?: Replace): T {
  return walk(value, replace, inNarrative) as T
}

const attribute = /(\s(?:href|src)\s*=\s*)("[^"]*"|'[^']*')/g

function narrative(div: string, replace: Replace): string {
  return div.replace(attribute, (_whole, before: string, quoted: string) => before + quoted[0] + replace(quoted.slice(1, -1)) + quoted[0])
}

function walk(value: unknown, replace: Replace, inNarrative?: Replace): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, replace, inNarrative))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  let changed: Record<string, unknown> | undefined
  for (const [name, child] of Object.entries(value)) {
    let next = child
    if (typeof child !== 'string') next = walk(child, replace, inNarrative)
    else if (linkProperties.has(name)) next = replace(child)
    else if (name === 'div' && inNarrative !== undefined) next = narrative(child, inNarrative)
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
