import { expect, test } from '@jest/globals'
import { approximately } from '#storage/approximate.ts'

// http://hl7.org/fhir/R4/search.html#prefix: ap.

test.each([
  ['12.7', '12.65', '12.75', { low: '11.43', high: '13.97' }],
  ['-10', '-10.5', '-9.5', { low: '-11', high: '-9' }],
  // Its digits leave more open than a tenth.
  ['1', '0.5', '1.5', { low: '0.5', high: '1.5' }],
  ['0', '-0.5', '0.5', { low: '-0.5', high: '0.5' }],
])('around %s', (value, low, high, expected) => {
  expect(approximately({ value, low, high })).toEqual(expected)
})
