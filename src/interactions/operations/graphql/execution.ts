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
import { FhirError } from '#fhir/error.ts'
import { asWritten } from '#fhir/exact-json.ts'
import type { ResourceJson } from '#storage/store.ts'
import { resourceNode } from '#validation/fhirpath/node.ts'
import type { Shapes } from '#validation/shape.ts'
import type { Context } from '../../contract.ts'
import { permit } from '../../permit.ts'
import type { Collector } from './collect.ts'
import { readCursor } from './cursor.ts'
import { type Layout, layoutOf } from './directives.ts'
import type { Expressions } from './expressions.ts'
import type { Failures, Where } from './failures.ts'
import type { Fetching } from './fetching.ts'
import { type Item, MadeObject, type Piece } from './lay-out.ts'
import type { Budget } from './limits.ts'
import { type Choosing, choose, chooseNodes } from './navigate.ts'
import { targetOf } from './references.ts'
import { type Role, roleOf } from './roles.ts'
import { searchPairs } from './search-arguments.ts'
import { referenceParam, type Search } from './searches.ts'

type Json = Record<string, unknown>
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
interface Place {
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
interface Asked {
  node: FieldNode
  nodes: readonly FieldNode[]
  field: GraphQLField<unknown, unknown>
  args: Readonly<Record<string, unknown>>
  layout: Layout
  place: Place
}

/**
 * Finds what is wanted of an object. What is in the JSON is taken from it at once; what must be fetched is asked of `fetching`
 * and filled in when it comes.
 */
export class Execution {
  readonly #tools: Tools

  constructor(tools: Tools) {
    this.#tools = tools
  }

  /** What the query wants of the whole server (`source` is empty) or of one resource. */
  root(type: GraphQLObjectType, source: Json, wanted: ReturnType<Collector['of']>): MadeObject {
    return this.#made(type, source, wanted, { resource: source, container: source, path: undefined })
  }

  #object(type: ObjectType, source: Json, nodes: readonly FieldNode[], place: Place): MadeObject {
    return this.#made(type, source, this.#tools.collector.below(nodes, type.name), place)
  }

  #made(type: ObjectType, source: Json, wanted: ReturnType<Collector['of']>, place: Place): MadeObject {
    const made = new MadeObject()
    this.#tools.budget.values(1 + wanted.size)
    for (const [name, nodes] of wanted) made.pieces.push(this.#piece(type, source, name, nodes, place))
    return made
  }

