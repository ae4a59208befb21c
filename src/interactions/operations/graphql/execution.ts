import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getLocation,
  getNamedType,
  isLeafType,
} from 'graphql'
import { asWritten } from '#fhir/exact-json.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { Shapes } from '#validation/shape.ts'
import type { Context } from '../../contract.ts'
import type { Collector, Wanted } from './collect.ts'
import { type Layout, layoutOf } from './directives.ts'
import type { Expressions } from './expressions.ts'
import type { Failures, Where } from './failures.ts'
import type { Fetching } from './fetching.ts'
import { fillConnection, fillList, fillRead, fillTarget } from './fill.ts'
import { type Item, MadeObject, type Piece } from './lay-out.ts'
import { type Budget, limits } from './limits.ts'
import { type Choosing, choose } from './navigate.ts'
import { type Role, roleOf } from './roles.ts'

export type Json = Record<string, unknown>
type ObjectType = GraphQLObjectType | GraphQLInterfaceType

/** What one query is carried out with. */
export interface Tools {
  context: Context
  schema: GraphQLSchema
  shapes: Shapes
  /** FHIR base of this server: absolute references below it are its own. */
  base: string
  variables: Record<string, unknown>
  collector: Collector
  fetching: Fetching
  expressions: Expressions
  failures: Failures
  budget: Budget
}

/** Where an object stands. */
export interface Place {
  /** The resource that it is in. */
  resource: Json
  /** The resource whose contained ones may be referred to from here. */
  container: Json
  path: Path | undefined
}

interface Path {
  before: Path | undefined
  key: string | number
}

/** A field that is being answered. */
export interface Asked {
  node: FieldNode
  /** Every place in the query that asks for it under this name. */
  nodes: readonly FieldNode[]
  field: GraphQLField<unknown, unknown>
  args: Readonly<Record<string, unknown>>
  layout: Layout
  place: Place
}

/**
 * Finds what is wanted of an object. What is in the JSON is taken from it at once; what must be fetched is asked for, and
 * filled in when it comes (fill.ts).
 */
export class Execution {
  readonly tools: Tools
  readonly #args = new Map<FieldNode, Pick<Asked, 'field' | 'args'>>()

  constructor(tools: Tools) {
    this.tools = tools
  }

  /** What the query wants of the whole server (`source` is empty) or of one resource. */
  root(type: GraphQLObjectType, source: Json, wanted: Wanted): MadeObject {
    return this.#made(type, source, wanted, { resource: source, container: source, path: undefined })
  }

  /** What fields want of an object that stands for them. */
  object(type: ObjectType, source: Json, nodes: readonly FieldNode[], place: Place): MadeObject {
    return this.#made(type, source, this.tools.collector.below(nodes, type.name), place)
  }

  /** What fields want of a resource. One of a type that the query does not name has what all resources have. */
  resource(resource: ResourceJson, nodes: readonly FieldNode[], place: Pick<Place, 'container' | 'path'>): MadeObject {
    const { schema, collector } = this.tools
    const type = schema.getType(resource.resourceType) ?? schema.getType('Resource')
    return this.#made(type as ObjectType, resource, collector.below(nodes, resource.resourceType), { ...place, resource })
  }

  /** What is needed to choose among the items of a field. */
  choosing({ args, layout, place }: Asked): Choosing {
    const { expressions, shapes } = this.tools
    return { args, layout, expressions, shapes, resource: place.resource }
  }

  #made(type: ObjectType, source: Json, wanted: Wanted, place: Place): MadeObject {
    const made = new MadeObject()
    this.tools.budget.values(1 + wanted.size)
    for (const [name, nodes] of wanted) made.pieces.push(this.#piece(type, source, name, nodes, place))
    return made
  }

  #piece(type: ObjectType, source: Json, name: string, nodes: readonly FieldNode[], within: Place): Piece {
    const node = nodes[0]!
    const layout = layoutOf(node, this.tools.variables)
    if (node.name.value === '__typename') {
      const runtime = typeof source.resourceType === 'string' ? source.resourceType : type.name
      return { name, list: false, layout, items: [{ value: runtime, suffix: '' }] }
    }
    const field = type.getFields()[node.name.value]!
    const piece: Piece = { name, list: field.type instanceof GraphQLList, layout }
    const place = { ...within, path: { before: within.path, key: name } }
    try {
      this.#answer(piece, source, { node, nodes, field, args: this.#argsOf(field, node), layout, place })
    } catch (error) {
      this.tools.failures.note(error, whereOf({ node, place }))
    }
    return piece
  }

  /** They are the same wherever the field stands, as variables do not change. */
  #argsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Asked['args'] {
    if (field.args.length === 0) return none
    const known = this.#args.get(node)
    if (known?.field === field) return known.args
    const args = getArgumentValues(field, node, this.tools.variables)
    this.#args.set(node, { field, args })
    return args
  }

  #answer(piece: Piece, source: Json, asked: Asked): void {
    const role = roleOf(asked.field)
    switch (role?.kind) {
      case 'target':
        fillTarget(this, piece, asked, source)
        break
      case 'read':
        fillRead(this, piece, asked, role.type)
        break
      case 'list':
        fillList(this, piece, asked, { ...role, source })
        break
      case 'connection':
        fillConnection(this, piece, asked, { ...role, source })
        break
      default:
        piece.items = this.#items(source, asked, role)
    }
  }

  /** What is there in the JSON; undefined when nothing is. */
  #items(source: Json, asked: Asked, role: Extract<Role, { kind: 'element' }> | undefined): Item[] | undefined {
    const { node, field, place } = asked
    const name = node.name.value
    const value = source[name]
    if (value === undefined || value === null) return undefined
    const list = Array.isArray(value)
    const all: unknown[] = list ? value : [value]
    this.tools.budget.values(all.length)
    const chosen = role === undefined ? all.map((_, index) => ({ index, suffix: '' })) : choose(all, role.field, this.choosing(asked))
    return chosen.map(({ index, suffix }) => {
      const at = list ? { ...place, path: { before: place.path, key: index } } : place
      return { value: this.#value(field.type, list ? value : source, list ? index : name, asked, at), suffix }
    })
  }

  #value(type: GraphQLOutputType, holder: object, key: string | number, { nodes }: Asked, place: Place): unknown {
    const named = getNamedType(type)
    if (isLeafType(named)) return this.#leaf(asWritten(holder, key))
    const value = (holder as Json)[key] as Json | null
    if (value === null) return null
    if (typeof value.resourceType !== 'string') return this.object(named as ObjectType, value, nodes, place)
    const contained = nodes[0]!.name.value === 'contained'
    return this.resource(value as ResourceJson, nodes, { ...place, container: contained ? place.container : value })
  }

  /** A long text counts for more than one value. */
  #leaf(value: unknown): unknown {
    if (typeof value === 'string') this.tools.budget.values(Math.floor(value.length / limits.text))
    return value
  }
}

const none = Object.freeze({})

/** Where a field stands in the query and in the answer. */
export function whereOf({ node, place }: Pick<Asked, 'node' | 'place'>): Where {
  const path: (string | number)[] = []
  for (let at = place.path; at !== undefined; at = at.before) path.unshift(at.key)
  return { path, ...(node.loc && { locations: [getLocation(node.loc.source, node.loc.start)] }) }
}
