import type { Bindings } from './binding.ts'
import type { Invariants } from './invariant.ts'
import type { Finding, Judging } from './judging.ts'
import { primitives } from './primitive.ts'
import type { References } from './reference.ts'
import type { Field, Shape, Shapes } from './shape.ts'

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
    const required = requiredBits(shape)
    for (const [key, field] of shape.fields) {
      const check = this.#field(field, shape)
      const bit = required.get(field.stem) ?? 0
      fields.set(key, { judge: check, bit })
      if (field.shape.primitive) fields.set(`_${key}`, { judge: companionOf(key, check), bit })
    }
    if (shape.resource) fields.set('resourceType', { judge: () => undefined, bit: 0 })
    const all = [...required.values()].reduce((mask, bit) => mask | bit, 0)
    const missing = shape.elements
      .filter(({ stem }) => required.has(stem))
      .map((element) => atLeast(element, shape))
      .filter((check) => check !== undefined)
    const counts = countsOf(shape, required)
    const invariants = this.#rooms.invariants.compile(shape.constraints, shape, { against: 'base', who: `R4 ${shape.name}` })
    const rule = this.#rooms.typeRules[shape.name]

    return (value, judging) => {
      if (!isObject(value)) {
        judging.report(fault('structure', 'type', `must be a JSON object (${shape.type})`))
        return
      }
      let companions = false
      for (const key in value) if (key.charCodeAt(0) === underscore) companions = true
      let content = 0
      let seen = 0
      for (const key in value) {
        const check = fields.get(key)
        if (check === undefined) judging.report(unknownElement(shape, key), safeName(key))
        else {
          // Read here, inside the loop: the engine knows where the property is, and need not look it up again.
          check.judge(value[key], value, judging, companions)
          seen |= check.bit
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

  #field(field: Field, parent: Shape): PropertyCheck {
    return field.shape.primitive ? this.#primitiveField(field) : this.#complexField(field, parent)
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

  #primitiveField(field: Field): PropertyCheck {
    const { key: name, stem, list, type } = field
    const besideName = `_${name}`
    const test = primitives[type]
    if (!test) throw new Error(`R4 has no primitive type ${type}`)
    let element: Check | undefined
    const more = this.#more(field)
    const item = (value: unknown, companion: unknown, index: number, judging: Judging) => {
      if (hasValue(value)) {
        const wrong = test(value)
        if (wrong) {
          judging.report(fault(wrong.details === 'type' ? 'structure' : 'value', wrong.details, wrong.says), stem, index)
        } else if (more.length > 0 && judging.enter(stem, index)) {
          for (let at = 0; at < more.length; at++) more[at]!(value, judging)
          judging.leave()
        }
      } else if (value === null && (companion === undefined || companion === null)) {
        judging.report(
          fault('structure', 'empty', 'must not be null; leave the element out, or say why it is absent in an extension'),
          stem,
          index,
        )
      }
      if (companion !== undefined && companion !== null && !(hasValue(value) && isOnlyId(companion)) && judging.enter(stem, index)) {
        element ??= this.complex(this.#rooms.shapes.get('Element'))
        element(companion, judging)
        judging.leave()
      }
    }
    if (!list) {
      return (value, parent, judging, companions) => {
        if (Array.isArray(value)) {
          judging.report(fault('structure', 'type', 'must not be a JSON array: it does not repeat'), stem)
          return
        }
        const companion = companions ? parent[besideName] : undefined
        if (companion === null) judging.report(fault('structure', 'empty', 'has a companion (with "_") that is null'), stem)
        item(value, companion, -1, judging)
      }
    }
    return (held, parent, judging, companions) => {
      const values = held ?? []
      const beside = companions ? (parent[besideName] ?? []) : nothing
      if (!Array.isArray(values) || !Array.isArray(beside)) {
        judging.report(fault('structure', 'type', 'must be a JSON array: it may repeat'), stem)
        return
      }
      const length = Math.max(values.length, beside.length)
      if (length === 0) judging.report(emptyArray, stem)
      for (let index = 0; index < length; index++) item(values[index] ?? null, beside[index], index, judging)
    }
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

/** `companions`: the parent has properties with "_"; looking for one that is not there costs as much as the check itself. */
type PropertyCheck = (held: unknown, parent: Record<string, unknown>, judging: Judging, companions: boolean) => void

interface Property {
  judge: PropertyCheck
  /** Set for an element that must be there once: when all bits are seen, nothing needs to be looked for. */
  bit: number
}

/** A bit for each element that must be there; an element beyond the thirtieth, or needed twice, is looked for. */
function requiredBits(shape: Shape): Map<string, number> {
  const needed = shape.elements.filter(({ element }) => element.min === 1).slice(0, 30)
  return new Map(needed.map(({ stem }, index) => [stem, 1 << index]))
}

const underscore = 95

/** A companion is judged with its value; alone, it stands for an absent one. */
function companionOf(key: string, check: PropertyCheck): PropertyCheck {
  return (_, parent, judging, companions) => {
    if (parent[key] === undefined) check(undefined, parent, judging, companions)
  }
}

type Count = (value: Record<string, unknown>, judging: Judging) => void

/** How often each element may stand, and that a choice is one thing. */
function countsOf(shape: Shape, required: ReadonlyMap<string, number>): Count[] {
  return shape.elements.flatMap((element) =>
    [required.has(element.stem) ? undefined : atLeast(element, shape), atMost(element, shape), oneOf(element, shape)].filter(
      (check) => check !== undefined,
    ),
  )
}

type Elements = Shape['elements'][number]

function atLeast({ element, stem, fields }: Elements, shape: Shape): Count | undefined {
  const { min, max } = element
  if (min === 0) return undefined
  const keys = fields.flatMap(({ key, shape: { primitive } }) => (primitive ? [key, `_${key}`] : [key]))
  const finding = fault('required', 'cardinality', `is required (R4 ${shape.name} allows ${min}..${max})`)
  return (value, judging) => {
    for (let at = 0; at < keys.length; at++) {
      const held = value[keys[at]!]
      if (held !== undefined && (min === 1 || !Array.isArray(held) || held.length === 0 || held.length >= min)) return
    }
    judging.report(finding, stem)
  }
}

function atMost({ element, stem, fields }: Elements, shape: Shape): Count | undefined {
  const { max } = element
  if (!fields[0]?.list || max === '*') return undefined
  const most = Number(max)
  const { key } = fields[0]
  const finding = fault('structure', 'cardinality', `stands more often than ${max} times (R4 ${shape.name})`)
  return (value, judging) => {
    const held = value[key]
    if (Array.isArray(held) && held.length > most) judging.report(finding, stem)
  }
}

/** An extension's value may be of fifty types: its few properties are looked up among them, not the other way round. */
function oneOf({ stem, fields }: Elements, shape: Shape): Count | undefined {
  if (fields.length < 2) return undefined
  const types = new Map<string, string>()
  for (const { key, shape: ofField } of fields) {
    types.set(key, key)
    if (ofField.primitive) types.set(`_${key}`, key)
  }
  const finding = fault('structure', 'cardinality', `must have one type only (R4 ${shape.name}.${stem}[x])`)
  return (value, judging) => {
    let found: string | undefined
    for (const key in value) {
      const type = types.get(key)
      if (type === undefined) continue
      if (found !== undefined && found !== type) return judging.report(finding, stem)
      found = type
    }
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null

/** Beside a value an id alone is enough; without one it would stand for nothing. */
function isOnlyId(companion: unknown): boolean {
  return isObject(companion) && typeof companion.id === 'string' && companion.id !== '' && Object.keys(companion).length === 1
}

function fault(code: Finding['code'], details: string, says: string): Finding {
  return { against: 'base', code, details, says }
}

const nothing: readonly unknown[] = []
const emptyArray = fault('structure', 'empty', 'must not be an empty array; leave the element out instead')

function unknownElement(shape: Shape, key: string): Finding {
  const stem = key.startsWith('_') ? key.slice(1) : key
  const near = [...shape.fields.keys()].find((known) => known.toLowerCase() === stem.toLowerCase())
  const hint = near ? `; did you mean ${key.startsWith('_') ? '_' : ''}${near}?` : ''
  return fault('structure', 'unknown-element', `is not an element of R4 ${shape.name}${hint}`)
}

/** A property that is no element may be anything, a person's name too: what does not look like a name of an element is not repeated. */
function safeName(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(key) ? key : '(unreadable)'
}
