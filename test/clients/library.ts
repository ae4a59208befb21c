import type { Bundle, Patient } from '@medplum/fhirtypes'

/** What FHIR client libraries have in common, so that one story can be played with each. */
export interface Library {
  read(id: string): Promise<Patient>
  /** Every patient that meets the query, by following the library's own way of paging to the end. */
  searchAll(query: Record<string, string>): Promise<{ pages: number; patients: Patient[] }>
  create(patient: Patient): Promise<Patient>
  /** Sends `If-Match` with the version of the patient that it is given. */
  update(patient: Patient): Promise<Patient>
  patch(id: string, steps: JsonPatchStep[]): Promise<Patient>
  transaction(bundle: Bundle): Promise<Bundle>
}

/** One step of RFC 6902 that says what is to stand where. */
export interface JsonPatchStep {
  op: 'add' | 'replace'
  path: string
  value: unknown
}

/** Below the FHIR base, and what proves who is asking. */
export interface Connection {
  fhirBaseUrl: string
  token: string
}

/** The ETag of a resource as read. */
export function etagOf({ meta }: Patient): string {
  return `W/"${meta?.versionId}"`
}
