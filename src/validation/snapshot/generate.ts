import type { ElementType, SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { ProfileRefused } from '../refused.ts'
import { lay } from './merge.ts'
import { mustBeNarrower } from './narrower.ts'
import { copyOf, elementsOf, type Node, nodesOf, type Segment, segmentsOf } from './tree.ts'

/** Gives a definition by canonical; one without a snapshot has it made when it is needed. */
export type Lookup = (canonical: string) => SlimStructure | undefined

/**
 * Where what is below a new slice begins: at what this profile has said there of the sliced element, as guides are
 * published since 2025, or at what the base said, as they were before. Resources are judged alike, as what is said of the
 * sliced element holds for its slices; the two differ in what the snapshot repeats.
 */
export type SliceStart = 'profile' | 'base'

/**
 * Makes the snapshot of a profile or an extension from its differential and the definition it is based on.
 * Spec: http://hl7.org/fhir/R4/profiling.html#snapshot
 *
 * @param lookup finds the base, the data types and the profiles on types that the differential steps into
 * @throws ProfileRefused naming the element, when the base is not known or the differential does not fit it
 */
export function withSnapshot(profile: SlimStructure, lookup: Lookup, sliceStart: SliceStart = 'profile'): SlimStructure {
  return new Maker(lookup, sliceStart).make(profile)
}

/** The primitive types behind FHIRPath's system types, which ids and urls have. */
const system = 'http://hl7.org/fhirpath/System.'
const core = 'http://hl7.org/fhir/StructureDefinition/'

class Maker {
  readonly #lookup: Lookup
  readonly #sliceStart: SliceStart
  /** Profiles whose snapshot is being made: one that leads to itself cannot be told. */
  readonly #making: string[] = []

  constructor(lookup: Lookup, sliceStart: SliceStart) {
    this.#lookup = lookup
    this.#sliceStart = sliceStart
  }

  make(profile: SlimStructure): SlimStructure {
    const { url, baseDefinition, differential } = profile
    if (this.#making.includes(url)) throw new ProfileRefused(url, `is based on itself, by way of ${this.#making.join(', ')}`)
    if (!differential) throw new ProfileRefused(url, 'has no snapshot, and no differential to make one from')
    if (!baseDefinition) throw new ProfileRefused(url, 'has no snapshot, and no baseDefinition to make one from')
    this.#making.push(url)
    const base = this.#whole(baseDefinition)
    if (!base) throw new ProfileRefused(url, `has no snapshot, and its base ${baseDefinition} is not known here to make one from`)
    const root = nodesOf(base.snapshot!.element, baseDefinition)
    own(root, base)
    for (const element of differential.element) this.#apply(element, root, profile)
    this.#making.pop()
    return { ...profile, snapshot: { element: elementsOf(root) } }
  }

  /** A definition with its snapshot; made on the way where it has only a differential. */
  #whole(canonical: string): SlimStructure | undefined {
    const found = this.#lookup(canonical)
    return found && !found.snapshot ? this.make(found) : found
  }

  #apply(said: SlimElement, root: Node, profile: SlimStructure): void {
    const where = `${profile.url} ${said.id}`
    let node = root
    let inSlice = false
    let choice: Node | undefined
    for (const segment of segmentsOf(said.id).slice(1)) {
      this.#remember(node)
      if (node.children.length === 0) this.#open(node, root, where)
      ;({ node, choice } = this.#step(node, segment, inSlice, root, where))
      inSlice ||= segment.sliceName !== undefined
    }
    this.#remember(node)
    if (node !== root) mustBeNarrower(said, node.element, where)
    lay(said, node.element)
    if (choice && narrows(said)) onlyThis(choice, node)
    this.#fromTypeProfile(said, node)
  }

  /** Keeps what the base says, before this profile speaks of it. */
  #remember(node: Node): void {
    node.origin ??= {
      element: structuredClone(node.element),
      ...(this.#sliceStart === 'base' && { children: node.children.map(copyOf) }),
    }
  }

  /** The child, or the slice of it, that a step of an id leads to; `choice` when that is one type of a choice. */
  #step(parent: Node, { name, sliceName }: Segment, inSlice: boolean, root: Node, where: string): { node: Node; choice?: Node } {
    const child = parent.children.find((one) => one.name === name)
    if (child && sliceName === undefined) return { node: child }
    if (child && sliceName !== undefined) {
      this.#remember(child)
      // What `item.item` is must be written out before it can be sliced.
      if (child.element.contentReference) this.#open(child, root, where)
      return { node: sliceOf(child, sliceName), ...(name.endsWith('[x]') && { choice: child }) }
    }
    const choice = parent.children.find((one) => typeNamed(one, name) !== undefined)
    if (!choice) throw new ProfileRefused(where, `its base has no element ${name} there`)
    this.#remember(choice)
    if (!inSlice) return { node: typeSlice(choice, name), choice }
    // Within a slice the short name narrows the choice itself.
    choice.element.type = [structuredClone(typeNamed(choice, name)!)]
    return { node: choice }
  }

  /** What a data type's profile asks of its root, it asks of every element whose type it is. A resource is judged by its own. */
  #fromTypeProfile({ type }: SlimElement, { element }: Node): void {
    if (type?.length !== 1 || type[0]!.profile?.length !== 1) return
    const definition = this.#whole(type[0]!.profile[0]!)
    const [root] = definition?.snapshot?.element ?? []
    if (!definition || !root || definition.kind === 'resource') return
    const constraint = root.constraint?.map((one) => ({ ...one, source: one.source ?? definition.url }))
    if (constraint) lay({ constraint } as unknown as SlimElement, element)
    if (root.isModifier === true) element.isModifier = true
  }

  /** Brings in what is below an element: of its type, of the profile on its type, or of the element it refers to. */
  #open(node: Node, root: Node, where: string): void {
    const { contentReference, type = [] } = node.element
    if (contentReference) {
      const target = find(root, contentReference.slice(contentReference.indexOf('#') + 1))
      if (!target) throw new ProfileRefused(where, `refers to ${contentReference}, which is no element of the base`)
      node.children = target.children.map(copyOf)
      for (const element of [node.element, ...(node.origin ? [node.origin.element] : [])]) {
        delete element.contentReference
        element.type = structuredClone(target.element.type)
      }
      return
    }
    const definition = this.#definitionOf(type, where)
    const opened = nodesOf(definition.snapshot!.element, definition.url)
    own(opened, definition)
    node.children = opened.children
  }

  #definitionOf(type: readonly ElementType[], where: string): SlimStructure {
    const only = type.length === 1 ? type[0]! : undefined
    if (only?.profile?.length === 1) {
      const found = this.#whole(only.profile[0]!)
      if (found) return found
    }
    // Of several types only what all have in common can be spoken of.
    const code = only ? (only.code.startsWith(system) ? (only.fhirType ?? 'string') : only.code) : 'Element'
    const found = this.#whole(`${core}${code}`)
    if (!found?.snapshot) throw new ProfileRefused(where, `steps into ${code}, which is not known here`)
    return found
  }
}

