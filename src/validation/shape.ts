import type { Constraint, SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import type { Definitions } from '#fhir/definitions/structures.ts'

/** One JSON property of a type: `valueQuantity` is a field of the element `value`. */
export interface Field {
  /** JSON property. */
  key: string
  /** JSON property of what stands beside a primitive's value: "_birthDate". */
  besideKey: string
  /** The element's name in FHIRPath: "value" for `valueQuantity`. */
  stem: string
  /** Does JSON spell it as a list? */
  list: boolean
  /** "Quantity", "code", "BackboneElement", "Resource". */
  type: string
  element: SlimElement
  /** The shape of its values; resources are looked up by their own type instead. */
  shape: Shape
}

/** What R4 says of one type, or of one backbone element: which properties it has and of what kind. */
export interface Shape {
  /** "Patient", "Patient.contact", "HumanName", "date". */
  name: string
  /** The type's name for FHIRPath's `is`: "Patient", "BackboneElement". */
  type: string
  primitive: boolean
  resource: boolean
  /** Itself and what it is derived from: "Patient", "DomainResource", "Resource". */
  kinds: ReadonlySet<string>
  fields: Map<string, Field>
  /** Fields by the element's name; more than one for a choice. */
  stems: Map<string, Field[]>
  /** The child elements in the definition's order. */
  elements: { element: SlimElement; stem: string; fields: Field[] }[]
  /** Invariants of the type itself. */
  constraints: Constraint[]
}

const core = 'http://hl7.org/fhir/StructureDefinition/'

/** Shapes of R4's types, each made from its snapshot when first asked for. */
export class Shapes {
  readonly #definitions: Definitions
  readonly #shapes = new Map<string, Shape>()

  constructor(definitions: Definitions) {
    this.#definitions = definitions
  }

  /** The shape of a type or of an element path ("Patient.contact"); `undefined` when R4 has no such type. */
  find(name: string): Shape | undefined {
    const known = this.#shapes.get(name)
    if (known) return known
    const dot = name.indexOf('.')
    if (dot > 0) {
      this.find(name.slice(0, dot))
      return this.#shapes.get(name)
    }
    const definition = /^[A-Za-z0-9]+$/.test(name) ? this.#definitions.structure(core + name) : undefined
    if (!definition?.snapshot || definition.derivation === 'constraint' || definition.kind === 'logical') return undefined
    return this.#make(definition)
  }

  /** @throws when R4 has no such type: a definition that names one is broken. */
  get(name: string): Shape {
    const shape = this.find(name)
    if (!shape) throw new Error(`R4 has no type ${name}`)
    return shape
  }

  #make(definition: SlimStructure): Shape {
    const elements = definition.snapshot!.element
    const shape = this.#empty(definition.type, definition.type, definition.kind, elements[0]!.constraint ?? [])
    shape.kinds = new Set(this.#kinds(definition))
    if (!shape.primitive) this.#addChildren(shape, definition.type, elements)
    return shape
  }

  #empty(name: string, type: string, kind: string, constraints: Constraint[]): Shape {
    const shape: Shape = {
      ...{ name, type, primitive: kind === 'primitive-type', resource: kind === 'resource', kinds: new Set([type]) },
      ...{ fields: new Map(), stems: new Map(), elements: [], constraints },
    }
    this.#shapes.set(name, shape)
    return shape
  }

  #kinds(definition: SlimStructure): string[] {
    const kinds = [definition.type]
    let base = definition.baseDefinition
    while (base) {
      const parent = this.#definitions.structure(base)
      if (!parent) break
      kinds.push(parent.type)
      base = parent.baseDefinition
    }
    return kinds
  }

  #addChildren(shape: Shape, path: string, elements: readonly SlimElement[]): void {
    for (const element of elements) {
      if (!element.path.startsWith(`${path}.`) || element.path.indexOf('.', path.length + 1) >= 0 || element.sliceName) continue
      const name = element.path.slice(path.length + 1)
      const stem = name.endsWith('[x]') ? name.slice(0, -3) : name
      const fields = this.#fieldsOf(element, name, stem, shape, elements)
      shape.elements.push({ element, stem, fields })
      shape.stems.set(stem, fields)
      for (const field of fields) shape.fields.set(field.key, field)
    }
  }

  #fieldsOf(element: SlimElement, name: string, stem: string, parent: Shape, elements: readonly SlimElement[]): Field[] {
    const list = (element.base?.max ?? element.max) !== '1' && element.max !== '1'
    if (element.contentReference) {
      const target = element.contentReference.slice(element.contentReference.indexOf('#') + 1)
      return [this.#field({ key: stem, stem, list, type: 'BackboneElement', element }, () => this.get(target))]
    }
    return (element.type ?? []).map((type) => {
      const code = realType(type, element, parent)
      const key = name === stem ? stem : stem + code.charAt(0).toUpperCase() + code.slice(1)
      const backbone = code === 'BackboneElement' || (code === 'Element' && hasChildren(element, elements))
      if (!backbone) return this.#field({ key, stem, list, type: code, element }, () => this.get(code))
      const inner = this.#shapes.get(element.path) ?? this.#empty(element.path, code, 'complex-type', [])
      if (inner.elements.length === 0) {
        inner.kinds = new Set([code, 'BackboneElement', 'Element'])
        this.#addChildren(inner, element.path, elements)
      }
      return this.#field({ key, stem, list, type: code, element }, () => inner)
    })
  }

  /** Shapes refer to each other in circles, so a field finds its own when first asked. */
  #field(plain: Plain, find: () => Shape): Field {
    return new LazyField(plain, find)
  }
}

/** A class, and names as the engine keeps those of properties: both are read for each property of each record. */
class LazyField implements Field {
  readonly key: string
  readonly besideKey: string
  readonly stem: string
  readonly list: boolean
  readonly type: string
  readonly element: SlimElement
  readonly #find: () => Shape
  #shape: Shape | undefined

  constructor({ key, stem, list, type, element }: Plain, find: () => Shape) {
    this.key = asProperty(key)
    this.besideKey = asProperty(`_${key}`)
    this.stem = asProperty(stem)
    this.list = list
    this.type = type
    this.element = element
    this.#find = find
  }

  get shape(): Shape {
    this.#shape ??= this.#find()
    return this.#shape
  }
}

type Plain = Pick<Field, 'key' | 'stem' | 'list' | 'type' | 'element'>

/** The same text; one that was put together is looked up anew whenever it names a property. */
export function asProperty(name: string): string {
  return Object.keys({ [name]: 0 })[0]!
}

function hasChildren(element: SlimElement, elements: readonly SlimElement[]): boolean {
  return elements.some(({ path }) => path.startsWith(`${element.path}.`))
}

/** Ids, urls and xhtml are typed with FHIRPath's system types; R4 4.0.1 forgot that a resource's id is an id. */
function realType(type: { code: string; fhirType?: string }, element: SlimElement, parent: Shape): string {
  if (!type.code.startsWith('http://hl7.org/fhirpath/')) return type.code
  if (parent.resource && element.path === `${parent.name}.id`) return 'id'
  return type.fhirType ?? 'string'
}
