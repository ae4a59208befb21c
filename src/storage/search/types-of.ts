import type { Clause, SearchQuery } from '../store.ts'

/**
 * The other types that a search looks at: those it includes, and those that its chains lead to. Each must be one that
 * the caller may search, or whether there is a match would tell what may not be seen.
 */
export function otherTypesOf({
  clauses = [],
  include,
  revinclude,
}: Pick<SearchQuery, 'include' | 'revinclude'> & Partial<SearchQuery>): Set<string> {
  // Whatever names a resource, of any type, is brought along as far as it may be seen; it says nothing of the rest.
  const types = new Set([...include, ...revinclude].map(({ source }) => source).filter((source) => source !== '*'))
  const look = (clause: Clause) => {
    if (clause.kind === 'chain') {
      for (const { type, clause: inner } of clause.to) {
        types.add(type)
        look(inner)
      }
    } else if (clause.kind === 'has') {
      types.add(clause.source)
      look(clause.clause)
    } else if (clause.kind === 'none') look(clause.clause)
    else if (clause.kind === 'all' || clause.kind === 'any') for (const each of clause.clauses) look(each)
  }
  for (const clause of clauses) look(clause)
  return types
}