/** Says of each invariant that a base brings, whose it is. */
function own(node: Node, { url }: SlimStructure): void {
  for (const constraint of node.element.constraint ?? []) constraint.source ??= url
  for (const below of [...node.children, ...node.slices]) own(below, { url } as SlimStructure)
}

/** A slice of this name: the one that is inherited, else a new one, which begins as what it slices. */
function sliceOf(sliced: Node, sliceName: string): Node {
  const slash = sliceName.lastIndexOf('/')
  const outer = slash > 0 ? sliced.slices.find(({ element }) => element.sliceName === sliceName.slice(0, slash)) : undefined
  const from = outer ?? sliced
  const known = from.slices.find(({ element }) => element.sliceName === sliceName)
  if (known) return known
  if (sliced.name === 'extension' || sliced.name === 'modifierExtension')
    sliced.element.slicing ??= { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' }
  const { element } = from.origin ?? from
  const children = from.origin?.children ?? from.children
  const slice = copyOf({ element, name: from.name, children, slices: [] })
  delete slice.element.slicing
  slice.element.sliceName = sliceName
  slice.element.min = 0
  from.slices.push(slice)
  return slice
}

/** `valueQuantity` is short for the slice of `value[x]` that holds a Quantity. */
function typeSlice(choice: Node, name: string): Node {
  const type = typeNamed(choice, name)!
  choice.element.slicing ??= { discriminator: [{ type: 'type', path: '$this' }], ordered: false, rules: 'open' }
  const slice = sliceOf(choice, name)
  slice.element.type = [structuredClone(type)]
  return slice
}

/** A type of a choice is required, or is the only one that an extension's definition names: then no other is left. */
function narrows({ min = 0, path }: SlimElement): boolean {
  return min > 0 || /^Extension\.value[A-Z]/.test(path)
}

function onlyThis({ element }: Node, slice: Node): void {
  element.min = slice.element.min
  element.type = structuredClone(slice.element.type)
  element.slicing = { ...element.slicing, rules: 'closed' }
}

/** The type of a choice that this name stands for: `valueQuantity` of `value[x]`. */
function typeNamed({ name, element }: Node, wanted: string): ElementType | undefined {
  if (!name.endsWith('[x]')) return undefined
  const stem = name.slice(0, -3)
  if (!wanted.startsWith(stem)) return undefined
  const rest = wanted.slice(stem.length)
  return element.type?.find(({ code }) => code.charAt(0).toUpperCase() + code.slice(1) === rest)
}

/** An element of the snapshot by its path. */
function find(root: Node, path: string): Node | undefined {
  const [, ...names] = path.split('.')
  let node: Node | undefined = root
  for (const name of names) node = node?.children.find((one) => one.name === name)
  return node
}
