import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { loadValidator } from '#validation/load.ts'
import { heapAfterCollection } from './fuzz/run.ts'
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

// What fuzzing found (npm run fuzz:validator), each with the smallest record that showed it.

/** Processor time, best of three, in milliseconds. */
function quickest(record: unknown): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.threadCpuUsage()
      validator.validate(record)
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000
    }),
  )
}

test('resources that contain each other a thousand deep are judged at once (dom-3 walked them again at each level)', () => {
  let innermost: Loose = { resourceType: 'Basic', id: 'a', code: { text: 'x' } }
  for (let level = 0; level < 1000; level++) innermost = { resourceType: 'Basic', id: 'a', contained: [innermost] }
  const record = { ...patient, contained: [{ resourceType: 'Basic', id: 'b', unknown: innermost }] }
  expect(quickest(record)).toBeLessThan(50)
  expect(validator.validate(record).base.map(({ details }) => details)).toContain('unknown-element')
})

test('canonicals that lead nowhere leave nothing in memory (each was remembered as unknown)', () => {
  const definitions = coreDefinitions()
  const before = heapAfterCollection()
  const url = (index: number) => `http://x.example/${index}/${'x'.repeat(100_000)}`
  for (let index = 0; index < 300; index++) {
    expect(definitions.structure(url(index))).toBeUndefined()
    validator.validate({ ...patient, extension: [{ url: url(index), valueString: 'x' }] })
    validator.terminology.valueSet(`http://hl7.org/fhir/ValueSet/administrative-gender|${url(index)}`)
  }
  expect(heapAfterCollection() - before).toBeLessThan(15_000_000)
})

test('a reference that names versions ten thousand times is judged at once (an expression looked to the end from each of them)', () => {
  const subject = { reference: `Patient/a${'/_history/'.repeat(10_000)}\n` }
  expect(quickest({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: { ...observation, subject } }] })).toBeLessThan(50)
})
