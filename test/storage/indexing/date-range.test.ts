import { describe, expect, test } from '@jest/globals'
import { dateRange } from '#storage/indexing/date-range.ts'
import { openHigh, openLow } from '#storage/indexing/entry.ts'

describe('what a date covers (http://hl7.org/fhir/R4/search.html#date, days in America/New_York)', () => {
  test.each([
    // In winter Boston is five hours behind UTC, in summer four.
    ['2024-01-31', '2024-01-31T05:00:00.000Z', '2024-02-01T05:00:00.000Z'],
    ['2024-07-04', '2024-07-04T04:00:00.000Z', '2024-07-05T04:00:00.000Z'],
    // The day the clocks go forward has 23 hours, the day they go back 25.
    ['2024-03-10', '2024-03-10T05:00:00.000Z', '2024-03-11T04:00:00.000Z'],
    ['2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'],
    ['2024-02-29', '2024-02-29T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
    ['2024-02', '2024-02-01T05:00:00.000Z', '2024-03-01T05:00:00.000Z'],
    ['2023-12', '2023-12-01T05:00:00.000Z', '2024-01-01T05:00:00.000Z'],
    ['2024', '2024-01-01T05:00:00.000Z', '2025-01-01T05:00:00.000Z'],
    ['2024-01-31T22:30:00-05:00', '2024-02-01T03:30:00.000Z', '2024-02-01T03:30:01.000Z'],
    ['2024-01-31T22:30:00.5Z', '2024-01-31T22:30:00.500Z', '2024-01-31T22:30:00.501Z'],
    ['2024-01-31T22:30:00.1239Z', '2024-01-31T22:30:00.123Z', '2024-01-31T22:30:00.124Z'],
    ['2024-01-31T22:30Z', '2024-01-31T22:30:00.000Z', '2024-01-31T22:31:00.000Z'],
    ['2024-01-31T23:59:60Z', '2024-02-01T00:00:00.000Z', '2024-02-01T00:00:01.000Z'],
    ['2024-06-30T20:00:00+05:30', '2024-06-30T14:30:00.000Z', '2024-06-30T14:30:01.000Z'],
    // A search may leave the zone out: clocks in Boston are meant.
    ['2024-07-04T09:15', '2024-07-04T13:15:00.000Z', '2024-07-04T13:16:00.000Z'],
    // 01:30 comes twice that night; the first is taken.
    ['2024-11-03T01:30', '2024-11-03T05:30:00.000Z', '2024-11-03T05:31:00.000Z'],
    ['2024-11-03T02:30', '2024-11-03T07:30:00.000Z', '2024-11-03T07:31:00.000Z'],
    // Before railway time a day in New York began at 4:56:02 UTC.
    ['1850-01-01', '1850-01-01T04:56:02.000Z', '1850-01-02T04:56:02.000Z'],
    ['9999', '9999-01-01T05:00:00.000Z', openHigh],
    ['0001', '0001-01-01T04:56:02.000Z', '0002-01-01T04:56:02.000Z'],
    ['0001-01-01T00:00:00+14:00', openLow, openLow],
  ])('%s', (text, low, high) => {
    expect(dateRange(text)).toEqual({ low, high })
  })

  test.each([
    '',
    '24',
    '2024-1',
    '2024-00',
    '2024-13',
    '2024-02-30',
    '2023-02-29',
    '2024-04-31',
    '2024-01-00',
    '0000',
    '2024-01-31T24:00:00Z',
    '2024-01-31T10:60Z',
    '2024-01-31T10',
    '2024-01-31 10:00',
    '2024-01-31T10:00:00EST',
    'today',
    ' 2024',
  ])('%j is no date', (text) => {
    expect(dateRange(text)).toBeUndefined()
  })

  test('an evening in Boston belongs to its day there, not to the day in UTC', () => {
    const evening = dateRange('2024-02-01T03:30:00Z')!
    const day = dateRange('2024-01-31')!
    expect(evening.low >= day.low && evening.high <= day.high).toBe(true)
  })

  test('each day of a leap year ends where the next begins, and a month holds its days', () => {
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2025, 0, 1); at += 86_400_000) {
      const [today, tomorrow] = [at, at + 86_400_000].map((day) => new Date(day).toISOString().slice(0, 10)) as [string, string]
      expect(dateRange(today)!.high).toBe(dateRange(tomorrow)!.low)
      const month = dateRange(today.slice(0, 7))!
      expect(dateRange(today)!.low >= month.low && dateRange(today)!.high <= month.high).toBe(true)
    }
  })
})
