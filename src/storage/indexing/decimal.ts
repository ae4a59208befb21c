/** A side of a range that is open. PostgreSQL's numeric knows these words, from version 14 on. */
export const numberLow = '-Infinity'
export const numberHigh = 'Infinity'

/** A number as plain decimal text, without an exponent: 1e-7 is "0.0000001". */
export function decimalText(value: number): string {
  const text = String(value)
  const [mantissa = '', exponent] = text.split('e')
  if (exponent === undefined) return text
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const shift = Number(exponent)
  const digits = whole + fraction
  const point = whole.length + shift
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  return mantissa.startsWith('-') ? `-${plain}` : plain
}
