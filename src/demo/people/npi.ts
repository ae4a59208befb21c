/** A valid National Provider Identifier from nine digits: the tenth makes the Luhn sum over the prefix 80840 come out. */
export function npiOf(number: number): string {
  const nine = String(100_000_000 + number)
  const digits = `80840${nine}`.split('').map(Number)
  const sum = digits
    .reverse()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0)
  return nine + ((10 - (sum % 10)) % 10)
}
