import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import type { ResourceJson } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'
import { naiveSearch } from './search-against-naive/naive-search.ts'

/** One published row: a query, and which of the fixtures it finds, by place or by name. */
interface Row {
  query: string
  expected: (number | string)[]
  optional?: boolean
  skippedInOriginal?: boolean
  expectTotal?: number
}

interface Table {
  notes?: string
  fixtures: Record<string, unknown>[] | Record<string, Record<string, unknown>>
  cases: Row[]
}

const folder = join(import.meta.dirname, '../../../shared/data/test-suites/search-tables')
const here = existsSync(folder)
const suite = here ? describe : describe.skip
const access = ownAccess('test')
const options = { handling: 'strict', base: 'http://localhost:8080/fhir/R4', defaultCount: 100, maxCount: 100 } as const

/**
 * The suite's notes leave `:above` and `:below` to each server, as its own goes by plain prefix and R4 by path segment.
 * These are the rows where the two differ.
 */
const byPrefix = ({ query }: Row) => /[?&]url:(below=http$|above=http%3A%2F%2Fexample\.org%2Frdf)/.test(query)

suite(`published search tables${here ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openTestStore()
  })
  afterAll(() => opened.close())

  for (const file of here ? readdirSync(folder) : []) {
    const table = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Table
    const kind = file.replace('SearchTests.json', '').toLowerCase()
    const fixtures = Object.entries(table.fixtures).map(
      ([name, fixture]) => ({ ...fixture, id: `${kind}-${name}` }) as unknown as ResourceJson,
    )
    const scored = table.cases.filter((row) => !row.optional && !row.skippedInOriginal && !byPrefix(row))

    describe(kind, () => {
      beforeAll(async () => {
        const written = await opened.store.write(
          access,
          fixtures.map((resource) => ({ act: 'create', resource })),
        )
        expect(written.map(({ outcome }) => outcome)).toEqual(fixtures.map(() => 'created'))
      })

      test.each(scored.map((row) => [row.query, row] as const))('%s', async (text, { expected, expectTotal }) => {
        const [type = '', pairs = ''] = text.split('?')
        const { query } = parseSearch(type, new URLSearchParams(asSent(pairs)), options)
        const wanted = expected.map((place) => `${kind}-${place}`).sort()
        expect(
          naiveSearch(fixtures, query)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(wanted)
        const page = await opened.store.search(access, { ...query, total: 'accurate' })
        expect(page.matches.map(({ id }) => id).sort()).toEqual(wanted)
        expect(page.total).toBe(expectTotal ?? wanted.length)
      })

      for (const row of table.cases.filter((each) => !scored.includes(each))) test.todo(`not scored: ${row.query}`)
    })
  }
})

/** The rows are as they go over the wire, but for a few characters that a client would have escaped. */
function asSent(pairs: string): string {
  return pairs.replaceAll('+', '%2B').replaceAll('#', '%23')
}
