import type { Bindings } from './binding.ts'
import { countsOf, missingOf, requiredBits } from './cardinality.ts'
import { emptyArray, fault, safeName, unknownElement } from './form-fault.ts'
import type { Invariants } from './invariant.ts'
import type { Judging } from './judging.ts'
import { primitiveField } from './primitive-field.ts'
import { type Known, PropertyOrder } from './property-order.ts'
import type { References } from './reference.ts'
import { asProperty, type Field, type Shape, type Shapes } from './shape.ts'

/** Judges one value at the place where the judgement stands. */
export type Check = (value: unknown, judging: Judging) => void

/** What else is to be asked of a value once its form is known; each belongs to another file. */
export interface Rooms {
  shapes: Shapes
  bindings: Bindings
  invariants: Invariants
  references: References
  /** Called for each resource, at its place, after base R4 has judged it. */
  profilesOf: (resource: Record<string, unknown>, judging: Judging) => void
  /** Called for each extension, likewise. */
  extensionIn: (extension: Record<string, unknown>, parent: Shape, judging: Judging) => void
  /** What R4's pages ask of a type in words. */
  typeRules: Readonly<Record<string, Check>>
  /** The check of a data type's profile that base R4 itself demands, such as SimpleQuantity. */
  typeProfile: (canonical: string) => Check | undefined
}

/**
 * Base R4 compiled: for each type a closure that walks a value's properties once, made when first needed.
 * Spec: http://hl7.org/fhir/R4/json.html, http://hl7.org/fhir/R4/validation.html
 */
export class BaseChecks {
  readonly #rooms: Rooms
  readonly #checks = new Map<Shape, Check>()

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  /** Judges a resource of any type, nested or not. */
  resource(value: unknown, judging: Judging): void {
    if (!isObject(value)) {
      judging.report(fault('structure', 'type', 'must be a resource: a JSON object'))
      return
    }
    const type = value.resourceType
    const shape = typeof type === 'string' ? this.#rooms.shapes.find(type) : undefined
    if (!shape?.resource || shape.name === 'Resource' || shape.name === 'DomainResource') {
      judging.report(fault('structure', 'unknown-type', 'must name one of the resource types of R4 in resourceType'))
      return
    }
    const outer = judging.resource
    judging.resource = value
    const start = judging.startResource()
    const bundle = type === 'Bundle'
    if (bundle) judging.bundles.push(value)
    this.complex(shape)(value, judging)
    if (!judging.tooDeep) this.#rooms.profilesOf(value, judging)
    if (bundle) judging.bundles.pop()
    judging.endResource(start)
    judging.resource = outer
  }

  /** The check of a complex type or a resource, compiled at its first use. */
  complex(shape: Shape): Check {
    const known = this.#checks.get(shape)
    if (known) return known
    const check = this.#compile(shape)
    this.#checks.set(shape, check)
    return check
  }

