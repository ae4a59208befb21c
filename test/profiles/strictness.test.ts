import { describe, expect, test } from '@jest/globals'
import { loadValidator } from '#validation/load.ts'
import { example, profiles } from './compiled.ts'
import { faults, gaps } from './faults.ts'

const validator = loadValidator()
describe('what a single record must have is refused by its profile', () => {
  test.each(faults)('%s: %s', (_requirement, _what, reference, spoil) => {
    const record = example(reference)
    spoil(record)
    const { base, profile } = validator.validate(record)
    expect([...base, ...profile]).not.toEqual([])
  })
})

describe('what a gate decides over several records is stored with its gaps', () => {
  test.each(gaps)('%s: %s', (_requirement, _what, reference, spoil) => {
    const record = example(reference)
    spoil(record)
    const { base, profile } = validator.validate(record)
    expect([...base, ...profile]).toEqual([])
  })
})

test('every profile is tried with a fault', () => {
  const tried = new Set(faults.flatMap(([, , reference]) => example(reference).meta.profile as string[]))
  const untried = profiles().flatMap(({ id, url }) => (tried.has(url!) ? [] : [id]))
  expect(untried).toEqual([])
})
