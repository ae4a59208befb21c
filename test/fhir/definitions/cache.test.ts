import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { cached, readCoreDefinitions } from '#fhir/definitions/cache.ts'

const folder = join(import.meta.dirname, '../../../.cares/cache')
const name = `cache-test-${process.pid}`
const source = join(tmpdir(), `${name}.ts`)
const files = () => readdirSync(folder).filter((file) => file.startsWith(name))

describe('what is made of the definitions is kept for the next start', () => {
  afterEach(() => {
    for (const file of files()) rmSync(join(folder, file))
    rmSync(source, { force: true })
  })

  test('made once, then read', () => {
    writeFileSync(source, 'one')
    let built = 0
    const build = () => ({ built: ++built })
    expect([cached(name, [source], build), cached(name, [source], build)]).toEqual([{ built: 1 }, { built: 1 }])
    expect(files()).toHaveLength(1)
  })

  test('made anew when the code that makes it or its input changes', () => {
    let built = 0
    const build = () => ++built
    writeFileSync(source, 'one')
    cached(name, [source], build)
    expect(cached(name, [source], build, 'with more')).toBe(2)
    writeFileSync(source, 'two')
    expect(cached(name, [source], build)).toBe(3)
  })

  test('half a file is made anew rather than believed', () => {
    writeFileSync(source, 'one')
    cached(name, [source], () => ({ whole: true }))
    writeFileSync(join(folder, files()[0]!), '{"whole":')
    expect(cached(name, [source], () => ({ whole: 'again' }))).toEqual({ whole: 'again' })
  })

  test("R4's own definitions are found where the package keeps them", () => {
    expect(
      readCoreDefinitions<{ resourceType: string }>('search-parameters').every(({ resourceType }) => resourceType === 'SearchParameter'),
    ).toBe(true)
  })
})
