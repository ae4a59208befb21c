import type { Resource } from '@medplum/fhirtypes'
import type { AccessPlan } from '#auth/access-plan.ts'
import { gone, notFound } from '#fhir/error.ts'
import type { Store } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { permit } from '../permit.ts'
import { gatherRecord } from '../record.ts'

/** What plans and documents of a member are put together from, unless they say so themselves. */
const everyType = [
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
 * A member's record as plans and documents look at it, and the staff and bodies that it names. One query for who may see
 * every Patient; for others the Patient is read first, as reading is another permission than what a case is gathered by.
 * @throws FhirError `not-found`, `gone`; `forbidden` when the caller's scopes hold no Patient
 */
export async function planRecord({ store, access }: Context, id: string, types: readonly string[] = everyType): Promise<Resource[]> {
  permit(access, 'r', 'Patient')
  if ((access.sight?.('r', 'Patient') ?? 'everything') !== 'everything') await mustBeThere(store, access, id)
  const follow = ['PractitionerRole', 'Practitioner', 'Organization', 'Location', 'Medication', 'HealthcareService']
  const record = await gatherRecord((query) => store.gather(access, query), [{ member: id, types, others: [], alongside: [], follow }])
  if (!record.has(`Patient/${id}`)) await mustBeThere(store, access, id)
  return [...record.values()].map(({ resource }) => resource)
}

async function mustBeThere(store: Store, access: AccessPlan, id: string): Promise<void> {
  const stored = await store.read(access, 'Patient', id)
  if (stored === undefined) throw notFound('Patient', id)
  if (stored.deleted) throw gone('Patient', id)
}