  #compile(shape: Shape): Check {
    const fields = new Map<string, Property>()
    const add = (key: string, judge: PropertyCheck, bit: number) => fields.set(key, { key: asProperty(key), next: undefined, judge, bit })
    const required = requiredBits(shape)
    for (const [key, field] of shape.fields) {
      const bit = required.get(field.stem) ?? 0
      if (field.shape.primitive) {
        const { value, beside } = primitiveField(field, this.#more(field), () => this.complex(this.#rooms.shapes.get('Element')))
        add(key, value, bit)
        add(field.besideKey, beside, bit)
      } else add(key, this.#complexField(field, shape), bit)
    }
    if (shape.resource) add('resourceType', () => undefined, 0)
    const order = new PropertyOrder([...fields.values()])
    const all = [...required.values()].reduce((mask, bit) => mask | bit, 0)
    const missing = missingOf(shape, required)
    const counts = countsOf(shape, required)
    const invariants = this.#rooms.invariants.compile(shape.constraints, shape, { against: 'base', who: `R4 ${shape.name}` })
    const rule = this.#rooms.typeRules[shape.name]

    return (value, judging) => {
      if (!isObject(value)) {
        judging.report(fault('structure', 'type', `must be a JSON object (${shape.type})`))
        return
      }
      let content = 0
      let seen = 0
      let before: { next: Property | undefined } = order.start
      for (const key in value) {
        const check = order.find(key, before)
        if (check === undefined) judging.report(unknownElement(shape, key), safeName(key))
        else {
          // Read here, inside the loop: the engine knows where the property is, and need not look it up again.
          check.judge(value[key], value, judging)
          seen |= check.bit
          before = check
        }
        if (key !== 'id') content++
      }
      if (content === 0) judging.report(fault('structure', 'empty', 'must not be empty; leave the element out instead'))
      else {
        if (seen !== all) for (let index = 0; index < missing.length; index++) missing[index]!(value, judging)
        for (let index = 0; index < counts.length; index++) counts[index]!(value, judging)
      }
      if (judging.tooDeep) return
      invariants?.(value, judging)
      rule?.(value, judging)
    }
  }

  #complexField(field: Field, parent: Shape): PropertyCheck {
    const { stem, list } = field
    // Types hold each other in circles, so the check of a child is made when the first one is met.
    let form: Check | undefined = field.type === 'Resource' ? (value, judging) => this.#nested(field, value, judging) : undefined
    const more = this.#more(field)
    if (field.type === 'Extension') {
      const { extensionIn } = this.#rooms
      more.push((value, judging) => extensionIn(value as Record<string, unknown>, parent, judging))
    }
    const item = (value: unknown, index: number, judging: Judging) => {
      if (!judging.enter(stem, index)) return
      form ??= this.complex(field.shape)
      form(value, judging)
      if (more.length > 0 && isObject(value)) for (let at = 0; at < more.length; at++) more[at]!(value, judging)
      judging.leave()
    }
    if (!list) {
      return (value, _, judging) => {
        if (Array.isArray(value)) judging.report(fault('structure', 'type', 'must not be a JSON array: it does not repeat'), stem)
        else item(value, -1, judging)
      }
    }
    return (values, _, judging) => {
      if (!Array.isArray(values)) {
        judging.report(fault('structure', 'type', 'must be a JSON array: it may repeat'), stem)
        return
      }
      if (values.length === 0) judging.report(emptyArray, stem)
      for (let index = 0; index < values.length; index++) item(values[index], index, judging)
    }
  }

  /** A contained resource's container is its root; an entry of a Bundle is its own root. */
  #nested(field: Field, value: unknown, judging: Judging): void {
    const outer = judging.rootResource
    if (field.stem !== 'contained') judging.rootResource = value
    this.resource(value, judging)
    judging.rootResource = outer
  }

  /** What a field asks of its value beyond its type: who it may point to, which codes, which invariants. */
  #more(field: Field): Check[] {
    const { element, shape, type } = field
    const who = { against: 'base' as const, who: `R4 ${element.path}` }
    const declared = element.type?.find(({ code }) => code === type)
    return [
      type === 'Reference' ? this.#rooms.references.compile(declared?.targetProfile, who) : undefined,
      element.binding ? this.#rooms.bindings.compile(element.binding, type, who) : undefined,
      this.#rooms.invariants.compile(element.constraint ?? [], shape, who),
      ...(declared?.profile ?? []).map((canonical) => this.#rooms.typeProfile(canonical)),
    ].filter((check) => check !== undefined)
  }
}

/** Judges what one JSON property of `parent` holds, at the parent's place. */
export type PropertyCheck = (held: unknown, parent: Record<string, unknown>, judging: Judging) => void

interface Property extends Known<Property> {
  judge: PropertyCheck
  /** Set for an element that must be there once: when all bits are seen, nothing needs to be looked for. */
  bit: number
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
