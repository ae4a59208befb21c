import type { ResourceJson } from '#storage/store.ts'

type Value = string | number
type Values = (resource: Sorted) => (Value | undefined)[]

/** The elements that are sorted by. */
interface Sorted {
  id: string
  birthDate?: string
  active?: boolean
  prediction?: { probabilityDecimal: number }[]
  valueQuantity?: { value: number; system?: string; code?: string }
  valueString?: string
  status?: string
}

/** What a resource is sorted by, of the parameters that this knows. */
const values: Record<string, Values> = {
  _id: ({ id }) => [id],
  birthdate: ({ birthDate }) => [begin(birthDate)],
  active: ({ active }) => [active === undefined ? undefined : String(active)],
  probability: ({ prediction = [] }) => prediction.map((one) => one.probabilityDecimal),
  'value-quantity': ({ valueQuantity }) => [valueQuantity && canonical(valueQuantity)],
  'value-string': ({ valueString }) => [
    valueString
      ?.normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase(),
  ],
  status: ({ status }) => [status?.toLowerCase()],
}

/** Of UCUM, in the kilogram, the metre and the degree Celsius, rounded as far as two that are equal come out equal. */
function canonical({ value, system, code = '' }: { value: number; system?: string; code?: string }): number {
  const convert = system === 'http://unitsofmeasure.org' ? units[code] : undefined
  return convert ? Number(convert(value).toPrecision(12)) : value
}

const units: Record<string, (value: number) => number> = {
  g: (value) => value / 1000,
  '[lb_av]': (value) => value * 0.45359237,
  cm: (value) => value / 100,
  '[in_i]': (value) => value * 0.0254,
  '[degF]': (value) => ((value - 32) * 5) / 9,
}

/** The first day of a date that may be a month or a year. */
function begin(date: string | undefined): string | undefined {
  return date && `${date}-01-01`.slice(0, 10)
}

/**
 * The order of http://hl7.org/fhir/R4/search.html#sort: by the least value upwards, by the greatest downwards; who has none
 * comes last either way, and equals go by their ids. Undefined for parameters that it does not know.
 *
 * @param keys as `_sort` has them, a minus for downwards
 */
export function naiveOrder(resources: readonly ResourceJson[], keys: readonly string[]): ResourceJson[] | undefined {
  const columns = [...keys, '_id'].map((key) => ({ of: values[key.replace('-', '')], down: key.startsWith('-') }))
  if (columns.some(({ of }) => of === undefined)) return undefined
  return resources.toSorted((one, other) => {
    for (const { of, down } of columns) {
      const [left, right] = [best(of!(one as Sorted), down), best(of!(other as Sorted), down)]
      if (left === right) continue
      if (left === undefined || right === undefined) return left === undefined ? 1 : -1
      return left < right !== down ? -1 : 1
    }
    return 0
  })
}

function best(list: (Value | undefined)[], down: boolean): Value | undefined {
  const there = list.filter((value) => value !== undefined).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return there.at(down ? -1 : 0)
}
