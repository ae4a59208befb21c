import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const person = 'urn:uuid:11111111-1111-4111-8111-111111111111'
const nobody = 'urn:uuid:99999999-9999-4999-8999-999999999999'

describe('links of a transaction (http://hl7.org/fhir/R4/http.html#trules)', () => {
  test('those of a narrative point at what was stored; others stay as they are', async () => {
    const div = (link: string) =>
      `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${link}">who</a> <a href='#part'>part</a> <a href="${nobody}">x</a> ${person}</div>`
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      text: { status: 'generated', div: div(person) },
    }
    const answer = await caller.json('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { resource: observation, request: { method: 'POST', url: 'Observation' } },
        { fullUrl: person, resource: { resourceType: 'Patient' }, request: { method: 'POST', url: 'Patient' } },
      ],
    })
    const [made, patient] = answer.entry.map(({ response }: { response: { location: string } }) =>
      response.location.replace(/^.*R4\/|\/_history.*$/g, ''),
    )
    expect((await caller.json('GET', made)).text.div).toBe(div(patient))
  })
})

describe('entries that cannot be carried out', () => {
  test('are all named at once, and the first kind of fault answers', async () => {
    const entry = [
      { resource: { resourceType: 'Patient' }, request: { method: 'POST', url: 'Observation' } },
      { resource: { resourceType: 'Patient', id: 'a' }, request: { method: 'PUT', url: 'Patient/b' } },
      { resource: { resourceType: 'Pupil' }, request: { method: 'POST', url: 'Pupil' } },
    ]
    const refused = (await caller
      .send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
      .catch((error: FhirError) => error)) as FhirError
    expect(refused.kind).toBe('malformed')
    expect(refused.issues.map(({ expression }) => expression?.[0]?.slice(0, 15))).toEqual([
      'Bundle.entry[0]',
      'Bundle.entry[1]',
      'Bundle.entry[2]',
    ])
  })
})
