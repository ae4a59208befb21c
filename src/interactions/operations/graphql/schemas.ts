import {
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'
import { type SearchParam, searchParams } from '#fhir/definitions/search-parameters.ts'
import type { Shapes } from '#validation/shape.ts'
import { targetsOf } from '../../search/links.ts'
import { directives } from './directives.ts'
import { Elements } from './elements.ts'
import type { Role } from './roles.ts'
import { inputScalar, scalar } from './scalars.ts'
import { searchArguments } from './search-arguments.ts'

type Fields = GraphQLFieldConfigMap<unknown, unknown>

/** Schemas kept at hand. */
const kept = 32

/**
 * Schemas that hold the resource types which a query names and no others: R4's 146 types, each with the searches for whatever
 * may refer to it, would be more than a hundred thousand arguments.
 */
export class Schemas {
  readonly #shapes: Shapes
  readonly #elements: Elements
  readonly #known = new Map<string, GraphQLSchema>()

  constructor(shapes: Shapes) {
    this.#shapes = shapes
    this.#elements = new Elements(shapes)
  }

  /**
   * @param types names of resource types
   * @param instance the type of the one resource that is asked; absent: the whole server is
   */
  over(types: readonly string[], instance?: string): GraphQLSchema {
    const sorted = [...new Set(instance === undefined ? types : [...types, instance])].sort()
    const key = `${instance ?? ''} ${sorted.join(' ')}`
    const known = this.#known.get(key)
    if (known !== undefined) this.#known.delete(key)
    const schema = known ?? this.#make(sorted, instance, 'any')
    // What was used last stands last.
    this.#known.set(key, schema)
    if (this.#known.size > kept) this.#known.delete(this.#known.keys().next().value!)
    return schema
  }

  /**
   * A schema to be shown to tools. Searches for what refers to a resource are in it where the parameter says which types
   * it leads to; those that lead anywhere would be most of it.
   */
  described(types: readonly string[], instance?: string): GraphQLSchema {
    return this.#make(types, instance, 'named')
  }

  #make(types: readonly string[], instance: string | undefined, back: 'any' | 'named'): GraphQLSchema {
    const connections = new Map<string, GraphQLObjectType>()
    const objects = new Map<string, GraphQLObjectType>()
    for (const type of types) objects.set(type, this.#resource(type, back, objects, connections))
    for (const [type, object] of objects) connections.set(type, connectionType(type, object))
    const query =
      instance === undefined
        ? new GraphQLObjectType({ name: 'Query', fields: () => systemFields(objects, connections) })
        : objects.get(instance)!
    return new GraphQLSchema({
      query,
      types: [this.#elements.resource, ...objects.values()],
      directives,
      assumeValid: true,
    })
  }

  #resource(
    type: string,
    back: 'any' | 'named',
    objects: ReadonlyMap<string, GraphQLObjectType>,
    connections: ReadonlyMap<string, GraphQLObjectType>,
  ): GraphQLObjectType {
    return new GraphQLObjectType({
      name: type,
      interfaces: [this.#elements.resource],
      fields: () => {
        const fields: Fields = { ...this.#elements.fieldsOf(this.#shapes.get(type)) }
        for (const [source, object] of objects) {
          if (referencesTo(type, source, back).length === 0) continue
          const args = { _reference: { type: new GraphQLNonNull(scalar('code')) }, ...searchArguments(source) }
          fields[`${source}List`] = { type: new GraphQLList(object), args, ...role({ kind: 'list', type: source, back: true }) }
          fields[`${source}Connection`] = {
            type: connections.get(source)!,
            args,
            ...role({ kind: 'connection', type: source, back: true }),
          }
        }
        return fields
      },
    })
  }
}

/** The reference parameters of `source` that may lead to a resource of the type. */
export function referencesTo(type: string, source: string, which: 'any' | 'named' = 'any'): SearchParam[] {
  const params = searchParams()
  return [...(params.get(source)?.values() ?? [])].filter((param) => {
    if (param.type !== 'reference') return false
    const targets = targetsOf(param, params)
    return targets.includes(type) && (which === 'any' || targets.length <= 20)
  })
}

function systemFields(
  objects: ReadonlyMap<string, GraphQLObjectType>,
  connections: ReadonlyMap<string, GraphQLObjectType>,
): GraphQLFieldConfigMap<unknown, unknown> {
  const fields: Fields = {}
  for (const [type, object] of objects) {
    const args = searchArguments(type)
    fields[type] = { type: object, args: { id: { type: new GraphQLNonNull(inputScalar('id')) } }, ...role({ kind: 'read', type }) }
    fields[`${type}List`] = { type: new GraphQLList(object), args, ...role({ kind: 'list', type, back: false }) }
    fields[`${type}Connection`] = {
      type: connections.get(type)!,
      args: { ...args, _cursor: { type: GraphQLString } },
      ...role({ kind: 'connection', type, back: false }),
    }
  }
  return fields
}

function role(it: Role): Pick<GraphQLFieldConfig<unknown, unknown>, 'extensions'> {
  return { extensions: { role: it } }
}

/** http://hl7.org/fhir/R4/graphql.html#searching */
function connectionType(type: string, object: GraphQLObjectType): GraphQLObjectType {
  const edge = new GraphQLObjectType({
    name: `${type}Edge`,
    fields: { mode: { type: scalar('code') }, score: { type: GraphQLFloat }, resource: { type: object } },
  })
  return new GraphQLObjectType({
    name: `${type}Connection`,
    fields: {
      count: { type: GraphQLInt },
      offset: { type: GraphQLInt },
      pagesize: { type: GraphQLInt },
      first: { type: GraphQLID },
      previous: { type: GraphQLID },
      next: { type: GraphQLID },
      last: { type: GraphQLID },
      edges: { type: new GraphQLList(edge) },
    },
  })
}
