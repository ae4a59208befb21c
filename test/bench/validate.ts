/**
 * `node test/bench/validate.ts`: how long it takes to judge a profiled CarePlan and a Bundle of 100 entries (median).
 * Budget: 50 µs and 2 ms. The records are made here, the profiles are those of the working tree.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadValidator } from '#validation/load.ts'

const examples = join(import.meta.dirname, '..', '..', 'profiles', 'compiled', 'examples')

const start = performance.now()
const validator = loadValidator()
const loaded = performance.now() - start

/** The largest CarePlan among our published examples that claims a profile. */
function largestCarePlan(): object {
  const texts = readdirSync(examples)
    .filter((file) => file.startsWith('CarePlan-'))
    .map((file) => readFileSync(join(examples, file), 'utf8'))
    .sort((a, b) => b.length - a.length)
  return JSON.parse(texts[0]!) as object
}

/** A transaction that holds a hundred of our published examples, as a site would send them. */
function hundred(): object {
  const resources = readdirSync(examples)
    .filter((file) => file.endsWith('.json') && !file.startsWith('Bundle-'))
    .map((file) => JSON.parse(readFileSync(join(examples, file), 'utf8')) as { resourceType: string })
  const entry = Array.from({ length: 100 }, (_, index) => {
    const resource = resources[index % resources.length]!
    const fullUrl = `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    return { fullUrl, resource, request: { method: 'POST', url: resource.resourceType } }
  })
  return { resourceType: 'Bundle', type: 'transaction', entry }
}

/** Wall-clock median, and processor time on average: the second stands still on a busy machine. */
function measure(value: object, rounds: number): { median: number; processor: number } {
  const times: number[] = []
  const before = process.threadCpuUsage()
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    validator.validate(value)
    times.push(performance.now() - from)
  }
  const { user, system } = process.threadCpuUsage(before)
  return { median: times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!, processor: (user + system) / rounds / 1000 }
}

function print(what: string, value: object, rounds: number): void {
  const { median, processor } = measure(value, rounds)
  const size = JSON.stringify(value).length
  console.log(`${what} (${size} characters): median ${(median * 1000).toFixed(0)} µs, processor ${(processor * 1000).toFixed(0)} µs`)
}

const plan = largestCarePlan()
const bundle = hundred()
const first = performance.now()
const verdict = validator.validate(plan)
const cold = performance.now() - first
measure(plan, 2000)
measure(bundle, 50)

console.log(`validator loaded: ${loaded.toFixed(0)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`)
console.log(`first CarePlan of a process: ${cold.toFixed(1)} ms; faults found: ${verdict.base.length + verdict.profile.length}`)
print('profiled CarePlan', plan, 5000)
print('Bundle of 100 entries', bundle, 200)
