import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CallerLeft } from '#fhir/waiting-caller.ts'
import { type Caller, openCaller } from './caller.ts'

// http://hl7.org/fhir/R4/http.html#batch: each entry is answered by itself, also when something breaks here.

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const patient = (family: string) => ({
  resource: { resourceType: 'Patient', name: [{ family }] },
  request: { method: 'POST', url: 'Patient' },
})
const bundle = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'batch', entry })
/** A store whose reads break in a way that nobody expects. */
const broken = (error: Error) => ({
  ...caller.opened.store,
  read: async () => {
    throw error
  },
})

describe('an entry of a batch in which something breaks that nobody expected', () => {
  const entries = bundle(patient('Before'), { request: { method: 'GET', url: 'Patient/1' } }, patient('After'))

  test('is answered 500 with an id to quote; the others are done and answered', async () => {
    const told: unknown[] = []
    const error = new TypeError('x of Ana is undefined')
    const unexpected = (one: unknown) => {
      told.push(one)
      return 'id-to-quote'
    }
    const { entry } = await caller.with({ store: broken(error), unexpected }).json('POST', '', entries)
    expect(entry.map(({ response }: { response: { status: string } }) => response.status)).toEqual([
      '201 Created',
      '500 Internal Server Error',
      '201 Created',
    ])
    expect(entry[1].response.outcome).toMatchObject({
      issue: [{ severity: 'fatal', code: 'exception', details: { coding: [{ code: 'unexpected' }] } }],
    })
    expect(entry[1].response.outcome.issue[0].diagnostics).toContain('id-to-quote')
    expect(JSON.stringify(entry)).not.toContain('of Ana')
    expect(told).toEqual([error])
  })

  test('who has left is told nothing', async () => {
    const leaving = caller.with({ store: broken(new CallerLeft()), unexpected: () => 'x' })
    await expect(leaving.send('POST', '', entries)).rejects.toBeInstanceOf(CallerLeft)
  })
})
