import { fault } from './form-fault.ts'
import type { Judging } from './judging.ts'
import type { Shape } from './shape.ts'

/** Counts the properties of one value, at its place. */
export type Count = (value: Record<string, unknown>, judging: Judging) => void

type Elements = Shape['elements'][number]

/** A bit for each element that must be there; an element beyond the thirtieth, or needed twice, is looked for. */
export function requiredBits(shape: Shape): Map<string, number> {
  const needed = shape.elements.filter(({ element }) => element.min === 1).slice(0, 30)
  return new Map(needed.map(({ stem }, index) => [stem, 1 << index]))
}

/** The checks of the elements that have a bit, for when a bit was not seen. */
export function missingOf(shape: Shape, required: ReadonlyMap<string, number>): Count[] {
  return shape.elements
    .filter(({ stem }) => required.has(stem))
    .map((element) => atLeast(element, shape))
    .filter((check) => check !== undefined)
}

/** How often each element may stand, and that a choice is one thing; what has a bit is left to whoever sees the bits. */
export function countsOf(shape: Shape, required: ReadonlyMap<string, number>): Count[] {
  return shape.elements.flatMap((element) =>
    [required.has(element.stem) ? undefined : atLeast(element, shape), atMost(element, shape), oneOf(element, shape)].filter(
      (check) => check !== undefined,
    ),
  )
}

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