  #piece(type: ObjectType, source: Json, name: string, nodes: readonly FieldNode[], within: Place): Piece {
    const node = nodes[0]!
    const { variables } = this.#tools
    const layout = layoutOf(node, variables)
    if (node.name.value === '__typename') {
      const runtime = typeof source.resourceType === 'string' ? source.resourceType : type.name
      return { name, list: false, layout, items: [{ value: runtime, suffix: '' }] }
    }
    const field = type.getFields()[node.name.value]!
    const piece: Piece = { name, list: field.type instanceof GraphQLList, layout }
    const place = { ...within, path: { before: within.path, key: name } }
    try {
      const args = field.args.length === 0 ? {} : getArgumentValues(field, node, variables)
      this.#answer(piece, source, { node, nodes, field, args, layout, place }, roleOf(field))
    } catch (error) {
      this.#tools.failures.note(error, whereOf(node, place.path))
    }
    return piece
  }

  #answer(piece: Piece, source: Json, asked: Asked, role: Role | undefined): void {
    switch (role?.kind) {
      case 'target':
        this.#target(piece, source, asked)
        break
      case 'read':
        this.#read(piece, role.type, asked)
        break
      case 'list':
        this.#list(piece, this.#searchOf(role, source, asked), asked)
        break
      case 'connection':
        this.#connection(piece, this.#searchOf(role, source, asked), asked)
        break
      default:
        piece.items = this.#items(source, asked, role)
    }
  }

  /** What is there in the JSON; undefined when nothing is. */
  #items(source: Json, asked: Asked, role: Role | undefined): Item[] | undefined {
    const { node, field, place } = asked
    const name = node.name.value
    const value = source[name]
    if (value === undefined || value === null) return undefined
    if (!Array.isArray(value)) {
      const [only] = role?.kind === 'element' ? choose([value], role.field, this.#choosing(asked)) : [{ suffix: '' }]
      return only && [{ value: this.#value(field.type, source, name, asked, place), suffix: only.suffix }]
    }
    const chosen =
      role?.kind === 'element' ? choose(value, role.field, this.#choosing(asked)) : value.map((_, index) => ({ index, suffix: '' }))
    this.#tools.budget.values(chosen.length)
    return chosen.map(({ index, suffix }) => ({
      value: this.#value(field.type, value, index, asked, { ...place, path: { before: place.path, key: index } }),
      suffix,
    }))
  }

  #value(type: GraphQLOutputType, holder: object, key: string | number, { nodes }: Asked, place: Place): unknown {
    const named = getNamedType(type)
    if (isLeafType(named)) return asWritten(holder, key)
    const value = (holder as Json)[key] as Json | null
    if (value === null) return null
    const resourceType = value.resourceType
    if (typeof resourceType !== 'string') return this.#object(named as ObjectType, value, nodes, place)
    const contained = nodes[0]!.name.value === 'contained'
    return this.#resource(value as ResourceJson, nodes, { ...place, container: contained ? place.container : value })
  }

  #resource(resource: ResourceJson, nodes: readonly FieldNode[], place: Pick<Place, 'container' | 'path'>): MadeObject {
    const { schema, collector } = this.#tools
    const type = schema.getType(resource.resourceType) ?? schema.getType('Resource')
    // A type that the query does not name has the elements that all resources have, but keeps its name.
    const wanted = collector.below(nodes, resource.resourceType)
    return this.#made(type as ObjectType, resource, wanted, { ...place, resource })
  }

  #choosing({ args, layout, place }: Asked): Choosing {
    const { expressions, shapes } = this.#tools
    return { args, layout, expressions, shapes, resource: place.resource }
  }

  /** http://hl7.org/fhir/R4/graphql.html#references */
  #target(piece: Piece, source: Json, asked: Asked): void {
    const { node, args, place } = asked
    const { base, fetching, failures } = this.#tools
    const types = args.type === undefined || args.type === null ? undefined : new Set([args.type].flat())
    const found = targetOf(source, place.container, base)
    // Nothing is asked of what is of another type, so its being there or not cannot be told from the answer.
    if (types && found && !types.has(found.type)) return
    const done = (resource: Json | undefined, container?: Json) => {
      if (resource !== undefined) {
        const made = this.#resource(resource as ResourceJson, asked.nodes, { container: container ?? resource, path: place.path })
        piece.items = this.#sliced([{ resource, made }], asked)
      } else if (args.optional !== true) failures.note(unresolved(), whereOf(node, place.path))
    }
    if (found === undefined) done(undefined)
    else if (found.contained !== undefined) done(found.contained, place.container)
    else fetching.target(found, (resource) => done(resource))
  }

  #read(piece: Piece, type: string, asked: Asked): void {
    permit(this.#tools.context.access, 'r', type)
    this.#tools.fetching.target({ type, id: String(asked.args.id) }, (resource) => {
      if (resource === undefined) return
      const made = this.#resource(resource, asked.nodes, { container: resource, path: asked.place.path })
      piece.items = this.#sliced([{ resource, made }], asked)
    })
  }

  #searchOf(role: Role & { kind: 'list' | 'connection' }, source: Json, { args, field }: Asked): Search {
    const search = { type: role.type, pairs: searchPairs(field.args, args) }
    if (!role.back) return search
    const parent = { type: String(source.resourceType), id: String(source.id) }
    return { ...search, back: { parent, param: referenceParam(parent.type, role.type, String(args._reference)) } }
  }

  #list(piece: Piece, search: Search, asked: Asked): void {
    const { node, place } = asked
    const where = whereOf(node, place.path)
    this.#tools.fetching.list(search, {
      done: (resources) => {
        piece.items = this.#resources(resources, asked)
      },
      fail: (error) => this.#tools.failures.note(error, where),
    })
  }

  #connection(piece: Piece, search: Search, asked: Asked): void {
    const { node, nodes, args, field, place } = asked
    const { fetching, collector, failures } = this.#tools
    const type = getNamedType(field.type) as GraphQLObjectType
    const cursor =
      args._cursor === undefined || args._cursor === null ? undefined : readCursor(this.#tools.context, search.type, String(args._cursor))
    if (cursor !== undefined && search.pairs.size > 0) throw cursorAlone()
    const whole = cursor === undefined ? search : { type: search.type, pairs: cursor.pairs }
    const counted = [...collector.below(nodes, type.name).values()].some(([first]) => first!.name.value === 'count')
    fetching.connection(
      whole,
      { ...(cursor && { cursor }), counted },
      {
        done: (connection) => {
          const kept = this.#kept(
            connection.edges.map(({ resource }) => resource),
            asked,
          )
          const edges = connection.edges.filter((_, index) => kept.has(index))
          piece.items = [{ value: this.#object(type, { ...connection, edges }, nodes, place), suffix: '' }]
        },
        fail: (error) => failures.note(error, whereOf(node, place.path)),
      },
    )
  }

  /** Which resources an expression leaves of a page. */
  #kept(resources: readonly ResourceJson[], { args, place }: Asked): Set<number> {
    const { expressions, shapes } = this.#tools
    const layout: Layout = { flatten: false, first: false, singleton: false }
    const given = resources.map((value, index) => ({ value, index, suffix: '' }))
    const choosing = { args: { fhirpath: args.fhirpath }, layout, expressions, shapes, resource: place.resource }
    return new Set(chooseNodes(given, (value) => resourceNode(value, shapes), choosing).map(({ index }) => index))
  }

  #resources(resources: readonly ResourceJson[], asked: Asked): Item[] {
    const { shapes } = this.#tools
    const given = resources.map((value, index) => ({ value, index, suffix: '' }))
    const choosing = { ...this.#choosing(asked), args: { fhirpath: asked.args.fhirpath } }
    return chooseNodes(given, (value) => resourceNode(value, shapes), choosing).map(({ value, suffix }, index) => {
      const resource = value as ResourceJson
      const path = { before: asked.place.path, key: index }
      return { value: this.#resource(resource, asked.nodes, { container: resource, path }), suffix }
    })
  }

  /** A single resource with what @slice adds to its name. */
  #sliced([one]: [{ resource: Json; made: MadeObject }], asked: Asked): Item[] {
    const { shapes } = this.#tools
    const choosing = { ...this.#choosing(asked), args: {} }
    const [chosen] = chooseNodes([{ value: one.resource, index: 0, suffix: '' }], (value) => resourceNode(value, shapes), choosing)
    return [{ value: one.made, suffix: chosen!.suffix }]
  }
}

function whereOf(node: FieldNode, path: Path | undefined): Where {
  const keys: (string | number)[] = []
  for (let at = path; at !== undefined; at = at.before) keys.unshift(at.key)
  return { path: keys, ...(node.loc && { locations: [getLocation(node.loc.source, node.loc.start)] }) }
}

/** One sentence for what is not there and what may not be seen. */
function unresolved(): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'not-found',
      diagnostics:
        'What this reference points to is not known here, or not to be seen with this token. With resource(optional: true) it is left out.',
    },
  ])
}

function cursorAlone(): FhirError {
  return new FhirError('malformed', [
    {
      severity: 'error',
      code: 'invalid',
      details: 'invalid-parameter',
      diagnostics: 'A _cursor goes on with the search that it comes from; leave the other arguments out.',
    },
  ])
}
