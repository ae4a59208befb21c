import { describe, expect, test } from '@jest/globals'
import { decimalText } from '#storage/indexing/decimal.ts'

describe('numbers as plain decimal text', () => {
  test.each([
    [0, '0'],
    [5, '5'],
    [-1.25, '-1.25'],
    [1e-7, '0.0000001'],
    [-2.5e-10, '-0.00000000025'],
    [1e21, '1000000000000000000000'],
    [1.5e21, '1500000000000000000000'],
    [1.25e25, '12500000000000000000000000'],
  ])('%d', (value, text) => {
    expect(decimalText(value)).toBe(text)
  })
})
