// http://hl7.org/fhir/R4/graphql.html#list
import { malformed } from '#fhir/error.ts'
import { type Node, resourceNode } from '#validation/fhirpath/node.ts'
import type { Field, Shapes } from '#validation/shape.ts'
import type { Layout } from './directives.ts'
import type { Expressions } from './expressions.ts'

/** An item of a list that is wanted, and where it stands in the list as it is stored. */
export interface Chosen {
  value: unknown
  index: number
  suffix: string
}

/** What is needed to choose among items. */
export interface Choosing {
  args: Readonly<Record<string, unknown>>
  layout: Layout
  expressions: Expressions
  shapes: Shapes
  /** The resource that the items are in, for %resource. */
  resource: object
}

/** The items of an element that the arguments and directives leave, in their order. */
export function choose(items: readonly unknown[], field: Field, choosing: Choosing): Chosen[] {
  const { args } = choosing
  const nodeOf = (value: unknown): Node =>
    field.type === 'Resource' ? resourceNode(value, choosing.shapes) : { value: value ?? undefined, type: field.type, shape: field.shape }
  let chosen = items.map((value, index) => ({ value, index, suffix: '' }))
  for (const [name, wanted] of Object.entries(args)) {
    if (name === 'fhirpath' || name === '_offset' || name === '_count' || wanted === null || wanted === undefined) continue
    chosen = chosen.filter(({ value }) => String((value as Record<string, unknown> | null)?.[name]) === String(wanted))
  }
  return chooseNodes(chosen, nodeOf, choosing)
}

/** The same for what was found by a search: whole resources. */
export function chooseNodes(given: Chosen[], nodeOf: (value: unknown) => Node, choosing: Choosing): Chosen[] {
  const { args, layout, expressions, resource } = choosing
  const { fhirpath, _offset, _count } = args
  let chosen = given
  if (fhirpath !== undefined && fhirpath !== null)
    chosen = chosen.filter(({ value, index }) => expressions.holds(String(fhirpath), nodeOf(value), index, resource))
  const from = whole('_offset', _offset) ?? 0
  const count = whole('_count', _count)
  chosen = chosen.slice(from, count === undefined ? undefined : from + count)
  if (layout.first) chosen = chosen.slice(0, 1)
  const { slice } = layout
  if (slice === undefined) return chosen
  return chosen.map((one) => {
    const text = expressions.text(slice, nodeOf(one.value), one.index, resource)
    return { ...one, suffix: text === undefined ? '' : `.${text}` }
  })
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw malformed('invalid-parameter', `${name} is a whole number, 0 or more.`)
}
