import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EpisodeOfCare, Observation, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { findingId } from '#interactions/write/finding-task.ts'
import { memberIn } from '#programs/cares/case/fact-source.ts'
import type { Gate, Program } from '#programs/program.ts'
import { duplicates, forbids, refuses, warns } from '#programs/vocabulary/finding.ts'
import type { Requirement } from '#programs/vocabulary/requirement.ts'
import { base, type Caller, type Json, openCaller, refusal } from '../caller.ts'

// A program small enough to see through: one enrollment of a member at a time, nothing before 2020, and a warning for a
// plan that nobody reviewed. What is tried here is how decisions are carried out, not any real rule.

function row(id: string): Requirement {
  return { id, citation: '', says: '', kind: 'gate', who: '', artefact: '', rule: '', wrongInput: '' }
}

const kind = 'urn:test:kind'
const isOfProgram = (resource?: Resource) =>
  (resource as EpisodeOfCare | undefined)?.type?.some(({ coding }) => coding?.some(({ system }) => system === kind)) ?? false

const oneAtATime: Gate = {
  type: 'EpisodeOfCare',
  applies: (resource, previous) => isOfProgram(resource) || isOfProgram(previous),
  needs: (resource) => ({
    member: memberIn((resource as EpisodeOfCare).patient),
    types: ['EpisodeOfCare', 'Patient'],
    others: [],
    alongside: [],
  }),
  completes: ({ resource, today }) => {
    const episode = resource as EpisodeOfCare
    return { ...episode, period: { start: today, ...episode.period } }
  },
  decide: ({ resource, today }, record) => {
    const episode = resource as EpisodeOfCare
    const others = record.filter(({ resourceType }) => resourceType === 'EpisodeOfCare') as EpisodeOfCare[]
    const day = episode.period?.start ?? ''
    return [
      ...(episode.status !== 'finished' && others.some(({ status }) => status === 'active')
        ? [duplicates(row('CARES-ASN-09'), 'Another one is active.', 'EpisodeOfCare.period')]
        : []),
      ...(day < '2020-01-01' ? [refuses(row('CARES-ASN-10'), 'value', 'Not before 2020.', 'EpisodeOfCare.period.start')] : []),
      ...(day > today ? [warns(row('CARES-ELG-02'), 'business-rule', 'It starts in the future.', 'EpisodeOfCare.period.start')] : []),
      ...(episode.status === 'cancelled' ? [forbids(row('LAW-07'), 'Not by you.', 'EpisodeOfCare.status')] : []),
    ]
  },
}

const program: Program = {
  code: 'tiny',
  requirements: {},
  profilesOf: (resource) => (isOfProgram(resource) || (resource as Observation).method?.text === 'program' ? ['urn:test:profile'] : []),
  gates: [oneAtATime],
}

let caller: Caller
beforeAll(async () => {
  caller = await openCaller([program])
})
afterAll(() => caller.opened.close())

async function newMember(): Promise<string> {
  return (await caller.json('POST', 'Patient', { resourceType: 'Patient' })).id
}

function episode(member: string, more: object = {}): Json {
  return {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    type: [{ coding: [{ system: kind, code: 'tiny' }] }],
    patient: { reference: `Patient/${member}` },
    ...more,
  }
}

