import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Meter, TooCostly } from '#validation/fhirpath/meter.ts'
import { compileCodeSystem, stepsOfFilters } from '#validation/terminology/code-system.ts'

/** Those of some texts, as the codes of a code system, that the filter `regex` of a value set selects. */
function selected(value: string, codes: readonly string[]): string[] | undefined {
  const system = compileCodeSystem({
    resourceType: 'CodeSystem',
    url: 'http://test.example/s',
    content: 'complete',
    concept: codes.map((code) => ({ code })),
  })!
  const found = system.select({ property: 'code', op: 'regex', value }, new Meter(stepsOfFilters))
  return found && [...found]
}

describe('a regular expression in a filter', () => {
  test.each([
    'a',
    'ab*c',
    '(a|b)+',
    'a{2,3}',
    'a{2}',
    'a{2,}',
    '[a-c]+',
    '[^a]',
    '\\d+-\\d',
    'a.c',
    '^ab$',
    '(?:ab)?c',
    'a|b|',
    'a|bc',
    '[\\]a]',
    '\\.',
  ])('%s says of every short text what the language itself says', (source) => {
    const theirs = new RegExp(`^(?:${source})$`, 'u')
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', ']', ''), maxLength: 6 })
    fc.assert(fc.property(text, (one) => expect(selected(source, [one])).toEqual(theirs.test(one) ? [one] : [])))
  })

  test.each([
    '(a)\\1',
    '(?=a)b',
    '(?<!a)b',
    'a**',
    '(a',
    'a)',
    '[a',
    '*a',
    '[b-a]',
    '\\k<a>',
    'a)|(?:b',
    'x'.repeat(1_001),
    '(a{1000}){1000}',
  ])('%s is not taken, so nothing is claimed of it', (source) => expect(selected(source, ['a'])).toBeUndefined())

  test.each(['((((){9999}){9999}){9999}){9999}', '(((a*)*)*)*'.repeat(40), '(?:.?){400}', '(a+)+(b|a)*c'])('%s is no danger', (source) => {
    const start = performance.now()
    try {
      selected(source, ['a'.repeat(5_000)])
    } catch (error) {
      expect(error).toBeInstanceOf(TooCostly)
    }
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test('that is asked of more codes than it may is given up', () => {
    const codes = Array.from({ length: 5_000 }, (_, index) => `code-${index}-${'x'.repeat(20)}`)
    expect(selected('code-\\d+-x*', codes)).toHaveLength(5_000)
    expect(() => selected('(?:.?){400}', codes)).toThrow(TooCostly)
  })
})
