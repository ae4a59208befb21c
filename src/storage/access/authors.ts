import { readReference } from '../indexing/reference.ts'
import { isJson } from '../indexing/walk.ts'
import type { ResourceJson } from '../store.ts'

/** Under which name the makers of a record are kept among its row's facts; no search parameter has it. */
export const authorsParam = '_authors'

/** Elements that name who made a record, or did what it tells of. */
const elements = [
  'author',
  'recorder',
  'asserter',
  'sender',
  'requester',
  'custodian',
  'serviceProvider',
  'managingOrganization',
  'provider',
  'organization',
  'performer',
  'participant',
  'agent',
] as const

/** Where such an element is no reference itself, the part of it that is: Procedure.performer, Encounter.participant, Provenance.agent. */
const parts = ['actor', 'individual', 'who'] as const

/** Types of which these elements say something else: whom somebody asks to act, who sits on a team, who is called to a meeting. */
const saysOtherwise: Readonly<Record<string, readonly string[]>> = {
  ServiceRequest: ['performer'],
  MedicationRequest: ['performer'],
  DeviceRequest: ['performer'],
  CareTeam: ['participant'],
  Appointment: ['participant'],
  Patient: elements,
  Consent: ['performer'],
}

/**
 * Who made a record, as `Type/id` on this server: what an actor may go on reading as their own (section 10, "own authored data").
 * Read off the elements themselves, as FHIR has no search parameter for most of them.
 *
 * @param base FHIR base of this server, for absolute references to its own resources
 */
export function authorsOf(resource: ResourceJson, base?: string): string[] {
  const not = saysOtherwise[resource.resourceType] ?? []
  const named = elements.filter((element) => !not.includes(element)).flatMap((element) => list(resource[element]))
  const references = named.flatMap((one) => (isJson(one) ? [one, ...parts.map((part) => one[part])] : []))
  return [...new Set(references.flatMap((one) => referenceOf(one, base)))]
}

function referenceOf(one: unknown, base: string | undefined): string[] {
  const text = isJson(one) ? one.reference : undefined
  const target = typeof text === 'string' ? readReference(text, base) : undefined
  return target?.id === undefined ? [] : [`${target.type}/${target.id}`]
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
