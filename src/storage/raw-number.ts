/** Decimal text that goes into JSON digit by digit, so that none is lost; JSON.stringify writes it as it is. */
export type RawNumber = { readonly rawJSON: string }

/** JSON has no infinity; an open side of a range becomes a number beyond any other. */
const beyond = '1e100'

export function rawNumber(decimal: string): RawNumber {
  if (decimal.endsWith('Infinity')) return rawNumber(decimal.startsWith('-') ? `-${beyond}` : beyond)
  return (JSON as unknown as { rawJSON(text: string): RawNumber }).rawJSON(decimal)
}
