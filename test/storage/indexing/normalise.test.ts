import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normalise, normaliseToken } from '#storage/indexing/normalise.ts'

describe('how strings are compared (http://hl7.org/fhir/R4/search.html#string)', () => {
  test.each([
    ['Smith', 'smith'],
    ['Müller', 'muller'],
    ['Mu\u0308ller', 'muller'],
    ["  O'Brien \t\n Jr. ", "o'brien jr."],
    ['ÀÉÎÕÜ Ç', 'aeiou c'],
    ['İstanbul', 'istanbul'],
    ['ﬁnch', 'finch'],
    ['Nguyễn Thị', 'nguyen thi'],
    ['O’Brien', "o'brien"],
    ['O`Brien–Smith', "o'brien-smith"],
    ['o`brien', "o'brien"],
    ['o\u1fefbrien', "o'brien"],
    ['two  blanks', 'two blanks'],
    ['no\u00a0break', 'no break'],
    ['', ''],
  ])('%j is %j', (text, form) => {
    expect(normalise(text)).toBe(form)
  })

  test('what is in normal form stays as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)))
  })

  test('composed and decomposed spelling are one', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(text.normalize('NFC')) === normalise(text.normalize('NFD'))))
  })

  test('a token loses its case and nothing else', () => {
    expect(normaliseToken('A-1 É')).toBe('a-1 é')
  })
})
