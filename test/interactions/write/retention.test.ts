import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { programs } from '#programs/index.ts'
import { create, ofPatient, patient } from '../../storage/records.ts'
import { base, type Caller, openCaller, refusal } from '../caller.ts'

// LAW-08: what belongs to a program's member is kept, however the record spells whose it is.

let server: Caller
beforeAll(async () => {
  server = await openCaller(programs)
  const memberId = { system: 'https://cares-fhir.example.org/sid/masshealth-member-id', value: '100000000001' }
  const lab = (id: string, reference: string) =>
    create(ofPatient('Observation', id, 'kept', { subject: { reference }, status: 'final', code: { text: 'x' } }))
  await server.context.store.write(ownAccess('test'), [
    create(patient('kept', { identifier: [memberId] })),
    create(patient('other')),
    lab('plain', 'Patient/kept'),
    lab('versioned', 'Patient/kept/_history/1'),
    lab('absolute', `${base}/Patient/kept`),
    lab('absolute-versioned', `${base}/Patient/kept/_history/1`),
    lab('of-another', 'Patient/other/_history/1'),
  ])
}, 60_000)
afterAll(() => server.opened.close())

describe('a record of a program’s member', () => {
  test.each(['plain', 'versioned', 'absolute', 'absolute-versioned'])('is not deleted, whose it is spelled %s', async (id) => {
    const { kind, issues } = await refusal(server.send('DELETE', `Observation/${id}`))
    expect([kind, issues.map(({ details }) => details)]).toEqual(['forbidden', ['LAW-08']])
    expect((await server.json('GET', `Observation/${id}`)).id).toBe(id)
  })

  test('that of somebody else is', async () => {
    expect((await server.send('DELETE', 'Observation/of-another')).status).toBe(204)
  })
})
