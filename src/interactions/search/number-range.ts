/** A decimal number held exactly: `digits` × 10^-`scale`. */
interface Decimal {
  digits: bigint
  scale: number
}

export interface Precise {
  value: string
  low: string
  high: string
}

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/
const digitsAtMost = 60

/**
 * A number as written, with the range that its digits imply: half a unit of its last digit to either side, so 100 is
 * [99.5, 100.5) and 100.00 is [99.995, 100.005). A whole number with an exponent is taken to be exact to one digit
 * more than it shows, as R4's example has it: 1e2 is [95, 105).
 * Spec: http://hl7.org/fhir/R4/search.html#number
 *
 * @returns undefined for what is no decimal number
 */
export function readNumber(text: string): Precise | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction, exponent] = match
  const scale = (fraction?.length ?? 0) - Number(exponent ?? 0)
  if (whole.length + (fraction?.length ?? 0) + Math.abs(Number(exponent ?? 0)) > digitsAtMost) return undefined
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction ?? ''}`)
  const halfScale = fraction === undefined && exponent !== undefined ? scale + 2 : scale + 1
  return around({ digits, scale }, { digits: 5n, scale: halfScale })
}

function around(value: Decimal, half: Decimal): Precise {
  const scale = Math.max(value.scale, half.scale)
  const middle = scaled(value, scale)
  const side = scaled(half, scale)
  return {
    value: spell(value),
    low: spell({ digits: middle - side, scale }),
    high: spell({ digits: middle + side, scale }),
  }
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale)
}

/** Plain decimal text without an exponent. */
function spell({ digits, scale }: Decimal): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale))
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${digits < 0n ? '-' : ''}${size.slice(0, -scale)}.${size.slice(-scale)}`
}
