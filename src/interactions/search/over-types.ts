import { type SearchParam, type SearchParams, searchParams } from '#fhir/definitions/search-parameters.ts'
import { malformed } from '#fhir/error.ts'
import { isResourceType, resourceTypes } from '../resource-types.ts'

/** Stands where a search over one type has the type's name, also in what it says. */
export const severalTypes = 'A search over several types'

/**
 * The types that `_type` names; undefined: all (http://hl7.org/fhir/R4/search.html#all).
 * @throws FhirError `malformed` for a type that R4 does not have
 */
export function namedTypes(query: URLSearchParams): string[] | undefined {
  const given = query.getAll('_type')
  if (given.length > 1)
    throw malformed('invalid-search-value', "'_type' may be given once; its types are joined by commas.", ['http._type'])
  if (given[0] === undefined) return undefined
  const types = [...new Set(given[0].split(','))]
  const wrong = types.find((type) => !isResourceType(type))
  if (wrong !== undefined)
    throw malformed('invalid-search-value', "'_type' takes resource types of FHIR R4, joined by commas; one of these is none.", [
      'http._type',
    ])
  return types
}

let common: ReadonlyMap<string, SearchParam> | undefined

/** All parameters as the parser wants them, with those that the types searched have in common. */
export function paramsOver(types: readonly string[] | undefined): SearchParams {
  if (types === undefined) common ??= commonOf(resourceTypes())
  return new Map([...searchParams(), [severalTypes, types === undefined ? common! : commonOf(types)]])
}

/** A parameter is common when each type has one of the same name that is read and compared in the same way. */
function commonOf(types: readonly string[]): Map<string, SearchParam> {
  const [first, ...others] = types.map((type) => searchParams().get(type)!)
  const found = new Map<string, SearchParam>()
  for (const param of first!.values()) {
    const same = others.map((own) => own.get(param.code))
    if (same.some((one) => one === undefined || !isReadAlike(one, param))) continue
    found.set(param.code, widest([param, ...same] as SearchParam[]))
  }
  return found
}

function isReadAlike(one: SearchParam, other: SearchParam): boolean {
  return one.type === other.type && one.truth === other.truth && JSON.stringify(one.implied) === JSON.stringify(other.implied)
}

/** What a reference may lead to on any of the types. */
function widest(params: readonly SearchParam[]): SearchParam {
  const anything = params.some(({ type, targets }) => type === 'reference' && targets.length === 0)
  return {
    ...params[0]!,
    targets: anything ? [] : [...new Set(params.flatMap(({ targets }) => targets))],
    paths: params.flatMap(({ paths }) => paths),
  }
}
