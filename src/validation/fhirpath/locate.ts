import type { Shapes } from '../shape.ts'
import { compileExpression, type Env, type Host } from './compile.ts'
import { expectHarmless } from './for-strangers.ts'
import type { Meter } from './meter.ts'
import { type Node, resourceNode } from './node.ts'

/** Nothing outside of the resource has a say in where a part of it is. */
const alone: Host = { resolve: () => undefined, memberOf: () => undefined, htmlChecks: () => true, conformsTo: () => undefined }

/**
 * The items that an expression finds in a resource, each with where it stands (`at`); what the expression itself makes
 * stands nowhere. The resource itself stands in an object of its own.
 * @throws TooCostly when the meter has not that many steps
 * @throws ExpressionRefused when it is not FHIRPath, uses a function that is not known here, or could keep the server busy
 */
export function locate(expression: string, resource: object, shapes: Shapes, meter: Meter): readonly Node[] {
  expectHarmless(expression)
  const root: Node = { ...resourceNode(resource, shapes), at: { holder: { resource }, key: 'resource', fields: [] } }
  const focus = [root]
  const around = { resource: root, rootResource: root, context: root, self: focus, index: 0, total: [] }
  const env: Env = { shapes, host: alone, meter, ...around }
  return compileExpression(expression)(focus, env)
}
