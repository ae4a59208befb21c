import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode, visit } from 'graphql'
import { isResourceType } from '../../resource-types.ts'
import { limits, tooMuch } from './limits.ts'

/** The fragments of a document by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The fragments that a document defines. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])))
}

/**
 * Looks at how much a query asks for before anything else is done with it, so that what is small to send and large to carry
 * out costs nothing: fields repeated under other names, fragments inside fragments.
 * @throws FhirError with the limit that it passes
 */
export function measure(document: DocumentNode, operation: OperationDefinitionNode, fragments: Fragments): void {
  let fields = 0
  visit(document, { Field: () => void fields++ })
  if (fields > limits.fields) throw tooMuch('too-many-fields', `A query may have ${limits.fields} fields; this one has ${fields}.`)
  const { depth, cost } = sizeOf(operation.selectionSet, fragments, new Map())
  if (depth > limits.depth) throw tooDeep()
  if (cost > limits.cost)
    throw tooMuch(
      'query-too-costly',
      `A query may cost ${limits.cost}: 1 for each field, ${limits.fetch} for each that reads resources, fragments counted wherever they are used. This one costs ${cost > 1e9 ? 'far more' : cost}.`,
    )
}

/** Fields stand too deep inside each other. */
export function tooDeep() {
  return tooMuch('query-too-deep', `Fields may stand ${limits.depth} deep inside each other; this query goes deeper.`)
}

interface Size {
  depth: number
  cost: number
}

/** Each fragment is looked at once, whatever uses it. One that uses itself counts as nothing here; validation refuses it. */
function sizeOf({ selections }: SelectionSetNode, fragments: Fragments, known: Map<string, Size>): Size {
  let depth = 0
  let cost = 0
  for (const selection of selections) {
    let size: Size
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? sizeOf(selection.selectionSet, fragments, known) : { depth: 0, cost: 0 }
      size = { depth: inner.depth + 1, cost: inner.cost + (reads(selection.name.value) ? limits.fetch : 1) }
    } else if (selection.kind === Kind.INLINE_FRAGMENT) size = sizeOf(selection.selectionSet, fragments, known)
    else size = sizeOfFragment(selection.name.value, fragments, known)
    depth = Math.max(depth, size.depth)
    cost += size.cost
  }
  return { depth, cost }
}

function sizeOfFragment(name: string, fragments: Fragments, known: Map<string, Size>): Size {
  const found = known.get(name)
  if (found !== undefined) return found
  known.set(name, { depth: 0, cost: 0 })
  const fragment = fragments.get(name)
  const size = fragment ? sizeOf(fragment.selectionSet, fragments, known) : { depth: 0, cost: 0 }
  known.set(name, size)
  return size
}

/** Does a field of this name ask the store for resources? */
function reads(name: string): boolean {
  return name === 'resource' || isResourceType(name.replace(/(List|Connection)$/, '')) || isResourceType(name)
}
