import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadValidator } from '#validation/load.ts'
import { type Loose, observation, patient } from './people.ts'

const folder = join(import.meta.dirname, '..', '..', 'profiles', 'compiled', 'examples')
const records = existsSync(folder) ? readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as object) : []
const all: object[] = [patient, observation, ...records]
const validator = loadValidator()

/** Places in a record, as steps. */
function places(value: unknown, steps: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [steps]
  return [steps, ...Object.entries(value).flatMap(([key, held]) => places(held, [...steps, Array.isArray(value) ? Number(key) : key]))]
}

const junk = fc.oneof(
  fc.constantFrom(
    null,
    0,
    -1,
    1e300,
    '',
    ' ',
    'x',
    '#',
    'urn:x',
    true,
    [],
    {},
    [[]],
    [null],
    [{}],
    { id: 'a' },
    { extension: [] },
    { coding: [null] },
    { reference: '#' },
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

test('whatever stands wherever in a record, the answer is a verdict', () => {
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 3 }), (which, changes) => {
      const copy: unknown = structuredClone(all[which])
      for (const [pick, value] of changes) {
        const spots = places(copy).filter((steps) => steps.length > 0)
        const steps = spots[pick % spots.length]
        if (!steps) continue
        const parent = steps.slice(0, -1).reduce((held: Loose, step) => held[step], copy)
        parent[steps.at(-1)!] = structuredClone(value)
      }
      const { base, profile, warnings } = validator.validate(copy)
      for (const issue of [...base, ...profile, ...warnings]) {
        expect(issue.expression?.[0]).toMatch(/^[A-Z]/)
        expect(issue.diagnostics).not.toContain('undefined')
      }
    }),
    { numRuns: 1500 },
  )
})

test('any JSON at all gives a verdict', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(validator.validate(value).base.length).toBeGreaterThan(0)
      expect(validator.validate({ resourceType: 'Bundle', entry: value }).base.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})

test('a judgement leaves the record as it was, and the next one finds the same', () => {
  for (const record of all) {
    const before = JSON.stringify(record)
    const first = validator.validate(record)
    expect(JSON.stringify(record)).toBe(before)
    expect(validator.validate(record)).toEqual(first)
  }
})
