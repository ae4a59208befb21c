import type { SlimElement } from '#fhir/definitions/structure.ts'
import { ProfileRefused } from '../refused.ts'

/** One element of a snapshot that is being made. Its id and path follow from where it stands. */
export interface Node {
  element: SlimElement
  /** Last part of the path: "identifier", "value[x]". */
  name: string
  children: Node[]
  /** Slices of this element; for a slice, its reslices. */
  slices: Node[]
  /** What the base said, before this differential spoke: new slices begin there. */
  origin?: { element: SlimElement; children?: Node[] }
}

/** One step of an element's id: `identifier:npi` is the element `identifier` and its slice `npi`. */
export interface Segment {
  name: string
  sliceName?: string
}

/** Reads an element id: http://hl7.org/fhir/R4/elementdefinition.html#id */
export function segmentsOf(id: string): Segment[] {
  return id.split('.').map((part) => {
    const colon = part.indexOf(':')
    return colon < 0 ? { name: part } : { name: part.slice(0, colon), sliceName: part.slice(colon + 1) }
  })
}

/**
 * Arranges a snapshot as a tree: children below elements, slices beside what they slice. Nothing of it is shared with
 * the snapshot's own objects.
 * @param url of the definition, for the refusal
 */
export function nodesOf(elements: readonly SlimElement[], url: string): Node {
  const nodes = new Map<string, Node>()
  let root: Node | undefined
  for (const element of elements) {
    const { id, path } = element
    const node: Node = { element: structuredClone(element), name: path.slice(path.lastIndexOf('.') + 1), children: [], slices: [] }
    nodes.set(id, node)
    if (!root) root = node
    else if (!attach(node, id, nodes)) throw new ProfileRefused(`${url} ${id}`, 'stands below an element that is not in the snapshot')
  }
  if (!root) throw new ProfileRefused(url, 'has an empty snapshot')
  return root
}

function attach(node: Node, id: string, nodes: ReadonlyMap<string, Node>): boolean {
  const dot = id.lastIndexOf('.')
  const colon = id.lastIndexOf(':')
  const slash = id.lastIndexOf('/')
  if (colon > dot) {
    const sliced = (slash > colon ? nodes.get(id.slice(0, slash)) : undefined) ?? nodes.get(id.slice(0, colon))
    sliced?.slices.push(node)
    return sliced !== undefined
  }
  const parent = nodes.get(id.slice(0, dot))
  parent?.children.push(node)
  return parent !== undefined
}

/** The tree as a snapshot lists it: an element, what is below it, then its slices; ids and paths by the place. */
export function elementsOf(root: Node): SlimElement[] {
  const elements: SlimElement[] = []
  const put = (node: Node, parentId: string, parentPath: string): void => {
    const path = parentPath === '' ? node.name : `${parentPath}.${node.name}`
    const { sliceName } = node.element
    const plain = parentId === '' ? node.name : `${parentId}.${node.name}`
    const id = sliceName === undefined ? plain : `${plain}:${sliceName}`
    elements.push({ ...node.element, id, path })
    for (const child of node.children) put(child, id, path)
    for (const slice of node.slices) put(slice, parentId, parentPath)
  }
  put(root, '', '')
  return elements
}

/** A copy that shares nothing. */
export const copyOf = (node: Node): Node => structuredClone(node)
