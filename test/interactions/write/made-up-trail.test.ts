import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller as Claims, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { programs } from '#programs/index.ts'
import type { ResourceJson } from '#storage/store.ts'
import { create, patient } from '../../storage/records.ts'
import { base, type Caller, type Json, openCaller } from '../caller.ts'

// What clients store as AuditEvents is never taken for the server's own trail.
const token = Buffer.alloc(32, 23)
const to = (reference: string) => ({ reference })
const event = (more: object = {}): Omit<ResourceJson, 'id'> => ({
  resourceType: 'AuditEvent',
  type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
  action: 'R',
  recorded: '2024-06-15T12:00:00Z',
  outcome: '0',
  agent: [{ who: { display: 'Somebody at our desk' }, requestor: true }],
  source: { observer: { display: 'Our own EHR' } },
  entity: [{ what: to('Patient/m') }],
  ...more,
})
const requestor = (who: object) => ({ agent: [{ who, requestor: true }] })
let server: Caller

beforeAll(async () => {
  server = await openCaller(programs)
  await server.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  const post = (id: string, organization: string) => ({
    resourceType: 'PractitionerRole',
    id,
    active: true,
    organization: to(`Organization/${organization}`),
    practitioner: to(`Practitioner/of-${id}`),
  })
  await server.context.store.write(ownAccess('test'), [
    ...['clinic', 'elsewhere'].map((id) => create({ resourceType: 'Organization', id, name: id })),
    ...['of-here', 'of-there', 'ann'].map((id) => create({ resourceType: 'Practitioner', id })),
    create(post('here', 'clinic')),
    create(post('there', 'elsewhere')),
    create(patient('m')),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      patient: to('Patient/m'),
      managingOrganization: to('Organization/clinic'),
    }),
  ])
}, 60_000)
afterAll(() => server.opened.close())

const as = (claims: Partial<Claims>): Caller =>
  server.as(
    compileAccess(
      { clientId: 'c', organization: 'Organization/clinic', ...claims },
      `${claims.fhirUser ? 'user' : 'system'}/*.cruds`,
      token,
    ),
  )
const admin = () => as({ kind: 'system' })
const team = () => as({ kind: 'care-team' })
const ann = () => as({ kind: 'care-team', fhirUser: 'Practitioner/ann', posts: ['PractitionerRole/anns'] })
const store = async (caller: Caller, more: object = {}) => (await caller.send('POST', 'AuditEvent', event(more))).status
const refused = { kind: 'rule', issues: [{ severity: 'error', code: 'business-rule', details: 'made-up-trail' }] }

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('an AuditEvent that a client stores', () => {
  test.each<[string, object]>([
    ['in the words of the trail', { source: { observer: { display: 'cares-fhir' } } }],
    ['in other letters', { source: { observer: { display: ' CARES FHIR (audit)' } } }],
    ['by its address', { source: { observer: { display: 'us', identifier: { value: base } } } }],
    ['by a reference to its address', { source: { observer: { reference: `${base}/` } } }],
    ['by its site', { source: { site: 'Cares_FHIR', observer: { display: 'us' } } }],
    [
      'as a device that comes along',
      {
        contained: [{ resourceType: 'Device', id: 'd', deviceName: [{ name: 'cares-fhir', type: 'user-friendly-name' }] }],
        source: { observer: { reference: '#d' } },
      },
    ],
  ])('does not have this server as its observer, %s', async (_how, more) => {
    for (const caller of [admin(), team()]) await expect(store(caller, more)).rejects.toMatchObject(refused)
  })

  test('nor is it changed to that, in parts or among other things, and none of these is kept', async () => {
    const { id } = await admin().json('POST', 'AuditEvent', event())
    const observed = event({ source: { observer: { display: 'cares-fhir' } } })
    await expect(admin().send('PUT', `AuditEvent/${id}`, { ...observed, id })).rejects.toMatchObject(refused)
    const patch = [{ op: 'replace', path: '/source/observer/display', value: 'cares-fhir' }]
    await expect(admin().send('PATCH', `AuditEvent/${id}`, patch)).rejects.toMatchObject(refused)
    const entry = [event(), observed].map((resource) => ({ resource, request: { method: 'POST', url: 'AuditEvent' } }))
    await expect(admin().send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })).rejects.toMatchObject({
      issues: [{ details: 'made-up-trail', expression: ['Bundle.entry[1].resource.source'] }],
    })
    const found = (await admin().json('GET', 'AuditEvent')) as Json
    expect(found.entry.map(({ resource }: Json) => resource.source.observer.display)).toEqual(['Our own EHR'])
  })

  test('does not have an id of the trail', async () => {
    await expect(admin().send('PUT', 'AuditEvent/7-7', { ...event(), id: '7-7' })).rejects.toMatchObject(refused)
  })

  test('is about what they did who store it', async () => {
    expect(await store(ann(), requestor(to('Practitioner/ann')))).toBe(201)
    expect(await store(ann(), requestor(to('PractitionerRole/anns')))).toBe(201)
    for (const who of [
      to('Practitioner/of-here'),
      to(`${base}/Practitioner/of-there/_history/1`),
      to('RelatedPerson/mother'),
      { display: 'Bob' },
    ])
      await expect(store(ann(), requestor(who))).rejects.toMatchObject(refused)
  })

  test('is about people at its organization, of a system', async () => {
    expect(await store(team())).toBe(201)
    expect(await store(team(), requestor(to('Practitioner/of-here')))).toBe(201)
    expect(await store(team(), requestor(to('PractitionerRole/here')))).toBe(201)
    for (const who of ['Practitioner/of-there', 'PractitionerRole/there', `${base}/Practitioner/ann`])
      await expect(store(team(), requestor(to(who)))).rejects.toMatchObject(refused)
  })

  test('may name this server, and others, as those who took part', async () => {
    const agent = [
      { who: to('Practitioner/ann'), requestor: true },
      { who: { display: 'cares-fhir' }, requestor: false, network: { address: base, type: '5' } },
      { who: to('Practitioner/of-there'), requestor: false },
    ]
    expect(await store(ann(), { agent })).toBe(201)
  })

  test('is taken from an administrator whoever acted', async () => {
    expect(await store(admin(), requestor(to('Practitioner/of-there')))).toBe(201)
  })
})
