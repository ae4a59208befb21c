import type { Resource } from '@medplum/fhirtypes'
import type { Needs } from '#programs/program.ts'
import type { CaseQuery, Stored } from '#storage/store.ts'
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
  const query: CaseQuery = {
    members: unique(needs.map(({ member }) => member).filter((member) => member !== '')),
    types: unique(needs.flatMap(({ types }) => types)),
    others: unique([...needs.flatMap(({ others }) => others), ...more]),
    alongside: needs.flatMap(({ alongside }) => alongside),
    asOf,
    within: narrowed(needs),
  }
  let added = take(record, await gather(query))
  const follow = unique(needs.flatMap(({ follow: types }) => types ?? []))
  if (follow.length === 0) return record
  const links = linkPattern(follow)
  let texts = [...added.map(({ text }) => text), ...seeds.map((seed) => JSON.stringify(seed) ?? '')]
  for (let look = 0; look < 2; look++) {
    const others = unique(texts.flatMap((text) => [...text.matchAll(links)].map(([, link]) => link!))).filter((link) => !record.has(link))
    if (others.length === 0) break
    added = take(record, await gather({ members: [], types: [], others, asOf }))
    texts = added.map(({ text }) => text)
  }
  return record
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

function take(record: CaseRecord, found: readonly Stored[]): Stored[] {
  const there = found.filter(({ deleted }) => !deleted)
  for (const stored of there) {
    record.set(`${stored.type}/${stored.id}`, { resource: JSON.parse(stored.text) as Resource, stored })
  }
  return there
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
