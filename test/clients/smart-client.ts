import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes'
import smart from 'fhirclient'
import { type Connection, etagOf, type Library } from './library.ts'

/** SMART's own JavaScript library (https://www.npmjs.com/package/fhirclient), as a program on Node uses it: with a token that it holds. */
export function smartClient({ fhirBaseUrl, token }: Connection): Library {
  // It is made for a web server's request and session; a service has neither.
  const request = new IncomingMessage(new Socket())
  const kept = new Map<string, unknown>()
  const session = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => kept.set(key, value) && value,
    unset: async (key: string) => kept.delete(key),
  }
  const client = smart(request, new ServerResponse(request), session as never).client({
    serverUrl: fhirBaseUrl,
    tokenResponse: { access_token: token, token_type: 'bearer' },
  } as never)
  return {
    read: (id) => client.request<Patient>(`Patient/${id}`),
    async searchAll(query) {
      const patients: Patient[] = []
      let pages = 0
      await client.request(`Patient?${new URLSearchParams(query)}`, {
        pageLimit: 0,
        onPage: (page: Bundle<Patient>) => {
          pages++
          patients.push(...(page.entry ?? []).map(({ resource }) => resource!))
        },
      } as never)
      return { pages, patients }
    },
    create: (patient) => client.create<Patient>(patient as never),
    update: (patient) => client.update<Patient>(patient as never, { headers: { 'If-Match': etagOf(patient) } }),
    patch: (id, steps) => client.patch<Patient>(`Patient/${id}`, steps as never),
    transaction: (bundle) =>
      client.request<Bundle>({
        url: '',
        method: 'POST',
        headers: { 'Content-Type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      } as never),
  }
}

/** It puts the outcome into the message of its error, below the status. */
export function smartRefusal(error: unknown): OperationOutcome | undefined {
  const { message = '' } = error as { message?: string }
  const start = message.indexOf('{')
  return start < 0 ? undefined : (JSON.parse(message.slice(start)) as OperationOutcome)
}
