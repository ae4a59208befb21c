import { MedplumClient, OperationOutcomeError } from '@medplum/core'
import type { OperationOutcome, Patient } from '@medplum/fhirtypes'
import { type Connection, etagOf, type Library } from './library.ts'

/** MedplumClient (https://www.npmjs.com/package/@medplum/core), pointed at a server that is not Medplum's. */
export function medplum({ fhirBaseUrl, token }: Connection, options: { autoBatchTime?: number; cacheTime?: number } = {}): MedplumClient {
  const { origin, pathname } = new URL(fhirBaseUrl)
  return new MedplumClient({ baseUrl: origin, fhirUrlPath: pathname.slice(1), accessToken: token, maxRetries: 0, ...options })
}

export function medplumClient(connection: Connection): Library {
  const client = medplum(connection)
  return {
    read: (id) => client.readResource('Patient', id),
    async searchAll(query) {
      const patients: Patient[] = []
      let pages = 0
      for await (const page of client.searchResourcePages('Patient', query)) {
        pages++
        patients.push(...page)
      }
      return { pages, patients }
    },
    create: (patient) => client.createResource(patient),
    update: (patient) => client.updateResource(patient, { headers: { 'If-Match': etagOf(patient) } }),
    patch: (id, steps) => client.patchResource('Patient', id, steps),
    transaction: (bundle) => client.executeBatch(bundle),
  }
}

/** It throws the outcome as an error of its own. */
export function medplumRefusal(error: unknown): OperationOutcome | undefined {
  return error instanceof OperationOutcomeError ? error.outcome : undefined
}
