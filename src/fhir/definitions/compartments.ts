import { cached, readCoreDefinition } from './cache.ts'

interface CompartmentDefinition {
  resource: { code: string; param?: string[] }[]
}

let ours: ReadonlyMap<string, readonly string[]> | undefined

/**
 * The search parameters by which a resource of each type is in a patient's compartment, in R4's order
 * (http://hl7.org/fhir/R4/compartmentdefinition-patient.html). A type that is not here never is.
 */
export function patientCompartment(): ReadonlyMap<string, readonly string[]> {
  ours ??= new Map(
    cached('patient-compartment', [import.meta.filename], () =>
      readCoreDefinition<CompartmentDefinition>('compartmentdefinition-patient')
        .resource.filter(({ param }) => param)
        .map(({ code, param = [] }): [string, string[]] => [code, param]),
    ),
  )
  return ours
}

/** Can a resource of this type be part of a patient's record? */
export function inPatientCompartment(type: string): boolean {
  return type === 'Patient' || patientCompartment().has(type)
}
