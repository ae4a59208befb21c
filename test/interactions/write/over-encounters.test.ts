import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type ClientKind, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { programs } from '#programs/index.ts'
import type { ResourceJson } from '#storage/store.ts'
import { create, patient, remove } from '../../storage/records.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

// Section 10: a hospital sees a member by an active Encounter, and writes Encounters. The clock says 2024-06-15, noon in Boston.
const token = Buffer.alloc(32, 22)
const us = ownAccess('test')
const to = (reference: string) => ({ reference })
let server: Caller
const made: string[] = []

const stay = (id: string, more: object = {}): ResourceJson => ({
  resourceType: 'Encounter',
  id,
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: to('Patient/m'),
  serviceProvider: to('Organization/hospital'),
  period: { start: '2024-06-01T08:00:00-04:00' },
  ...more,
})
const ended = { start: '2024-06-01T08:00:00-04:00', end: '2024-06-10T10:00:00-04:00' }

beforeAll(async () => {
  server = await openCaller(programs)
  await server.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await server.context.store.write(us, [
    create({ resourceType: 'Organization', id: 'hospital', name: 'Hospital' }),
    create({ resourceType: 'Organization', id: 'elsewhere', name: 'Elsewhere' }),
    create(patient('m')),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      patient: to('Patient/m'),
      managingOrganization: to('Organization/hospital'),
    }),
  ])
}, 60_000)
afterAll(() => server.opened.close())

const as = (kind: ClientKind): Caller =>
  server.as({
    ...compileAccess({ clientId: 'c', kind, organization: 'Organization/hospital' }, 'system/*.cruds', token),
    now: () => new Date('2024-06-15T16:00:00Z'),
  })
const put = (encounter: ResourceJson, kind: ClientKind = 'hospital', more?: object) =>
  as(kind).send('PUT', `Encounter/${encounter.id}`, encounter, more)
const over = { kind: 'forbidden', issues: [{ severity: 'error', code: 'forbidden', details: 'treatment-over' }] }

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('a hospital that is tied by another Encounter', () => {
  const having = async (encounter: ResourceJson) => {
    await server.context.store.write(us, [create(encounter)])
    made.push(encounter.id!)
    return encounter
  }
  beforeEach(async () => {
    await server.context.store.write(
      us,
      made.splice(0).map((id) => remove('Encounter', id)),
    )
    await having(stay(`now-${Math.random().toString(36).slice(2)}`))
  })

  test.each([
    ['finished', { status: 'finished', period: ended }, { status: 'in-progress', period: { start: ended.start } }],
    ['finished, by its end alone', { period: ended }, { period: { ...ended, end: '2024-07-10' } }],
    ['with its end taken away', { period: ended }, { period: { start: ended.start } }],
    ['cancelled', { status: 'cancelled' }, { status: 'arrived' }],
    ['of which nobody knows', { status: 'unknown' }, { status: 'onleave' }],
    ['entered in error', { status: 'entered-in-error' }, { status: 'in-progress' }],
  ])('does not open one again that is over: %s', async (name, before, after) => {
    const id = `old-${name.replace(/\W/g, '')}`
    await having(stay(id, before))
    await expect(put(stay(id, after))).rejects.toMatchObject(over)
    await expect(put(stay(id, after), 'ed')).rejects.toMatchObject(over)
    // Neither by a version, nor in parts, nor among other things.
    await expect(put(stay(id, after), 'hospital', { ifMatch: 'W/"1"' })).rejects.toMatchObject(over)
    const entry = [{ resource: stay(id, after), request: { method: 'PUT', url: `Encounter/${id}` } }]
    await expect(as('hospital').send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })).rejects.toMatchObject({
      issues: [{ details: 'treatment-over', expression: [expect.stringContaining('Bundle.entry[0].resource')] }],
    })
    expect(((await server.json('GET', `Encounter/${id}`)) as Json).meta.versionId).toBe('1')
  })

  test('corrects what one that is over says of its time', async () => {
    await having(stay('past', { status: 'finished', period: ended }))
    const corrected = await put(stay('past', { status: 'finished', period: { ...ended, end: '2024-06-11T09:00:00-04:00' } }))
    expect(corrected.status).toBe(200)
  })

  test('admits, changes how long a stay lasts, and discharges', async () => {
    const { id: _, ...fresh } = stay('')
    const admitted = await as('hospital').json('POST', 'Encounter', fresh)
    made.push(admitted.id)
    const sent = async (more: object) => (await put({ ...admitted, ...more })).status
    expect(await sent({ period: { ...ended, end: '2024-06-20' } })).toBe(200)
    expect(await sent({ period: { ...ended, end: '2024-06-25' } })).toBe(200)
    expect(await sent({ status: 'finished', period: { ...ended, end: '2024-06-15T11:00:00-04:00' } })).toBe(200)
    await expect(put(stay(admitted.id))).rejects.toMatchObject(over)
    await having(stay('to-come', { status: 'planned', period: { start: '2024-06-15' } }))
    expect((await put(stay('to-come'))).status).toBe(200)
  })

  test('ties nobody else by its word', async () => {
    const { id: _, ...other } = stay('', { serviceProvider: to('Organization/elsewhere') })
    await expect(as('hospital').send('POST', 'Encounter', other)).rejects.toMatchObject({ kind: 'not-found' })
    const known = await having(stay('handed'))
    await expect(put({ ...known, serviceProvider: to('Organization/elsewhere') })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('the care team takes the end of one back', async () => {
    await having(stay('mistaken', { status: 'finished', period: ended }))
    expect((await put(stay('mistaken'), 'care-team')).status).toBe(200)
  })
})

onOne('a hospital whose Encounters are all over', () => {
  test('changes none, and makes none: the answer is that of an unknown one', async () => {
    await server.context.store.write(us, [
      ...made.splice(0).map((id) => remove('Encounter', id)),
      create(stay('last', { status: 'finished', period: ended })),
    ])
    await expect(put(stay('last'))).rejects.toMatchObject({ kind: 'not-found' })
    const { id: _, ...fresh } = stay('')
    await expect(as('hospital').send('POST', 'Encounter', fresh)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
