import type { CodeableConcept, Coding, Extension, Reference } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'

/** A code of one of our own systems. */
export function own(system: string, code: string): Coding {
  return { system: `${canon}/CodeSystem/${system}`, code }
}

/** The same as a concept, with words beside it when given. */
export function concept(system: string, code: string, text?: string): CodeableConcept {
  return { coding: [own(system, code)], ...(text ? { text } : {}) }
}

/** A concept of somebody else's system. */
export function coded(system: string, code: string, text?: string): CodeableConcept {
  return { coding: [{ system, code }], ...(text ? { text } : {}) }
}

/** One of our own extensions; `value` holds exactly one `value[x]`, or the parts of a complex one. */
export function ext(name: string, value: Omit<Extension, 'url'>): Extension {
  return { url: `${canon}/StructureDefinition/${name}`, ...value }
}

/** A part of a complex extension. */
export function part(url: string, value: Omit<Extension, 'url'>): Extension {
  return { url, ...value }
}

/** What a plan asserts in a word: see records.md, ICP. */
export function statement(about: string, answer: string, note?: string): Extension {
  return ext('icp-statement', {
    extension: [
      part('about', { valueCode: about }),
      part('answer', { valueCode: answer }),
      ...(note ? [part('note', { valueString: note })] : []),
    ],
  })
}

// biome-ignore lint/suspicious/noExplicitAny: one word for a reference to any type keeps the stories readable
export function ref(reference: string): Reference<any> {
  return { reference }
}

export function phone(value: string) {
  return [{ system: 'phone' as const, value, use: 'work' as const }]
}

export const loinc = 'http://loinc.org'
export const snomed = 'http://snomed.info/sct'
export const roleCode = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode'
export const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
export const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