describe('a write that a gate decides', () => {
  test('is completed by the server and stored', async () => {
    const stored = await caller.json('POST', 'EpisodeOfCare', episode(await newMember()))
    expect(stored.period.start).toBe('2024-06-15')
  })

  test('the day is counted in New York: just before midnight there it is still the day before', async () => {
    caller.setNow('2024-03-10T04:59:00Z')
    expect((await caller.json('POST', 'EpisodeOfCare', episode(await newMember()))).period.start).toBe('2024-03-09')
    caller.setNow('2024-03-10T05:00:00Z')
    expect((await caller.json('POST', 'EpisodeOfCare', episode(await newMember()))).period.start).toBe('2024-03-10')
    caller.setNow('2024-06-15T16:00:00Z')
  })

  test('a refusal carries the row and the place, and nothing is stored', async () => {
    const member = await newMember()
    const { kind: how, issues } = await refusal(caller.send('POST', 'EpisodeOfCare', episode(member, { period: { start: '2019-12-31' } })))
    expect([how, issues[0]?.details, issues[0]?.expression]).toEqual(['rule', 'CARES-ASN-10', ['EpisodeOfCare.period.start']])
    expect((await caller.json('GET', `EpisodeOfCare?patient=${member}&_summary=count`)).total).toBe(0)
    expect((await caller.send('POST', 'EpisodeOfCare', episode(member, { period: { start: '2020-01-01' } }))).status).toBe(201)
  })

  test('where faults are mixed all are said: a duplicate answers before a rule, an act refused before both', async () => {
    const member = await newMember()
    await caller.send('POST', 'EpisodeOfCare', episode(member))
    const mixed = await refusal(caller.send('POST', 'EpisodeOfCare', episode(member, { period: { start: '2019-01-01' } })))
    expect([mixed.kind, mixed.issues.length]).toEqual(['conflict', 2])
    const forbidden = await refusal(caller.send('POST', 'EpisodeOfCare', episode(member, { status: 'cancelled' })))
    expect(forbidden.kind).toBe('forbidden')
    const malformed = await refusal(caller.send('POST', 'EpisodeOfCare', episode(member, { period: { start: 'never' } })))
    expect(malformed.kind).toBe('malformed')
  })

  test('of two at once for one member, one is stored', async () => {
    const member = await newMember()
    const both = await Promise.allSettled([1, 2, 3, 4].map(() => caller.send('POST', 'EpisodeOfCare', episode(member))))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('attack: two in a transaction that name their member with a version or by an address are two of one member', async () => {
    const member = await newMember()
    for (const spelled of [`Patient/${member}/_history/1`, `${base}/Patient/${member}`]) {
      const entry = { resource: episode(member, { patient: { reference: spelled } }), request: { method: 'POST', url: 'EpisodeOfCare' } }
      const refused = await refusal(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry: [entry, entry] }))
      expect([refused.kind, refused.issues[0]?.details]).toEqual(['conflict', 'CARES-ASN-09'])
    }
    expect((await caller.json('GET', `EpisodeOfCare?patient=${member}&_summary=count`)).total).toBe(0)
  })

  test('in a transaction each is decided on what the others leave behind', async () => {
    const patient = {
      fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111',
      resource: { resourceType: 'Patient' },
      request: { method: 'POST', url: 'Patient' },
    }
    const enroll = (more = {}) => ({
      resource: { ...episode('x', more), patient: { reference: patient.fullUrl } },
      request: { method: 'POST', url: 'EpisodeOfCare' },
    })
    const send = (...entry: object[]) => caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect((await send(patient, enroll())).status).toBe(200)
    const twice = await refusal(send(patient, enroll(), enroll()))
    expect(twice.kind).toBe('conflict')
    expect(twice.issues.map(({ expression }) => expression?.[0])).toEqual([
      'Bundle.entry[1].resource.period',
      'Bundle.entry[2].resource.period',
    ])
    expect((await send(patient, enroll(), enroll({ status: 'finished' }))).status).toBe(200)
  })

  test('in a transaction one may close what the other takes over', async () => {
    const member = await newMember()
    const first = await caller.json('POST', 'EpisodeOfCare', episode(member))
    const answer = await caller.json('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { resource: episode(member), request: { method: 'POST', url: 'EpisodeOfCare' } },
        { resource: { ...first, status: 'finished' }, request: { method: 'PUT', url: `EpisodeOfCare/${first.id}`, ifMatch: 'W/"1"' } },
      ],
    })
    expect(answer.entry.map(({ response }: Json) => response.status)).toEqual(['201 Created', '200 OK'])
  })
})

