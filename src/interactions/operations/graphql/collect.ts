// https://spec.graphql.org/October2021/#sec-Field-Collection
import {
  type DirectiveNode,
  type FieldNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Fragments } from './measure.ts'

/** The fields wanted of an object, by their names in the answer; each with every place that asks for it. */
export type Wanted = ReadonlyMap<string, readonly FieldNode[]>

/** Gathers what is wanted of objects, once for each type and each place in the query. */
export class Collector {
  readonly #fragments: Fragments
  readonly #variables: Record<string, unknown>
  readonly #known = new WeakMap<readonly FieldNode[], Map<string, Wanted>>()

  constructor(fragments: Fragments, variables: Record<string, unknown>) {
    this.#fragments = fragments
    this.#variables = variables
  }

  /** What fields that stand for an object of this type want of it. */
  below(nodes: readonly FieldNode[], type: string): Wanted {
    let byType = this.#known.get(nodes)
    if (byType === undefined) {
      byType = new Map()
      this.#known.set(nodes, byType)
    }
    let wanted = byType.get(type)
    if (wanted === undefined) {
      wanted = this.of(
        nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
        type,
      )
      byType.set(type, wanted)
    }
    return wanted
  }

  /** What these selections want of an object of this type. */
  of(sets: readonly SelectionSetNode[], type: string): Wanted {
    const wanted = new Map<string, FieldNode[]>()
    const seen = new Set<string>()
    for (const set of sets) this.#gather(set, type, wanted, seen)
    return wanted
  }

  #gather({ selections }: SelectionSetNode, type: string, wanted: Map<string, FieldNode[]>, seen: Set<string>): void {
    for (const node of selections) {
      if (this.#skipped(node)) continue
      if (node.kind === Kind.FIELD) {
        const name = node.alias?.value ?? node.name.value
        const nodes = wanted.get(name)
        if (nodes) nodes.push(node)
        else wanted.set(name, [node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value, type)) this.#gather(node.selectionSet, type, wanted, seen)
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        const fragment = this.#fragments.get(node.name.value)
        if (fragment && applies(fragment.typeCondition.name.value, type)) this.#gather(fragment.selectionSet, type, wanted, seen)
      }
    }
  }

  #skipped(node: { directives?: readonly DirectiveNode[] }): boolean {
    if (node.directives === undefined || node.directives.length === 0) return false
    if (getDirectiveValues(GraphQLSkipDirective, node, this.#variables)?.if === true) return true
    return getDirectiveValues(GraphQLIncludeDirective, node, this.#variables)?.if === false
  }
}

/** Validation has seen to it that a condition is the type itself or, for any resource, Resource. */
function applies(condition: string | undefined, type: string): boolean {
  return condition === undefined || condition === type || condition === 'Resource'
}
