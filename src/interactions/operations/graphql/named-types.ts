import { type ASTNode, type DocumentNode, type FieldNode, Kind, type SelectionNode, visit } from 'graphql'
import { isResourceType, resourceTypes } from '../../resource-types.ts'

/**
 * The resource types that a query speaks of: in the names of its searches, in its fragments, in the `type` of a reference. For
 * a name that is nearly one, its neighbours are there too, so that the refusal can say what was perhaps meant.
 */
export function namedTypes(document: DocumentNode): string[] {
  const names = new Set<string>()
  const note = (name: string) => {
    const plain = isResourceType(name) ? name : name.replace(/(List|Connection)$/, '')
    if (isResourceType(plain)) names.add(plain)
    else if (/^[A-Z]/.test(name)) for (const type of neighbours(name)) names.add(type)
  }
  visit(document, {
    Field: ({ name }) => note(name.value),
    NamedType: ({ name }) => note(name.value),
    EnumValue: ({ value }) => void (isResourceType(value) && names.add(value)),
  })
  return [...names]
}

function neighbours(name: string): string[] {
  return resourceTypes()
    .filter((type) => type.startsWith(name.slice(0, 3)))
    .slice(0, 5)
}

/**
 * Puts FHIR's short form into GraphQL's words (http://hl7.org/fhir/R4/graphql.html#references): what stands in
 * `resource(type: Patient) { birthDate }` is what of a Patient is wanted, and several of these beside each other are one.
 */
export function withFragments(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave: (node) => ({ ...node, selections: joined(node.selections.map(spelledOut)) }),
    },
  })
}

function spelledOut(node: SelectionNode): SelectionNode {
  const type = typeArgument(node)
  if (type === undefined || node.kind !== Kind.FIELD || node.selectionSet === undefined) return node
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } as const
  const fragment = { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: node.selectionSet } as const
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [fragment] } }
}

/** The one type, written as a word, that a `resource` is asked to be of. */
function typeArgument(node: ASTNode): string | undefined {
  if (node.kind !== Kind.FIELD || node.name.value !== 'resource') return undefined
  const value = node.arguments?.find(({ name }) => name.value === 'type')?.value
  return value?.kind === Kind.ENUM ? value.value : undefined
}

/** Fields that differ in nothing but the type become one with a list of types. */
function joined(nodes: readonly SelectionNode[]): SelectionNode[] {
  const result: SelectionNode[] = []
  const places = new Map<string, number>()
  for (const node of nodes) {
    const key = typeArgument(node) === undefined ? undefined : otherwise(node as FieldNode)
    const place = key === undefined ? undefined : places.get(key)
    if (place !== undefined) result[place] = join(result[place] as FieldNode, node as FieldNode)
    else if (key !== undefined) places.set(key, result.push(node) - 1)
    else result.push(node)
  }
  return result
}

/** All that is said of the field but for its type and what is in it. */
function otherwise({ alias, arguments: args = [], directives = [] }: FieldNode): string {
  const word = (node: ASTNode) => JSON.stringify(node, (key, value) => (key === 'loc' ? undefined : value))
  return [alias?.value, ...args.filter(({ name }) => name.value !== 'type').map(word), ...directives.map(word)].join(' ')
}

function join(one: FieldNode, other: FieldNode): FieldNode {
  const types = [one, other].flatMap(({ arguments: args = [] }) => {
    const value = args.find(({ name }) => name.value === 'type')!.value
    return value.kind === Kind.LIST ? value.values : [value]
  })
  return {
    ...one,
    arguments: one.arguments!.map((arg) => (arg.name.value === 'type' ? { ...arg, value: { kind: Kind.LIST, values: types } } : arg)),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...one.selectionSet!.selections, ...other.selectionSet!.selections] },
  }
}
