import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AuditEvent, CodeSystem } from '@medplum/fhirtypes'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import { auditEventOf } from '#interactions/audit/audit-event.ts'
import { groundWords } from '#interactions/audit/grounds.ts'
import type { AuditLine } from '#storage/audit/line.ts'
import type { Clause } from '#storage/store.ts'
import { base, type Caller, openCaller, realValidator } from '../caller.ts'
import { balpFaults } from './balp.ts'

let caller: Caller
const from = { request: 'r-1', client: 'ehr', kind: 'hospital', address: '10.0.0.7', outcome: 0, purpose: 'TREAT' } as const
const lines: AuditLine[] = [
  { ...from, action: 'R', interaction: 'read', what: 'Goal/g', patient: 'ana' },
  { ...from, action: 'R', interaction: 'vread', what: 'Goal/g/_history/1', patient: 'ana', person: 'Practitioner/p' },
  { ...from, action: 'R', interaction: 'read', what: 'Organization/o' },
  { ...from, action: 'E', interaction: 'search-type', what: 'Goal', patient: 'ana', query: 'patient=ana' },
  { ...from, action: 'E', interaction: 'search-type', what: 'Organization', query: 'name=x', person: 'Practitioner/p' },
  { ...from, action: 'C', interaction: 'create', what: 'Goal/g/_history/1', patient: 'ana', person: 'Practitioner/p' },
  { ...from, action: 'U', interaction: 'patch', what: 'Goal/g/_history/2', patient: 'ana' },
  { ...from, action: 'D', interaction: 'delete', what: 'Goal/g/_history/3', patient: 'ana', person: 'Practitioner/p' },
]
const unprofiled: AuditLine[] = [
  { ...from, action: 'E', interaction: 'operation', what: 'Patient/ana/$everything', patient: 'ana', query: '_count=5' },
  { ...from, action: 'R', interaction: 'read', what: 'Patient/ben', outcome: 4, reason: 'not-found' },
  { client: '', action: 'E', interaction: 'token', outcome: 4, reason: 'invalid_client', address: '10.0.0.7' },
  { client: 'app', person: 'RelatedPerson/ana', action: 'E', interaction: 'sign-in', outcome: 0, address: '10.0.0.7' },
  { client: 'app', person: 'RelatedPerson/ana', action: 'E', interaction: 'grant', patient: 'ana', outcome: 0, address: '10.0.0.7' },
  { client: 'app', person: 'RelatedPerson/ana', action: 'R', interaction: 'patients', patient: 'ana', outcome: 0 },
  // A conditional create that found what it would have made.
  { ...from, action: 'C', interaction: 'create', what: 'Patient' },
  { client: 'jobs', action: 'C', interaction: 'create', what: 'Task/t/_history/1', patient: 'ana', outcome: 0 },
]

beforeAll(async () => {
  caller = await openCaller()
  await caller.opened.store.write(ownAccess('seed'), [
    { act: 'create', resource: { resourceType: 'Patient', id: 'ana' } },
    { act: 'create', resource: { resourceType: 'Patient', id: 'ben' } },
  ])
  await caller.opened.audit.record([...lines, ...unprofiled])
})
afterAll(() => caller.opened.close())

const kept = (line: AuditLine) => auditEventOf({ ...line, id: '7-7', at: '2026-01-02T03:04:05.678Z' }, base)
const resources = ({ entry = [] }: { entry?: { resource: AuditEvent }[] }) => entry.map(({ resource }) => resource)
const whats = (events: AuditEvent[]) => events.map(({ entity = [] }) => entity[0]?.what?.reference)

