import type { Resource } from '@medplum/fhirtypes'
import { gone, notFound } from '#fhir/error.ts'
import type { Context } from '../contract.ts'
import { gatherRecord } from '../record.ts'

/** What plans and documents of a member are put together from. */
const types = [
  'Patient',
  'RelatedPerson',
  'Coverage',
  'EpisodeOfCare',
  'CareTeam',
  'CarePlan',
  'Goal',
  'Condition',
  'ServiceRequest',
  'Task',
  'Appointment',
  'QuestionnaireResponse',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'Immunization',
  'Procedure',
  'Device',
  'DeviceUseStatement',
  'DeviceRequest',
  'Observation',
  'DiagnosticReport',
  'Consent',
  'Communication',
  'DocumentReference',
  'Flag',
]

/**
 * A member's record as plans and documents look at it, and the staff and bodies that it names.
 * @throws FhirError `not-found`, `gone`
 */
export async function planRecord({ store, access }: Context, id: string): Promise<Resource[]> {
  const stored = await store.read(access, 'Patient', id)
  if (stored === undefined) throw notFound('Patient', id)
  if (stored.deleted) throw gone('Patient', id)
  const follow = ['PractitionerRole', 'Practitioner', 'Organization', 'Location', 'Medication', 'HealthcareService']
  const record = await gatherRecord((query) => store.gather(access, query), [{ member: id, types, others: [], alongside: [], follow }])
  return [...record.values()].map(({ resource }) => resource)
}
