import type { Constraint } from '#fhir/definitions/structure.ts'
import type { Check } from './base.ts'
import { compileInvariant, type Env, type Host } from './fhirpath/compile.ts'
import type { Condition } from './fhirpath/condition.ts'
import { ExpressionRefused } from './fhirpath/lexer.ts'
import { type Node, resourceNode } from './fhirpath/node.ts'
import type { Finding, Judging } from './judging.ts'
import { nativeInvariants } from './native-invariant.ts'
import type { Source } from './reference.ts'
import { ProfileRefused } from './refused.ts'
import type { Shape, Shapes } from './shape.ts'

/** Turns invariants into checks; each expression is compiled once. */
export interface Invariants {
  /** One check for all of them, or `undefined` when there are none. @throws ProfileRefused for what cannot be compiled. */
  compile(constraints: readonly Constraint[], shape: Shape, source: Source): Check | undefined
}

/** What surrounds an invariant; made for each, so what few ask for is made when asked. */
class Surroundings implements Env {
  readonly shapes: Shapes
  readonly context: Node
  self: readonly Node[]
  index = 0
  total: readonly Node[] = nothing
  private readonly judging: Judging
  private readonly hostFor: (judging: Judging) => Host

  constructor(shapes: Shapes, judging: Judging, hostFor: (judging: Judging) => Host, context: Node, self: readonly Node[]) {
    this.shapes = shapes
    this.context = context
    this.self = self
    this.judging = judging
    this.hostFor = hostFor
  }

  get host(): Host {
    return this.hostFor(this.judging)
  }

  get resource(): Node {
    return resourceNode(this.judging.resource, this.shapes)
  }

  get rootResource(): Node {
    return resourceNode(this.judging.rootResource, this.shapes)
  }
}

/** A record so odd that an invariant cannot be asked of it must not bring the server down; that it was not asked is said. */
function notAsked(key: string, judging: Judging): void {
  judging.notChecked(`Invariant ${key} could not be evaluated for this record.`, 'invariant-not-evaluated', 'warning')
}

const nothing: readonly Node[] = []

/** @param hostFor what expressions may ask of the world, at the place where a judgement stands */
export function createInvariants(shapes: Shapes, hostFor: (judging: Judging) => Host): Invariants {
  const expressions = new Map<string, Condition>()

  function expressionOf({ key, expression }: Constraint, who: string): Condition | undefined {
    if (expression === undefined) return undefined
    const known = expressions.get(expression)
    if (known) return known
    try {
      const compiled = compileInvariant(expression)
      expressions.set(expression, compiled)
      return compiled
    } catch (error) {
      if (error instanceof ExpressionRefused) throw new ProfileRefused(who, `invariant ${key}: ${error.message}`)
      throw error
    }
  }

  function one(constraint: Constraint, shape: Shape, { against, who }: Source): Check | undefined {
    const { key, human, severity } = constraint
    const finding: Finding = {
      against: severity === 'warning' ? 'warnings' : against,
      code: 'invariant',
      details: 'invariant',
      cites: constraint.cites,
      about: key,
      reads: constraint.expression,
      says: `breaks ${key}: ${human ?? constraint.expression} (${who})`,
    }
    const native = nativeInvariants[key]
    if (native === 'skip') return undefined
    if (native) {
      return (value, judging) => {
        try {
          if (!native(value, judging)) judging.report(finding)
        } catch {
          notAsked(key, judging)
        }
      }
    }
    const evaluate = expressionOf(constraint, who)
    if (!evaluate) return undefined
    return (value, judging) => {
      const node: Node = { value, type: shape.type, shape }
      const focus = [node]
      const env = new Surroundings(shapes, judging, hostFor, node, focus)
      try {
        if (evaluate(focus, env) !== true) judging.report(finding)
      } catch {
        notAsked(key, judging)
      }
    }
  }

  return {
    compile(constraints, shape, source) {
      const checks = constraints.map((constraint) => one(constraint, shape, source)).filter((check) => check !== undefined)
      if (checks.length === 0) return undefined
      return (value, judging) => {
        for (let index = 0; index < checks.length; index++) checks[index]!(value, judging)
      }
    },
  }
}
