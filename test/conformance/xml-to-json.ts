import { primitives } from '#validation/primitive.ts'
import type { Field, Shape, Shapes } from '#validation/shape.ts'

interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Everything between the tags, as written. */
  inner: string
}

/** XML that is not well-formed, or that names what FHIR's JSON has no place for. */
export class NotXml extends Error {}

/**
 * Reads a FHIR resource in XML as its JSON (http://hl7.org/fhir/R4/json.html). The server reads JSON only; the reference
 * validator's cases are partly XML, and are worth having.
 */
export function xmlToJson(xml: string, shapes: Shapes): Record<string, unknown> {
  return resource(parse(xml), shapes)
}

const tag = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function parse(text: string): Element {
  const xml = text.replace(/^\uFEFF/, '')
  // Without a DTD, XML has five entities by name.
  for (const [, name] of xml.matchAll(/&([A-Za-z]\w*);/g)) if (entities[name!] === undefined) throw new NotXml(`entity ${name}`)
  const root: Element = { name: '', attributes: {}, children: [], inner: '' }
  const open: { element: Element; from: number }[] = [{ element: root, from: 0 }]
  let last = 0
  for (const found of xml.matchAll(tag)) {
    const [whole, closes, name, text = '', empty] = found
    if (/[<]/.test(xml.slice(last, found.index))) throw new NotXml('a tag that is none')
    last = found.index + whole.length
    if (name === undefined) continue
    if (closes) {
      const closed = open.pop()
      if (!closed || closed.element.name !== name) throw new NotXml(`${name} was not open`)
      closed.element.inner = xml.slice(closed.from, found.index)
      continue
    }
    const element: Element = { name, attributes: attributesOf(text), children: [], inner: '' }
    open.at(-1)!.element.children.push(element)
    if (!empty) open.push({ element, from: last })
  }
  if (open.length !== 1 || root.children.length !== 1) throw new NotXml('not one whole element')
  return root.children[0]!
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, double, single] of text.matchAll(attribute)) found[name!] = decoded(double ?? single ?? '')
  return found
}

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9A-Fa-f]+|\w+);?/g, (_, entity: string) => {
    if (entity.startsWith('#'))
      return String.fromCodePoint(entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1)))
    const plain = entities[entity]
    if (plain === undefined) throw new NotXml(`entity ${entity}`)
    return plain
  })
}

function resource(element: Element, shapes: Shapes): Record<string, unknown> {
  const shape = shapes.find(element.name)
  if (!shape?.resource) throw new NotXml(`${element.name} is no resource`)
  return { resourceType: element.name, ...object(element, shape, shapes) }
}

function object({ attributes, children }: Element, shape: Shape, shapes: Shapes): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  if (attributes.id !== undefined) made.id = attributes.id
  if (attributes.url !== undefined) made.url = attributes.url
  for (const child of children) {
    const field = shape.fields.get(child.name)
    if (field) add(made, field, child, shapes)
    // What FHIR does not know stays, so that the validator meets it.
    else made[child.name] = child.attributes.value ?? {}
  }
  return made
}

function add(made: Record<string, unknown>, field: Field, child: Element, shapes: Shapes): void {
  if (field.type === 'xhtml') {
    const attributes = Object.entries(child.attributes).map(([name, value]) => ` ${name}="${value}"`)
    made[field.key] = `<div${attributes.join('')}>${child.inner}</div>`
    return
  }
  const value =
    field.type === 'Resource'
      ? resource(child.children[0]!, shapes)
      : field.shape.primitive
        ? primitive(child, field)
        : object(child, field.shape, shapes)
  put(made, field, field.key, value)
  if (!field.shape.primitive) return
  const companion = object(
    { ...child, attributes: child.attributes.id === undefined ? {} : { id: child.attributes.id } },
    shapes.get('Element'),
    shapes,
  )
  const beside = Object.keys(companion).length > 0 ? companion : undefined
  if (beside || made[`_${field.key}`]) put(made, field, `_${field.key}`, beside ?? null)
}

function put(made: Record<string, unknown>, { list }: Field, key: string, value: unknown): void {
  if (list) made[key] = [...((made[key] as unknown[] | undefined) ?? []), value ?? null]
  else if (made[key] !== undefined) made[key] = [made[key], value]
  else if (value !== undefined) made[key] = value
}

function primitive({ attributes: { value } }: Element, { type }: Field): unknown {
  if (value === undefined) return undefined
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  const number = ['integer', 'decimal', 'positiveInt', 'unsignedInt'].includes(type) && value.trim() !== '' ? Number(value) : Number.NaN
  return !Number.isNaN(number) && primitives[type]?.(number) === undefined ? number : value
}
