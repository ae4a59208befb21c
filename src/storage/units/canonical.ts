import { decimalOf, type Fraction, fractionOf, minus, over, plus, times } from '../fraction.ts'
import { ucum, unitsLike, type Worth } from './table.ts'

/** A number of one unit as that number of another of the same kind. */
export function converting(value: Fraction, from: Worth, to: Worth): Fraction {
  const first = over(plus(times(value, fractionOf(from.times)), fractionOf(from.plus ?? '0')), fractionOf(from.over ?? '1'))
  return over(minus(times(first, fractionOf(to.over ?? '1')), fractionOf(to.plus ?? '0')), fractionOf(to.times))
}

const itself: Worth = { times: '1' }

/**
 * The value in the first unit of its kind: by this quantities are sorted, so that 5400 g stands between 5 kg and 6 kg
 * (http://hl7.org/fhir/R4/search.html#sort). Undefined where the value as written is that already, and for a unit that is not of UCUM or
 * not in the table; such sort by the number as written.
 *
 * @param value decimal text
 */
export function canonicalValue(value: string, system: string | undefined, code: string | undefined): string | undefined {
  const worth = system === ucum && code !== undefined ? unitsLike(code)?.[code] : undefined
  // A number beyond all that a double holds is read as infinite.
  if (worth === undefined || value.endsWith('Infinity') || (worth.times === '1' && worth.plus === undefined && worth.over === undefined))
    return undefined
  return decimalOf(converting(fractionOf(value), worth, itself))
}
