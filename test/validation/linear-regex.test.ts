import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { linearRegex } from '#validation/terminology/linear-regex.ts'

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
    '[\\]a]',
    '\\.',
  ])('%s says of every short text what the language itself says', (source) => {
    const [ours, theirs] = [linearRegex(source), new RegExp(`^(?:${source})$`, 'u')]
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', ']', ''), maxLength: 6 })
    fc.assert(fc.property(text, (one) => ours?.(one) === theirs.test(one)))
  })

  test.each(['(a)\\1', '(?=a)b', '(?<!a)b', 'a**', '(a', 'a)', '[a', '*a', 'a{1', '[b-a]', '\\p{L}', 'x'.repeat(501)])(
    '%s is not taken, so nothing is claimed of it',
    (source) => expect(linearRegex(source)).toBeUndefined(),
  )

  test.each(['(a{1000}){1000}', '((((){9999}){9999}){9999}){9999}', '(((a*)*)*)*'.repeat(40)])('%s is no danger', (source) => {
    const start = performance.now()
    linearRegex(source)?.('a'.repeat(1000))
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('an expression that keeps the usual engine busy for years is answered at once', () => {
    const start = performance.now()
    expect(linearRegex('(a+)+(b|a)*c')?.('a'.repeat(5000))).toBe(false)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
