import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { base } from './resources.ts'

/*
 * Every prefix with every date against every date, where days meet: a month's and a leap day's end, the two days on which New York
 * changes its clocks (TIME-01), and the last millisecond of each. The instants are written down by hand.
 */

/** A date as it is written, its first instant, and the first after it. */
const dates: [written: string, low: string, high: string][] = [
  ['2024', '2024-01-01T05:00:00.000Z', '2025-01-01T05:00:00.000Z'],
  ['2024-01', '2024-01-01T05:00:00.000Z', '2024-02-01T05:00:00.000Z'],
  ['2024-01-31', '2024-01-31T05:00:00.000Z', '2024-02-01T05:00:00.000Z'],
  ['2024-02', '2024-02-01T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
  ['2024-02-28', '2024-02-28T05:00:00.000Z', '2024-02-29T05:00:00.000Z'],
  ['2024-02-29', '2024-02-29T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
  ['2024-02-29T23:59:59.999-05:00', '2024-03-01T04:59:59.999Z', '2024-03-01T05:00:00.000Z'],
  ['2024-03-01', '2024-03-01T05:00:00.000Z', '2024-03-02T05:00:00.000Z'],
  // 23 hours long.
  ['2024-03-10', '2024-03-10T05:00:00.000Z', '2024-03-11T04:00:00.000Z'],
  ['2024-03-11T03:59:59.999Z', '2024-03-11T03:59:59.999Z', '2024-03-11T04:00:00.000Z'],
  ['2024-03-11', '2024-03-11T04:00:00.000Z', '2024-03-12T04:00:00.000Z'],
  // 25 hours long; half past one is there twice.
  ['2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'],
  ['2024-11-03T01:30:00.000-04:00', '2024-11-03T05:30:00.000Z', '2024-11-03T05:30:00.001Z'],
  ['2024-11-03T01:30:00.000-05:00', '2024-11-03T06:30:00.000Z', '2024-11-03T06:30:00.001Z'],
  ['2024-11-04T04:59:59.999Z', '2024-11-04T04:59:59.999Z', '2024-11-04T05:00:00.000Z'],
  ['2024-11-04', '2024-11-04T05:00:00.000Z', '2024-11-05T05:00:00.000Z'],
]

type Range = [low: string, high: string]

/** http://hl7.org/fhir/R4/search.html#prefix; the resource's range is the first. */
const prefixes: Record<string, (has: Range, asked: Range) => boolean> = {
  eq: ([low, high], [from, to]) => from <= low && high <= to,
  ne: ([low, high], [from, to]) => from > low || high > to,
  gt: ([, high], [, to]) => high > to,
  lt: ([low], [from]) => low < from,
  ge: ([low, high], [from, to]) => high > to || (from <= low && high <= to),
  le: ([low, high], [from, to]) => low < from || (from <= low && high <= to),
  sa: ([low], [, to]) => low >= to,
  eb: ([, high], [from]) => high <= from,
}

let opened: TestStore
const access = ownAccess('test')

beforeAll(async () => {
  opened = await openTestStore()
  await opened.store.write(
    access,
    dates.map(([performedDateTime], n) => ({ act: 'create', resource: { resourceType: 'Procedure', id: String(n), performedDateTime } })),
  )
}, 60_000)
afterAll(() => opened.close())

test.each(Object.keys(prefixes))('%s', async (prefix) => {
  for (const [asked, ...range] of dates) {
    const { query } = parseSearch('Procedure', new URLSearchParams([['date', prefix + asked]]), {
      handling: 'strict',
      base,
      defaultCount: 100,
      maxCount: 100,
    })
    const { matches } = await opened.store.search(access, query)
    const found = matches.map(({ id }) => dates[Number(id)]![0]).sort()
    const wanted = dates.filter(([, ...has]) => prefixes[prefix]!(has, range)).map(([written]) => written)
    expect([prefix + asked, found]).toEqual([prefix + asked, wanted.sort()])
  }
})
