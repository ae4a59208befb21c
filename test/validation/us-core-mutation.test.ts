import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { readArchive } from './archive.ts'
import { judgeMutations, sum, type Tally } from './judge-mutations.ts'
import { mutationsOf } from './mutations.ts'

const archive = readArchive('hl7.fhir.us.core-6.1.0')
const run = archive ? describe : describe.skip

run('US Core 6.1.0: its own examples, with one fault made in each at a time', () => {
  const { definitions, examples } = archive!
  const validator = createValidator({ structures: coreDefinitions(), packages: definitions })
  const claiming = examples.flatMap(([file, resource]) => {
    const [claimed] = (resource.meta as { profile?: string[] } | undefined)?.profile ?? []
    const structure = claimed ? definitions.structure(claimed) : undefined
    return structure && structure.type === resource.resourceType ? [{ file, resource, structure }] : []
  })

  test('there are enough of them, of enough profiles', () => {
    expect(claiming.length).toBeGreaterThan(100)
    expect(new Set(claiming.map(({ structure }) => structure.url)).size).toBeGreaterThan(30)
  })

  test('every example is accepted, and every profile could be compiled', () => {
    for (const { file, resource } of claiming) {
      const { base, profile, warnings } = validator.validate(resource)
      expect([file, base, profile]).toEqual([file, [], []])
      expect(warnings.filter(({ details }) => details === 'profile-refused')).toEqual([])
    }
  })

  test('no fault is missed, each is told at its place, and once', () => {
    const tallies: Tally[] = claiming.map(({ file, resource, structure }) =>
      judgeMutations(validator, file, mutationsOf(resource, structure)),
    )
    const { made, missed, elsewhere, several } = sum(tallies)
    expect(missed).toEqual([])
    expect(elsewhere).toEqual([])
    expect(made).toBeGreaterThan(7000)
    // Some faults do break two rules of the guide: a telecom without its system, a component that is no systolic pressure.
    expect(several.length / made).toBeLessThan(0.005)
  })
})
