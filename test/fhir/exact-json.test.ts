import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exactText, parseExact, withoutDigits } from '#fhir/exact-json.ts'

describe('decimals keep their digits (http://hl7.org/fhir/R4/datatypes.html#decimal)', () => {
  test.each(['1.10', '70.0', '0.00', '-0', '-1.50', '1e3', '1.0E-10', '12345678901234567890', '0.1234567890123456789', '5', '1.5'])(
    '%s is written as it was read',
    (number) => {
      const text = `{"a":[{"value":${number},"unit":"kg"}],"b":${number}}`
      expect(exactText(parseExact(text) as object)).toBe(text)
    },
  )

  test('copies remember, however they were spread', () => {
    const { id: _id, ...rest } = parseExact('{"id":"x","valueQuantity":{"value":70.0}}') as { id: string; valueQuantity: object }
    expect(exactText({ ...rest, valueQuantity: { ...rest.valueQuantity, unit: 'kg' } })).toBe(
      '{"valueQuantity":{"value":70.0,"unit":"kg"}}',
    )
  })

  test('a number that was changed since is written as it is now', () => {
    const read = parseExact('{"value":70.0}') as { value: number }
    expect(exactText({ ...read, value: 71 })).toBe('{"value":71}')
  })

  test('a text that only looks like a number is left alone', () => {
    const text = '{"div":"<p>version 1.0, or 2.0</p>","when":"2024-01-01T00:00:00.000Z"}'
    expect(exactText(parseExact(text) as object)).toBe(text)
  })

  test('what it remembers is invisible to those who do not ask', () => {
    const read = parseExact('{"value":70.0}') as object
    expect(Object.keys(read)).toEqual(['value'])
    expect(Object.getOwnPropertySymbols(withoutDigits(read))).toEqual([])
  })

  test('reads any JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseExact(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })
})
