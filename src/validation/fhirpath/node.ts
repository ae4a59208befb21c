import type { Field, Shape, Shapes } from '../shape.ts'

/** One item of a FHIRPath collection: a JSON value, what stands beside it (`_birthDate`), and what R4 says it is. */
export interface Node {
  value: unknown
  /** The object with id and extensions of a primitive. */
  companion?: unknown
  /** FHIR type ("Quantity", "code") or, for what an expression itself makes, a system type ("System.String"). */
  type: string
  shape?: Shape
  /** Where it stands, for whoever means to change it; known of what is reached from a node that has it. */
  at?: Standing
}

/** The object that holds a value, under which property, and at which place of a list. */
export interface Standing {
  holder: Record<string, unknown>
  key: string
  index?: number
  /** What the element may be: more than one of a choice; none for the resource itself. */
  fields: readonly Field[]
}

/** A boolean, a string or a number that an expression makes. */
export const truth: Readonly<Record<'true' | 'false', readonly Node[]>> = {
  true: [{ value: true, type: 'System.Boolean' }],
  false: [{ value: false, type: 'System.Boolean' }],
}

export function boolean(value: boolean): Node[] {
  return (value ? truth.true : truth.false) as Node[]
}

export function string(value: string): Node[] {
  return [{ value, type: 'System.String' }]
}

export function number(value: number, integer = Number.isInteger(value)): Node[] {
  return [{ value, type: integer ? 'System.Integer' : 'System.Decimal' }]
}

/** A resource as a node; its shape is that of its own type. */
export function resourceNode(value: unknown, shapes: Shapes): Node {
  const type = (value as { resourceType?: unknown } | undefined)?.resourceType
  const shape = typeof type === 'string' ? shapes.find(type) : undefined
  return { value, type: shape?.type ?? 'Resource', shape }
}

/** The children of a node by one element name. */
export function member(node: Node, name: string, shapes: Shapes, into: Node[]): void {
  const { value, shape } = node
  if (shape === undefined) return
  if (shape.primitive) {
    if (node.companion !== undefined) {
      member({ value: node.companion, type: 'Element', shape: shapes.get('Element') }, name, shapes, into)
    }
    return
  }
  if (typeof value !== 'object' || value === null) return
  const fields = shape.stems.get(name)
  if (fields === undefined) return
  const parent = value as Record<string, unknown>
  for (const field of fields) {
    const held = parent[field.key]
    const beside = field.shape.primitive ? parent[field.besideKey] : undefined
    if (held === undefined && beside === undefined) continue
    if (Array.isArray(held) || Array.isArray(beside)) {
      const values = (held ?? []) as unknown[]
      const companions = (Array.isArray(beside) ? beside : []) as unknown[]
      const length = Math.max(values.length, companions.length)
      for (let index = 0; index < length; index++) {
        const before = into.length
        add(field.type, field.shape, values[index], companions[index], shapes, into)
        if (node.at !== undefined && into.length > before) into[before]!.at = { holder: parent, key: field.key, index, fields }
      }
    } else {
      const before = into.length
      add(field.type, field.shape, held, beside, shapes, into)
      if (node.at !== undefined && into.length > before) into[before]!.at = { holder: parent, key: field.key, fields }
    }
  }
}

function add(type: string, shape: Shape, value: unknown, companion: unknown, shapes: Shapes, into: Node[]): void {
  if (value === null || value === undefined) {
    if (companion !== null && companion !== undefined) into.push({ value: undefined, companion, type, shape })
  } else if (type === 'Resource') into.push(resourceNode(value, shapes))
  else into.push({ value, companion: companion ?? undefined, type: shape.type, shape })
}

/** All children of a node. */
export function children(node: Node, shapes: Shapes, into: Node[]): void {
  const { shape } = node
  if (shape === undefined) return
  if (shape.primitive) {
    if (node.companion !== undefined) children({ value: node.companion, type: 'Element', shape: shapes.get('Element') }, shapes, into)
    return
  }
  for (const stem of shape.stems.keys()) member(node, stem, shapes, into)
}

/** A type's name without its namespace, and whether it is a system type. */
export function isOfType(node: Node, name: string): boolean {
  if (name.startsWith('System.')) return node.type === name
  const plain = name.startsWith('FHIR.') ? name.slice(5) : name
  if (node.type.startsWith('System.')) return !name.startsWith('FHIR.') && node.type === `System.${plain}`
  if (node.shape?.kinds.has(plain)) return true
  // R4's own invariants write `answer is Boolean` and mean the FHIR type (que-7).
  return !name.startsWith('FHIR.') && systemNames[plain] === node.type
}

const systemNames: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  String: 'string',
  Integer: 'integer',
  Decimal: 'decimal',
  Date: 'date',
  DateTime: 'dateTime',
  Time: 'time',
}

/** What kind of value a node is to the operators. */
export type Kind = 'boolean' | 'string' | 'integer' | 'decimal' | 'temporal' | 'time' | 'quantity' | 'other'

const kinds: Readonly<Record<string, Kind>> = {
  ...{ 'System.Boolean': 'boolean', boolean: 'boolean' },
  ...{ 'System.Integer': 'integer', integer: 'integer', positiveInt: 'integer', unsignedInt: 'integer' },
  ...{ 'System.Decimal': 'decimal', decimal: 'decimal' },
  ...{ 'System.String': 'string', string: 'string', code: 'string', id: 'string', markdown: 'string', uri: 'string', url: 'string' },
  ...{ canonical: 'string', oid: 'string', uuid: 'string', base64Binary: 'string', xhtml: 'string' },
  ...{ 'System.Date': 'temporal', 'System.DateTime': 'temporal', date: 'temporal', dateTime: 'temporal', instant: 'temporal' },
  ...{ 'System.Time': 'time', time: 'time' },
  ...{
    'System.Quantity': 'quantity',
    Quantity: 'quantity',
    Age: 'quantity',
    Count: 'quantity',
    Distance: 'quantity',
    Duration: 'quantity',
  },
}

export function kindOf(node: Node): Kind {
  return kinds[node.type] ?? 'other'
}
