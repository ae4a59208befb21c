import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { ProfileRefused } from '../refused.ts'

/** One element of a profile with what hangs below it. */
export interface Branch {
  element: SlimElement
  /** Last part of the path: "identifier", "value[x]", "valueQuantity". */
  name: string
  children: Branch[]
  slices: Branch[]
}

/** What an element may say and the compiler knows. A word that is not here refuses the profile. */
const known =
  /^(id|path|sliceName|slicing|min|max|base|type|contentReference|binding|constraint|cites|maxLength|fixed[A-Z]\w*|pattern[A-Z]\w*|minValue[A-Z]\w*|maxValue[A-Z]\w*)$/

/** Arranges a snapshot as a tree: children below elements, slices beside the element they slice. */
export function treeOf({ url, snapshot }: SlimStructure): Branch {
  if (!snapshot || snapshot.element.length === 0) throw new ProfileRefused(url, 'has no snapshot')
  const branches = new Map<string, Branch>()
  let root: Branch | undefined
  for (const element of snapshot.element) {
    const { id, path } = element
    for (const key of Object.keys(element)) if (!known.test(key)) throw new ProfileRefused(`${url} ${id}`, `${key} is not known here`)
    const branch: Branch = { element, name: path.slice(path.lastIndexOf('.') + 1), children: [], slices: [] }
    branches.set(id, branch)
    if (!root) root = branch
    else attach(branch, branches, url)
  }
  return root!
}

function attach(branch: Branch, branches: ReadonlyMap<string, Branch>, url: string): void {
  const { id } = branch.element
  const dot = id.lastIndexOf('.')
  const colon = id.lastIndexOf(':')
  if (colon > dot) {
    const slash = id.lastIndexOf('/')
    const sliced = (slash > colon ? branches.get(id.slice(0, slash)) : undefined) ?? branches.get(id.slice(0, colon))
    if (!sliced) throw new ProfileRefused(`${url} ${id}`, 'is a slice of an element that is not in the snapshot')
    sliced.slices.push(branch)
    return
  }
  const parent = branches.get(id.slice(0, dot))
  if (!parent) throw new ProfileRefused(`${url} ${id}`, 'has a parent that is not in the snapshot')
  parent.children.push(branch)
}

/** The `fixed[x]` or `pattern[x]` (or another `…[x]`) of an element. */
export function statedValue(element: SlimElement, prefix: 'fixed' | 'pattern' | 'minValue' | 'maxValue'): unknown {
  for (const key in element) if (key.startsWith(prefix)) return element[key]
  return undefined
}
