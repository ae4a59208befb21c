import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql'
import type { Field, Shape, Shapes } from '#validation/shape.ts'
import { resourceTypes } from '../../resource-types.ts'
import type { Role } from './roles.ts'
import { inputScalar, outputScalar } from './scalars.ts'

type Fields = GraphQLFieldConfigMap<unknown, unknown>

/**
 * R4's types as GraphQL's, each made when a schema first reaches it. What is inside a resource does not depend on the other
 * resources of a schema, so all schemas share it.
 */
export class Elements {
  readonly #shapes: Shapes
  readonly #objects = new Map<string, GraphQLObjectType>()
  readonly #fields = new Map<string, Fields>()
  readonly #typeNames = new GraphQLEnumType({
    name: 'ResourceType',
    values: Object.fromEntries(resourceTypes().map((type) => [type, {}])),
  })
  /** Any resource; the types that implement it are those of the schema. */
  readonly resource: GraphQLInterfaceType

  constructor(shapes: Shapes) {
    this.#shapes = shapes
    this.resource = new GraphQLInterfaceType({ name: 'Resource', fields: () => this.fieldsOf(shapes.get('Resource')) })
  }

  /** The elements of a resource or of a part of one. */
  fieldsOf(shape: Shape): Fields {
    const known = this.#fields.get(shape.name)
    if (known !== undefined) return known
    const fields: Fields = shape.resource ? { resourceType: { type: GraphQLString } } : {}
    for (const field of shape.fields.values()) {
      fields[field.key] = this.#element(field)
      if (field.shape.primitive && field.key !== 'id') fields[`_${field.key}`] = this.#companion(field)
    }
    if (shape.name === 'Reference') fields.resource = this.#target()
    this.#fields.set(shape.name, fields)
    return fields
  }

  #element(field: Field): GraphQLFieldConfig<unknown, unknown> {
    const { shape, list, type } = field
    const one: GraphQLOutputType = shape.primitive ? outputScalar(type) : shape.resource ? this.resource : this.#object(shape)
    const role: Role = { kind: 'element', field }
    if (!list) return { type: one, extensions: { role } }
    return { type: new GraphQLList(one), args: shape.primitive ? {} : navigation(shape), extensions: { role } }
  }

  /** The id and extensions of a primitive. */
  #companion({ list, key }: Field): GraphQLFieldConfig<unknown, unknown> {
    const shape = this.#shapes.get('Element')
    const one = this.#object(shape)
    const role: Role = { kind: 'element', field: { key: `_${key}`, list, type: 'Element', shape } as Field }
    return { type: list ? new GraphQLList(one) : one, extensions: { role } }
  }

  #target(): GraphQLFieldConfig<unknown, unknown> {
    const role: Role = { kind: 'target' }
    return {
      type: this.resource,
      args: { optional: { type: GraphQLBoolean, defaultValue: false }, type: { type: new GraphQLList(this.#typeNames) } },
      extensions: { role },
    }
  }

  #object(shape: Shape): GraphQLObjectType {
    let found = this.#objects.get(shape.name)
    if (found === undefined) {
      found = new GraphQLObjectType({ name: objectName(shape), fields: () => this.fieldsOf(shape) })
      this.#objects.set(shape.name, found)
    }
    return found
  }
}

/** "Patient.contact" is PatientContact, as HL7's own schema has it. */
function objectName({ name }: Shape): string {
  return name
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
}

/** http://hl7.org/fhir/R4/graphql.html#list: which items of a list are wanted. */
function navigation(shape: Shape): GraphQLFieldConfigArgumentMap {
  const simple = [...shape.fields.values()].filter((field) => field.shape.primitive && !field.list)
  return {
    ...Object.fromEntries(simple.map((field) => [field.key, { type: inputScalar(field.type) }])),
    fhirpath: { type: GraphQLString },
    _offset: { type: GraphQLInt },
    _count: { type: GraphQLInt },
  }
}
