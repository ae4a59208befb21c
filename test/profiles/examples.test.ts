import { describe, expect, test } from '@jest/globals'
import { loadValidator } from '#validation/load.ts'
import { examples, profiles } from './compiled.ts'

const validator = loadValidator()

describe('every profile has an example, and every example meets its profile', () => {
  test.each(profiles().map(({ id, url }) => [id, url]))('%s has an example', (_, url) => {
    expect(examples().filter(({ meta }) => meta?.profile?.includes(url!))).not.toEqual([])
  })

  test.each(examples().map((example) => [`${example.resourceType}/${example.id}`, example]))('%s', (_, example) => {
    const { base, profile } = validator.validate(example)
    expect([...base, ...profile]).toEqual([])
  })

  test('no example names a person, or a member ID, twice', () => {
    const ids = examples().flatMap((example) => (example.resourceType === 'Patient' ? (example.identifier ?? []) : []))
    expect(new Set(ids.map(({ value }) => value)).size).toBe(ids.length)
  })

  test('every reference of an example, in a document too, leads to another example', () => {
    const here = new Set(examples().map(({ resourceType, id }) => `${resourceType}/${id}`))
    const named = [...JSON.stringify(examples()).matchAll(/"reference":"([^"]+)"/g)].map(([, reference]) => reference!)
    expect([...new Set(named)].filter((reference) => !here.has(reference))).toEqual([])
  })
})
