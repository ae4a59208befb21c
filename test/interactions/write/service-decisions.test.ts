import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ClientKind, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { programs } from '#programs/index.ts'
import type { ResourceJson } from '#storage/store.ts'
import { create, patient } from '../../storage/records.ts'
import { type Caller, openCaller } from '../caller.ts'

// 42 CFR 441.18(a)(6): who manages a case decides no service.
const token = Buffer.alloc(32, 21)
const answer = (more: object = {}): ResourceJson => ({
  resourceType: 'ClaimResponse',
  id: 'there',
  patient: { reference: 'Patient/m' },
  status: 'active',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
  use: 'preauthorization',
  created: '2024-06-01',
  insurer: { reference: 'Organization/plan' },
  outcome: 'complete',
  ...more,
})
let server: Caller

beforeAll(async () => {
  server = await openCaller(programs)
  await server.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await server.context.store.write(ownAccess('test'), [
    create({ resourceType: 'Organization', id: 'plan', name: 'Plan' }),
    create({ resourceType: 'Organization', id: 'clinic', name: 'Clinic' }),
    create(patient('m')),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      patient: { reference: 'Patient/m' },
      managingOrganization: { reference: 'Organization/clinic' },
    }),
    create(answer()),
  ])
}, 60_000)
afterAll(() => server.opened.close())

const as = (kind: ClientKind, fhirUser?: string): Caller =>
  server.as(
    compileAccess({ clientId: 'c', kind, organization: 'Organization/clinic', fhirUser }, `${fhirUser ? 'user' : 'system'}/*.cruds`, token),
  )
const { id: _, ...fresh } = answer()
const refused = { kind: 'forbidden', issues: [{ code: 'forbidden', details: 'LAW-07' }] }

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('LAW-07, CARES-COO-07: the team decides no authorization', () => {
  test.each([
    ['a system of the team', () => as('care-team')],
    ['a person at work in it', () => as('care-team', 'Practitioner/ann')],
  ])('LAW-07: %s writes, changes and deletes none', async (_who, caller) => {
    await expect(caller().send('POST', 'ClaimResponse', fresh)).rejects.toMatchObject(refused)
    await expect(caller().send('PUT', 'ClaimResponse/there', answer({ disposition: 'yes' }))).rejects.toMatchObject(refused)
    await expect(caller().send('PATCH', 'ClaimResponse/there', [{ op: 'add', path: '/disposition', value: 'yes' }])).rejects.toMatchObject(
      refused,
    )
    await expect(caller().send('DELETE', 'ClaimResponse/there')).rejects.toMatchObject(refused)
  })

  test('LAW-07: nor by a Bundle among other things, of which none is written', async () => {
    const note = { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'walk' }, subject: { reference: 'Patient/m' } }
    const entry = [note, fresh].map((resource) => ({ resource, request: { method: 'POST', url: resource.resourceType } }))
    const sent = as('care-team').send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    await expect(sent).rejects.toMatchObject({ issues: [{ details: 'LAW-07', expression: ['Bundle.entry[1].resource'] }] })
    expect((await server.json('GET', 'Goal?patient=m')).entry ?? []).toEqual([])
  })

  test('LAW-07: the refusal is the same for a member whom the team does not know, and for one who is not there', async () => {
    const about = (who: string) =>
      as('care-team')
        .send('POST', 'ClaimResponse', { ...fresh, patient: { reference: `Patient/${who}` } })
        .catch(({ kind, issues }) => ({ kind, issues }))
    expect(await about('nobody')).toEqual(await about('m'))
  })

  test('LAW-07: an advance decision in another dress is one, a settled claim is none', async () => {
    const benefit = (use: string) => ({ resourceType: 'ExplanationOfBenefit', status: 'active', use, patient: { reference: 'Patient/m' } })
    for (const use of ['preauthorization', 'predetermination'])
      await expect(as('care-team').send('POST', 'ExplanationOfBenefit', benefit(use))).rejects.toMatchObject(refused)
    // What it lacks is for the validator to say, not for this rule.
    await expect(as('care-team').send('POST', 'ExplanationOfBenefit', benefit('claim'))).rejects.not.toMatchObject(refused)
  })

  test('CARES-COO-07: the team reads the answer and records its help; an administrator’s system brings answers in', async () => {
    expect((await as('care-team').json('GET', 'ClaimResponse/there')).id).toBe('there')
    const help = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/task-kind', code: 'pa-assistance' }] },
      for: { reference: 'Patient/m' },
    }
    expect((await as('care-team').send('POST', 'Task', help)).status).toBe(201)
    expect((await server.send('POST', 'ClaimResponse', fresh)).status).toBe(201)
  })
})
