import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cached, readCoreDefinitions } from '#fhir/definitions/cache.ts'

const folder = join(import.meta.dirname, '../../../.cares/cache')
const name = `cache-test-${process.pid}`
const source = join(tmpdir(), `${name}.ts`)
/** A source as it was before this process began. */
function write(text: string): void {
  writeFileSync(source, text)
  utimesSync(source, 1_700_000_000, 1_700_000_000)
}

const files = () => readdirSync(folder).filter((file) => file.startsWith(name))

describe('what is made of the definitions is kept for the next start', () => {
  afterEach(() => {
    for (const file of files()) rmSync(join(folder, file))
    rmSync(source, { force: true })
  })

  test('made once, then read', () => {
    write('one')
    let built = 0
    const build = () => ({ built: ++built })
    expect([cached(name, [source], build), cached(name, [source], build)]).toEqual([{ built: 1 }, { built: 1 }])
    expect(files()).toHaveLength(1)
  })

  test('made anew when the code that makes it or its input changes', () => {
    let built = 0
    const build = () => ++built
    write('one')
    cached(name, [source], build)
    expect(cached(name, [source], build, 'with more')).toBe(2)
    write('two')
    expect(cached(name, [source], build)).toBe(3)
  })

  test('half a file is made anew rather than believed', () => {
    write('one')
    cached(name, [source], () => ({ whole: true }))
    writeFileSync(join(folder, files()[0]!), '{"whole":')
    expect(cached(name, [source], () => ({ whole: 'again' }))).toEqual({ whole: 'again' })
  })

  test('a process whose sources were edited under it neither reads nor keeps', () => {
    writeFileSync(source, 'edited just now')
    let built = 0
    const build = () => ++built
    expect([cached(name, [source], build), cached(name, [source], build)]).toEqual([1, 2])
    expect(files()).toEqual([])
  })

  test("R4's own definitions are found where the package keeps them", () => {
    expect(
      readCoreDefinitions<{ resourceType: string }>('search-parameters').every(({ resourceType }) => resourceType === 'SearchParameter'),
    ).toBe(true)
  })
})
