import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import type { FhirError } from '#fhir/error.ts'
import { programs } from '#programs/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { create, patient } from '../../storage/records.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

// CARES-CON-07: labels are the server's, on every way in, and no client lowers them.
const spread = process.env.STORE_DISTRIBUTED === '1'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const hiv = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'B20' }] }
const cold = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J00' }] }
const psy = { security: [{ system: actCode, code: 'PSY' }] }
let caller: Caller

beforeAll(async () => {
  caller = await openCaller(programs)
  await caller.context.store.write(ownAccess('test'), [
    create(patient('m')),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      patient: { reference: 'Patient/m' },
      managingOrganization: { reference: 'Organization/clinic' },
    }),
  ])
  const hash = Buffer.alloc(32, 5)
  await caller.opened.tokens.insertToken({ hash, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
}, 60_000)
afterAll(() => caller.opened.close())

const condition = (code: object, more: object = {}) => ({ resourceType: 'Condition', code, subject: { reference: 'Patient/m' }, ...more })
const observation = (more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'seen' },
  subject: { reference: 'Patient/m' },
  ...more,
})
const labelsOf = ({ meta }: Json): string[] => (meta.security ?? []).map(({ code }: { code: string }) => code)
const stored = async (type: string, id: string) => labelsOf(await caller.json('GET', `${type}/${id}`))
const clinic = (): AccessPlan =>
  compileAccess({ clientId: 'c', kind: 'care-team', organization: 'Organization/clinic' }, 'system/*.cruds', Buffer.alloc(32, 5))

describe('every way in labels', () => {
  test('create, and create with a condition', async () => {
    expect(labelsOf(await caller.json('POST', 'Condition', condition(hiv)))).toEqual(['HIV'])
    const once = { ifNoneExist: 'identifier=urn:x|once' }
    const identifier = [{ system: 'urn:x', value: 'once' }]
    expect(labelsOf(await caller.json('POST', 'Condition', condition(hiv, { identifier }), once))).toEqual(['HIV'])
  })

  test('update, conditional update, JSON Patch and FHIRPath Patch', async () => {
    await caller.send('PUT', 'Condition/u', condition(cold, { id: 'u', identifier: [{ system: 'urn:x', value: 'u' }] }))
    expect(await stored('Condition', 'u')).toEqual([])
    await caller.send('PUT', 'Condition?identifier=urn:x|u', condition(hiv, { identifier: [{ system: 'urn:x', value: 'u' }] }))
    expect(await stored('Condition', 'u')).toEqual(['HIV'])
    await caller.send('PUT', 'Condition/j', condition(cold, { id: 'j' }))
    await caller.send('PATCH', 'Condition/j', [{ op: 'replace', path: '/code', value: hiv }])
    expect(await stored('Condition', 'j')).toEqual(['HIV'])
    await caller.send('PUT', 'Condition/f', condition(cold, { id: 'f' }))
    const parts = [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Condition.code' },
      { name: 'value', valueCodeableConcept: hiv },
    ]
    await caller.send('PATCH', 'Condition/f', { resourceType: 'Parameters', parameter: [{ name: 'operation', part: parts }] })
    expect(await stored('Condition', 'f')).toEqual(['HIV'])
  })

  test.each(['transaction', 'batch'])('an entry of a %s', async (type) => {
    const resource = condition(hiv, { id: `in-${type}` })
    const request = { method: 'PUT', url: `Condition/in-${type}` }
    await caller.send('POST', '', { resourceType: 'Bundle', type, entry: [{ resource, request }] })
    expect(await stored('Condition', `in-${type}`)).toEqual(['HIV'])
  })

  test('what a substance use program sends, and what names one', async () => {
    const settings = settingsFrom({ 'part2-programs': [{ from: '2020-01-01', value: ['Organization/detox'] }] })
    const there = caller.with({ settings })
    const named = observation({ performer: [{ reference: 'Organization/detox' }] })
    expect(labelsOf(await there.json('POST', 'Observation', named))).toEqual(['42CFRPart2'])
    const program = there.as({ ...ownAccess('test'), caller: { clientId: 'p', kind: 'system', organization: 'Organization/detox' } })
    expect(labelsOf(await program.json('POST', 'Observation', observation()))).toEqual(['42CFRPart2'])
    // Before it was one, it was none.
    const before = settingsFrom({ 'part2-programs': [{ from: '2030-01-01', value: ['Organization/detox'] }] })
    expect(labelsOf(await caller.with({ settings: before }).json('POST', 'Observation', named))).toEqual([])
  })

  test('not what is in nobody’s record', async () => {
    const list = {
      resourceType: 'ValueSet',
      status: 'active',
      compose: { include: [{ system: hiv.coding[0]!.system, concept: [{ code: 'B20' }] }] },
    }
    expect((await caller.json('POST', 'ValueSet', list)).meta.security).toBeUndefined()
  })

  test('the same again is nothing new, though it comes without its label', async () => {
    await caller.send('PUT', 'Condition/same', condition(hiv, { id: 'same' }))
    await caller.send('PUT', 'Condition/same', condition(hiv, { id: 'same' }))
    expect((await caller.json('GET', 'Condition/same')).meta.versionId).toBe('1')
  })
})

