// http://hl7.org/fhir/R4/search.html#summary and #elements
import { summaryElements } from '#fhir/definitions/summary-elements.ts'
import { malformed } from '#fhir/error.ts'
import { exactText, parseExact } from '#fhir/exact-json.ts'

/** Which part of each resource the caller wants. */
export type Shape = 'summary' | 'text' | 'data' | { elements: readonly string[] }

/** `_elements` and `_summary`, as far as read from a query. */
export interface Wanted {
  elements?: readonly string[]
  summary?: string
}

/** Reads `_elements` and `_summary` of an address that is no search. */
export function wantedOf(query: URLSearchParams): Wanted {
  const elements = query.get('_elements')?.split(',')
  if (elements?.some((name) => !/^[a-z][A-Za-z]*$/.test(name)))
    throw malformed('invalid-parameter', '_elements takes names of elements at the top of the resource, separated by commas.')
  return { elements, summary: query.get('_summary') ?? undefined }
}

const shapes: ReadonlyMap<string | undefined, Shape | undefined> = new Map<string | undefined, Shape | undefined>([
  [undefined, undefined],
  ['false', undefined],
  ['true', 'summary'],
  ['text', 'text'],
  ['data', 'data'],
])

/**
 * The shape that is asked for; undefined: the whole resource.
 * @throws FhirError `malformed` for a summary that there is not
 */
export function shapeOf({ elements, summary }: Wanted): Shape | undefined {
  if (!shapes.has(summary))
    throw malformed('invalid-parameter', '_summary takes true, text, data or false; count in a search or a history.')
  return elements === undefined ? shapes.get(summary) : { elements }
}

type Json = Record<string, unknown>

/** The resource cut to its shape and tagged SUBSETTED, so that nobody stores it back by mistake. */
export function shaped(text: string, shape: Shape | undefined): string {
  if (shape === undefined) return text
  // Cut in place: an object that is copied property by property would forget the digits of its decimals.
  const resource = parseExact(text) as Json & { resourceType: string }
  if (shape === 'summary') cutToSummary(resource, resource.resourceType)
  else if (shape === 'data') delete resource.text
  else keepOnly(resource, shape === 'text' ? ['text'] : shape.elements)
  tag(resource)
  return exactText(resource)
}

const always = ['resourceType', 'id', 'meta', 'implicitRules', 'modifierExtension']

/** Mandatory elements stay, as R4 asks for, and so do those that change the meaning of the rest wherever they stand. */
function keepOnly(resource: Json & { resourceType: string }, wanted: readonly string[]): void {
  const { mandatory, choices } = summaryElements()
  const type = resource.resourceType
  const kept = new Set([...always, ...(mandatory[type] ?? []), ...wanted.flatMap((name) => choices[type]?.[name] ?? name)])
  for (const name of Object.keys(resource)) if (!kept.has(plain(name))) delete resource[name]
}

/** A modifier that was left out would turn what remains into its opposite; R4 marks it in elements but not in resources. */
const keptAnyway = new Set(['resourceType', 'modifierExtension'])

function cutToSummary(value: Json, context: string): void {
  const kept = summaryElements().summary[context]
  // A type of which nothing is marked is not cut any further.
  if (kept === undefined) return
  for (const [name, child] of Object.entries(value)) {
    const next = kept[plain(name)]
    if (next === undefined && !keptAnyway.has(name)) delete value[name]
    else if (next && !name.startsWith('_')) value[name] = cutChild(child, next)
  }
}

function cutChild(child: unknown, context: string): unknown {
  if (Array.isArray(child)) return child.map((item) => cutChild(item, context))
  if (child === null || typeof child !== 'object') return child
  const whole = { ...child }
  cutToSummary(child as Json, context)
  // What says everything by extensions, such as why it is absent, would be an empty object, which FHIR does not have.
  return Object.keys(child).length === 0 ? whole : child
}

/** `_birthDate` goes where `birthDate` goes. */
function plain(name: string): string {
  return name.startsWith('_') ? name.slice(1) : name
}

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }

function tag(resource: Json): void {
  const meta = (resource.meta ?? {}) as { tag?: { system?: string; code?: string }[] }
  const tags = meta.tag ?? []
  if (tags.some(isSubsetted)) return
  resource.meta = { ...meta, tag: [...tags, subsetted] }
}

/** Does a tag say that this is not the whole resource? */
export function isSubsetted(tag: unknown): boolean {
  const { system, code } = (tag ?? {}) as { system?: unknown; code?: unknown }
  return system === subsetted.system && code === subsetted.code
}
