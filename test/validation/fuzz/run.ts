import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Random, randomFrom } from '#demo/people/random.ts'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import type { Issue } from '#fhir/issue.ts'
import { createValidator } from '#validation/create.ts'
import { ownDefinitions } from '#validation/load.ts'
import type { Verdict } from '#validation/validator.ts'
import { readArchive } from '../archive.ts'
import { originals } from './corpus.ts'
import { spoil } from './mutate.ts'
import { supplyOf } from './supply.ts'

/** How long one record may take, milliseconds: its own processor time, the best of three. */
const patience = 50

/** How much the heap may grow after the warm-up, bytes after a collection. */
const growth = 16 * 1024 * 1024

/** How many cases come before memory is first looked at: by then all definitions have been met. */
const warmUp = 20_000

/** Records larger than this, one huge string apart, are not tried: what is slow shows in smaller ones. */
const largest = 2_200_000

export interface FuzzRun {
  cases: number
  /** Cases in which at least one fault was found. */
  faulty: number
  /** The slowest three records, milliseconds of processor time. */
  slowest: { milliseconds: number; says: string }[]
  /** Heap after a collection, bytes, every so often after the warm-up. */
  heap: number[]
  /** What must not be; each with what is needed to see it again. */
  failures: string[]
}

export interface FuzzOptions {
  seed: number
  mutations: number
  /** The first case, to go on where a run was left. */
  from?: number
  /** Only this one case of the seed's. */
  only?: number
  /** Stops after so many milliseconds. */
  within?: number
  tell?: (run: FuzzRun) => void
}

/**
 * Spoils sound records at random, each by its own seed, and has the validator judge them: a verdict must come, soon, without
 * an exception inside or outside, with nothing left behind in memory or on the prototypes of JavaScript.
 */
export function fuzz({ seed, mutations, from = 0, only, within = Number.POSITIVE_INFINITY, tell }: FuzzOptions): FuzzRun {
  const { records } = originals()
  const own = ownDefinitions(join(import.meta.dirname, '..', '..', '..', 'profiles', 'compiled'))
  const packages = readArchive('hl7.fhir.us.core-6.1.0')?.definitions
  const validator = createValidator({ structures: coreDefinitions(), ...own, packages })
  const supply = supplyOf(records, validator, own.profiles as { url: string; type: string }[])
  for (const { text } of records) validator.validate(JSON.parse(text))
  for (const resourceType of supply.types) validator.validate({ resourceType, meta: { profile: supply.profiles } })

  const run: FuzzRun = { cases: 0, faulty: 0, slowest: [], heap: [], failures: [] }
  const before = prototypes()
  const start = performance.now()
  const first = only ?? from
  const last = only === undefined ? mutations : only + 1
  for (let at = first; at < last && performance.now() - start < within && run.failures.length < 20; at++) {
    const random = randomFrom((Math.imul(seed, 0x9e3779b1) + at) >>> 0)
    one(at, random)
    if (at % 1000 === 0 && prototypes() !== before) fail(at, 'the prototypes of JavaScript were changed', [])
    if (at >= warmUp && (at - warmUp) % Math.max(20_000, Math.floor(mutations / 20)) === 0) {
      run.heap.push(heapAfterCollection())
      tell?.(run)
    }
  }
  if (only === undefined) run.heap.push(heapAfterCollection())
  if (prototypes() !== before) fail(last, 'the prototypes of JavaScript were changed', [])
  if (run.heap.length > 1 && run.heap.at(-1)! - run.heap[0]! > growth)
    run.failures.push(`memory grew: ${run.heap.map(megabytes).join(', ')}`)
  return run

  function one(at: number, random: Random): void {
    const { name, text } = random.pick(records)
    const { text: spoilt, done } = spoil(text, random, supply)
    if (spoilt.length > largest) return
    run.cases++
    const record: unknown = JSON.parse(spoilt)
    if (only !== undefined) console.log(name, done.join(', '), spoilt.slice(0, 4000))
    try {
      const from = performance.now()
      const verdict = validator.validate(record)
      const took = performance.now() - from
      if (verdict.base.length + verdict.profile.length > 0) run.faulty++
      const wrong = wrongIn(verdict)
      if (wrong) fail(at, wrong, [name, ...done])
      if (took > patience / 2) watch(at, record, [name, ...done, `${spoilt.length} characters`])
      if (at % 100 === 0) {
        if (JSON.stringify(record) !== JSON.stringify(JSON.parse(spoilt))) fail(at, 'the record was changed', [name, ...done])
        if (JSON.stringify(validator.validate(record)) !== JSON.stringify(verdict)) fail(at, 'a second verdict differs', [name, ...done])
      }
    } catch (error) {
      fail(at, `threw ${(error as Error).stack?.split('\n').slice(0, 4).join(' ')}`, [name, ...done])
    }
    for (const polluted in {}) fail(at, `Object.prototype has ${polluted}`, [name, ...done])
  }

  /** A second look at a slow one, by processor time: others on the machine and a collection do not count. */
  function watch(at: number, record: unknown, what: string[]): void {
    let best = Number.POSITIVE_INFINITY
    for (let time = 0; time < 3; time++) {
      const from = process.threadCpuUsage()
      validator.validate(record)
      const { user, system } = process.threadCpuUsage(from)
      best = Math.min(best, (user + system) / 1000)
    }
    run.slowest.push({ milliseconds: best, says: `case ${at}: ${what.join(', ')}` })
    run.slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(3)
    if (best > patience) fail(at, `took ${best.toFixed(0)} ms`, what)
  }

  function fail(at: number, says: string, what: string[]): void {
    run.failures.push(`${says} [--seed ${seed} --case ${at}: ${what.join(', ')}]`)
  }
}

/** What is wrong with a verdict, whatever the record. */
function wrongIn({ base, profile, warnings }: Verdict): string | undefined {
  for (const list of [base, profile, warnings]) {
    for (const { diagnostics, expression, details } of list as Issue[]) {
      // That there are more issues than are listed is said of the whole.
      if (!/^[A-Z]/.test(expression?.[0] ?? '') && details !== 'too-many-issues') return `an issue without a place: ${diagnostics}`
      if (diagnostics.includes('undefined') || diagnostics.includes('[object')) return `an issue that says nothing: ${diagnostics}`
      // An invariant may stumble over what is no FHIR at all; of what is, it must be able to tell.
      if (details === 'invariant-not-evaluated' && base.length === 0) return diagnostics
    }
  }
  return undefined
}

/** The names that JavaScript's own prototypes have. */
function prototypes(): string {
  return [Object, Array, String, Number, Function, Map, Set, RegExp]
    .map(({ name, prototype }) => `${name}: ${Object.getOwnPropertyNames(prototype).join(' ')}`)
    .join('\n')
}

let collect: (() => void) | undefined

/** Bytes in use after a collection. */
export function heapAfterCollection(): number {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
  collect()
  return process.memoryUsage().heapUsed
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
