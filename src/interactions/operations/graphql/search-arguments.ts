// http://hl7.org/fhir/R4/graphql.html#searching
import { type GraphQLArgument, type GraphQLFieldConfigArgumentMap, GraphQLInt, GraphQLList, GraphQLString } from 'graphql'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { inputScalar } from './scalars.ts'

/** How a search parameter is spelled as an argument: GraphQL's names have no hyphens. */
export function argumentName(code: string): string {
  return code.replaceAll('-', '_')
}

const known = new Map<string, GraphQLFieldConfigArgumentMap>()

/** The arguments of a search for a type: its search parameters, and those that shape the result. */
export function searchArguments(type: string): GraphQLFieldConfigArgumentMap {
  let found = known.get(type)
  if (found === undefined) {
    const params = [...(searchParams().get(type)?.values() ?? [])]
    found = {
      ...Object.fromEntries(
        params.map(({ code, type: kind }) => [
          argumentName(code),
          { type: new GraphQLList(inputScalar(code === '_id' ? 'id' : kind)), extensions: { code } },
        ]),
      ),
      _filter: { type: GraphQLString, extensions: { code: '_filter' } },
      _sort: { type: new GraphQLList(GraphQLString), extensions: { code: '_sort' } },
      _count: { type: GraphQLInt, extensions: { code: '_count' } },
      fhirpath: { type: GraphQLString },
    }
    known.set(type, found)
  }
  return found
}

/** The arguments as the parameters of a REST search. The values of a list are alternatives. */
export function searchPairs(args: readonly GraphQLArgument[], values: Readonly<Record<string, unknown>>): URLSearchParams {
  const pairs = new URLSearchParams()
  for (const { name, extensions } of args) {
    const value = values[name]
    const code = extensions.code as string | undefined
    if (code === undefined || value === undefined || value === null) continue
    const list = Array.isArray(value) ? value : [value]
    const words = list.filter((one) => one !== null).map(String)
    pairs.append(code, code === '_sort' || code === '_filter' ? words.join(',') : words.map(withoutCommas).join(','))
  }
  return pairs
}

/** Alternatives come as a list, so a comma in a value is one. */
function withoutCommas(value: string): string {
  return value.replace(/\\.|,/gs, (found) => (found === ',' ? '\\,' : found))
}
