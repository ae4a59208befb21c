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
