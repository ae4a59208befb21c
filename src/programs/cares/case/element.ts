import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { codesOf } from './fact-source.ts'

/** Url of one of our own code systems. */
export function systemOf(name: string): string {
  return `${canon}/CodeSystem/${name}`
}

/** The codes that a concept, or several, carry from one of our own systems. */
export function codesFrom(concepts: CodeableConcept | readonly CodeableConcept[] | undefined, system: string): string[] {
  return codesOf(concepts, systemOf(system))
}

/** Does a concept, or one of several, carry this code of one of our own systems? */
export function isCoded(concepts: CodeableConcept | readonly CodeableConcept[] | undefined, system: string, code: string): boolean {
  return codesFrom(concepts, system).includes(code)
}

/** `Type/id`: how other records name this one. */
export function keyOf(resource: Resource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`
}

/** The words of a concept: its text, else a coding's display, else its code. */
export function wordsOf(concept: CodeableConcept | undefined): string | undefined {
  return concept?.text ?? concept?.coding?.find(({ display }) => display)?.display ?? concept?.coding?.find(({ code }) => code)?.code
}

/** The resources of a type among those gathered. */
export function all<Type extends Resource['resourceType']>(
  records: readonly Resource[],
  type: Type,
): Extract<Resource, { resourceType: Type }>[] {
  return records.filter((record): record is Extract<Resource, { resourceType: Type }> => record.resourceType === type)
}
