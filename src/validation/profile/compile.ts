import type { Constraint, SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import type { Check } from '../base.ts'
import type { Bindings } from '../binding.ts'
import type { Invariants } from '../invariant.ts'
import type { Judging } from '../judging.ts'
import type { References, Source } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'
import type { Field, Shape, Shapes } from '../shape.ts'
import type { DiscriminatorWorld } from './discriminator.ts'
import { valueChecks } from './item.ts'
import { countsOf, typesOf } from './limits.ts'
import { type Part, partsByKey, runPart } from './part.ts'
import type { Found } from './path.ts'
import { type ReferenceWorld, referenceRules } from './reference-rule.ts'
import { inherited, profilesOf, sameBinding, sameTypes, targetsOf } from './same-as-base.ts'
import { compileSlicing } from './slicing.ts'
import { type Slot, slotsCheck } from './slots.ts'
import { type Branch, treeOf } from './tree.ts'

/** What profiles are compiled with. */
export interface ProfileWorld extends DiscriminatorWorld, ReferenceWorld {
  shapes: Shapes
  bindings: Bindings
  invariants: Invariants
  references: References
  /** The check of a value by another profile that this one names. */
  byProfile(canonicals: readonly string[], who: string): Check
}

/**
 * Compiles a profile to the checks that it adds to base R4: what its snapshot repeats from the base is left out, so that
 * a fault against the base is said once and the judgement costs only what the profile asks for.
 *
 * @throws ProfileRefused naming the element, when the profile uses a construct that is not known here
 */
export function compileProfile(structure: SlimStructure, world: ProfileWorld, against: Source['against'] = 'profile'): Check {
  const source: Source = { against, who: structure.url }
  const shape = world.shapes.find(structure.type)
  if (!shape) throw new ProfileRefused(structure.url, `constrains ${structure.type}, which is no type of R4`)
  const root = treeOf(structure)
  return new Compiler(root, source, world).value(root, shape, undefined) ?? (() => undefined)
}

class Compiler {
  readonly #root: Branch
  readonly #source: Source
  readonly #world: ProfileWorld

  constructor(root: Branch, source: Source, world: ProfileWorld) {
    this.#root = root
    this.#source = source
    this.#world = world
  }

  #sourceOf({ cites }: SlimElement): Source {
    return { ...this.#source, cites }
  }

  /** The check of one value by one branch; `field` is what base R4 says of it, absent for the root. */
  value(branch: Branch, shape: Shape, field: Field | undefined): Check | undefined {
    const { element } = branch
    const checks: Check[] = [...valueChecks(element, this.#sourceOf(element)), ...this.#fromType(branch, field)]
    const children = this.#children(branch, shape)
    if (children) checks.push(children)
    const constraints = (element.constraint ?? []).filter((one) => !inherited(one, shape, field))
    const invariants = this.#invariants(element, constraints, shape)
    if (invariants) checks.push((value, judging) => value !== undefined && invariants(value, judging))
    if (checks.length < 2) return checks[0]
    return (value, judging) => {
      for (let index = 0; index < checks.length; index++) checks[index]!(value, judging)
    }
  }

  #invariants({ id }: SlimElement, constraints: readonly Constraint[], shape: Shape): Check | undefined {
    try {
      return this.#world.invariants.compile(constraints, shape, this.#source)
    } catch (error) {
      if (error instanceof ProfileRefused) throw new ProfileRefused(`${this.#source.who} ${id}`, error.why)
      throw error
    }
  }

  /** Binding, reference targets and profiles of the type, as far as they differ from the base. */
  #fromType({ element }: Branch, field: Field | undefined): Check[] {
    if (!field) return []
    const { bindings, references, byProfile } = this.#world
    const checks: (Check | undefined)[] = []
    if (element.binding && !sameBinding(element.binding, field.element.binding)) {
      checks.push(bindings.compile(element.binding, field.type, this.#sourceOf(element)))
    }
    const declared = element.type?.find(({ code }) => code === field.type || field.type === 'Resource')
    if (!declared) return checks.filter((check) => check !== undefined)
    const { targetProfile, profile } = declared
    if (field.type === 'Reference' && !sameTypes(references.targets(targetProfile), references.targets(targetsOf(field)))) {
      checks.push(references.compile(targetProfile, this.#sourceOf(element)))
    }
    if (field.type === 'Reference')
      checks.push(...referenceRules(declared, this.#sourceOf(element), `${this.#source.who} ${element.id}`, this.#world))
    // An extension is judged by its own definition wherever it stands.
    if (profile && field.type !== 'Extension' && String(profile) !== String(profilesOf(field))) {
      checks.push(byProfile(profile, this.#source.who))
    }
    return checks.filter((check) => check !== undefined)
  }

  /** Id and extensions of a primitive stand beside its value. */
  #beside(branch: Branch, { shape }: Field): Check | undefined {
    if (!shape.primitive || branch.children.length === 0) return undefined
    return this.#slots(
      branch.children.filter(({ name }) => name !== 'value'),
      this.#world.shapes.get('Element'),
    )
  }

  #children(branch: Branch, shape: Shape): Check | undefined {
    if (shape.primitive) return this.#primitiveValue(branch)
    const { contentReference } = branch.element
    if (contentReference && branch.children.length === 0) return this.#again(contentReference, shape)
    return this.#slots(branch.children, shape)
  }

  /** What a profile says of the value itself, under the primitive's child `value`. */
  #primitiveValue(branch: Branch): Check | undefined {
    const value = branch.children.find(({ name }) => name === 'value')
    const checks = value ? valueChecks(value.element, this.#sourceOf(value.element)) : []
    if (checks.length === 0) return undefined
    return (held, judging) => {
      for (const check of checks) check(held, judging)
    }
  }

  /** What must be there is asked for; the rest is met when a property of the value leads to it. */
  #slots(children: readonly Branch[], shape: Shape): Check | undefined {
    const slots = children.map((child) => this.#slot(child, shape)).filter((slot) => slot !== undefined)
    return slotsCheck(slots, shape)
  }

  /** `item.item` is judged as `item`, however deep: compiled when first met, as it is its own child. */
  #again(reference: string, shape: Shape): Check {
    const path = reference.slice(reference.indexOf('#') + 1)
    let check: Check | undefined
    return (value, judging) => {
      if (!check) {
        const target = find(this.#root, path)
        check = (target && this.#children(target, shape)) ?? (() => undefined)
      }
      check(value, judging)
    }
  }

  #slot(branch: Branch, parent: Shape): Slot | undefined {
    const { element, name } = branch
    const { who } = this.#source
    const shape = this.#shapeOf(parent, branch)
    const stem = name.endsWith('[x]') ? name.slice(0, -3) : name
    const fields = shape.stems.get(stem) ?? [shape.fields.get(name)].filter((field) => field !== undefined)
    if (fields.length === 0) throw new ProfileRefused(`${who} ${element.id}`, `R4 ${shape.name} has no element ${name}`)
    const codes = element.type?.map(({ code }) => code)
    const checks = fields.map((field) => {
      // A type that the profile leaves out is a fault by itself; what the profile says of the others is not asked of it.
      const leftOut = fields.length > 1 && codes !== undefined && !codes.includes(field.type)
      const check = leftOut ? undefined : this.value(branch, this.#shapeIn(branch, field), field)
      return { field, check, beside: leftOut ? undefined : this.#beside(branch, field) }
    })
    const counts = countsOf(branch, fields, this.#source)
    const types = typesOf(branch, fields, this.#source)
    const slicing = compileSlicing(branch, this.#source, this.#world, (slice) => this.#slice(slice, fields))
    if (!counts && !types && !slicing && checks.every(({ check, beside }) => !check && !beside)) return undefined

    const needed = slicing !== undefined
    const parts: Part[] = checks.map(({ field, check, beside }) => {
      const { key, besideKey, stem: name } = field
      return { key, besideKey: field.shape.primitive ? besideKey : undefined, stem: name, field, check, beside, types }
    })
    const { shapes } = this.#world
    const many = parts.length > 4 ? partsByKey(parts) : undefined

    const keys = parts.flatMap(({ key, besideKey }) => (besideKey ? [key, besideKey] : [key]))
    const asks = element.min > fields[0]!.element.min || branch.slices.some((slice) => slice.element.min > 0)
    const run = (value: Record<string, unknown>, judging: Judging, held: unknown) => {
      const items: Found[] | undefined = needed ? [] : undefined
      let count = 0
      if (many) {
        for (const key in value) {
          const part = many.get(key)
          // A value and its companion are one item: it is taken with its value.
          if (part && (key === part.key || value[part.key] === undefined))
            count += runPart(part, value[part.key], value, judging, items, shapes)
        }
      } else if (held !== undefined) count = runPart(parts[0]!, held, value, judging, items, shapes)
      else for (let at = 0; at < parts.length; at++) count += runPart(parts[at]!, value[parts[at]!.key], value, judging, items, shapes)
      const miscounted = counts?.(count)
      if (miscounted) judging.report(miscounted, fields[0]!.stem)
      slicing?.(items!, judging, fields[0]!.stem, fields[0]!.list)
    }
    const plain = slicing || counts?.(1) ? [] : parts.filter(({ field, beside }) => !beside && (!types || isLeft(field, codes)))
    return {
      ...{ needed: asks, keys, beside: parts.length === 1 ? parts[0]!.besideKey : undefined, run },
      alone: new Map(plain.map(({ key, stem, check }) => [key, { stem, check }])),
    }
  }

  /** A slice's own checks; for a slice of a choice the field is the one of the slice's type. */
  #slice(slice: Branch, fields: readonly Field[]): Check | undefined {
    const codes = slice.element.type?.map(({ code }) => code)
    const field = fields.find(({ type }) => codes?.includes(type)) ?? fields[0]!
    return this.value(slice, this.#shapeIn(slice, field), field)
  }

  /** A profile may say that a resource in an entry is a Patient; its children are then those of a Patient. */
  #shapeIn({ element }: Branch, field: Field): Shape {
    const only = element.type?.length === 1 ? element.type[0]!.code : undefined
    if (field.type === 'Resource' && only) return this.#world.shapes.find(only) ?? field.shape
    return field.shape
  }

  #shapeOf(parent: Shape, branch: Branch): Shape {
    if (parent.name !== 'Resource') return parent
    return this.#world.shapes.find(branch.element.base?.path.split('.')[0] ?? '') ?? parent
  }
}

/** A type that the profile leaves of a choice. Which resource it is, only the record tells. */
const isLeft = ({ type }: Field, codes: readonly string[] | undefined): boolean => type !== 'Resource' && codes?.includes(type) === true

function find(branch: Branch, path: string): Branch | undefined {
  if (branch.element.path === path) return branch
  for (const child of branch.children) {
    if (path !== child.element.path && !path.startsWith(`${child.element.path}.`)) continue
    const found = find(child, path)
    if (found) return found
  }
  return undefined
}
