import type { Env, Evaluate } from './compile.ts'
import type { Condition } from './condition.ts'
import { conversions } from './conversions.ts'
import type { Meter } from './meter.ts'
import { boolean, children, isOfType, member, type Node, number, string } from './node.ts'
import { both, condition, contains, distinct, equal, union } from './operators.ts'
import { texts } from './texts.ts'

/** A function applied: `input` is what stands before the dot, `focus` what the whole expression looks at. */
export type Apply = (input: readonly Node[], env: Env, focus: readonly Node[]) => readonly Node[]

/** Makes a function for its compiled parameters; `type` is the name given to `ofType`, `is`, `as`. */
export type Make = (parameters: readonly Parameter[], type: string) => Apply

/** A compiled parameter, as a collection or, where only a yes or no is wanted, as a condition. */
export interface Parameter {
  evaluate: Evaluate
  condition: Condition
}

/** Runs `body` once for each item with `$this` and `$index` set to it. */
function each(input: readonly Node[], env: Env, body: (item: readonly Node[], node: Node) => void): void {
  const { self, index } = env
  env.meter.spend(input.length)
  for (let at = 0; at < input.length; at++) {
    const item = [input[at]!]
    env.self = item
    env.index = at
    body(item, input[at]!)
  }
  env.self = self
  env.index = index
}

function where(input: readonly Node[], env: Env, { condition: holds }: Parameter): Node[] {
  const kept: Node[] = []
  each(input, env, (item, node) => {
    if (holds(item, env) === true) kept.push(node)
  })
  return kept
}

function descendants(input: readonly Node[], env: Env): Node[] {
  const found: Node[] = []
  for (const node of input) childrenOf(node, env, found)
  for (let at = 0; at < found.length; at++) childrenOf(found[at]!, env, found)
  return found
}

/** Each element that a type may have is looked for. */
const fewElements = 8

function childrenOf(node: Node, { shapes, meter }: Env, into: Node[]): void {
  const before = into.length
  children(node, shapes, into)
  meter.spend(fewElements)
  meter.items(into.length - before)
}

const allBooleans =
  (wanted: boolean, every: boolean): Make =>
  () =>
  (input) =>
    boolean(every ? input.every(({ value }) => value === wanted) : input.some(({ value }) => value === wanted))

const picked =
  (pick: (input: readonly Node[]) => readonly Node[]): Make =>
  () =>
    pick

const counted =
  (pick: (input: readonly Node[], count: number) => readonly Node[]): Make =>
  ([parameter]) =>
  (input, env, focus) =>
    pick(input, Number(parameter!.evaluate(focus, env)[0]?.value ?? 0))

const sets =
  (combine: (input: readonly Node[], other: readonly Node[], meter: Meter) => readonly Node[]): Make =>
  ([parameter]) =>
  (input, env, focus) =>
    combine(input, parameter!.evaluate(focus, env), env.meter)

/** Steps for a question to the host: what is contained is looked through, a value set may be read. */
const askedOutside = 50

