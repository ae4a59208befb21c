import { splitCanonical } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { FhirError, gone, notFound } from '#fhir/error.ts'
import type { Clause, SearchQuery, Stored } from '#storage/store.ts'
import type { Terminology } from '#validation/terminology/terminology.ts'
import { tooCostly } from '#validation/terminology/trouble.ts'
import type { Context } from './contract.ts'
import { permit } from './permit.ts'
import { serverSight } from './sight.ts'

/** Definitions that one question may lead to; hostile value sets name more. */
const most = 500

type Definition = SlimValueSet | SlimCodeSystem

/**
 * What is known of these canonicals and of all that they build on: the definitions of this release, and whatever anybody
 * has stored besides, looked up now, so that every process answers alike. Whoever may call may ask: no definition says
 * anything about a member.
 *
 * @param sent definitions that came with the question; they go before those that are stored
 * @throws FhirError `unauthenticated` for a token that has died
 */
export async function known(context: Context, canonicals: readonly string[], sent: readonly Definition[] = []): Promise<Terminology> {
  const here = context.validator.terminology
  const seen = new Set<string>()
  const found: Definition[] = []
  let urls = [...canonicals, ...sent.flatMap(buildsOn)]
  for (;;) {
    const fresh = [...new Set(urls.map((canonical) => splitCanonical(canonical).url))].filter((url) => !seen.has(url))
    if (fresh.length === 0 && seen.size > 0) break
    for (const url of fresh) seen.add(url)
    if (seen.size > most) throw tooCostly(`This leads to more than ${most} definitions. Divide it.`)
    const stored = await storedAt(context, fresh)
    found.push(...stored)
    urls = [...stored, ...fresh.flatMap((url) => here.definition(url) ?? [])].flatMap(buildsOn)
    if (urls.length === 0) break
  }
  return here.with([...found, ...sent])
}

/** What a definition cannot be understood without. */
function buildsOn(definition: Definition): string[] {
  if (definition.resourceType === 'CodeSystem') return []
  const { include = [], exclude = [] } = definition.compose ?? {}
  return [...include, ...exclude].flatMap(({ system, valueSet = [] }) => [...(system === undefined ? [] : [system]), ...valueSet])
}

async function storedAt({ store, access }: Context, urls: readonly string[]): Promise<Definition[]> {
  const sight = serverSight(access)
  const clause: Clause = { kind: 'uri', param: 'url', match: 'exact', values: [...urls] }
  const supplements: Clause = { kind: 'reference', param: 'supplements', values: urls.map((url) => ({ url })) }
  const pages = await Promise.all([
    store.search(sight, ask('ValueSet', clause)),
    store.search(sight, ask('CodeSystem', { kind: 'any', clauses: [clause, supplements] })),
  ])
  const stored = pages.flatMap(({ matches }) => matches).sort(newestLast)
  return stored.map(({ text }) => JSON.parse(text) as Definition)
}

function ask(type: string, clause: Clause): SearchQuery {
  return { type, clauses: [clause], sort: [], count: most, total: 'none', include: [], revinclude: [] }
}

/** Of two with the same canonical the one that was written last speaks. */
function newestLast(one: Stored, other: Stored): number {
  return one.lastUpdated < other.lastUpdated ? -1 : 1
}

/**
 * The definition at `[type]/[id]`, as the caller may read it.
 * @throws FhirError `forbidden`, `not-found`, `gone`
 */
export async function definitionAt<Kind extends Definition>(
  { store, access }: Context,
  type: Kind['resourceType'],
  id: string,
): Promise<Kind> {
  permit(access, 'r', type)
  const stored = await store.read(access, type, id)
  if (stored === undefined) throw notFound(type, id)
  if (stored.deleted) throw gone(type, id)
  return JSON.parse(stored.text) as Kind
}

/** A canonical that nobody here knows. */
export function unknownDefinition(type: Definition['resourceType'], canonical: string): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'definition-unknown',
      diagnostics: `No ${type} ${canonical} is known here${canonical.includes('|') ? ' in this version' : ''}.`,
    },
  ])
}
