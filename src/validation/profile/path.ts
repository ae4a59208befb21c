import { isObject } from '../base.ts'
import type { Judging } from '../judging.ts'
import type { References } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'
import type { Field, Shape, Shapes } from '../shape.ts'

/** One step of a discriminator's path. */
export type Step =
  | { kind: 'child'; name: string }
  | { kind: 'extension'; url: string }
  | { kind: 'ofType'; type: string }
  | { kind: 'resolve' }

/** A value found at the end of a path, with its type. */
export interface Found {
  value: unknown
  type: string
  shape: Shape | undefined
}

const step = /\$this|extension\(\s*'([^']+)'\s*\)|ofType\(\s*(\w+)\s*\)|(resolve\(\s*\))|([A-Za-z_]\w*(?:\[x\])?)/y

/** Reads the restricted FHIRPath of discriminators: http://hl7.org/fhir/R4/profiling.html#discriminator */
export function stepsOf(path: string, where: string): Step[] {
  const steps: Step[] = []
  step.lastIndex = 0
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (!found) throw new ProfileRefused(where, `discriminator path "${path}" is not known here`)
    const [, url, type, resolve, name] = found
    if (url !== undefined) steps.push({ kind: 'extension', url })
    else if (type !== undefined) steps.push({ kind: 'ofType', type })
    else if (resolve !== undefined) steps.push({ kind: 'resolve' })
    else if (name !== undefined) steps.push({ kind: 'child', name: name.replace('[x]', '') })
    if (step.lastIndex < path.length) {
      if (path[step.lastIndex] !== '.') throw new ProfileRefused(where, `discriminator path "${path}" is not known here`)
      step.lastIndex++
    }
  }
  return steps
}

/** Finds what a discriminator looks at, from one item on. */
export function createFinder(shapes: Shapes, references: References) {
  return function find(from: Found, steps: readonly Step[], judging: Judging): Found[] {
    let found = [from]
    for (const one of steps) {
      const next: Found[] = []
      for (const item of found) take(item, one, judging, next)
      found = next
    }
    return found
  }

  function take({ value, type, shape }: Found, one: Step, judging: Judging, into: Found[]): void {
    if (one.kind === 'ofType') {
      if (type === one.type || shape?.kinds.has(one.type)) into.push({ value, type, shape })
      return
    }
    if (!isObject(value)) return
    if (one.kind === 'resolve') {
      const target = typeof value.reference === 'string' ? references.resolve(value.reference, judging) : undefined
      const said = references.typeOf(value, judging)
      // Without the resource its type may still be told: a discriminator by type needs no more.
      if (said) into.push({ value: target, type: said, shape: shapes.find(said) })
      return
    }
    if (one.kind === 'extension') {
      const { extension } = value
      for (const item of Array.isArray(extension) ? extension : []) {
        if (isObject(item) && item.url === one.url) into.push({ value: item, type: 'Extension', shape: shapes.get('Extension') })
      }
      return
    }
    for (const field of shape?.stems.get(one.name) ?? []) addItems(value[field.key], field, into)
  }

  function addItems(held: unknown, field: Field, into: Found[]): void {
    for (const value of Array.isArray(held) ? held : held === undefined ? [] : [held]) into.push(asFound(value, field, shapes))
  }
}

/** A field's value with its type; a resource has its own. */
export function asFound(value: unknown, field: Field, shapes: Shapes): Found {
  if (field.type !== 'Resource') return { value, type: field.type, shape: field.shape }
  const named = isObject(value) && typeof value.resourceType === 'string' ? value.resourceType : 'Resource'
  return { value, type: named, shape: shapes.find(named) }
}