describe('an event as Basic Audit Log Patterns have it', () => {
  test.each(lines.map((line) => [line.interaction, line] as const))('%s', (_name, line) => {
    expect(balpFaults(kept(line))).toEqual([])
    expect(realValidator().validate(kept(line) as never).base).toEqual([])
  })

  test.each(unprofiled.map((line) => [`${line.interaction}, outcome ${line.outcome}`, line] as const))('%s claims none', (_name, line) => {
    expect(balpFaults(kept(line))).toEqual(['no profile'])
    expect(realValidator().validate(kept(line) as never).base).toEqual([])
  })

  test('the query is there as it was sent', () => {
    const query = kept(lines[3]!).entity?.[0]?.query
    expect(Buffer.from(query ?? '', 'base64').toString()).toBe('patient=ana')
  })

  test('a line without the caller’s address, which the profile asks for, claims nothing', () => {
    expect(kept({ ...lines[0]!, address: undefined }).meta?.profile).toBeUndefined()
  })
})

describe('what let somebody in', () => {
  const read = lines[0]!
  const withGround = (ground: string, line: AuditLine = read) => {
    const { grounds: _none, ...told } = { ...line, grounds: undefined }
    return auditEventOf({ ...told, id: '7-7', at: '2026-01-02T03:04:05.678Z', ground }, base)
  }
  const policy = (code: string) => `${canon}/CodeSystem/access-ground#${code}`

  test('a Consent and a tie: policies of who asked, an entity for each record, and plain words', () => {
    const event = withGround('treating Encounter/7,release Consent/123')
    expect(balpFaults(event)).toEqual([])
    expect(realValidator().validate(event as never).base).toEqual([])
    expect(event.agent.find(({ requestor }) => requestor)?.policy).toEqual([policy('treating'), policy('release')])
    const deciding = event.entity?.filter(({ type }) => type?.system === 'http://hl7.org/fhir/resource-types')
    expect(deciding).toEqual([
      {
        what: { reference: 'Encounter/7' },
        type: { system: 'http://hl7.org/fhir/resource-types', code: 'Encounter', display: 'Encounter' },
        detail: [{ type: 'access-ground', valueString: 'treating' }],
      },
      {
        what: { reference: 'Consent/123' },
        type: { system: 'http://hl7.org/fhir/resource-types', code: 'Consent', display: 'Consent' },
        detail: [{ type: 'access-ground', valueString: 'release' }],
      },
    ])
    expect(event.outcomeDesc).toBe(
      'Let in: is treating the member (Encounter/7); a release that the member signed names who asked (Consent/123).',
    )
  })

  test('a rule alone has no record', () => {
    const event = withGround('self', lines[1])
    expect(event.agent.filter((agent) => agent.policy !== undefined).map(({ who }) => who?.reference)).toEqual(['Practitioner/p'])
    expect(event.outcomeDesc).toBe('Let in: is the member.')
    expect(balpFaults(event)).toEqual([])
  })

  test('the profile of a delete has place for the words alone', () => {
    const event = withGround('provider EpisodeOfCare/e', { ...lines[7]!, token: 'abc' })
    expect(balpFaults(event)).toEqual([])
    expect(event.outcomeDesc).toContain('EpisodeOfCare/e')
  })

  test('who sees everything is let in as what it is registered as; nobody where it was refused, or the server acts', () => {
    const system = { ...read, kind: 'system' }
    expect(kept(system).agent[0]!.policy).toEqual([policy('role')])
    expect(kept({ ...system, outcome: 4, reason: 'not-found' })).toMatchObject({ outcomeDesc: 'not-found' })
    expect(kept({ ...system, outcome: 4, reason: 'not-found' }).agent[0]!.policy).toBeUndefined()
    expect(kept({ ...system, request: undefined }).agent[0]!.policy).toBeUndefined()
  })

  test('the token by the beginning of its hash', () => {
    expect(kept({ ...read, token: '0123456789abcdef' }).agent[0]!.policy).toEqual(['urn:sha256:0123456789abcdef'])
  })

  test('the published codes are those that are said, in the same words', async () => {
    const published = JSON.parse(await readFile('profiles/compiled/CodeSystem-access-ground.json', 'utf8')) as CodeSystem
    const said = Object.entries(groundWords).map(([code, words]) => ({ code, display: words[0]!.toUpperCase() + words.slice(1) }))
    expect(published.concept).toEqual(said)
  })
})

