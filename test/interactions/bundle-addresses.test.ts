import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, type Json, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const kept = { resourceType: 'Basic', id: 'kept', code: { text: 'as it was' } }
beforeEach(() => caller.send('PUT', 'Basic/kept', kept))

/** Addresses that begin as that of a resource or a type does, and are not. */
const besides = [
  'Basic/kept/_history',
  'Basic/kept/_history/1',
  'Basic/kept/Observation',
  'Basic/kept/*',
  'Basic/_search?_id=kept',
  'Basic/_history',
]

describe('a write in a Bundle goes to a type or a resource (http://hl7.org/fhir/R4/http.html#summary)', () => {
  test.each([...besides.flatMap((url) => ['DELETE', 'PUT', 'PATCH', 'POST'].map((method) => [method, url])), ['POST', 'Basic/kept']])(
    '%s %s writes nothing',
    async (method, url) => {
      const resource = method === 'PATCH' ? { resourceType: 'Parameters' } : { ...kept, code: { text: 'overwritten' } }
      const entry = [{ request: { method, url }, ...(method === 'DELETE' ? {} : { resource }) }]
      const before = (await caller.json('GET', 'Basic?_summary=count')).total
      const batch = await caller.json('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
      expect(batch.entry[0].response.status).toBe('405 Method Not Allowed')
      const refusal: FhirError = await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }).then(
        () => undefined as never,
        (error) => error,
      )
      expect([refusal.kind, refusal.issues[0]?.expression]).toEqual(['not-supported', ['Bundle.entry[0]']])
      expect((await caller.json('GET', 'Basic/kept')).code).toEqual(kept.code)
      expect((await caller.json('GET', 'Basic?_summary=count')).total).toBe(before)
    },
  )

  test('what is read there is read', async () => {
    const urls = ['Basic/kept/_history', 'Basic/kept/_history/1', 'Basic/_search?_id=kept', 'Basic/_history']
    const entry = urls.map((url) => ({ request: { method: 'GET', url } }))
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    expect(answer.entry.map(({ response }: Json) => response.status)).toEqual(['200 OK', '200 OK', '200 OK', '200 OK'])
  })
})
