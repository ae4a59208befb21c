import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes'
import { Client } from 'fhir-kit-client'
import { type Connection, etagOf, type Library } from './library.ts'

/** https://www.npmjs.com/package/fhir-kit-client */
export function fhirKitClient({ fhirBaseUrl, token }: Connection): Library {
  const client = new Client({ baseUrl: fhirBaseUrl, bearerToken: token })
  return {
    read: async (id) => (await client.read({ resourceType: 'Patient', id })) as unknown as Patient,
    async searchAll(query) {
      const patients: Patient[] = []
      let page: unknown = await client.search({ resourceType: 'Patient', searchParams: query })
      let pages = 0
      for (; page !== undefined; page = await client.nextPage({ bundle: page as never })) {
        pages++
        patients.push(...((page as Bundle<Patient>).entry ?? []).map(({ resource }) => resource!))
      }
      return { pages, patients }
    },
    create: async (patient) => (await client.create({ resourceType: 'Patient', body: patient as never })) as unknown as Patient,
    update: async (patient) =>
      (await client.update({
        resourceType: 'Patient',
        id: patient.id!,
        body: patient as never,
        options: { headers: { 'If-Match': etagOf(patient) } },
      })) as unknown as Patient,
    patch: async (id, steps) => (await client.patch({ resourceType: 'Patient', id, jsonPatch: steps as never })) as unknown as Patient,
    transaction: async (bundle) => (await client.transaction({ body: bundle as never })) as unknown as Bundle,
  }
}

/** The outcome that a refusal carries. */
export function fhirKitRefusal(error: unknown): OperationOutcome | undefined {
  return (error as { response?: { data: OperationOutcome } }).response?.data
}
