import type { Annotation, CodeableConcept, Coding, Extension, QuestionnaireResponseItem, Reference, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'

// The few words in which the generator writes FHIR, so that a chapter reads like a chart.

/** Noon in Massachusetts, near enough, on a day: when sample records are written. */
export function noon(day: string): string {
  return `${day}T17:00:00Z`
}

/** Reference to a resource of the same load, by type and id. */
export function to(reference: string, display?: string): Reference<never> {
  return (display === undefined ? { reference } : { reference, display }) as Reference<never>
}

/** Coding of one of this project's own systems. */
export function own(system: string, code: string, display?: string): Coding {
  return { system: `${canon}/CodeSystem/${system}`, code, ...(display === undefined ? {} : { display }) }
}

export function concept(coding: Coding | readonly Coding[], text?: string): CodeableConcept {
  return { coding: [...(Array.isArray(coding) ? coding : [coding as Coding])], ...(text === undefined ? {} : { text }) }
}

type ExtensionValue = Omit<Extension, 'url' | 'extension' | 'id'>

/** One of this project's extensions with a value. */
export function ext(name: string, value: ExtensionValue): Extension {
  return { url: `${canon}/StructureDefinition/${name}`, ...value }
}

/** One of this project's extensions that has parts. */
export function parts(name: string, values: Readonly<Record<string, ExtensionValue | undefined>>): Extension {
  return {
    url: `${canon}/StructureDefinition/${name}`,
    extension: Object.entries(values).flatMap(([url, value]) => (value === undefined ? [] : [{ url, ...value }])),
  }
}

/** `meta` of a record that claims one of this project's profiles. */
export function claims(profile: string): { profile: string[] } {
  return { profile: [`${canon}/StructureDefinition/${profile}`] }
}

/** Narrative that says in a sentence what the resource is. */
export function narrative(sentence: string): { status: 'generated'; div: string } {
  const safe = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${safe}</div>` }
}

/** A signed note. R4 lets a person sign, not the role that the person fills. */
export function note(role: string, time: string, text: string): Annotation {
  return { authorReference: to(role.replace(/^PractitionerRole\/(.*)$/, 'Practitioner/$1-person')), time, text }
}

export type Answer = NonNullable<QuestionnaireResponseItem['answer']>[number]

/** An answered question. */
export function answered(linkId: string, ...answer: Answer[]): QuestionnaireResponseItem {
  return { linkId, answer }
}

/** A group of questions. */
export function group(linkId: string, ...item: QuestionnaireResponseItem[]): QuestionnaireResponseItem {
  return { linkId, item }
}

/** A resource of a load: it has its id already, so that loading twice changes nothing. */
export type Loaded = Resource & { id: string }

/** A moment of the story: what was recorded then, in the order in which it is to be written. */
export interface Chapter {
  title: string
  /** Instant of recording, ISO 8601. */
  at: string
  resources: Loaded[]
  /** Records of earlier chapters as they are from now on, each with the version that it takes the place of. */
  revisions?: { resource: Loaded; replaces: string }[]
}
