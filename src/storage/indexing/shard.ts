import { patientCompartment } from '#fhir/definitions/compartments.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import type { ResourceJson } from '../store.ts'
import { readReference } from './reference.ts'
import { compileWalk, isJson, type Walk } from './walk.ts'

/**
 * Whom a record is about, before who took part in it: the compartment's parameters are asked in this order, the others
 * after them in R4's. So a CarePlan that a patient's mother, herself a member, performs is her child's.
 */
const about = ['patient', 'subject', 'beneficiary', 'individual', 'subscriber', 'policy-holder', 'actor', 'member']

/** They hold many members' records and belong to none of them, or are persons beside the record. */
const theirOwn = new Set(['Bundle', 'Group', 'Person'])

const walks = new Map<string, Walk[]>()

/**
 * The shard in which a resource lives: its member's id, else its own (design, Decisions).
 *
 * @param base FHIR base of this server, for absolute references to its patients
 */
export function shardOf(resource: ResourceJson, base?: string): string {
  return memberOf(resource, base) ?? resource.id
}

/**
 * The member to whose record a resource belongs: the first Patient that it names by a parameter of the patient
 * compartment. A Patient is its own. Never two: a resource lives in one place. Undefined for what names none, and for
 * Bundles, Groups and Persons.
 *
 * @param base FHIR base of this server, for absolute references to its patients
 */
export function memberOf(resource: ResourceJson, base?: string): string | undefined {
  const { resourceType, id } = resource
  if (resourceType === 'Patient') return id
  let own = walks.get(resourceType)
  if (!own) {
    own = theirOwn.has(resourceType) ? [] : compile(resourceType)
    walks.set(resourceType, own)
  }
  for (const walk of own) {
    let patient: string | undefined
    walk(resource, (value) => {
      if (patient !== undefined || !isJson(value) || typeof value.reference !== 'string') return
      const target = readReference(value.reference, base)
      if (target?.type === 'Patient') patient = target.id
    })
    if (patient !== undefined) return patient
  }
  return undefined
}

function compile(type: string): Walk[] {
  const params = patientCompartment().get(type) ?? []
  const known = searchParams().get(type)
  return [...params]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((code) => known?.get(code)?.paths ?? [])
    .filter((path) => path.type === 'Reference')
    .map(compileWalk)
}

function rank(code: string): number {
  const place = about.indexOf(code)
  return place < 0 ? about.length : place
}
