import type { Include, ResourceJson, SearchQuery } from '#storage/store.ts'
import { entriesOf } from './naive-search.ts'

/** Steps that `:iterate` goes from the page. */
const steps = 4

/**
 * What a page brings along, found by looking at every pair of resources: http://hl7.org/fhir/R4/search.html#include and
 * #revinclude, with `:iterate`.
 */
export function naiveIncluded(
  all: readonly ResourceJson[],
  page: readonly ResourceJson[],
  { include, revinclude }: Pick<SearchQuery, 'include' | 'revinclude'>,
): ResourceJson[] {
  const found = new Set<ResourceJson>()
  let last: readonly ResourceJson[] = page
  for (let step = 1; step <= steps; step++) {
    const counts = ({ iterate }: Include) => step === 1 || iterate === true
    const next = all.filter((other) =>
      last.some(
        (one) =>
          include.filter(counts).some((rule) => refers(one, other, rule)) ||
          revinclude.filter(counts).some((rule) => refers(other, one, rule)),
      ),
    )
    for (const one of next) found.add(one)
    last = next
  }
  return [...found].filter((one) => !page.includes(one))
}

function refers(from: ResourceJson, to: ResourceJson, { source, param, target }: Include): boolean {
  if ((source !== '*' && from.resourceType !== source) || (target !== undefined && to.resourceType !== target)) return false
  return entriesOf(from).some(
    (entry) =>
      entry.kind === 'reference' && (param === '*' || entry.param === param) && entry.type === to.resourceType && entry.id === to.id,
  )
}
