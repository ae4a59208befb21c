import { approximately } from '#storage/approximate.ts'
import { decimalOf, fractionOf } from '#storage/fraction.ts'
import type { Clause, NumberRange } from '#storage/store.ts'
import { converting } from '#storage/units/canonical.ts'
import { ucum, unitsLike, type Worth } from '#storage/units/table.ts'

type Range = Extract<Clause, { kind: 'quantity' }>['ranges'][number]

/**
 * A quantity as it would be written in each unit that measures the same, so that 5.4 kg finds 5400 g: R4 lets a server compare by
 * a canonical unit (http://hl7.org/fhir/R4/search.html#quantity). What is asked for is converted and not what is stored, with the
 * range that its digits imply: 5.4 kg is [5350 g, 5450 g). Only of UCUM with a code; anything else is compared as it is written.
 */
export function inComparableUnits(range: Range): Range[] {
  const { system, code } = range
  const units = system === ucum && code !== undefined ? unitsLike(code) : undefined
  if (units === undefined) return [range]
  const from = units[code!]!
  const others = Object.entries(units).filter(([unit]) => unit !== code)
  // A tenth in the unit that was asked for: of a Fahrenheit reading it is another width. What is left to ask is whether they overlap.
  const spread = range.prefix === 'ap' ? { ...range, ...approximately(range), prefix: 'po' as const } : range
  return [range, ...others.map(([unit, to]) => ({ ...inUnit(spread, from, to), system: ucum, code: unit }))]
}

function inUnit({ prefix, value, low, high }: NumberRange, from: Worth, to: Worth): NumberRange {
  const converted = (text: string) => decimalOf(converting(fractionOf(text), from, to))
  return { prefix, value: converted(value), low: converted(low), high: converted(high) }
}
