import type { Shapes } from '../shape.ts'
import { type Condition, compileCondition } from './condition.ts'
import { functions, type Parameter } from './functions.ts'
import { ExpressionRefused } from './lexer.ts'
import type { Meter } from './meter.ts'
import { boolean, isOfType, member, type Node, number, string } from './node.ts'
import { arithmetic, compared, condition, contains, equal, equivalent, logical, union } from './operators.ts'
import { parse, type Tree } from './parser.ts'
import { readPattern } from './pattern.ts'

/** What an expression may ask of the world outside of the resource. */
export interface Host {
  /** The resource that a reference points to, when it is contained or in the same Bundle. */
  resolve(reference: string): unknown
  /** Is it in the value set? `undefined`: cannot be told here. */
  memberOf(item: Node, valueSet: string): boolean | undefined
  /** Is this narrative as R4 allows it? */
  htmlChecks(xhtml: string): boolean
  /** Does it conform to the profile? `undefined`: not known here. */
  conformsTo(item: Node, canonical: string): boolean | undefined
}

/** What surrounds an evaluation. `self`, `index` and `total` change while a function iterates. */
export interface Env {
  shapes: Shapes
  host: Host
  /** What it may still use up. */
  meter: Meter
  /** `%resource`, `%rootResource`, `%context` */
  resource: Node
  rootResource: Node
  context: Node
  self: readonly Node[]
  index: number
  total: readonly Node[]
}

/** A compiled expression: from the items in focus to those found. */
export type Evaluate = (focus: readonly Node[], env: Env) => readonly Node[]

const systems: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
}

/**
 * Compiles FHIRPath to closures over plain JSON. Types come from R4's definitions, so `value` finds `valueQuantity`.
 * Spec: https://hl7.org/fhirpath/N1/, http://hl7.org/fhir/R4/fhirpath.html
 * @throws ExpressionRefused when it is not FHIRPath or uses a function that is not known here
 */
export function compileExpression(expression: string): Evaluate {
  return compile(parse(expression))
}

/** Compiles an expression of which only the yes or no is wanted. @throws ExpressionRefused as `compileExpression` */
export function compileInvariant(expression: string): Condition {
  return compileCondition(parse(expression), compile)
}

function compile(tree: Tree): Evaluate {
  switch (tree.kind) {
    case 'empty':
      return () => []
    case 'literal': {
      const constant: Node[] = [{ value: tree.value, type: `System.${tree.type}` }]
      return () => constant
    }
    case 'quantity': {
      const constant: Node[] = [{ value: { value: tree.value, code: tree.unit }, type: 'System.Quantity' }]
      return () => constant
    }
    case 'variable':
      return variable(tree.name)
    case 'special':
      if (tree.name === '$this') return (_, env) => env.self
      return tree.name === '$total' ? (_, env) => env.total : (_, env) => number(env.index)
    case 'member':
      return step(tree.name, tree.of && compile(tree.of))
    case 'call':
      return call(tree)
    case 'item': {
      const of = compile(tree.of)
      const index = compile(tree.index)
      return (focus, env) => {
        const at = index(focus, env)[0]?.value
        const found = typeof at === 'number' ? of(focus, env)[at] : undefined
        return found ? [found] : []
      }
    }
    case 'negative': {
      const of = compile(tree.of)
      return (focus, env) => arithmetic('-', number(0), of(focus, env), env.meter)
    }
    case 'type': {
      const of = compile(tree.of)
      const { name } = tree
      if (tree.operator === 'as') {
        return (focus, env) => {
          const items = of(focus, env)
          env.meter.spend(items.length)
          return items.filter((node) => isOfType(node, name))
        }
      }
      return (focus, env) => {
        const items = of(focus, env)
        return items.length === 0 ? [] : boolean(items.length === 1 && isOfType(items[0]!, name))
      }
    }
    case 'binary':
      return binary(tree.operator, compile(tree.left), compile(tree.right))
  }
}

