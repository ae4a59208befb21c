import { type GraphQLObjectType, getNamedType } from 'graphql'
import { FhirError, malformed } from '#fhir/error.ts'
import type { ResourceJson } from '#storage/store.ts'
import { resourceNode } from '#validation/fhirpath/node.ts'
import { permit } from '../../permit.ts'
import { readCursor } from './cursor.ts'
import type { Layout } from './directives.ts'
import { type Asked, type Execution, type Json, whereOf } from './execution.ts'
import type { Item, Piece } from './lay-out.ts'
import { type Chosen, chooseNodes } from './navigate.ts'
import { targetOf } from './references.ts'
import { searchPairs } from './search-arguments.ts'
import { referenceParam, type Search } from './searches.ts'

/** What a Reference points to: http://hl7.org/fhir/R4/graphql.html#references */
export function fillTarget(execution: Execution, piece: Piece, asked: Asked, source: Json): void {
  const { args, place } = asked
  const { base, fetching, failures } = execution.tools
  const types = args.type === undefined || args.type === null ? undefined : new Set([args.type].flat())
  const found = targetOf(source, place.container, base)
  // Nothing is asked of what is of another type, so its being there or not cannot be told from the answer.
  if (types && found && !types.has(found.type)) return
  const done = (resource: Json | undefined, container = resource) => {
    if (resource !== undefined) piece.items = [single(execution, resource, container!, asked)]
    else if (args.optional !== true) failures.note(unresolved(), whereOf(asked))
  }
  if (found === undefined) done(undefined)
  else if (found.contained !== undefined) done(found.contained, place.container)
  else fetching.target(found, (resource) => done(resource))
}

/** A resource by its id; one that is not there, or not to be seen, is null. */
export function fillRead(execution: Execution, piece: Piece, asked: Asked, type: string): void {
  const { context, fetching } = execution.tools
  permit(context.access, 'r', type)
  fetching.target({ type, id: String(asked.args.id) }, (resource) => {
    if (resource !== undefined) piece.items = [single(execution, resource, resource, asked)]
  })
}

/** A search that stands in an object: of the whole server, or for what refers to the object. */
interface Standing {
  type: string
  back: boolean
  source: Json
}

/** Every match of a search: http://hl7.org/fhir/R4/graphql.html#searching */
export function fillList(execution: Execution, piece: Piece, asked: Asked, standing: Standing): void {
  const { fetching, failures } = execution.tools
  const search = searchOf(asked, standing)
  if (standsInside(asked, standing)) {
    piece.items = []
    return
  }
  fetching.list(search, {
    done: (resources) => {
      piece.items = chosenOf(execution, resources, asked, asked.layout).map(({ value, suffix }, index) => {
        const resource = value as ResourceJson
        const path = { before: asked.place.path, key: index }
        return { value: execution.resource(resource, asked.nodes, { container: resource, path }), suffix }
      })
    },
    fail: (error) => failures.note(error, whereOf(asked)),
  })
}

/** A page of a search, and how to go on. */
export function fillConnection(execution: Execution, piece: Piece, asked: Asked, standing: Standing): void {
  const { nodes, args, field, place } = asked
  const { context, fetching, collector, failures } = execution.tools
  const type = getNamedType(field.type) as GraphQLObjectType
  const search = searchOf(asked, standing)
  if (standsInside(asked, standing)) return
  const cursor = args._cursor === undefined || args._cursor === null ? undefined : readCursor(context, search.type, String(args._cursor))
  if (cursor !== undefined && search.pairs.size > 0)
    throw malformed('invalid-parameter', 'A _cursor goes on with the search that it comes from; leave the other arguments out.')
  const counted = [...collector.below(nodes, type.name).values()].some(([first]) => first!.name.value === 'count')
  const whole = cursor === undefined ? search : { type: search.type, pairs: cursor.pairs }
  fetching.connection(
    whole,
    { counted, ...(cursor && { cursor }) },
    {
      done: (connection) => {
        const resources = connection.edges.map(({ resource }) => resource)
        const edges = chosenOf(execution, resources, asked, ordinary).map(({ index }) => connection.edges[index])
        piece.items = [{ value: execution.object(type, { ...connection, edges }, nodes, place), suffix: '' }]
      },
      fail: (error) => failures.note(error, whereOf(asked)),
    },
  )
}

/** Nothing refers to a contained resource from outside, though another resource may have its id. */
function standsInside({ place }: Asked, { back, source }: Standing): boolean {
  return back && place.container !== source
}

const ordinary: Layout = { flatten: false, first: false, singleton: false }

function searchOf({ args, field }: Asked, { type, back, source }: Standing): Search {
  const search = { type, pairs: searchPairs(field.args, args) }
  if (!back) return search
  const parent = { type: String(source.resourceType), id: String(source.id) }
  return { ...search, back: { parent, param: referenceParam(parent.type, type, String(args._reference)) } }
}

/** The resources that a FHIRPath argument leaves; the other arguments were the search's. */
function chosenOf(execution: Execution, resources: readonly ResourceJson[], asked: Asked, layout: Layout): Chosen[] {
  const { shapes } = execution.tools
  const given = resources.map((value, index) => ({ value, index, suffix: '' }))
  const choosing = { ...execution.choosing(asked), layout, args: { fhirpath: asked.args.fhirpath } }
  return chooseNodes(given, (value) => resourceNode(value, shapes), choosing)
}

function single(execution: Execution, resource: Json, container: Json, asked: Asked): Item {
  const whole = { ...asked, args: {} }
  const [chosen] = chosenOf(execution, [resource as ResourceJson], whole, asked.layout)
  const value = execution.resource(resource as ResourceJson, asked.nodes, { container, path: asked.place.path })
  return { value, suffix: chosen!.suffix }
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
