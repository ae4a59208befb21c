import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { faults as access } from './non-interference/faults.ts'
import { faults as search } from './search-against-naive/faults.ts'

// A fault that is planted where nothing stands is never planted, and a run that plants it twice shows nothing either.
const planted = [
  ...access.map(({ name, file, find }) => ({ name: `access: ${name}`, file, find })),
  ...search.map(({ name, file, says }) => ({ name: `search: ${name}`, file: `src/${file}`, find: says })),
]

describe('what the planted faults take out stands in the source once', () => {
  test.each(planted)('$name', ({ file, find }) => {
    const standing = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split(find).length - 1
    expect(standing).toBe(1)
  })
})

// A function that a later migration makes anew is no longer the one of the migration that made it first.
describe('what is taken out of a migration is not made anew by a later one', () => {
  const folder = 'src/storage/migrations/'
  const files = readdirSync(new URL(`../../${folder}`, import.meta.url)).sort()
  test.each(planted.filter(({ file }) => file.startsWith(folder)))('$name', ({ file, find }) => {
    const later = files.filter((name) => `${folder}${name}` > file)
    const again = later.filter((name) => readFileSync(new URL(`../../${folder}${name}`, import.meta.url), 'utf8').includes(find))
    expect(again).toEqual([])
  })
})
