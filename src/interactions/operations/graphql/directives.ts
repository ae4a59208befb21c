// http://hl7.org/fhir/R4/graphql.html#flattening
import {
  DirectiveLocation,
  type FieldNode,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  getDirectiveValues,
  specifiedDirectives,
} from 'graphql'

const on = (name: string, description: string, args = {}) =>
  new GraphQLDirective({ name, description, locations: [DirectiveLocation.FIELD], args })

const flatten = on('flatten', 'Leaves the field out; what is in it stands in its place.')
const first = on('first', 'Only the first item.')
const singleton = on('singleton', 'A single value, though what is above was flattened.')
const slice = on('slice', 'A dot and the result of the FHIRPath expression are added to the name, for each item.', {
  path: { type: new GraphQLNonNull(GraphQLString) },
})

/** The directives of GraphQL and those that FHIR adds. */
export const directives = [...specifiedDirectives, flatten, first, singleton, slice]

/** How a field is to be laid out in the answer. */
export interface Layout {
  flatten: boolean
  first: boolean
  singleton: boolean
  /** FHIRPath expression. */
  slice?: string
}

const ordinary: Layout = { flatten: false, first: false, singleton: false }

/** Reads FHIR's directives off a field. */
export function layoutOf(node: FieldNode, variables: Record<string, unknown>): Layout {
  if (node.directives === undefined || node.directives.length === 0) return ordinary
  const has = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables) !== undefined
  const sliced = getDirectiveValues(slice, node, variables)
  return {
    flatten: has(flatten),
    first: has(first),
    singleton: has(singleton),
    ...(sliced !== undefined && { slice: String(sliced.path) }),
  }
}
