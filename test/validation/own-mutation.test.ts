import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { slimStructure } from '#fhir/definitions/structure.ts'
import { loadValidator, ownDefinitions } from '#validation/load.ts'
import { judgeMutations, sum } from './judge-mutations.ts'
import { mutationsOf } from './mutations.ts'

const compiled = join(import.meta.dirname, '..', '..', 'profiles', 'compiled')
const folder = join(compiled, 'examples')

/** Without other guides' packages, as in a fresh clone. */
const validator = loadValidator({ packages: join(compiled, 'nowhere') })
const structures = new Map(
  ownDefinitions(compiled)
    .profiles.map((full) => slimStructure(full as Record<string, unknown>))
    .map((one) => [one.url, one]),
)
const examples = (existsSync(folder) ? readdirSync(folder) : []).map((file) => {
  const resource = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
  const claimed = (resource.meta as { profile?: string[] } | undefined)?.profile ?? []
  return { file, resource, structure: claimed.map((one) => structures.get(one)).find((one) => one?.type === resource.resourceType) }
})

describe('our own profiles', () => {
  test('all are compiled at load: none uses a construct that is not known', () => {
    expect(structures.size).toBeGreaterThan(90)
    for (const url of structures.keys()) expect(validator.knows(url)).toBe(true)
  })

  test.each(examples.map(({ file, resource }) => [file, resource]))('the published example %s is accepted', (_, resource) => {
    const { base, profile } = validator.validate(resource)
    expect([base, profile]).toEqual([[], []])
  })

  test('one fault at a time in each example: none is missed, each is told at its place', () => {
    const { made, missed, elsewhere, several } = sum(
      examples.flatMap(({ file, resource, structure }) =>
        structure && structure.type !== 'Bundle' ? [judgeMutations(validator, file, mutationsOf(resource, structure))] : [],
      ),
    )
    expect(made).toBeGreaterThan(2000)
    expect(missed).toEqual([])
    expect(elsewhere).toEqual([])
    expect(several.length / made).toBeLessThan(0.02)
  })
})
