// http://hl7.org/fhir/R4/http.html#cond-update
import { FhirError, malformed } from '#fhir/error.ts'
import type { SearchQuery, Stored } from '#storage/store.ts'
import type { Context } from './contract.ts'
import { parseSearch } from './search/parse.ts'

/**
 * The search behind a condition such as `identifier=system|value`: two matches are enough to know that it is not one.
 * Parameters that only shape an answer are not part of it, and nothing is ignored: a condition half understood would
 * meet too many.
 */
export function conditionOf({ base, validator }: Pick<Context, 'base' | 'validator'>, type: string, condition: string): SearchQuery {
  const params = new URLSearchParams(condition.startsWith('?') ? condition.slice(1) : condition)
  for (const name of [...params.keys()]) if (name === '_format' || name === '_pretty') params.delete(name)
  const { query } = parseSearch(type, params, {
    handling: 'strict',
    base,
    defaultCount: 2,
    maxCount: 2,
    terminology: validator.terminology,
  })
  // What only shapes an answer, such as _sort, would be met by every resource of the type.
  if (query.clauses.length === 0) throw malformed('required', 'A condition is made of search parameters, such as identifier=system|value.')
  return { ...query, count: 2, total: 'none', sort: [], include: [], revinclude: [] }
}

/**
 * The one resource that meets a condition; undefined when none does.
 * @throws FhirError `precondition-failed` when several do
 */
export async function conditionalMatch(
  context: Pick<Context, 'store' | 'access' | 'base' | 'validator'>,
  type: string,
  condition: string,
  at: string,
): Promise<Stored | undefined> {
  const { matches } = await context.store.search(context.access, conditionOf(context, type, condition))
  if (matches.length > 1) throw severalMatches(at)
  return matches[0]
}

/** More than one resource meets a condition that is meant for one. */
export function severalMatches(at: string): FhirError {
  return new FhirError('precondition-failed', [
    {
      severity: 'error',
      code: 'multiple-matches',
      details: 'multiple-matches',
      diagnostics: 'More than one resource meets the condition. Give one that only one can meet, such as an identifier.',
      expression: at === '' ? undefined : [at],
    },
  ])
}
