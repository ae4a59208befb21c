import { decimalOf, fractionOf, isLess, minus, plus } from './fraction.ts'

/**
 * How far "approximately" reaches: a tenth of the number to either side, at least as far as its digits leave open
 * (http://hl7.org/fhir/R4/search.html#prefix). To the last digit, as the ends count.
 */
export function approximately({ value, low, high }: { value: string; low: string; high: string }): { low: string; high: string } {
  const middle = fractionOf(value)
  const tenth = { n: middle.n < 0n ? -middle.n : middle.n, d: middle.d * 10n }
  const [from, to] = [minus(middle, tenth), plus(middle, tenth)]
  return {
    low: isLess(from, fractionOf(low)) ? decimalOf(from) : low,
    high: isLess(fractionOf(high), to) ? decimalOf(to) : high,
  }
}
