import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { splitAt, unescaped } from '#interactions/search/escape.ts'

describe('escaping in search values (http://hl7.org/fhir/R4/search.html#escaping)', () => {
  test.each([
    ['a,b', ',', ['a', 'b']],
    ['a\\,b', ',', ['a\\,b']],
    ['a\\\\,b', ',', ['a\\\\', 'b']],
    ['', ',', ['']],
    [',', ',', ['', '']],
    ['s|c', '|', ['s', 'c']],
    ['s\\|t|c', '|', ['s\\|t', 'c']],
    ['end\\', ',', ['end\\']],
  ] as const)('%j split at %s', (text, separator, pieces) => {
    expect(splitAt(text, separator)).toEqual(pieces)
  })

  test('what is over the most stays together', () => {
    expect(splitAt('a|b|c', '|', 2)).toEqual(['a', 'b|c'])
  })

  test.each([
    ['a\\,b', 'a,b'],
    ['a\\|b\\$c', 'a|b$c'],
    ['a\\\\b', 'a\\b'],
    ['a\\\\,', 'a\\,'],
    ['C:\\new', 'C:\\new'],
    ['\\', '\\'],
  ])('%j means %j', (text, meaning) => {
    expect(unescaped(text)).toBe(meaning)
  })

  test('whatever is escaped and joined comes back as it was', () => {
    const escaped = (text: string) => text.replace(/[\\,|$]/g, (sign) => `\\${sign}`)
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '|', '$', '\\') }), { minLength: 1 }), (values) => {
        expect(splitAt(values.map(escaped).join(','), ',').map(unescaped)).toEqual(values)
      }),
    )
  })
})