describe('a warning', () => {
  test('is stored, said when asked for, and opens one finding', async () => {
    const member = await newMember()
    const sent = episode(member, { period: { start: '2024-06-16' } })
    const answer = await caller.send('POST', 'EpisodeOfCare', sent, { prefer: { return: 'OperationOutcome' } })
    expect(answer.status).toBe(201)
    const outcome = JSON.parse(answer.text as string)
    const warning = outcome.issue.find(({ details }: Json) => details.coding[0].code === 'CARES-ELG-02')
    expect([warning.severity, warning.details.coding[0].system]).toEqual(['warning', `${canon}/CodeSystem/requirement`])
    const id = /EpisodeOfCare\/([^/]+)/.exec(answer.location ?? '')?.[1]
    const findings = await caller.json('GET', `Task?focus=EpisodeOfCare/${id}`)
    expect(findings.entry).toHaveLength(1)
    expect(findings.entry[0].resource).toMatchObject({
      status: 'requested',
      code: { coding: [{ system: `${canon}/CodeSystem/task-kind`, code: 'compliance-finding' }] },
      reasonCode: { coding: [{ system: `${canon}/CodeSystem/requirement`, code: 'CARES-ELG-02' }] },
      for: { reference: `Patient/${member}` },
    })
    await caller.send('PUT', `EpisodeOfCare/${id}`, { ...sent, id, period: { start: '2024-06-17' } }, { ifMatch: 'W/"1"' })
    const again = await caller.json('GET', `Task?focus=EpisodeOfCare/${id}`)
    expect(again.entry.map(({ resource }: Json) => [resource.id, resource.meta.versionId])).toEqual([[findings.entry[0].resource.id, '1']])
  })

  test('is closed when the record is corrected, and kept', async () => {
    const sent = episode(await newMember(), { period: { start: '2024-06-16' } })
    const { id } = await caller.json('POST', 'EpisodeOfCare', sent)
    await caller.send('PUT', `EpisodeOfCare/${id}`, { ...sent, id, period: { start: '2024-06-15' } }, { ifMatch: 'W/"1"' })
    const { entry } = await caller.json('GET', `Task?focus=EpisodeOfCare/${id}`)
    expect(entry.map(({ resource }: Json) => [resource.status, resource.meta.versionId])).toEqual([['completed', '2']])
  })

  test('a finding that was closed opens again, under its own id', async () => {
    const member = await newMember()
    const sent = episode(member, { period: { start: '2024-07-01' } })
    const { id } = await caller.json('POST', 'EpisodeOfCare', sent)
    const { resource: finding } = (await caller.json('GET', `Task?focus=EpisodeOfCare/${id}`)).entry[0]
    await caller.send('PUT', `Task/${finding.id}`, { ...finding, status: 'completed' }, { ifMatch: 'W/"1"' })
    await caller.send('PUT', `EpisodeOfCare/${id}`, { ...sent, id, period: { start: '2024-07-02' } }, { ifMatch: 'W/"1"' })
    expect(await caller.json('GET', `Task/${finding.id}`)).toMatchObject({ status: 'requested', meta: { versionId: '3' } })
  })

  test('a finding that is on record before the resource is, opens again and is not made twice', async () => {
    const member = await newMember()
    const pattern = await caller.json('POST', 'EpisodeOfCare', episode(member, { period: { start: '2024-07-01' } }))
    const { resource: finding } = (await caller.json('GET', `Task?focus=EpisodeOfCare/${pattern.id}`)).entry[0]
    const id = findingId('CARES-ELG-02', 'EpisodeOfCare/chosen')
    await caller.send('PUT', `Task/${id}`, { ...finding, id, status: 'completed', focus: { reference: 'EpisodeOfCare/chosen' } })
    const sent = episode(await newMember(), { id: 'chosen', period: { start: '2024-07-01' } })
    expect(await caller.send('PUT', 'EpisodeOfCare/chosen', sent, { ifNoneMatch: '*' })).toMatchObject({ status: 201 })
    expect(await caller.json('GET', `Task/${id}`)).toMatchObject({ status: 'requested', meta: { versionId: '2' } })
  })

  test('a caller who may write episodes alone opens the finding all the same, and may not read it', async () => {
    const narrow = caller.as({ caller: { clientId: 'narrow' }, allows: (_permission, type) => type === 'EpisodeOfCare' })
    const answer = await narrow.send('POST', 'EpisodeOfCare', episode(await newMember(), { period: { start: '2024-08-01' } }))
    const id = /EpisodeOfCare\/([^/]+)/.exec(answer.location ?? '')?.[1]
    expect((await caller.json('GET', `Task?focus=EpisodeOfCare/${id}`)).entry).toHaveLength(1)
    expect((await refusal(narrow.send('GET', `Task?focus=EpisodeOfCare/${id}`))).kind).toBe('forbidden')
  })
})

