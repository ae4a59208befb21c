import type { SearchParameter } from '@medplum/fhirtypes'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4/index.js'
import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import { ownSearchParameters } from '#fhir/definitions/own-search-parameters.ts'
import type { Json } from './sample-resources.ts'

/** The definitions as they are published, by canonical. */
const definitions = new Map(
  [...readCoreDefinitions<SearchParameter>('search-parameters'), ...ownSearchParameters].map((one) => [one.url, one]),
)

/** Something to search by: a value that the resource has, found by FHIRPath alone, spelled as search.html says. */
export interface Found {
  value: string
  /** The element itself. */
  element: unknown
}

/**
 * What a search parameter says of a resource by its own definition: its expression, evaluated by a library that shares
 * nothing with this server. Empty where the resource has no such element.
 */
export function valuesOf(resource: Json, definition: string): Found[] {
  const own = definitions.get(definition)
  if (own?.expression === undefined) return []
  if (own.type === 'composite') return own.expression.split(' | ').flatMap((expression) => compositesOf(resource, expression, own))
  return found(own.type, evaluate(resource, own.expression))
}

/** Of every element that has them all, its components' first values. */
function compositesOf(resource: Json, expression: string, { component = [] }: SearchParameter): Found[] {
  const base = expression.endsWith('.useContext') ? 'UsageContext' : expression
  return evaluate(resource, expression).flatMap((element) => {
    const parts = component.map((part) => {
      const kind = definitions.get(part.definition)?.type ?? ''
      return found(kind, fhirpath.evaluate(element as Json, { base, expression: part.expression }, {}, r4) as unknown[])[0]?.value
    })
    return parts.includes(undefined) ? [] : [{ value: parts.join('$'), element }]
  })
}

function evaluate(resource: Json, expression: string): unknown[] {
  // Nothing is fetched: what a reference leads to is read off it.
  const local = expression.replace(/resolve\(\) is (\w+)/g, "reference.startsWith('$1/')")
  return fhirpath.evaluate(resource, local, { resource }, r4) as unknown[]
}

function found(type: string, elements: readonly unknown[]): Found[] {
  return elements.flatMap((element) => {
    const value = spelled(type, element)
    return value === undefined ? [] : [{ value, element }]
  })
}

export function escaped(text: string): string {
  return text.replace(/[\\,|$]/g, '\\$&')
}

function spelled(type: string, element: unknown): string | undefined {
  if (element === null || element === undefined) return undefined
  const spell = spellings[type]
  return spell?.(typeof element === 'object' ? (element as Json) : { is: element }, element)
}

const text = (value: unknown) => (typeof value === 'string' ? escaped(value) : undefined)
const coded = (system: unknown, code: unknown) =>
  typeof code === 'string' ? `${typeof system === 'string' ? escaped(system) : ''}|${escaped(code)}` : undefined

const spellings: Record<string, (value: Json, raw: unknown) => string | undefined> = {
  token: (value, raw) => {
    if (typeof raw !== 'object') return escaped(String(raw))
    const coding = (Array.isArray(value.coding) ? value.coding[0] : undefined) as Json | undefined
    if (coding) return coded(coding.system, coding.code)
    if ('code' in value) return coded(value.system, value.code)
    if ('type' in value || 'assigner' in value) return coded(value.system, value.value)
    return text(value.value)
  },
  string: (value, raw) => (typeof raw === 'string' ? escaped(raw) : (text(value.family) ?? text(value.city) ?? text(value.text))),
  reference: (value, raw) => (typeof raw === 'string' ? escaped(raw) : text(value.reference)),
  uri: (_value, raw) => text(raw),
  // Location.near
  special: ({ latitude, longitude }) => (typeof latitude === 'number' ? `${latitude}|${longitude}|1|km` : undefined),
  number: (_value, raw) => (typeof raw === 'number' ? String(raw) : undefined),
  date: (value, raw) => {
    if (typeof raw === 'string') return raw
    if (typeof value.asStr === 'string') return value.asStr
    const start = value.start ?? (Array.isArray(value.event) ? value.event[0] : undefined)
    return typeof start === 'string' ? `ge${start}` : undefined
  },
  quantity: (value) => {
    if (typeof value.value !== 'number') return undefined
    return typeof value.code === 'string' ? `${value.value}|${escaped(String(value.system))}|${escaped(value.code)}` : String(value.value)
  },
}
