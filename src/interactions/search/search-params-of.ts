import { type SearchParams, type SearchType, searchParams } from '#fhir/definitions/search-parameters.ts'

/** One line of `CapabilityStatement.rest.resource.searchParam`. */
export interface SearchParamLine {
  name: string
  definition: string
  type: SearchType
}

/** The search parameters that a type can be searched by here, in order of their names; empty for an unknown type. */
export function searchParamsOf(type: string, params: SearchParams = searchParams()): SearchParamLine[] {
  return [...(params.get(type)?.values() ?? [])].map(({ code, url, type: kind }) => ({ name: code, definition: url, type: kind }))
}

/** What `_include` may name for a type: `CapabilityStatement.rest.resource.searchInclude`. */
export function searchIncludesOf(type: string, params: SearchParams = searchParams()): string[] {
  const references = [...(params.get(type)?.values() ?? [])].filter((param) => param.type === 'reference')
  return references.map(({ code }) => `${type}:${code}`)
}