describe('TIME-10: a program record', () => {
  test('is not updated without If-Match, unless nothing changes', async () => {
    const stored = await caller.json('POST', 'EpisodeOfCare', episode(await newMember()))
    const { kind: how, issues } = await refusal(caller.send('PUT', `EpisodeOfCare/${stored.id}`, { ...stored, status: 'finished' }))
    expect([how, issues[0]?.details]).toEqual(['precondition-failed', 'TIME-10'])
    const same = await caller.send('PUT', `EpisodeOfCare/${stored.id}`, stored)
    expect([same.status, same.etag]).toEqual([200, 'W/"1"'])
    // Nor by taking the coding away in the same breath.
    const { type: _type, ...untyped } = stored
    const bare = await refusal(caller.send('PUT', `EpisodeOfCare/${stored.id}`, untyped))
    expect(bare.kind).toBe('precondition-failed')
  })

  test('LAW-08: is not deleted, and what is no program’s is', async () => {
    const stored = await caller.json('POST', 'EpisodeOfCare', episode(await newMember()))
    expect((await refusal(caller.send('DELETE', `EpisodeOfCare/${stored.id}`))).kind).toBe('forbidden')
    const other = await caller.json('POST', 'Basic', { resourceType: 'Basic', code: { text: 'note' } })
    expect((await caller.send('DELETE', `Basic/${other.id}`)).status).toBe(204)
  })
})

describe('TIME-11: one MassHealth ID, one Patient', () => {
  const identifier = (value: string) => ({ resourceType: 'Patient', identifier: [{ system: `${canon}/sid/masshealth-member-id`, value }] })

  test('a second Patient with the same ID is a conflict; the same content again is answered with what is stored', async () => {
    const first = await caller.send('POST', 'Patient', identifier('100000000001'))
    const again = await caller.send('POST', 'Patient', identifier('100000000001'))
    expect([again.status, again.location]).toEqual([200, first.location])
    const { kind: how, issues } = await refusal(caller.send('POST', 'Patient', { ...identifier('100000000001'), gender: 'female' }))
    expect([how, issues[0]?.details, issues[0]?.expression]).toEqual(['conflict', 'TIME-11', ['Patient.identifier']])
    expect((await caller.send('POST', 'Patient', identifier('100000000002'))).status).toBe(201)
  })

  test('the holder is named to those who may read it, and to nobody else', async () => {
    const { id } = await caller.json('POST', 'Patient', identifier('100000000007'))
    const second = { ...identifier('100000000007'), gender: 'male' }
    expect((await refusal(caller.send('POST', 'Patient', second))).issues[0]?.diagnostics).toContain(id)
    const writer = caller.as({ caller: { clientId: 'writer' }, allows: (permission) => permission === 'c' })
    expect((await refusal(writer.send('POST', 'Patient', second))).issues[0]?.diagnostics).not.toContain(id)
  })

  test('who does not see the holder is refused without its name, and not answered with it for the same content either', async () => {
    const first = { ...identifier('100000000008'), gender: 'female' }
    const { id } = await caller.json('POST', 'Patient', first)
    const sees = (what: 'everything' | []) =>
      caller.as({
        caller: { clientId: 'elsewhere' },
        allows: () => true,
        sight: (permission) => (permission === 'c' ? 'everything' : what),
      })
    for (const sent of [first, { ...first, gender: 'male' }]) {
      const { kind: how, issues } = await refusal(sees([]).send('POST', 'Patient', sent))
      expect([how, issues[0]?.details, JSON.stringify(issues).includes(id!)]).toEqual(['conflict', 'TIME-11', false])
    }
    expect((await sees('everything').send('POST', 'Patient', first)).status).toBe(200)
  })

  test('many different ones at once with one ID make one', async () => {
    const results = await Promise.allSettled(
      ['male', 'female', 'other', 'unknown'].map((gender) => caller.send('POST', 'Patient', { ...identifier('100000000003'), gender })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('two in one transaction are a conflict; an update that takes another’s ID is one too', async () => {
    const entry = ['male', 'female'].map((gender) => ({
      resource: { ...identifier('100000000004'), gender },
      request: { method: 'POST', url: 'Patient' },
    }))
    expect((await refusal(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }))).kind).toBe('conflict')
    const { id } = await caller.json('POST', 'Patient', identifier('100000000005'))
    await caller.send('POST', 'Patient', identifier('100000000006'))
    const taken = { ...identifier('100000000006'), id }
    expect((await refusal(caller.send('PUT', `Patient/${id}`, taken, { ifMatch: 'W/"1"' }))).kind).toBe('conflict')
  })
})
