import { isPublished } from '#fhir/definitions/published-invariants.ts'
import type { Constraint } from '#fhir/definitions/structure.ts'
import type { Check } from './base.ts'
import { compileInvariant, type Env, type Host } from './fhirpath/compile.ts'
import type { Condition } from './fhirpath/condition.ts'
import { ExpressionRefused } from './fhirpath/lexer.ts'
import { asTooCostly, type Meter } from './fhirpath/meter.ts'
import { type Node, resourceNode } from './fhirpath/node.ts'
import type { Finding, Judging } from './judging.ts'
import { type Native, nativeInvariants } from './native-invariant.ts'
import type { Source } from './reference.ts'
import { ProfileRefused } from './refused.ts'
import type { Shape, Shapes } from './shape.ts'

/** Turns invariants into checks; each expression is compiled once. */
export interface Invariants {
  /** One check for all of them, or `undefined` when there are none. @throws ProfileRefused for what cannot be compiled. */
  compile(constraints: readonly Constraint[], shape: Shape, source: Source): Check | undefined
}

/** What surrounds the invariants of one value; made for each value, so what few ask for is made when asked. */
class Surroundings implements Env {
  readonly shapes: Shapes
  readonly meter: Meter
  readonly context: Node
  self: readonly Node[]
  index = 0
  total: readonly Node[] = nothing
  private readonly focus: readonly Node[]
  private readonly judging: Judging
  private readonly hostFor: (judging: Judging) => Host

  constructor(shapes: Shapes, judging: Judging, hostFor: (judging: Judging) => Host, context: Node) {
    this.shapes = shapes
    this.meter = judging.meter
    this.context = context
    this.focus = [context]
    this.self = this.focus
    this.judging = judging
    this.hostFor = hostFor
  }

  /** As at the beginning, for the next invariant of the same value: an expression that failed may have left it inside a function. */
  again(): this {
    this.self = this.focus
    this.index = 0
    this.total = nothing
    return this
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

/** One invariant, as it is asked: by a closure of ours or by its compiled expression. */
type Asked = { key: string; finding: Finding } & ({ native: Native; evaluate?: undefined } | { native?: undefined; evaluate: Condition })

/** A record so odd that an invariant cannot be asked of it must not bring the server down; that it was not asked is said. */
function notAsked(key: string, judging: Judging): void {
  judging.notChecked(`Invariant ${key} could not be evaluated for this record.`, 'invariant-not-evaluated', 'warning')
}

const nothing: readonly Node[] = []

/** The definitions have some 500; those of profiles that somebody posts are not all remembered. */
const expressionsAtMost = 5_000

/** @param hostFor what expressions may ask of the world, at the place where a judgement stands */
export function createInvariants(shapes: Shapes, hostFor: (judging: Judging) => Host): Invariants {
  const expressions = new Map<string, Condition>()

  function expressionOf({ key, expression }: Constraint, who: string): Condition | undefined {
    if (expression === undefined) return undefined
    const known = expressions.get(expression)
    if (known) return known
    try {
      const compiled = compileInvariant(expression)
      if (expressions.size < expressionsAtMost) expressions.set(expression, compiled)
      return compiled
    } catch (error) {
      if (error instanceof ExpressionRefused) throw new ProfileRefused(who, `invariant ${key}: ${error.message}`)
      throw error
    }
  }

  function one(constraint: Constraint, { against, who }: Source): Asked | undefined {
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
    // By its key alone another's invariant would be taken for it.
    const native = isPublished(constraint) ? nativeInvariants[key] : undefined
    if (native === 'skip') return undefined
    if (native) return { key, finding, native }
    const evaluate = expressionOf(constraint, who)
    return evaluate && { key, finding, evaluate }
  }

  return {
    compile(constraints, shape, source) {
      const asked = constraints.map((constraint) => one(constraint, source)).filter((one) => one !== undefined)
      if (asked.length === 0) return undefined
      return (value, judging) => {
        let surroundings: Surroundings | undefined
        for (let index = 0; index < asked.length; index++) {
          const { key, finding, native, evaluate } = asked[index]!
          try {
            if (native) {
              if (!native(value, judging)) judging.report(finding)
              continue
            }
            surroundings = surroundings?.again() ?? surroundingsOf({ value, type: shape.type, shape }, judging)
            if (evaluate(surroundings.self, surroundings) !== true) judging.report(finding)
          } catch (error) {
            const costly = asTooCostly(error)
            if (costly === undefined) notAsked(key, judging)
            else {
              // Of the judgement's steps none may be left for the other invariants, so it ends here.
              costly.asking ??= `${key} (${source.who})`
              throw costly
            }
          }
        }
      }
    },
  }

  function surroundingsOf(context: Node, judging: Judging): Surroundings {
    return new Surroundings(shapes, judging, hostFor, context)
  }
}
