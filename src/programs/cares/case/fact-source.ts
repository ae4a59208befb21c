import type { CodeableConcept, Coding, Extension, Period as FhirPeriod, Reference, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Period } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'

/** Where a fact comes from: `Type/id/_history/version`, or without a version while it is only proposed. */
export function sourceOf(resource: Resource): string {
  const version = resource.meta?.versionId
  return `${resource.resourceType}/${resource.id}${version === undefined ? '' : `/_history/${version}`}`
}

/** `Type/id` of a reference, without version or base; undefined when it names none. */
export function referenceOf(reference: Reference | undefined): string | undefined {
  const text = reference?.reference
  if (text === undefined || plain.test(text)) return text
  return qualified.exec(text)?.[1]
}

const plain = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/
const qualified = /\/?([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/.+)?$/

/** The Patient's id that a reference names; empty when it names none. */
export function memberIn(reference: Reference | undefined): string {
  const target = referenceOf(reference)
  return target?.startsWith('Patient/') ? target.slice('Patient/'.length) : ''
}

/** Every `Type/id` that these references name. */
export function referencesOf(references: readonly Reference[] | undefined): string[] {
  return (references ?? []).flatMap((reference) => referenceOf(reference) ?? [])
}

type Concepts = CodeableConcept | readonly CodeableConcept[] | undefined

/** Codes under one system among the codings of these concepts, in order, each once. */
export function codesOf(concepts: Concepts, system: string): string[] {
  const codes: string[] = []
  for (const { system: own, code } of codingsOf(concepts)) {
    if (own === system && code !== undefined && !codes.includes(code)) codes.push(code)
  }
  return codes
}

/** Is this code among the codings? */
export function hasCode(concepts: Concepts, system: string, code: string): boolean {
  return codingsOf(concepts).some((coding) => isCoding(coding, system, code))
}

function codingsOf(concepts: Concepts): readonly Coding[] {
  if (concepts === undefined) return []
  if (!Array.isArray(concepts)) return (concepts as CodeableConcept).coding ?? []
  return concepts.length === 1 ? (concepts[0].coding ?? []) : concepts.flatMap(({ coding }: CodeableConcept) => coding ?? [])
}

/** Is this one coding the given one? */
export function isCoding(coding: Coding | undefined, system: string, code: string): boolean {
  return coding?.system === system && coding.code === code
}

interface Extended {
  extension?: Extension[]
}

/** Our extensions of this name on an element, in order. */
export function extensionsOf(element: Extended | undefined, name: string): Extension[] {
  if (element?.extension === undefined) return []
  const url = urlOf(name)
  return element.extension.filter((extension) => extension.url === url)
}

/** Our first extension of this name on an element. */
export function extensionOf(element: Extended | undefined, name: string): Extension | undefined {
  if (element?.extension === undefined) return undefined
  const url = urlOf(name)
  return element.extension.find((extension) => extension.url === url)
}

const urls = new Map<string, string>()

/** The url of our extension; spelled once for each name, as a roster asks for it hundreds of thousands of times. */
function urlOf(name: string): string {
  const known = urls.get(name)
  if (known !== undefined) return known
  const url = `${canon}/StructureDefinition/${name}`
  urls.set(name, url)
  return url
}

/** The first part of this name inside a complex extension. */
export function partOf(extension: Extension | undefined, name: string): Extension | undefined {
  return extension?.extension?.find(({ url }) => url === name)
}

/** The parts of this name inside a complex extension. */
export function partsOf(extension: Extension | undefined, name: string): Extension[] {
  return extension?.extension?.filter(({ url }) => url === name) ?? []
}

/** A FHIR period as local days. A partial date gives no day (TIME-01). */
export function periodOf(period: FhirPeriod | undefined): Period {
  const start = localDay(period?.start)
  const end = localDay(period?.end)
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) }
}
