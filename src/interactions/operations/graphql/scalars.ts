import { GraphQLBoolean, GraphQLError, GraphQLID, GraphQLInt, GraphQLScalarType, GraphQLString, Kind } from 'graphql'

const made = new Map<string, GraphQLScalarType>()

/**
 * A primitive type of FHIR, or a type of search parameter, as GraphQL names it. As an argument it may be written as a word
 * (`official`), a text or a number.
 */
export function scalar(name: string): GraphQLScalarType {
  let found = made.get(name)
  if (found === undefined) {
    found = new GraphQLScalarType({ name, parseValue: plain, parseLiteral: (node) => ('value' in node ? literal(node) : refuse()) })
    made.set(name, found)
  }
  return found
}

/** What an element of a primitive type is in an answer. */
export function outputScalar(type: string): GraphQLScalarType {
  return own[type] ?? scalar(type)
}

/** What a primitive type is as an argument: words are taken for all that is text. */
export function inputScalar(type: string): GraphQLScalarType {
  const known = own[type]
  return known === GraphQLBoolean || known === GraphQLInt ? known : scalar(type)
}

const own: Readonly<Record<string, GraphQLScalarType>> = {
  string: GraphQLString,
  boolean: GraphQLBoolean,
  integer: GraphQLInt,
  positiveInt: GraphQLInt,
  unsignedInt: GraphQLInt,
  id: GraphQLID,
}

function plain(value: unknown): unknown {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : refuse()
}

function literal(node: { kind: Kind; value: unknown }): unknown {
  return node.kind === Kind.LIST || node.kind === Kind.OBJECT ? refuse() : node.value
}

function refuse(): never {
  throw new GraphQLError('A single value is wanted here: a word, a text or a number.')
}
