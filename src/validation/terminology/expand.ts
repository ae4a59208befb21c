// http://hl7.org/fhir/R4/valueset-operation-expand.html
import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { Contained, Designation, SlimValueSet } from '#fhir/definitions/terminology.ts'
import type { CodeSystem } from './code-system.ts'
import { collect, type Entry, versionsBySystem } from './collect.ts'
import { displayIn, speaks } from './concept.ts'
import type { Terminology } from './terminology.ts'
import { cannotTell, tooCostly } from './trouble.ts'

/** What may be asked of an expansion; the names are those of $expand. */
export interface ExpansionAsk {
  /** Words that a display, a designation or the code must begin with. */
  filter?: string
  offset?: number
  count?: number
  includeDesignations?: boolean
  /** Only designations of these uses or languages, as `system|code`. */
  designation?: readonly string[]
  activeOnly?: boolean
  excludeNested?: boolean
  excludeNotForUI?: boolean
  displayLanguage?: string
  'exclude-system'?: readonly string[]
  'system-version'?: readonly string[]
  'check-system-version'?: readonly string[]
  'force-system-version'?: readonly string[]
}

/** The codes of a value set as they were asked for. */
export interface Expansion {
  /** All codes that there are to page through. */
  total: number
  offset?: number
  contains: Contained[]
  /** `url|version` of the code systems that it drew on. */
  systems: string[]
}

/** Codes that are answered without paging. */
const mostCodes = 10_000

/**
 * The codes of a value set: nested as their code system nests them, or flat where a page, words or a flat list are asked for.
 * A concept with several parents stands below the first of them.
 * @throws FhirError `rule` with all that keeps it from being expanded here, or too-costly
 */
export function expand(definition: SlimValueSet, terminology: Terminology, ask: ExpansionAsk = {}): Expansion {
  const forced = versionsBySystem([...(ask['system-version'] ?? []), ...(ask['force-system-version'] ?? [])])
  const { entries, systems } = collect(definition, { terminology, forced })
  checkVersions(systems, ask['check-system-version'] ?? [])
  const excluded = ask['exclude-system'] ?? []
  const words = wordsOf(ask.filter ?? '')
  const kept = [...entries.values()].filter(
    (entry) =>
      !(ask.activeOnly && entry.inactive) &&
      !(ask.excludeNotForUI && entry.abstract) &&
      !excluded.some((canonical) => names(canonical, entry.system, systems)) &&
      (words.length === 0 || meets(entry, words)),
  )
  const used = [...systems.values()].map(({ url, definition: { version } }) => (version === undefined ? url : `${url}|${version}`))
  const spelled = (entry: Entry) => spell(entry, ask)
  const { offset, count } = ask
  if (offset !== undefined || count !== undefined) {
    const from = offset ?? 0
    const page = kept.slice(from, from + (count ?? mostCodes))
    if (page.length > mostCodes) throw tooMany(page.length)
    return { total: kept.length, offset: from, contains: page.map(spelled), systems: used }
  }
  if (kept.length > mostCodes) throw tooMany(kept.length)
  const flat = ask.excludeNested || ask.excludeNotForUI || words.length > 0
  return { total: kept.length, contains: flat ? kept.map(spelled) : nested(kept, systems, spelled), systems: used }
}

function tooMany(number: number): Error {
  return tooCostly(
    `These are ${number} codes; ${mostCodes} are answered at once. Ask for pages with offset and count, or narrow with filter.`,
  )
}

/** Each code below the nearest concept above it that is also there. */
function nested(entries: readonly Entry[], systems: ReadonlyMap<string, CodeSystem>, spelled: (entry: Entry) => Contained): Contained[] {
  const heads: Contained[] = []
  const places = new Map<CodeSystem, Map<string, Contained>>()
  const placed = entries.map((entry) => {
    const contained = spelled(entry)
    const system = entry.nests ? systems.get(entry.system) : undefined
    if (system) {
      const known = places.get(system) ?? new Map<string, Contained>()
      places.set(system, known.set(entry.code, contained))
    }
    return { contained, system, code: entry.code }
  })
  for (const { contained, system, code } of placed) {
    const above = system && nearest(system, code, places.get(system)!)
    if (above === undefined) heads.push(contained)
    else if (above.contains) above.contains.push(contained)
    else above.contains = [contained]
  }
  return heads
}

/** The nearest concept above a code that has a place; in a circle nobody is above anybody. */
function nearest(system: CodeSystem, code: string, places: ReadonlyMap<string, Contained>): Contained | undefined {
  const seen = new Set([code])
  let above = system.parentsOf(code)
  while (above.length > 0) {
    const place = above.find((one) => places.has(one) && !system.subsumes(code, one))
    if (place !== undefined) return places.get(place)
    const further = above.flatMap((one) => (seen.has(one) ? [] : system.parentsOf(one)))
    for (const one of above) seen.add(one)
    above = further
  }
  return undefined
}

function spell({ system, code, display, designation, inactive, abstract }: Entry, ask: ExpansionAsk): Contained {
  const shown = displayIn({ display, designation: designation as Designation[] }, ask.displayLanguage)
  const words = ask.includeDesignations ? designation.filter((one) => isAsked(one, ask.designation ?? [])) : []
  return {
    ...(system !== '' && { system }),
    ...(abstract && { abstract }),
    ...(inactive && { inactive }),
    code,
    ...(shown !== undefined && { display: shown }),
    ...(words.length > 0 && { designation: words }),
  }
}

const languages = 'urn:ietf:bcp:47'

function isAsked({ language, use }: Designation, tokens: readonly string[]): boolean {
  return (
    tokens.length === 0 ||
    tokens.some((token) => {
      const [system, code] = token.includes('|') ? token.split('|', 2) : [undefined, token]
      if (system === languages) return speaks(language, code ?? '')
      if (use?.code === code && (system === undefined || use?.system === system)) return true
      return system === undefined && speaks(language, code ?? '')
    })
  )
}

/** What a text is found by: its words, without accents and capitals. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

function meets({ code, display = '', designation }: Entry, words: readonly string[]): boolean {
  return [code, display, ...designation.map(({ value }) => value)].some((text) => {
    const own = wordsOf(text)
    return words.every((word) => own.some((one) => one.startsWith(word)))
  })
}

function names(canonical: string, url: string, systems: ReadonlyMap<string, CodeSystem>): boolean {
  const { url: named, version } = splitCanonical(canonical)
  return named === url && (version === undefined || version === systems.get(url)?.definition.version)
}

function checkVersions(systems: ReadonlyMap<string, CodeSystem>, canonicals: readonly string[]): void {
  const wrong = [...versionsBySystem(canonicals)].filter(
    ([url, version]) => systems.has(url) && systems.get(url)?.definition.version !== version,
  )
  if (wrong.length === 0) return
  throw cannotTell(
    wrong.map(([url]) => ({
      code: 'not-found',
      diagnostics: `The code system ${url} is here in the version ${systems.get(url)?.definition.version ?? 'without a name'}, not in the one to be checked for.`,
    })),
  )
}
