import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess, type Way } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { programs } from '#programs/index.ts'
import { create, patient } from '../../storage/records.ts'
import { type Caller, openCaller } from '../caller.ts'

// A clinic with one member on its panel sends what concerns another's, and what concerns nobody: it must not learn which
// of the two it was, whatever a gate would have said.
const spread = process.env.STORE_DISTRIBUTED === '1'
const way: Way = { tied: { parties: ['Organization/clinic'], grounds: ['provider'] } }
const clinic: AccessPlan = {
  caller: { clientId: 'clinic' },
  allows: () => true,
  sight: (_, type) => (type === 'Organization' ? 'everything' : [way]),
}
let server: Caller
let caller: Caller

const episode = (id: string, member: string, organization: string) =>
  create({
    resourceType: 'EpisodeOfCare',
    id,
    status: 'active',
    patient: { reference: `Patient/${member}` },
    managingOrganization: { reference: `Organization/${organization}` },
  })
const goal = (member: string, more: object = {}) => ({
  resourceType: 'Goal',
  lifecycleStatus: 'active',
  description: { text: 'walk to school' },
  subject: { reference: `Patient/${member}` },
  ...more,
})

beforeAll(async () => {
  server = await openCaller(programs)
  caller = server.as(clinic)
  await server.context.store.write(ownAccess('test'), [
    create(patient('ours')),
    episode('e-ours', 'ours', 'clinic'),
    create(patient('theirs')),
    episode('e-theirs', 'theirs', 'other'),
    create({ ...goal('theirs'), id: 'goal-theirs' } as never),
    create({ ...goal('ours'), id: 'goal-ours' } as never),
  ])
}, 60_000)
afterAll(() => server.opened.close())

/** What a caller learns of a refusal. The resource's own id is what was sent. */
async function refusal(sent: Promise<unknown>): Promise<unknown> {
  try {
    await sent
  } catch (error) {
    const { kind, issues } = error as FhirError
    return JSON.parse(JSON.stringify({ kind, issues }).replaceAll(/goal-theirs|e-theirs|e-nobody|never-was|theirs|nobody/g, '*'))
  }
  return 'written'
}

const onOne = spread ? describe.skip : describe

onOne('an unrelated member and an unknown one are answered alike', () => {
  test.each([
    ['a create', (member: string) => caller.send('POST', 'Goal', goal(member))],
    [
      'a create with a condition',
      (member: string) => caller.send('POST', 'Goal', goal(member), { ifNoneExist: 'lifecycle-status=active' }),
    ],
    [
      'a create that a gate decides',
      (member: string) =>
        caller.send('POST', 'EpisodeOfCare', {
          resourceType: 'EpisodeOfCare',
          status: 'active',
          type: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/program', code: 'cares' }] }],
          patient: { reference: `Patient/${member}` },
          managingOrganization: { reference: 'Organization/other' },
          period: { start: '2024-06-01' },
        }),
    ],
    [
      'an entry of a transaction',
      (member: string) =>
        caller.send('POST', '', {
          resourceType: 'Bundle',
          type: 'transaction',
          entry: [{ resource: goal(member), request: { method: 'POST', url: 'Goal' } }],
        }),
    ],
  ])('%s', async (_, send) => {
    const unrelated = await refusal(send('theirs'))
    expect(unrelated).toEqual(await refusal(send('nobody')))
    expect(unrelated).toMatchObject({ kind: 'not-found', issues: [{ details: 'not-to-be-written' }] })
  })

  test.each([
    ['an update', (id: string) => caller.send('PUT', `Goal/${id}`, { ...goal('ours'), id })],
    ['an update of a version', (id: string) => caller.send('PUT', `Goal/${id}`, { ...goal('ours'), id }, { ifMatch: 'W/"1"' })],
    ['one that may only make it', (id: string) => caller.send('PUT', `Goal/${id}`, { ...goal('ours'), id }, { ifNoneMatch: '*' })],
    [
      'a patch',
      (id: string) =>
        caller.send('PATCH', `Goal/${id}`, [{ op: 'replace', path: '/lifecycleStatus', value: 'on-hold' }], { ifMatch: 'W/"1"' }),
    ],
    ['a delete', (id: string) => caller.send('DELETE', `Goal/${id}`)],
  ])('%s', async (_, send) => {
    const unrelated = await refusal(send('goal-theirs'))
    expect(unrelated).toEqual(await refusal(send('never-was')))
    expect(unrelated).not.toBe('written')
  })
})

onOne('what is theirs to write is written', () => {
  test('a create, an update, and nothing of it in another record', async () => {
    expect((await caller.send('POST', 'Goal', goal('ours'))).status).toBe(201)
    const moved = { ...goal('theirs'), id: 'goal-ours' }
    expect(await refusal(caller.send('PUT', 'Goal/goal-ours', moved))).toMatchObject({ kind: 'not-found' })
    const changed = { ...goal('ours', { lifecycleStatus: 'on-hold' }), id: 'goal-ours' }
    expect((await caller.send('PUT', 'Goal/goal-ours', changed)).status).toBe(200)
  })

  test('a transaction names each entry that is turned away, and writes none', async () => {
    const sent = caller.send('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: ['ours', 'theirs', 'nobody'].map((member) => ({ resource: goal(member), request: { method: 'POST', url: 'Goal' } })),
    })
    await expect(sent).rejects.toMatchObject({
      kind: 'not-found',
      issues: [{ expression: ['Bundle.entry[1].resource'] }, { expression: ['Bundle.entry[2].resource'] }],
    })
  })
})
