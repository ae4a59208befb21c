import { isObject } from '../base.ts'
import type { Field, Shape } from '../shape.ts'
import type { Env, Evaluate } from './compile.ts'
import type { Node } from './node.ts'
import { condition, decided, logic } from './operators.ts'
import type { Tree } from './parser.ts'

/** An expression read as a yes or no. `undefined`: empty, so unknown. */
export type Condition = (focus: readonly Node[], env: Env) => boolean | undefined

/**
 * Compiles an expression of which only the yes or no is wanted, as of an invariant. Logic, presence (`a.b.exists()`) and
 * comparison with a word (`status = 'final'`) look at the JSON itself; nearly all invariants are made of these. Whatever
 * else there is runs as any expression.
 */
export function compileCondition(tree: Tree, compile: (tree: Tree) => Evaluate): Condition {
  if (tree.kind === 'binary') {
    const { operator } = tree
    if (operator === 'and' || operator === 'or' || operator === 'xor' || operator === 'implies') {
      const left = compileCondition(tree.left, compile)
      const right = compileCondition(tree.right, compile)
      return (focus, env) => {
        const first = left(focus, env)
        return decided(operator, first) ?? logic(operator, first, right(focus, env))
      }
    }
    if ((operator === '=' || operator === '!=') && tree.right.kind === 'literal' && tree.right.type === 'String') {
      const equals = word(tree.left, tree.right.value, operator === '=')
      if (equals) return or(equals, tree, compile)
    }
  }
  if (tree.kind === 'call' && tree.parameters.length === 0 && tree.of) {
    if (tree.name === 'not') {
      const of = compileCondition(tree.of, compile)
      return (focus, env) => {
        const answer = of(focus, env)
        return answer === undefined ? undefined : !answer
      }
    }
    const names = tree.name === 'exists' || tree.name === 'empty' ? namesOf(tree.of) : undefined
    if (names) return or(presence(names, tree.name === 'exists'), tree, compile)
  }
  const evaluate = compile(tree)
  return (focus, env) => condition(evaluate(focus, env))
}

/** A quick answer; `'ask'` when the slow way must be gone. */
type Quick = (node: Node, env: Env) => boolean | undefined | 'ask'

function or(quick: Quick, tree: Tree, compile: (tree: Tree) => Evaluate): Condition {
  const evaluate = compile(tree)
  return (focus, env) => {
    env.meter.spend(1)
    const answer = focus.length === 1 ? quick(focus[0]!, env) : 'ask'
    return answer === 'ask' ? condition(evaluate(focus, env)) : answer
  }
}

/** The names of a plain path; `undefined` for anything else. A type's name in front is left to the slow way. */
function namesOf(tree: Tree): string[] | undefined {
  if (tree.kind !== 'member') return undefined
  const before = tree.of ? namesOf(tree.of) : []
  if (!before || /^[A-Z]/.test(tree.name)) return undefined
  return [...before, tree.name]
}

function presence(names: readonly string[], wanted: boolean): Quick {
  return ({ value, shape }) => {
    const found = shape ? present(value, shape, names, 0) : 'ask'
    return found === 'ask' ? 'ask' : found === wanted
  }
}

function present(value: unknown, shape: Shape, names: readonly string[], at: number): boolean | 'ask' {
  if (shape.primitive || shape.name === 'Resource') return 'ask'
  if (!isObject(value)) return false
  let asked = false
  for (const field of shape.stems.get(names[at]!) ?? []) {
    const held = value[field.key]
    const found = at === names.length - 1 ? held !== undefined || beside(value, field) : below(held, field, names, at + 1)
    if (found === true) return true
    if (found === 'ask') asked = true
  }
  return asked ? 'ask' : false
}

function beside(value: Record<string, unknown>, { besideKey, shape }: Field): boolean {
  return shape.primitive && value[besideKey] !== undefined
}

function below(held: unknown, { shape }: Field, names: readonly string[], at: number): boolean | 'ask' {
  if (shape.primitive) return 'ask'
  if (held === undefined) return false
  if (!Array.isArray(held)) return present(held, shape, names, at)
  for (const item of held) {
    const found = present(item, shape, names, at)
    if (found !== false) return found
  }
  return false
}

/** `status = 'final'`: one element of the focus itself that does not repeat. */
function word(tree: Tree, wanted: unknown, equal: boolean): Quick | undefined {
  const names = namesOf(tree)
  if (names?.length !== 1) return undefined
  const name = names[0]!
  return ({ value, shape }) => {
    const fields = shape && !shape.primitive ? shape.stems.get(name) : undefined
    if (!isObject(value) || fields?.length !== 1 || fields[0]!.list || !fields[0]!.shape.primitive) return 'ask'
    const held = value[fields[0]!.key]
    return typeof held === 'string' && !/^\d/.test(held) ? (held === wanted) === equal : 'ask'
  }
}