describe('AuditEvent/$trail', () => {
  test('newest first, in pages, each event once', async () => {
    const first = await caller.json('GET', 'AuditEvent/$trail?_count=5')
    const all = resources(first)
    let next = first.link.find(({ relation }: { relation: string }) => relation === 'next')?.url
    while (next !== undefined) {
      const page = await caller.json('GET', next.slice(base.length + 1))
      all.push(...resources(page))
      next = page.link.find(({ relation }: { relation: string }) => relation === 'next')?.url
    }
    expect(all.length).toBe(lines.length + unprofiled.length + 2)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(
      [...all]
        .map(({ recorded }) => recorded)
        .sort()
        .reverse(),
    ).toEqual(all.map(({ recorded }) => recorded))
  })

  test('by patient, client, action, day and id', async () => {
    const ask = async (query: string) => resources(await caller.json('GET', `AuditEvent/$trail?${query}`))
    expect((await ask('patient=ana&agent=ehr')).length).toBe(7)
    expect((await ask('agent=jobs')).length).toBe(1)
    expect(whats(await ask('action=D'))).toEqual(['Goal/g/_history/3'])
    expect(await ask('end=2001')).toEqual([])
    const [event] = await ask('agent=jobs')
    expect((await ask(`_id=${event!.id}`)).map(({ id }) => id)).toEqual([event!.id])
    expect(await caller.json('GET', `AuditEvent/${event!.id}`)).toEqual(event)
  })

  test('is not for others: 403, and one event is unknown to them', async () => {
    const hospital: AccessPlan = { caller: { clientId: 'h', kind: 'hospital' }, allows: () => true }
    const refused = await caller
      .as(hospital)
      .send('GET', 'AuditEvent/$trail')
      .catch((error: FhirError) => error)
    expect((refused as FhirError).kind).toBe('forbidden')
    const [event] = resources(await caller.json('GET', 'AuditEvent/$trail?_count=1'))
    const unknown = await caller
      .as(hospital)
      .send('GET', `AuditEvent/${event!.id}`)
      .catch((error: FhirError) => error)
    expect((unknown as FhirError).kind).toBe('not-found')
  })
})

