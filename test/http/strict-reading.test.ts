import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { type Door, openDoor } from './door.ts'

let door: Door
let token: string
beforeAll(async () => {
  door = await openDoor()
  token = await door.tokenFor('system/*.cruds')
})

const post = (text: string) =>
  request(door.app).post('/fhir/R4/Patient').set('Authorization', `Bearer ${token}`).type('application/fhir+json').send(text)
const get = (path: string, accept: string) =>
  request(door.app).get(`/fhir/R4${path}`).set('Authorization', `Bearer ${token}`).set('Accept', accept)

describe('a body that two readers could read differently', () => {
  test.each([
    ['at the root', '{"resourceType":"Patient","gender":"male","gender":"female"}'],
    ['deep inside', '{"resourceType":"Patient","name":[{"family":"A","family":"B"}]}'],
    ['spelled differently', '{"resourceType":"Patient","gender":"male","\\u0067ender":"female"}'],
  ])('one name twice %s is refused', async (_where, text) => {
    expect((await post(text)).status).toBe(400)
  })

  test.each([
    ['colons in texts', '{"resourceType":"Patient","name":[{"text":"a:b {\\"c\\":1}"}]}'],
    ['nulls in lists', '{"resourceType":"Patient","name":[{"given":["A",null],"_given":[null,{"id":"x"}]}]}'],
    [
      'numbers that keep their digits',
      '{"resourceType":"Patient","multipleBirthInteger":1,"extension":[{"url":"urn:x","valueDecimal":1.10}]}',
    ],
  ])('%s are not taken for it', async (_what, text) => {
    expect((await post(text)).status).toBe(200)
  })
})

describe('an address', () => {
  test.each(['/Patient/%00', '/Patient/a%0Ab', '/%07'])('with a control character is refused: %s', async (path) => {
    expect((await get(path, '*/*')).status).toBe(400)
  })
})

describe('what the caller would read (http://hl7.org/fhir/R4/http.html#mime-type)', () => {
  test.each([
    ['/Patient/a', 'application/pdf', 406],
    ['/Patient/a', 'application/fhir+ndjson', 406],
    ['/Patient/a', 'application/fhir+json; fhirVersion=5.0', 406],
    ['/Patient/a', 'application/fhir+json; fhirVersion=4.0', 200],
    ['/Patient/a', 'application/fhir+json; fhirVersion=5.0, application/json;q=0.5', 200],
    ['/Patient/a', 'text/html', 200],
    ['/Organization/a/$billing-eligibility', 'application/fhir+ndjson', 200],
  ])('%s as %s is %i', async (path, accept, status) => {
    expect((await get(path, accept)).status).toBe(status)
  })
})

describe('parameters (https://url.spec.whatwg.org/#application/x-www-form-urlencoded)', () => {
  const search = (text: string) =>
    request(door.app).post('/fhir/R4/Patient/_search').set('Authorization', `Bearer ${token}`).type('form').send(text)

  test.each(['family=M%FCller', 'family=%ED%A0%80', 'family=%zz', 'family=100%', '%C3=1'])('%s cannot be read', async (text) => {
    expect((await get(`/Patient?${text}`, '*/*')).status).toBe(400)
    expect((await search(text)).status).toBe(400)
  })

  test('are UTF-8, a plus sign being a blank', async () => {
    for (const send of [(text: string) => get(`/Patient?${text}`, '*/*'), search]) {
      expect((await send('family=M%C3%BCller+%25%2B&given=M%c3%bcller')).status).toBe(200)
      expect([...(door.asked.request?.query ?? [])]).toEqual([
        ['family', 'Müller %+'],
        ['given', 'Müller'],
      ])
    }
  })
})

describe('a text that holds half of a character', () => {
  test.each(['\\ud800', 'a\\uDFFFb', '\\ude00\\ud83d'])('is refused: %s', async (text) => {
    expect((await post(`{"resourceType":"Patient","name":[{"family":"${text}"}]}`)).status).toBe(400)
    expect((await post(`{"resourceType":"Patient","${text}":1}`)).status).toBe(400)
  })

  test('a whole one, and what only looks like half, are not', async () => {
    expect((await post('{"resourceType":"Patient","name":[{"family":"\\ud83d\\ude00 \\\\ud800"}]}')).status).toBe(200)
  })
})

describe('what a body says that it is', () => {
  const send = (method: 'post' | 'patch', type: string) =>
    request(door.app)
      [method](method === 'post' ? '/fhir/R4/Patient' : '/fhir/R4/Patient/a')
      .set('Authorization', `Bearer ${token}`)
      .set('Content-Type', type)

  test.each([
    ['post', 'application/fhir+json; fhirVersion=4.0', 200],
    ['post', 'application/fhir+json;fhirVersion="4.0.1"', 200],
    ['post', 'application/fhir+json; fhirVersion=5.0', 415],
    ['post', 'application/fhir+json; fhirVersion=4.01', 415],
    ['post', 'application/json-patch+json', 415],
    ['patch', 'application/json-patch+json', 200],
    ['patch', 'application/fhir+json', 200],
    ['patch', 'application/json', 200],
    ['patch', 'application/merge-patch+json', 415],
  ] as const)('%s as %s is %i', async (method, type, status) => {
    expect((await send(method, type).send('{"resourceType":"Patient"}')).status).toBe(status)
  })

  test('a patch of another kind is told which there are', async () => {
    const { body } = await send('patch', 'application/merge-patch+json').send('{"active":true}')
    expect(body.issue[0].diagnostics).toBe(
      'The Content-Type is application/merge-patch+json; send application/json-patch+json for a JSON Patch, application/fhir+json for a FHIRPath Patch. XML is not spoken here.',
    )
  })
})

describe('preferences (https://www.rfc-editor.org/rfc/rfc7240#section-2)', () => {
  test('have names in any case', async () => {
    await get('/Patient/a', '*/*').set('Prefer', 'Return=minimal, HANDLING="lenient"')
    expect(door.asked.request?.prefer).toEqual({ return: 'minimal', handling: 'lenient' })
  })
})
