// https://www.rfc-editor.org/rfc/rfc6902
import { isDeepStrictEqual } from 'node:util'
import { FhirError, malformed } from '#fhir/error.ts'
import { exactText, parseExact, withoutDigits } from '#fhir/exact-json.ts'

interface Step {
  op: string
  path: string
  from?: string
  value?: unknown
}

const ops = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test'])
const pointer = /^(?:\/(?:[^~/]|~[01])*)*$/

/**
 * The document as the patch leaves it; the one given is not touched.
 * @throws FhirError `malformed` when this is no JSON Patch, `rule` when a step does not fit the document or a test fails
 */
export function applyPatch(document: unknown, patch: unknown): unknown {
  const steps = readSteps(patch)
  // The holder makes the whole document a member like any other, so that the path '' needs no case of its own.
  const holder = { '': copy(document) }
  for (const [index, step] of steps.entries()) apply(holder, step, index)
  return holder['']
}

function readSteps(patch: unknown): Step[] {
  const steps = Array.isArray(patch) ? patch : undefined
  const sound = steps?.every(
    (step: Partial<Step> | null) =>
      typeof step === 'object' &&
      step !== null &&
      ops.has(step.op ?? '') &&
      isPointer(step.path) &&
      (step.op === 'move' || step.op === 'copy' ? isPointer(step.from) : true) &&
      (['add', 'replace', 'test'].includes(step.op ?? '') ? 'value' in step : true),
  )
  if (!sound) throw malformed('structure', 'A patch is a list of steps with op, path and, as the op asks, value or from (RFC 6902).')
  return steps as Step[]
}

function isPointer(text: unknown): boolean {
  return typeof text === 'string' && pointer.test(text)
}

/** Longest pointer that is repeated to the caller. */
const shown = 200

function apply(holder: object, step: Step, index: number): void {
  if (fits(holder, step)) return
  throw new FhirError('rule', [
    {
      severity: 'error',
      code: 'processing',
      details: 'value',
      diagnostics: `Step ${index} of the patch, ${step.op} at ${step.path.slice(0, shown) || 'the whole resource'}, does not fit the resource as it is.`,
    },
  ])
}

/** Carries out one step; false when there is no such place, or a test fails. */
function fits(holder: object, { op, path, from, value }: Step): boolean {
  const target = place(holder, path)
  if (target === undefined) return false
  if (op === 'test') return has(target) && isDeepStrictEqual(plain(get(target)), plain(value))
  if (op === 'add') return add(target, copy(value))
  if (op === 'remove') return remove(target)
  if (op === 'replace') return has(target) && set(target, copy(value))
  const source = place(holder, from ?? '')
  if (source === undefined || !has(source) || (op === 'move' && path.startsWith(`${from}/`))) return false
  const moved = copy(get(source))
  if (op === 'move') remove(source)
  // The removal may have shifted the place that was looked up before.
  const now = place(holder, path)
  return now !== undefined && add(now, moved)
}

interface Place {
  parent: Record<string, unknown> | unknown[]
  key: string
}

/** The parent and the key that a pointer names; the key itself need not exist. */
function place(holder: object, path: string): Place | undefined {
  const keys = [
    '',
    ...path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
  ]
  const key = keys.pop() ?? ''
  let parent: unknown = holder
  for (const step of keys) {
    if (!isContainer(parent) || !has({ parent, key: step })) return undefined
    parent = get({ parent, key: step })
  }
  return isContainer(parent) ? { parent, key } : undefined
}

function isContainer(value: unknown): value is Place['parent'] {
  return isObject(value)
}

function has({ parent, key }: Place): boolean {
  return Array.isArray(parent) ? isIndex(key) && Number(key) < parent.length : Object.hasOwn(parent, key)
}

function get({ parent, key }: Place): unknown {
  return has({ parent, key }) ? (parent as Record<string, unknown>)[key] : undefined
}

function set({ parent, key }: Place, value: unknown): true {
  if (Array.isArray(parent)) parent[Number(key)] = value
  else Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true })
  return true
}

/** Says whether there was such a place. */
function add({ parent, key }: Place, value: unknown): boolean {
  if (!Array.isArray(parent)) set({ parent, key }, value)
  else if (key === '-') parent.push(value)
  else if (isIndex(key) && Number(key) <= parent.length) parent.splice(Number(key), 0, value)
  else return false
  return true
}

function remove({ parent, key }: Place): boolean {
  if (!has({ parent, key })) return false
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return true
}

function isIndex(key: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(key)
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object'
}

/** A copy that keeps the digits of decimals, as `structuredClone` would not. */
function copy<T>(value: T): T {
  return isObject(value) ? (parseExact(exactText(value)) as T) : value
}

/** To be compared by value: 70.0 equals 70. */
function plain(value: unknown): unknown {
  return isObject(value) ? withoutDigits(value) : value
}
