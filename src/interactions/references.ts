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

/**
 * The same, and every other element of type uri, url, oid, uuid or canonical in which one resource names another: a
 * transaction puts all of them right. A name that is a text elsewhere (a `definition` in words) does no harm: only what is
 * word for word another entry's fullUrl is replaced.
 */
const allLinkProperties: ReadonlySet<string> = new Set([
  ...linkProperties,
  'answerValueSet',
  'definition',
  'definitionCanonical',
  'definitionUri',
  'derivedFrom',
  'derivedFromUri',
  'endpoint',
  'graph',
  'instantiates',
  'instantiatesCanonical',
  'instantiatesUri',
  'library',
  'measure',
  'moduleCanonical',
  'moduleUri',
  'partOf',
  'policy',
  'protocol',
  'questionnaire',
  'replaces',
  'resource',
  'source',
  'sourceCanonical',
  'sourceUri',
  'target',
  'targetCanonical',
  'targetUri',
  'topic',
  'transform',
  'valueSet',
])

/** @param name the property in which the link stands */
type Replace = (link: string, name: string) => string

/**
 * The value with every link put through `replace`; parts that do not change are the same objects.
 *
 * @param inNarrative for the `href` and `src` of narratives, which are links for people: absent, they stay as they are
 */
export function withLinks<T>(value: T, replace: Replace, inNarrative?: (link: string) => string): T {
  return walk(value, '', { names: allLinkProperties, replace, inNarrative }) as T
}

interface Walk {
  names: ReadonlySet<string>
  replace: Replace
  inNarrative?: (link: string) => string
}

const attribute = /(\s(?:href|src)\s*=\s*)("[^"]*"|'[^']*')/g

function narrative(div: string, replace: (link: string) => string): string {
  return div.replace(attribute, (_whole, before: string, quoted: string) => before + quoted[0] + replace(quoted.slice(1, -1)) + quoted[0])
}

/** @param name the property in which the value stands, itself or in a list */
function walk(value: unknown, name: string, how: Walk): unknown {
  if (typeof value === 'string') {
    if (how.names.has(name)) return how.replace(value, name)
    return name === 'div' && how.inNarrative !== undefined ? narrative(value, how.inNarrative) : value
  }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, name, how))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  let changed: Record<string, unknown> | undefined
  for (const [property, child] of Object.entries(value)) {
    const next = walk(child, property, how)
    if (next === child) continue
    changed ??= { ...(value as Record<string, unknown>) }
    changed[property] = next
  }
  return changed ?? value
}

/** Every link in a value, each once. */
export function linksOf(value: unknown): Set<string> {
  return linksIn(value, linkProperties)
}

/** The resources that a value links to, as `Type/id`, however the links are spelled: with a version, by an address. So do gates read them. */
export function resourcesNamed(value: unknown): Set<string> {
  return new Set([...linksOf(value)].flatMap((link) => resource.exec(link)?.[1] ?? []))
}

const resource = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/

/** What stands in a value as `reference`: there alone a search may stand for a resource (http://hl7.org/fhir/R4/http.html#trules). */
export function referencesOf(value: unknown): Set<string> {
  return linksIn(value, new Set(['reference']))
}

function linksIn(value: unknown, names: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  const replace = (link: string) => {
    found.add(link)
    return link
  }
  walk(value, '', { names, replace })
  return found
}
