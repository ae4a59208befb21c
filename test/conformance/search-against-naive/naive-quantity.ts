/** What each unit is in the smallest of its kind, as whole numbers: times, and what is added. */
const worth: Record<string, { of: string; times: bigint; plus?: bigint }> = {
  // Tens of micrograms.
  kg: { of: 'mass', times: 100_000_000n },
  g: { of: 'mass', times: 100_000n },
  '[lb_av]': { of: 'mass', times: 45_359_237n },
  // Tenths of a millimetre.
  cm: { of: 'length', times: 100n },
  '[in_i]': { of: 'length', times: 254n },
  // Ninths of a degree above the freezing of water.
  Cel: { of: 'warmth', times: 9n },
  '[degF]': { of: 'warmth', times: 5n, plus: -160n },
}

interface Quantity {
  value: number
  comparator?: string
  system?: string
  code?: string
  unit?: string
}

/** Numbers are counted in parts of ten to the minus twenty: all of the test's come out whole. */
const places = 20
const one = 10n ** BigInt(places)
const endless = 10n ** 80n

/**
 * Does a quantity meet a search value: prefix, number and unit, http://hl7.org/fhir/R4/search.html#quantity? Both are counted in
 * the smallest unit of their kind, in whole numbers, where the server converts what is asked for and compares decimal text.
 */
export function quantityIs({ value, comparator = '', system, code, unit }: Quantity, asked: string): boolean {
  const [, prefix, text = '', rest] = /^([a-z]*)([^|]+)(.*)$/.exec(asked) ?? []
  const [, space = '', name = ''] = rest?.match(/^\|(.*?)(?:\|(.*))?$/) ?? []
  const wanted = name.replace(/\\(.)/g, '$1')
  const inUcum = space === 'http://unitsofmeasure.org' && system === space
  const [mine, theirs] = inUcum ? [worth[code ?? ''], worth[wanted]] : []
  const alike = mine !== undefined && mine.of === theirs?.of
  if (space !== '' && system !== space) return false
  if (wanted !== '' && !alike && code !== wanted && !(space === '' && unit === wanted)) return false
  const count = (number: bigint, scale = mine) => (alike && scale ? number * scale.times + (scale.plus ?? 0n) * one : number)
  const exact = parts(String(value))
  const [low, high] = [comparator.startsWith('<') ? -endless : count(exact), comparator.startsWith('>') ? endless : count(exact)]
  const number = parts(text)
  const half = halfOfLast(text)
  const [from, middle, to] = [number - half, number, number + half].map((each) => count(each, theirs)) as [bigint, bigint, bigint]
  switch (prefix) {
    case 'gt':
      return high > middle
    case 'lt':
      return low < middle
    case 'ge':
      return high >= middle
    case 'le':
      return low <= middle
    case 'sa':
      return low > middle
    case 'eb':
      return high < middle
    case 'ap': {
      const slack = (number < 0n ? -number : number) / 10n
      const wide = slack > half ? slack : half
      return low <= count(number + wide, theirs) && high >= count(number - wide, theirs)
    }
    default:
      return (from <= low && high <= to && low < to) !== (prefix === 'ne')
  }
}

function parts(text: string): bigint {
  const [, sign, whole = '', part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? []
  const count = BigInt(whole + part) * 10n ** BigInt(places - part.length + Number(exponent))
  return sign === '-' ? -count : count
}

/** Half of what the last digit counts; a whole number with an exponent is exact to one digit more. */
function halfOfLast(text: string): bigint {
  const [, , part, exponent] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) ?? []
  const last = places - (part?.length ?? 0) + Number(exponent ?? 0) - (part === undefined && exponent !== undefined ? 1 : 0)
  return 10n ** BigInt(last) / 2n
}
