import { describe, expect, test } from '@jest/globals'
import { decimalOf, fractionOf, isLess, minus, over, plus, times } from '#storage/fraction.ts'

describe('numbers held exactly', () => {
  test.each(['0', '5', '-5', '0.5', '-0.05', '123456789012345678901234567890.000000001'])('%s comes back as it is', (text) => {
    expect(decimalOf(fractionOf(text))).toBe(text)
  })

  test.each([
    ['1e-9', '0.000000001'],
    ['1e6', '1000000'],
    ['2.50', '2.5'],
    ['-1.5e1', '-15'],
  ])('%s is %s', (text, plain) => {
    expect(decimalOf(fractionOf(text))).toBe(plain)
  })

  test('what has no end is cut off after eighty digits', () => {
    expect(decimalOf(over(fractionOf('1'), fractionOf('3')))).toBe(`0.${'3'.repeat(80)}`)
    expect(decimalOf(over(fractionOf('-1'), fractionOf('3')))).toBe(`-0.${'3'.repeat(80)}`)
  })

  test('sums, products and order', () => {
    const [tenth, third] = [fractionOf('0.1'), over(fractionOf('1'), fractionOf('3'))]
    expect(decimalOf(plus(tenth, fractionOf('0.2')))).toBe('0.3')
    expect(decimalOf(minus(tenth, fractionOf('0.2')))).toBe('-0.1')
    expect(decimalOf(times(third, fractionOf('0.9')))).toBe('0.3')
    expect([isLess(tenth, third), isLess(third, tenth), isLess(tenth, tenth)]).toEqual([true, false, false])
  })
})