describe('Patient/[id]/$disclosures (45 CFR 164.528)', () => {
  const ask = async (query = '', as = caller) => resources(await as.json('GET', `Patient/ana/$disclosures${query}`))

  test('tells what was told outside, to whom and why; not refusals, writes or the server’s own work', async () => {
    caller.setNow(new Date().toISOString())
    const events = await ask()
    expect(events.map(({ subtype }) => subtype?.[0]?.code).sort()).toEqual(['operation', 'read', 'search-type', 'vread'])
    expect(
      events.every(
        ({ purposeOfEvent, agent }) => purposeOfEvent?.[0]?.coding?.[0]?.code === 'TREAT' && agent[0]?.who?.identifier?.value === 'ehr',
      ),
    ).toBe(true)
  })

  test('reaches six years back, or as far as start says', async () => {
    const later = new Date()
    later.setUTCFullYear(later.getUTCFullYear() + 6, later.getUTCMonth(), later.getUTCDate() + 2)
    caller.setNow(later.toISOString())
    expect(await ask()).toEqual([])
    expect((await ask('?start=2020')).length).toBe(4)
    caller.setNow(new Date().toISOString())
  })

  test('names no record that the caller does not see, and no search that may name others', async () => {
    await caller.opened.store.write(ownAccess('seed'), [
      { act: 'create', resource: { resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', subject: { reference: 'Patient/ana' } } },
      {
        act: 'create',
        resource: { resourceType: 'Goal', id: 'hidden', lifecycleStatus: 'planned', subject: { reference: 'Patient/ana' } },
      },
    ])
    await caller.opened.audit.record([
      { ...from, action: 'R', interaction: 'read', what: 'Goal/hidden', patient: 'ana' },
      { ...from, action: 'E', interaction: 'search-type', what: 'Goal', patients: ['ana', 'ben'], query: 'patient=ana,ben' },
    ])
    const before = (await ask()).length
    const clauses: Clause[] = [{ kind: 'token', param: 'lifecycle-status', values: [{ code: 'active' }] }]
    const parent: AccessPlan = {
      caller: { clientId: 'app', kind: 'family' },
      allows: () => true,
      sight: (_permission, type) => [{ member: 'ana', ...(type === 'Goal' && { clauses }) }],
    }
    const events = await ask('', caller.as(parent))
    expect(events.length).toBe(before)
    expect(JSON.stringify(events)).toContain('Goal/g')
    expect(JSON.stringify(events)).not.toContain('Goal/hidden')
    expect(events.flatMap(({ entity = [] }) => entity.flatMap(({ query }) => query ?? []))).toEqual([])
    for (const event of events) expect(realValidator().validate(event as never).base).toEqual([])
  })

  test('tells what let them in, but not a release or another record that the caller does not see', async () => {
    await caller.opened.store.write(ownAccess('seed'), [
      { act: 'create', resource: { resourceType: 'Encounter', id: 'seen', status: 'in-progress', subject: { reference: 'Patient/ana' } } },
      { act: 'create', resource: { resourceType: 'Consent', id: 'seen', status: 'active', patient: { reference: 'Patient/ana' } } },
      { act: 'create', resource: { resourceType: 'Consent', id: 'hidden', status: 'active', patient: { reference: 'Patient/ana' } } },
      { act: 'create', resource: { resourceType: 'Encounter', id: 'hidden', status: 'planned', subject: { reference: 'Patient/ana' } } },
    ])
    const told = { ...from, action: 'R', interaction: 'read', what: 'Patient/ana', patient: 'ana' } as const
    await caller.opened.audit.record([
      { ...told, grounds: ['release Consent/seen,treating Encounter/seen'] },
      { ...told, grounds: ['release Consent/hidden,treating Encounter/hidden'] },
    ])
    const parent: AccessPlan = {
      caller: { clientId: 'app', kind: 'family' },
      allows: () => true,
      sight: (_permission, type) => [
        {
          member: 'ana',
          ...(['Consent', 'Encounter'].includes(type) && { clauses: [{ kind: 'id', values: ['seen'] }] satisfies Clause[] }),
        },
      ],
    }
    const words = (await ask('?_count=2', caller.as(parent))).map(({ outcomeDesc }) => outcomeDesc)
    expect(words).toEqual([
      'Let in: is treating the member.',
      'Let in: a release that the member signed names who asked (Consent/seen); is treating the member (Encounter/seen).',
    ])
  })

  test('is as unknown as the member to whoever does not see the member', async () => {
    const blind: AccessPlan = { caller: { clientId: 'h', kind: 'care-team' }, allows: () => true, sight: () => [] }
    for (const id of ['ana', 'nobody']) {
      const refused = await caller
        .as(blind)
        .send('GET', `Patient/${id}/$disclosures`)
        .catch((error: FhirError) => error)
      expect((refused as FhirError).kind).toBe('not-found')
    }
  })
})

describe('$explain-access', () => {
  const explain = async (as: Caller, url: string) => as.json('GET', `${url}/$explain-access`)
  const decision = ({ parameter }: { parameter: { name: string; valueCode?: string }[] }) => parameter[0]!.valueCode

  test('permit and deny as reading is', async () => {
    expect(decision(await explain(caller, 'Patient/ana'))).toBe('permit')
    expect(decision(await explain(caller, 'Patient/nobody'))).toBe('deny')
    const ownOnly: AccessPlan = { caller: { clientId: 'app', kind: 'hospital' }, allows: () => true, sight: () => [{ member: 'ana' }] }
    expect(decision(await explain(caller.as(ownOnly), 'Patient/ana'))).toBe('permit')
    expect(decision(await explain(caller.as(ownOnly), 'Patient/ben'))).toBe('deny')
  })

  test('what may not be seen is explained like what is not there', async () => {
    const ownOnly: AccessPlan = { caller: { clientId: 'app', kind: 'hospital' }, allows: () => true, sight: () => [{ member: 'ana' }] }
    expect(await explain(caller.as(ownOnly), 'Patient/ben')).toEqual(await explain(caller.as(ownOnly), 'Patient/nobody'))
  })
})