/** The functions of FHIRPath and R4 that are known here. What is not in this table refuses the profile that uses it. */
export const functions: Readonly<Record<string, Make>> = {
  ...texts,
  ...conversions,
  empty: picked((input) => boolean(input.length === 0)),
  exists: ([criterion]) =>
    criterion ? (input, env) => boolean(where(input, env, criterion).length > 0) : (input) => boolean(input.length > 0),
  all:
    ([criterion]) =>
    (input, env) =>
      boolean(where(input, env, criterion!).length === input.length),
  allTrue: allBooleans(true, true),
  anyTrue: allBooleans(true, false),
  allFalse: allBooleans(false, true),
  anyFalse: allBooleans(false, false),
  not: picked((input) => {
    const value = condition(input)
    return value === undefined ? [] : boolean(!value)
  }),
  subsetOf: sets((input, other, meter) => boolean(input.every((item) => contains(other, item, meter)))),
  supersetOf: sets((input, other, meter) => boolean(other.every((item) => contains(input, item, meter)))),
  count: picked((input) => number(input.length)),
  distinct: () => (input, env) => distinct(input, env.meter),
  isDistinct: () => (input, env) => boolean(distinctCount(input, env.meter)),
  where:
    ([criterion]) =>
    (input, env) =>
      where(input, env, criterion!),
  select:
    ([projection]) =>
    (input, env) => {
      const found: Node[] = []
      each(input, env, (item) => {
        const some = projection!.evaluate(item, env)
        env.meter.items(found.length + some.length)
        for (const node of some) found.push(node)
      })
      return found
    },
  repeat:
    ([projection]) =>
    (input, env) => {
      const found: Node[] = []
      let from = input
      while (from.length > 0) {
        const next: Node[] = []
        each(from, env, (item) => {
          // What was found before is not followed again, so a circle ends.
          for (const node of projection!.evaluate(item, env))
            if (!contains(found, node, env.meter) && !contains(next, node, env.meter)) next.push(node)
        })
        from = next
        env.meter.items(found.length + next.length)
        for (const node of next) found.push(node)
      }
      return found
    },
  aggregate:
    ([step, start]) =>
    (input, env, focus) => {
      const { total } = env
      env.total = start ? start.evaluate(focus, env) : []
      each(input, env, (item) => {
        env.total = step!.evaluate(item, env)
      })
      const result = env.total
      env.total = total
      return result
    },
  ofType: (_, type) => (input) => input.filter((node) => isOfType(node, type)),
  as: (_, type) => (input) => input.filter((node) => isOfType(node, type)),
  is: (_, type) => (input) => (input.length === 0 ? [] : boolean(input.length === 1 && isOfType(input[0]!, type))),
  single: picked((input) => (input.length === 1 ? input : [])),
  first: picked((input) => input.slice(0, 1)),
  last: picked((input) => input.slice(-1)),
  tail: picked((input) => input.slice(1)),
  skip: counted((input, count) => input.slice(Math.max(0, count))),
  take: counted((input, count) => input.slice(0, Math.max(0, count))),
  intersect: sets((input, other, meter) =>
    distinct(
      input.filter((item) => contains(other, item, meter)),
      meter,
    ),
  ),
  exclude: sets((input, other, meter) => input.filter((item) => !contains(other, item, meter))),
  union: sets(union),
  combine: sets(both),
  iif:
    ([criterion, then, otherwise]) =>
    (input, env) => {
      const { self } = env
      env.self = input
      const chosen = criterion!.condition(input, env) === true ? then : otherwise
      const result = chosen ? chosen.evaluate(input, env) : []
      env.self = self
      return result
    },
  children: () => (input, env) => {
    const found: Node[] = []
    for (const node of input) childrenOf(node, env, found)
    return found
  },
  descendants: () => (input, env) => descendants(input, env),
  trace: () => (input) => input,
  hasValue: picked((input) => boolean(input.length === 1 && hasValue(input[0]!))),
  getValue: picked((input) => (input.length === 1 && hasValue(input[0]!) ? input : [])),
  extension:
    ([url]) =>
    (input, env, focus) => {
      const wanted = url!.evaluate(focus, env)[0]?.value
      const found: Node[] = []
      for (const node of input) member(node, 'extension', env.shapes, found)
      return found.filter(({ value }) => (value as { url?: unknown }).url === wanted)
    },
  resolve: () => (input, env) =>
    input.flatMap((node) => {
      env.meter.spend(askedOutside)
      const literal = typeof node.value === 'string' ? node.value : (node.value as { reference?: unknown } | undefined)?.reference
      const found = typeof literal === 'string' ? env.host.resolve(literal) : undefined
      const type = (found as { resourceType?: string } | undefined)?.resourceType
      const shape = type ? env.shapes.find(type) : undefined
      return shape ? [{ value: found, type: shape.type, shape }] : []
    }),
  memberOf:
    ([valueSet]) =>
    (input, env, focus) => {
      const canonical = valueSet!.evaluate(focus, env)[0]?.value
      if (input.length !== 1 || typeof canonical !== 'string') return []
      env.meter.spend(askedOutside)
      // What cannot be told here is not held against the resource.
      return boolean(env.host.memberOf(input[0]!, canonical) !== false)
    },
  conformsTo:
    ([profile]) =>
    (input, env, focus) => {
      const canonical = profile!.evaluate(focus, env)[0]?.value
      if (input.length !== 1 || typeof canonical !== 'string') return []
      return boolean(env.host.conformsTo(input[0]!, canonical) !== false)
    },
  htmlChecks: () => (input, env) =>
    boolean(
      input.every(({ value }) => {
        if (typeof value !== 'string') return false
        env.meter.spend(value.length)
        return env.host.htmlChecks(value)
      }),
    ),
  now: () => () => [{ value: new Date().toISOString(), type: 'System.DateTime' }],
  today: () => () => [{ value: new Date().toISOString().slice(0, 10), type: 'System.Date' }],
  type: () => (input) => input.flatMap(({ type }) => string(type)),
  comparable: sets((input, other, meter) => boolean(equal(input, other, meter) !== undefined)),
}

function hasValue(node: Node): boolean {
  return node.value !== undefined && (node.shape === undefined || node.shape.primitive)
}

/** Strings, the usual case, are compared by a set; the rest pair by pair. */
function distinctCount(input: readonly Node[], meter: Meter): boolean {
  if (input.every(({ value }) => typeof value === 'string')) return new Set(input.map(({ value }) => value)).size === input.length
  return distinct(input, meter).length === input.length
}
