/** A number held exactly: `n` ÷ `d`, `d` above nought. */
export interface Fraction {
  n: bigint
  d: bigint
}

/** Decimal text, with an exponent or without, as the number that it spells. */
export function fractionOf(text: string): Fraction {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const [whole = '', part = ''] = mantissa.split('.')
  const scale = part.length - Number(exponent)
  const digits = BigInt(whole + part)
  return scale > 0 ? { n: digits, d: 10n ** BigInt(scale) } : { n: digits * 10n ** BigInt(-scale), d: 1n }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d })
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d }
}

/** @param b above nought */
export function over(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d, d: a.d * b.n }
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.n * b.d < b.n * a.d
}

/** Digits after the point of what has no end: no value in a record has so many, so none lies between it and what is left off. */
const endless = 80

/** Plain decimal text; all digits of what has an end. */
export function decimalOf({ n, d }: Fraction): string {
  const negative = n < 0n
  const [top, divisor] = reduced(negative ? -n : n, d)
  const scale = digitsOf(divisor) ?? endless
  const digits = String((top * 10n ** BigInt(scale)) / divisor).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return negative ? `-${text}` : text
}

function reduced(n: bigint, d: bigint): [bigint, bigint] {
  let [a, b] = [n, d]
  while (b !== 0n) [a, b] = [b, a % b]
  return [n / a, d / a]
}

/** How many digits after the point a fraction with this divisor has, in lowest terms; undefined: no end of them. */
function digitsOf(divisor: bigint): number | undefined {
  let [rest, twos, fives] = [divisor, 0, 0]
  for (; rest % 2n === 0n; rest /= 2n) twos++
  for (; rest % 5n === 0n; rest /= 5n) fives++
  return rest === 1n ? Math.max(twos, fives) : undefined
}
