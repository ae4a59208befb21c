import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { type Door, openDoor } from './door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})

describe('what is FHIR and what is a page', () => {
  test.each(['/fhir/R4', '/fhir/R4/', '/fhir/R4?_type=Patient', '/fhir/R4/Patient', '/fhir/R4/Patient?x=/fhir/R4'])(
    '%s is FHIR',
    async (address) => {
      const answer = await request(door.app).get(address)
      expect([answer.status, answer.body.resourceType]).toEqual([401, 'OperationOutcome'])
    },
  )

  test.each(['/fhir/R4x', '/fhir/R4x/Patient', '/fhir', '/FHIR/R4/Patient', '/x/fhir/R4/Patient'])('%s is not', async (address) => {
    const answer = await request(door.app).get(address)
    expect([answer.status, answer.type]).toEqual([404, 'text/plain'])
  })

  test('the discovery document below the base needs no token', async () => {
    const answer = await request(door.app).get('/fhir/R4/.well-known/smart-configuration')
    expect([answer.status, typeof answer.body.token_endpoint]).toEqual([200, 'string'])
  })
})

describe('what fails while it is written', () => {
  test('is broken off, so that nobody takes a part for the whole, and the log hears of it', async () => {
    const failing = await openDoor({
      read: async () => ({
        status: 200,
        stream: (async function* () {
          yield '{"resourceType":'
          await new Promise((resolve) => setTimeout(resolve, 20))
          throw new TypeError('broken')
        })(),
      }),
    })
    const token = await failing.tokenFor('system/*.rs')
    const asked = request(failing.app).get('/fhir/R4/Patient/1').set('Authorization', `Bearer ${token}`)
    await expect(asked).rejects.toThrow('aborted')
    for (let wait = 0; failing.logged.length === 0 && wait < 100; wait++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(failing.logged.join()).toMatch(/^unexpected \{"requestId":"[^"]+","name":"TypeError"\}$/)
  })
})
