import type { ResourceJson } from '#storage/store.ts'

type Value = string | number
type Values = (resource: Sorted) => (Value | undefined)[]

/** The elements that are sorted by. */
interface Sorted {
  id: string
  birthDate?: string
  active?: boolean
  prediction?: { probabilityDecimal: number }[]
  valueQuantity?: { value: number }
  valueString?: string
  status?: string
}

/** What a resource is sorted by, of the parameters that this knows. */
const values: Record<string, Values> = {
  _id: ({ id }) => [id],
  birthdate: ({ birthDate }) => [begin(birthDate)],
  active: ({ active }) => [active === undefined ? undefined : String(active)],
  probability: ({ prediction = [] }) => prediction.map((one) => one.probabilityDecimal),
  'value-quantity': ({ valueQuantity }) => [valueQuantity?.value],
  'value-string': ({ valueString }) => [
    valueString
      ?.normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase(),
  ],
  status: ({ status }) => [status?.toLowerCase()],
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
