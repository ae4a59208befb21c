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
