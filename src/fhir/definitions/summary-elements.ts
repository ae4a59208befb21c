import { join } from 'node:path'
import { cached, readCoreDefinitions } from './cache.ts'

interface StructureDefinition {
  resourceType: string
  type: string
  kind: string
  derivation?: string
  snapshot?: { element: Element[] }
}

interface Element {
  path: string
  min: number
  isSummary?: boolean
  contentReference?: string
  type?: { code: string }[]
}

/**
 * What belongs to a summary of R4's types (http://hl7.org/fhir/R4/search.html#summary): the elements marked so, and
 * mandatory ones, as without them it would not be the type. By context: a resource or data type, or the path of an
 * element with children of its own.
 */
export interface SummaryElements {
  /** JSON property to the context of its children; '' where it is kept whole. */
  summary: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** JSON properties of a resource that are mandatory. */
  mandatory: Readonly<Record<string, readonly string[]>>
  /** JSON properties of a choice at the top of a resource, by its name: `value` of an Observation. */
  choices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

let known: SummaryElements | undefined

/** The summaries of R4 4.0.1, from `.cares/cache` after the first time. */
export function summaryElements(): SummaryElements {
  known ??= cached('summary-elements', [import.meta.filename, join(import.meta.dirname, 'cache.ts')], compile)
  return known
}

function compile(): SummaryElements {
  const summary: Record<string, Record<string, string>> = {}
  const mandatory: Record<string, string[]> = {}
  const choices: Record<string, Record<string, string[]>> = {}
  for (const file of ['profiles-types', 'profiles-resources']) {
    for (const { type, kind, derivation, snapshot } of readCoreDefinitions<StructureDefinition>(file)) {
      if (derivation === 'constraint' || snapshot === undefined || kind === 'primitive-type') continue
      for (const element of snapshot.element.slice(1)) {
        const { context, name, properties } = placeOf(element)
        if (element.isSummary || element.min > 0) summary[context] = { ...summary[context], ...properties }
        if (kind !== 'resource' || context !== type) continue
        if (element.min > 0) mandatory[type] = [...(mandatory[type] ?? []), ...Object.keys(properties)]
        if (name.endsWith('[x]')) choices[type] = { ...choices[type], [name.slice(0, -3)]: Object.keys(properties) }
      }
    }
  }
  return { summary, mandatory, choices }
}

/** Where an element stands, and the JSON properties that it may be. */
function placeOf({ path, type = [], contentReference }: Element) {
  const dot = path.lastIndexOf('.')
  const name = path.slice(dot + 1)
  const context = path.slice(0, dot)
  if (contentReference !== undefined)
    return { context, name, properties: { [name]: contentReference.slice(contentReference.indexOf('#') + 1) } }
  const named = type.map(({ code }) => {
    const property = name.endsWith('[x]') ? name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1) : name
    return [property, contextOf(code, path)]
  })
  return { context, name, properties: Object.fromEntries(named) as Record<string, string> }
}

/** Primitives have no children to choose among; an extension says one thing, and a resource inside has a summary of its own. */
function contextOf(code: string, path: string): string {
  if (code === 'BackboneElement' || code === 'Element') return path
  return /^[A-Z]/.test(code) && code !== 'Extension' && code !== 'Resource' ? code : ''
}
