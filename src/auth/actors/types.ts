import { inPatientCompartment } from '#fhir/definitions/compartments.ts'
import type { Rule } from './actor.ts'

/** What is about nobody: who works where, and what the program's words mean. Every registered caller may look these up. */
const directory = new Set([
  'ActivityDefinition',
  'CapabilityStatement',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'Endpoint',
  'HealthcareService',
  'ImplementationGuide',
  'InsurancePlan',
  'Library',
  'Location',
  'Measure',
  'Medication',
  'NamingSystem',
  'OperationDefinition',
  'Organization',
  'OrganizationAffiliation',
  'PlanDefinition',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
  'SearchParameter',
  'StructureDefinition',
  'Substance',
  'ValueSet',
])

/** Is a type among those that a rule is about? Types that are neither of a record nor in the directory are in no rule. */
export function isAbout({ types }: Rule, type: string): boolean {
  if (types === 'directory') return directory.has(type)
  if (types === 'record') return inPatientCompartment(type)
  return types.includes(type)
}