describe('attack: taking a label off', () => {
  test('an update without it, an If-Match, a patch: it stays', async () => {
    await caller.send('PUT', 'Observation/o', observation({ id: 'o', meta: psy }))
    await caller.send('PUT', 'Observation/o', observation({ id: 'o', status: 'amended' }))
    expect(await stored('Observation', 'o')).toEqual(['PSY'])
    await caller
      .send('PUT', 'Observation/o', observation({ id: 'o', status: 'corrected', meta: { security: [] } }), { ifMatch: 'W/"2"' })
      .catch(() => 0)
    await caller.send('PUT', 'Observation/o', observation({ id: 'o', status: 'cancelled' }), { ifMatch: 'W/"2"' })
    expect(await stored('Observation', 'o')).toEqual(['PSY'])
    await caller.send('PATCH', 'Observation/o', [{ op: 'remove', path: '/meta/security' }])
    expect(await stored('Observation', 'o')).toEqual(['PSY'])
  })

  test('in a transaction, by a condition, or spelled otherwise', async () => {
    await caller.send('PUT', 'Observation/t', observation({ id: 't', meta: psy, identifier: [{ system: 'urn:x', value: 't' }] }))
    const resource = observation({ id: 't', status: 'amended', identifier: [{ system: 'urn:x', value: 't' }] })
    const entry = [{ resource, request: { method: 'PUT', url: 'Observation/t', ifMatch: 'W/"1"' } }]
    await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect(await stored('Observation', 't')).toEqual(['PSY'])
    await caller.send('PUT', 'Observation?identifier=urn:x|t', { ...resource, status: 'corrected', meta: { security: [{ code: 'psy' }] } })
    expect(await stored('Observation', 't')).toEqual(['PSY'])
  })

  test('what the content earns comes back with it, whoever takes it off', async () => {
    await caller.send('PUT', 'Condition/earns', condition(hiv, { id: 'earns' }))
    const meta = { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: { security: [{ system: actCode, code: 'HIV' }] } }] }
    const left = await caller.json('POST', 'Condition/earns/$meta-delete', meta)
    expect(left.parameter[0].valueMeta.security).toEqual([{ system: actCode, code: 'HIV' }])
  })

  test('an administrator takes off what a person put on; nobody else does', async () => {
    await caller.send('PUT', 'Observation/a', observation({ id: 'a', meta: { ...psy, tag: [{ code: 'kept' }] } }))
    const meta = { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: psy }] }
    const refused = caller.as({ ...ownAccess('test'), caller: { clientId: 'c', kind: 'care-team' } })
    await expect(refused.send('POST', 'Observation/a/$meta-delete', meta)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await stored('Observation', 'a')).toEqual(['PSY'])
    await caller.send('POST', 'Observation/a/$meta-delete', meta)
    expect((await caller.json('GET', 'Observation/a')).meta).toMatchObject({ versionId: '2', tag: [{ code: 'kept' }] })
    expect(await stored('Observation', 'a')).toEqual([])
  })
})

const onOne = spread ? describe.skip : describe

onOne('what was relabelled stays hidden', () => {
  const refusal = (sent: Promise<unknown>) => sent.then(() => 'shown').catch(({ kind }: FhirError) => kind)

  test('with the label all versions are hidden; without it again, those that bore it', async () => {
    const seen = caller.as(clinic())
    await caller.send('PUT', 'Observation/r', observation({ id: 'r' }))
    expect(await refusal(seen.send('GET', 'Observation/r'))).toBe('shown')
    // In small letters: no way around what the history looks for.
    await caller.send('PUT', 'Observation/r', observation({ id: 'r', status: 'amended', meta: { security: [{ code: 'hiv' }] } }))
    expect(await refusal(seen.send('GET', 'Observation/r'))).toBe('not-found')
    expect(await refusal(seen.send('GET', 'Observation/r/_history/1'))).toBe('not-found')
    expect(await refusal(seen.send('GET', 'Observation/r/_history'))).toBe('not-found')
    const meta = { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: { security: [{ code: 'HIV' }] } }] }
    await caller.send('POST', 'Observation/r/$meta-delete', meta)
    expect(await refusal(seen.send('GET', 'Observation/r'))).toBe('shown')
    expect(await refusal(seen.send('GET', 'Observation/r/_history/1'))).toBe('shown')
    expect(await refusal(seen.send('GET', 'Observation/r/_history/2'))).toBe('not-found')
    const { entry } = await seen.json('GET', 'Observation/r/_history')
    expect(entry.map((one: Json) => one.resource.meta.versionId)).toEqual(['3', '1'])
  })

  test('whoever records something protected need not see it again', async () => {
    const team = caller.as(clinic())
    const { id } = await team.json('POST', 'Condition', condition(hiv))
    expect(await refusal(team.send('GET', `Condition/${id}`))).toBe('not-found')
    // The team's own record of mental health is the team's.
    const { id: note } = await team.json('POST', 'Observation', observation({ meta: psy }))
    expect(await refusal(team.send('GET', `Observation/${note}`))).toBe('shown')
  })
})