function variable(name: string): Evaluate {
  const system = systems[name]
  if (system) {
    const constant = string(system)
    return () => constant
  }
  if (name === 'resource') return (_, env) => [env.resource]
  if (name === 'rootResource') return (_, env) => [env.rootResource]
  if (name === 'context') return (_, env) => [env.context]
  if (name.startsWith('vs-')) return () => string(`http://hl7.org/fhir/ValueSet/${name.slice(3)}`)
  if (name.startsWith('ext-')) return () => string(`http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`)
  throw new ExpressionRefused(`%${name} is not known`)
}

function step(name: string, of: Evaluate | undefined): Evaluate {
  if (of) {
    return (focus, env) => {
      const found: Node[] = []
      const items = of(focus, env)
      for (const node of items) member(node, name, env.shapes, found)
      env.meter.items(items.length + found.length)
      return found
    }
  }
  const mayBeType = /^[A-Z]/.test(name)
  return (focus, env) => {
    const found: Node[] = []
    for (const node of focus) {
      if (mayBeType && node.shape?.kinds.has(name)) found.push(node)
      else member(node, name, env.shapes, found)
    }
    env.meter.items(focus.length + found.length)
    return found
  }
}

function call({ name, parameters, of }: Extract<Tree, { kind: 'call' }>): Evaluate {
  const make = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!make) throw new ExpressionRefused(`the function ${name}() is not known`)
  const [first] = parameters
  if (takesPattern.has(name) && first?.kind === 'literal') readPattern(String(first.value))
  // A type's name as a parameter is a name, not a path.
  const typed = name === 'ofType' || name === 'is' || name === 'as'
  const apply = make(typed ? [] : parameters.map(parameter), typed ? typeName(parameters[0]) : '')
  if (!of) return (focus, env) => counted(focus, apply(focus, env, focus), env)
  const before = compile(of)
  return (focus, env) => {
    const input = before(focus, env)
    return counted(input, apply(input, env, focus), env)
  }
}

/** What went into a function and what came out is paid for here; what it does in between, where it does it. */
function counted(input: readonly Node[], output: readonly Node[], { meter }: Env): readonly Node[] {
  meter.spend(1 + input.length)
  meter.items(output.length)
  return output
}

const takesPattern = new Set(['matches', 'matchesFull', 'replaceMatches'])

/** Most functions want one of the two; the other is not made. */
function parameter(tree: Tree): Parameter {
  // Compiled now, so that what is not known refuses the expression and not the first record that meets it.
  const evaluate = compile(tree)
  let condition: Condition | undefined
  return {
    evaluate,
    condition(focus, env) {
      condition ??= compileCondition(tree, compile)
      return condition(focus, env)
    },
  }
}

function typeName(tree: Tree | undefined): string {
  if (tree?.kind !== 'member') throw new ExpressionRefused('expected the name of a type')
  return tree.of ? `${typeName(tree.of)}.${tree.name}` : tree.name
}

function binary(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return (focus, env) => logical(operator, condition(left(focus, env)), () => condition(right(focus, env)))
    case '|':
      return (focus, env) => union(left(focus, env), right(focus, env), env.meter)
    case '=':
    case '!=':
      return (focus, env) => {
        const answer = equal(left(focus, env), right(focus, env), env.meter)
        return answer === undefined ? [] : boolean(answer === (operator === '='))
      }
    case '~':
    case '!~':
      return (focus, env) => boolean(equivalent(left(focus, env), right(focus, env), env.meter) === (operator === '~'))
    case 'in':
    case 'contains': {
      const [one, many] = operator === 'in' ? [left, right] : [right, left]
      return (focus, env) => {
        const items = one(focus, env)
        return items.length === 0 ? [] : boolean(contains(many(focus, env), items[0]!, env.meter))
      }
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (focus, env) => compared(operator, left(focus, env), right(focus, env))
    default:
      return (focus, env) => arithmetic(operator, left(focus, env), right(focus, env), env.meter)
  }
}
