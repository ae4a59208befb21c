import type { Resource } from '@medplum/fhirtypes'
import type { Needs } from '#programs/program.ts'
import { type CaseQuery, followedSteps, type Stored } from '#storage/store.ts'
import { linkProperties } from './references.ts'

/** Reads for a case: the store's or a session's `gather`. */
export type Gather = (query: CaseQuery) => Promise<Stored[]>

/** The records that a decision looks at, by `Type/id`. */
export type CaseRecord = Map<string, { resource: Resource; stored: Stored }>

/**
 * Fetches what rules need, for any number of them in one query, and then follows references to the types that they
 * name under `follow`: a team names a role, the role its person and its organization, so we look twice.
 *
 * @param seeds resources not stored yet, whose references are followed as well
 * @param more further resources to bring, as `Type/id`
 */
export async function gatherRecord(
  gather: Gather,
  needs: readonly Needs[],
  { seeds = [], more = [], asOf }: { seeds?: readonly unknown[]; more?: readonly string[]; asOf?: string } = {},
): Promise<CaseRecord> {
  const record: CaseRecord = new Map()
  const follow = unique(needs.flatMap(({ follow: types }) => types ?? []))
  const links = linkPattern(follow)
  const seedTexts = follow.length === 0 ? [] : seeds.map((seed) => JSON.stringify(seed) ?? '')
  const asked = unique([...needs.flatMap(({ others }) => others), ...more])
  const alongside = needs.flatMap(({ alongside: some }) => some)
  const found = await gather({
    members: unique(needs.map(({ member }) => member).filter((member) => member !== '')),
    types: unique(needs.flatMap(({ types }) => types)),
    others: unique([...asked, ...linksIn(seedTexts, links)]),
    alongside,
    follow,
    asOf,
    within: narrowed(needs),
  })
  take(record, found)
  if (follow.length === 0) return record
  // The store has followed what it could; what it did not bring is asked for by name.
  const isOutside = ({ type, id }: Stored) =>
    follow.includes(type) && !asked.includes(`${type}/${id}`) && !alongside.some((one) => one.type === type)
  let texts = [...found.flatMap((one) => (isOutside(one) ? [] : one.text)), ...seedTexts]
  const followed = new Set<string>()
  for (let look = 0; look < followedSteps; look++) {
    const named = linksIn(texts, links).filter((link) => !followed.has(link))
    const others = named.filter((link) => !record.has(link))
    // What these name in turn comes along, so that the next look seldom has anything to ask for.
    if (others.length > 0) take(record, await gather({ members: [], types: [], others, follow, asOf }))
    for (const link of named) followed.add(link)
    texts = named.flatMap((link) => record.get(link)?.stored.text ?? [])
  }
  return record
}

function linksIn(texts: readonly string[], links: RegExp): string[] {
  return unique(texts.flatMap((text) => [...text.matchAll(links)].map(([, link]) => link!)))
}

/**
 * Finds links to local resources of these types in JSON text without spaces, as it is stored: much cheaper than
 * walking what it says. A quote within a string is escaped there, so nothing inside of one is taken for a link.
 */
function linkPattern(types: readonly string[]): RegExp {
  return new RegExp(`"(?:${[...linkProperties].join('|')})":"((?:${types.join('|')})/[A-Za-z0-9\\-.]{1,64})"`, 'g')
}

/** A type is narrowed only when everybody who wants it wants it so; then to the span of all their spans. */
function narrowed(needs: readonly Needs[]): CaseQuery['within'] {
  const spans = needs.flatMap(({ within }) => within ?? [])
  if (spans.length === 0) return undefined
  const types = unique(spans.flatMap((span) => span.types)).filter((type) =>
    needs.every((need) => !need.types.includes(type) || need.within?.types.includes(type)),
  )
  const from = spans.map((span) => span.from).sort()[0] ?? ''
  const to =
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? ''
  return types.length === 0 ? undefined : { types, from, to }
}

function take(record: CaseRecord, found: readonly Stored[]): void {
  for (const stored of found) {
    if (!stored.deleted) record.set(`${stored.type}/${stored.id}`, { resource: JSON.parse(stored.text) as Resource, stored })
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
