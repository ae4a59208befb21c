import { cached, readCoreDefinition, readCoreDefinitions } from './cache.ts'

interface CompartmentDefinition {
  resourceType: string
  /** The type that owns such a compartment. */
  code: string
  resource: { code: string; param?: string[] }[]
}

/** The search parameters by which a resource of each type is in a compartment, in R4's order. A type that is not here never is. */
export type Compartment = ReadonlyMap<string, readonly string[]>

/** Stands where a parameter would: what owns the compartment is in it. Here it always is. */
const itself = '{def}'

let known: ReadonlyMap<string, Compartment> | undefined

/**
 * R4's compartments by the type of their owner (http://hl7.org/fhir/R4/compartmentdefinition.html): Patient, Encounter,
 * RelatedPerson, Practitioner and Device.
 */
export function compartments(): ReadonlyMap<string, Compartment> {
  known ??= new Map(
    cached('compartments', [import.meta.filename], () =>
      definitions().map(({ code, resource }) => [code, linked(resource)] as [string, [string, string[]][]]),
    ).map(([code, types]) => [code, new Map(types)]),
  )
  return known
}

function definitions(): CompartmentDefinition[] {
  const published = readCoreDefinitions<CompartmentDefinition>('profiles-resources')
  // The patient's comes by itself, with what R4 left out of it: the Task.
  const patient = readCoreDefinition<CompartmentDefinition>('compartmentdefinition-patient')
  const others = published.filter(({ resourceType, code }) => resourceType === 'CompartmentDefinition' && code !== patient.code)
  return [patient, ...others]
}

function linked(resource: CompartmentDefinition['resource']): [string, string[]][] {
  return resource.flatMap(({ code, param = [itself] }) => (param.includes(itself) ? [] : [[code, param]]))
}

/** How a resource of each type is in a patient's compartment (http://hl7.org/fhir/R4/compartmentdefinition-patient.html). */
export function patientCompartment(): Compartment {
  return compartments().get('Patient')!
}

/** Can a resource of this type be part of a patient's record? */
export function inPatientCompartment(type: string): boolean {
  return type === 'Patient' || patientCompartment().has(type)
}
