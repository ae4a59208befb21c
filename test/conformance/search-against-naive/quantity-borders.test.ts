import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { quantityIs } from './naive-quantity.ts'
import { base } from './resources.ts'

/*
 * Every prefix with every number and unit against every number and unit that may be stored, where they meet: the same weight, length
 * and temperature in two units, half of a last digit away from it, a tenth away, and units that only look alike.
 */

const system = 'http://unitsofmeasure.org'
const measures: Record<string, [units: string[], numbers: string[]]> = {
  mass: [
    ['kg', 'g', '[lb_av]'],
    ['5', '5.4', '5.35', '5.45', '5350', '5400', '5450', '2.26796185', '2267.96185', '0'],
  ],
  length: [
    ['cm', '[in_i]'],
    ['12.7', '5', '4.5', '5.5', '11.43', '13.97'],
  ],
  warmth: [
    ['Cel', '[degF]'],
    ['37', '98.6', '36.5', '37.5', '97.7', '33.3', '40.7', '91.94', '107', '89', '-40', '0', '32'],
  ],
  odd: [
    ['[odd]', 'KG'],
    ['5', '37'],
  ],
}
const all = Object.values(measures).flatMap(([units, numbers]) => units.flatMap((unit) => numbers.map((number) => [number, unit] as const)))
const stored = all.flatMap(([number, code]) => {
  const plain = { value: Number(number), unit: code, system, code }
  return number.length > 2 ? [plain] : [plain, { ...plain, comparator: '<' }, { ...plain, comparator: '>=' }]
})
const strangers = [
  { value: 5, unit: 'kg' },
  { value: 5, unit: 'kg', system: 'http://elsewhere.example.org', code: 'kg' },
]
const quantities = [...stored, ...strangers]

let opened: TestStore
const access = ownAccess('test')

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(
    access,
    quantities.map((valueQuantity, n) => ({ act: 'create', resource: { resourceType: 'Observation', id: String(n), valueQuantity } })),
  )
}, 60_000)
afterAll(() => opened.close())

test.each(['', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])(
  'quantities by %j, in whatever unit',
  async (prefix) => {
    const shown = (list: typeof quantities) => list.map((one) => JSON.stringify(one)).sort()
    for (const unit of [...all.map(([number, code]) => `${number}|${system}|${code}`), '5||kg', '5', `5|${system}`]) {
      const asked = prefix + unit
      const { query } = parseSearch('Observation', new URLSearchParams([['value-quantity', asked]]), {
        ...{ handling: 'strict', base, defaultCount: 1000, maxCount: 1000 },
      })
      const { matches } = await opened.store.search(access, query)
      const found = matches.map(({ id }) => quantities[Number(id)]!)
      expect([asked, shown(found)]).toEqual([asked, shown(quantities.filter((one) => quantityIs(one, asked)))])
    }
  },
  60_000,
)
