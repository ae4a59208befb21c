// http://hl7.org/fhir/R4/graphql.html#searching
import type { SearchParam } from '#fhir/definitions/search-parameters.ts'
import { malformed } from '#fhir/error.ts'
import { createExtract } from '#storage/indexing/extract.ts'
import type { ResourceJson, SearchQuery } from '#storage/store.ts'
import type { Context } from '../../contract.ts'
import { permittedType } from '../../permit.ts'
import { parseSearch } from '../../search/parse.ts'
import { limits, tooMuch } from './limits.ts'
import { referencesTo } from './schemas.ts'
import { argumentName } from './search-arguments.ts'

/** A search that a field asks for. */
export interface Search {
  type: string
  /** Its parameters as REST has them. */
  pairs: URLSearchParams
  /** For what refers to a resource: by which parameter. */
  back?: { param: SearchParam; parent: { type: string; id: string } }
}

/** Resources on a page of a connection that does not say how many. */
const pageSize = 50

/** The reference parameter that `_reference` names, of those that may lead from the source to the type. */
export function referenceParam(type: string, source: string, name: string): SearchParam {
  const possible = referencesTo(type, source)
  const found = possible.find(({ code }) => argumentName(code) === argumentName(name))
  if (found !== undefined) return found
  throw malformed(
    'invalid-parameter',
    `_reference names the search parameter by which ${source} refers to ${type}: ${possible.map(({ code }) => argumentName(code)).join(', ')}.`,
  )
}

/**
 * The search as the store takes it, the caller's permission looked at first.
 * @throws FhirError `forbidden`, or `malformed` with everything that is wrong with the parameters
 */
export function queryOf(context: Context, base: string, { type, pairs }: Search): SearchQuery {
  permittedType(context, { type }, 's')
  const { query } = parseSearch(type, pairs, {
    handling: 'strict',
    base,
    defaultCount: pageSize,
    // A greater _count is not cut in silence: it meets the limit on resources.
    maxCount: limits.resources + 1,
    terminology: context.validator.terminology,
  })
  return query
}

/** The query narrowed to what refers to one of the parents. */
export function referringTo(query: SearchQuery, param: SearchParam, parents: readonly { type: string; id: string }[]): SearchQuery {
  return {
    ...query,
    clauses: [...query.clauses, { kind: 'reference', param: param.code, values: parents.map(({ type, id }) => ({ type, id })) }],
  }
}

/** Whom resources refer to by a parameter, as `Type/id`. */
export function refersTo(type: string, param: SearchParam, base: string): (resource: ResourceJson) => Set<string> {
  const extract = createExtract({ base, params: new Map([[type, new Map([[param.code, param]])]]) })
  return (resource) =>
    new Set(extract(resource).flatMap((entry) => (entry.kind === 'reference' && entry.id ? [`${entry.type}/${entry.id}`] : [])))
}

/** A list is whole or an error (http://hl7.org/fhir/R4/graphql.html#searching). */
export function tooMany(type: string) {
  return tooMuch(
    'too-many-resources',
    `More ${type} resources match than one query may read (${limits.resources}); narrow the search, say a _count, or page with ${type}Connection.`,
  )
}

/** The parameters of a search as it would be asked by itself, outside of the resource in which it stands. */
export function withParent({ pairs, back }: Search): URLSearchParams {
  const whole = new URLSearchParams(pairs)
  if (back !== undefined) whole.append(back.param.code, `${back.parent.type}/${back.parent.id}`)
  return whole
}
