import { malformed } from '#fhir/error.ts'
import { compileExpression, type Evaluate, type Host } from '#validation/fhirpath/compile.ts'
import { ExpressionRefused } from '#validation/fhirpath/lexer.ts'
import { asTooCostly, Meter } from '#validation/fhirpath/meter.ts'
import { type Node, resourceNode } from '#validation/fhirpath/node.ts'
import { condition } from '#validation/fhirpath/operators.ts'
import type { Shapes } from '#validation/shape.ts'
import { type Budget, limits, tooMuch } from './limits.ts'

/** Nothing outside of the resource has a say in its elements. */
const alone: Host = { resolve: () => undefined, memberOf: () => undefined, htmlChecks: () => true, conformsTo: () => undefined }

/** What could look at the whole resource from each of its elements, or at each pair of them, is not for strangers. */
const refused =
  /[%|]|\b(descendants|children|repeat|aggregate|combine|union|intersect|exclude|distinct|isDistinct|subsetOf|supersetOf|trace|matches\w*|replaceMatches)\b/

/** The FHIRPath expressions of one query, each compiled once. */
export class Expressions {
  readonly #shapes: Shapes
  readonly #budget: Budget
  /** One for all items of the query. */
  readonly #meter = new Meter()
  readonly #compiled = new Map<string, Evaluate>()

  constructor(shapes: Shapes, budget: Budget) {
    this.#shapes = shapes
    this.#budget = budget
  }

  /** Does it hold for the item? What is empty does not. */
  holds(expression: string, item: Node, index: number, resource: object): boolean {
    return condition(this.#evaluate(expression, item, index, resource)) === true
  }

  /** What it finds at the item, as text; undefined when that is not one value. */
  text(expression: string, item: Node, index: number, resource: object): string | undefined {
    const [found, ...more] = this.#evaluate(expression, item, index, resource)
    if (found === undefined || more.length > 0 || found.value === undefined || typeof found.value === 'object') return undefined
    return String(found.value)
  }

  #evaluate(expression: string, item: Node, index: number, resource: object): readonly Node[] {
    this.#budget.values(1)
    const evaluate = this.#compile(expression)
    const whole = resourceNode(resource, this.#shapes)
    const around = { resource: whole, rootResource: whole, context: item, total: [], self: [item], index }
    try {
      return evaluate([item], { shapes: this.#shapes, host: alone, meter: this.#meter, ...around })
    } catch (error) {
      const costly = asTooCostly(error)
      if (costly) throw tooMuch('expression-too-costly', `A FHIRPath expression cannot be used: ${costly.message}.`)
      if (error instanceof ExpressionRefused) throw unfit(error.message)
      throw error
    }
  }

  #compile(expression: string): Evaluate {
    const known = this.#compiled.get(expression)
    if (known !== undefined) return known
    if (expression.length > limits.fhirpath) throw unfit(`it may have ${limits.fhirpath} characters`)
    if (refused.test(expression))
      throw unfit('here it consists of paths, where, exists, comparisons and the like; variables, | and functions over sets are not taken')
    try {
      const made = compileExpression(expression)
      this.#compiled.set(expression, made)
      return made
    } catch (error) {
      if (!(error instanceof ExpressionRefused)) throw error
      throw unfit('it is no FHIRPath, or uses a function that is not known here')
    }
  }
}

function unfit(why: string) {
  return malformed('invalid-parameter', `The FHIRPath expression cannot be used: ${why}.`)
}
