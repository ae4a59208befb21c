import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const patient = (id: string, family: string) => ({ resourceType: 'Patient', id, name: [{ family }] })
const onlyNew = { ifNoneMatch: '*' }

describe('If-None-Match: * makes, and never replaces (RFC 9110, section 13.1.2)', () => {
  test('what is not there is made', async () => {
    expect((await caller.send('PUT', 'Patient/new', patient('new', 'Berg'), onlyNew)).status).toBe(201)
  })

  test('what is there stays', async () => {
    await caller.send('PUT', 'Patient/there', patient('there', 'Berg'))
    const refused = await caller.send('PUT', 'Patient/there', patient('there', 'Dahl'), onlyNew).catch((error: FhirError) => error)
    expect(refused).toMatchObject({ kind: 'precondition-failed' })
    expect((await caller.json('GET', 'Patient/there')).name[0].family).toBe('Berg')
  })

  test('of many at once one makes it', async () => {
    const send = (turn: number) => caller.send('PUT', 'Patient/race', patient('race', `Berg ${turn}`), onlyNew)
    const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, turn) => send(turn)))
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await caller.json('GET', 'Patient/race')).meta.versionId).toBe('1')
  })
})
