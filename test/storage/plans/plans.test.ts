import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadMembers } from '../../bench/load.ts'
import { adminUrl, openTestStore, type TestStore } from '../databases.ts'
import { judge } from './bounds.ts'
import { hotSearches, type Measured, measureHotSearches } from './hot-searches.ts'

// The embedded database has no statistics worth looking at. The same at 2,000 and 20,000 members: npm run bench:plans.
const onPostgres = adminUrl === undefined ? describe.skip : describe

onPostgres('the hot searches, at 500 members and at 2,000', () => {
  let data: TestStore
  let smaller: Measured[]
  let larger: Measured[]

  beforeAll(async () => {
    data = await openTestStore()
    const [own] = await data.database.query<{ name: string }>({ text: 'SELECT current_database() AS name' })
    const url = Object.assign(new URL(adminUrl!), { pathname: `/${own!.name}` }).toString()
    const sized = async (from: number, to: number) => {
      await loadMembers(data.store, to, from)
      await data.database.script('VACUUM ANALYZE')
      return measureHotSearches(url, to, from > 0)
    }
    smaller = await sized(0, 500)
    larger = await sized(500, 2_000)
  }, 180_000)
  afterAll(() => data.close())

  test.each(hotSearches.map(({ name }) => name))('%s: by its index, as dear at either size and on page 50 as on the first', (name) => {
    const of = (list: readonly Measured[]) => list.filter((one) => one.name === name)
    expect(of(larger)).toHaveLength(1)
    expect(judge(of(smaller), of(larger))).toEqual([])
  })

  test('pages were turned where there are so many', () => {
    expect(larger.filter(({ lastPage }) => lastPage !== undefined)).toHaveLength(2)
  })
})

describe('the judgement', () => {
  const cost = { name: 'x', by: 'an_index', blocks: 40, indexes: ['an_index'], wholly: [] }

  test.each([
    ['a little more', {}, { blocks: 80 }, 0],
    ['four times as much', {}, { blocks: 160 }, 1],
    ['a page far on that costs more than the first', {}, { lastPage: { ...cost, blocks: 400 } }, 1],
    ['another index', {}, { indexes: ['another_index'] }, 1],
    ['a table read from end to end', {}, { wholly: ['resource'] }, 1],
  ])('of %s', (_what, before, after, problems) => {
    expect(judge([{ ...cost, ...before }], [{ ...cost, ...after }])).toHaveLength(problems)
  })
})
