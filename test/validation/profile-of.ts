import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { coreDefinitions } from '#fhir/definitions/structures.ts'

const core = coreDefinitions()

/** What a profile says of an element: its id, and the words that differ from the base. */
export type Rule = { id: string } & Partial<Record<string, unknown>>

/**
 * A profile with a whole snapshot, as a publisher makes it: R4's elements, those below a data type where a rule speaks
 * of them, and the rules on top.
 */
export function profileOf(type: string, rules: readonly Rule[], name = 'test-profile'): SlimStructure {
  const base = core.structure(`http://hl7.org/fhir/StructureDefinition/${type}`)!
  const elements: SlimElement[] = structuredClone(base.snapshot!.element)
  for (const rule of rules) apply(rule, elements)
  return {
    ...base,
    url: `http://test.example/StructureDefinition/${name}`,
    derivation: 'constraint',
    baseDefinition: base.url,
    snapshot: { element: elements },
  }
}

function apply(rule: Rule, elements: SlimElement[]): void {
  const known = elements.find(({ id }) => id === rule.id)
  if (known) {
    Object.assign(known, rule)
    return
  }
  const parentId = rule.id.slice(0, rule.id.lastIndexOf('.'))
  const last = rule.id.slice(rule.id.lastIndexOf('.') + 1)
  const parent = elements.find(({ id }) => id === parentId) ?? elements.find(({ id }) => id === parentId.split(':')[0])!
  const path = `${parent.path}.${last.split(':')[0]}`
  const [, slice] = last.split(':')
  const sliced = slice
    ? elements.find(({ id }) => id === rule.id.slice(0, rule.id.lastIndexOf(slice.includes('/') ? '/' : ':')))
    : undefined
  const plain = sliced ?? plainElement(parent, path, last)
  const { slicing: _, ...inherited } = plain
  const element = { ...structuredClone(inherited), path, ...(slice ? { sliceName: slice, min: 0 } : {}), ...rule } as SlimElement
  elements.splice(lastOf(elements, sliced?.id ?? parentId) + 1, 0, element)
}

/** The element as its data type defines it. */
function plainElement(parent: SlimElement, path: string, last: string): SlimElement {
  const type = parent.type?.[0]?.code ?? ''
  const found = core
    .structure(`http://hl7.org/fhir/StructureDefinition/${type}`)
    ?.snapshot?.element.find(({ path: one }) => one === `${type}.${last}`)
  return found ? { ...found, path } : { id: '', path, min: 0, max: '*' }
}

function lastOf(elements: readonly SlimElement[], id: string): number {
  return elements.findLastIndex((element) => element.id === id || element.id.startsWith(`${id}.`) || element.id.startsWith(`${id}:`))
}
