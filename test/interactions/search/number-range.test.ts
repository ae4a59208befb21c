import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readNumber } from '#interactions/search/number-range.ts'

describe('the range that a number as written stands for (http://hl7.org/fhir/R4/search.html#number)', () => {
  test.each([
    ['100', '99.5', '100.5'],
    ['100.00', '99.995', '100.005'],
    ['1e2', '95', '105'],
    ['0', '-0.5', '0.5'],
    ['-3', '-3.5', '-2.5'],
    ['+3', '2.5', '3.5'],
    ['0.5', '0.45', '0.55'],
    ['5.4e-3', '0.00535', '0.00545'],
    ['1.0E+3', '950', '1050'],
    ['00012', '11.5', '12.5'],
    ['-0.05', '-0.055', '-0.045'],
  ])('%s', (text, low, high) => {
    const range = readNumber(text)!
    expect([Number(range.low), Number(range.high)]).toEqual([Number(low), Number(high)])
    expect([range.low, range.high].every((side) => /^-?\d+(\.\d+)?$/.test(side))).toBe(true)
  })

  test.each(['', 'five', '1.', '.5', '1,5', '1e', '0x10', 'NaN', 'Infinity', '1 ', '--1', '1e999', `1${'0'.repeat(70)}`])(
    '%j is no number',
    (text) => {
      expect(readNumber(text)).toBeUndefined()
    },
  )

  test('no digit of a long decimal is lost', () => {
    expect(readNumber('12345678901234567890.123')).toEqual({
      value: '12345678901234567890.123',
      low: '12345678901234567890.1225',
      high: '12345678901234567890.1235',
    })
  })

  test('a value lies in the middle of its range', () => {
    const decimals = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(decimals, ([digits, places]) => {
        const range = readNumber((digits / 10 ** places).toFixed(places))!
        const [low, value, high] = [range.low, range.value, range.high].map(Number) as [number, number, number]
        expect(value - low).toBeCloseTo(high - value, 8)
        expect(high - low).toBeCloseTo(10 ** -places, 8)
      }),
    )
  })
})
