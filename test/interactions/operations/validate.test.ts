import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import { programs } from '#programs/index.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller(programs)
  await caller.send('PUT', 'Basic/free', { resourceType: 'Basic', id: 'free', code: { text: 'x' } })
  const stored = { act: 'create', resource: { ...icp, id: 'kept' }, method: 'PUT' } as const
  await caller.opened.store.write(caller.context.access, [stored])
})
afterAll(() => caller.opened.close())

const icp = {
  resourceType: 'CarePlan',
  status: 'draft',
  intent: 'plan',
  subject: { reference: 'Patient/x' },
  category: [{ coding: [{ system: `${canon}/CodeSystem/careplan-kind`, code: 'icp' }] }],
}
const basic = { resourceType: 'Basic', code: { text: 'x' } }
const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter })
const severities = (outcome: Json): string[] => outcome.issue.map(({ severity }: Json) => severity)

describe('$validate (http://hl7.org/fhir/R4/resource-operation-validate.html)', () => {
  test.each(['create', 'update', 'profile'])('mode %s judges what is sent', async (mode) => {
    const right = await caller.json(
      'POST',
      'Basic/$validate',
      parameters({ name: 'resource', resource: basic }, { name: 'mode', valueCode: mode }),
    )
    expect(severities(right)).toEqual(['information'])
    expect(severities(await caller.json('POST', `Basic/$validate?mode=${mode}`, { resourceType: 'Basic' }))).toContain('error')
  })

  test('mode delete asks of the stored resource whether it could be deleted, and deletes nothing', async () => {
    expect(severities(await caller.json('GET', 'Basic/free/$validate?mode=delete'))).toEqual(['information'])
    const kept = await caller.json('POST', 'CarePlan/kept/$validate', parameters({ name: 'mode', valueCode: 'delete' }))
    expect([severities(kept), kept.issue[0].details.coding[0].code]).toEqual([['error'], 'LAW-08'])
    expect((await caller.send('GET', 'Basic/free')).status).toBe(200)
  })

  test('a stored resource that it points to is judged by the profile that the reference asks for, where the caller may read it', async () => {
    const url = `http://test.example/StructureDefinition`
    const profile = (name: string, type: string, element: object) => ({
      ...{
        resourceType: 'StructureDefinition',
        id: name,
        url: `${url}/${name}`,
        name,
        status: 'active',
        kind: 'resource',
        abstract: false,
      },
      ...{ type, baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`, derivation: 'constraint' },
      differential: { element: [element] },
    })
    const targetProfile = [`${url}/dated`]
    await caller.send('PUT', 'StructureDefinition/dated', profile('dated', 'Basic', { id: 'Basic.created', path: 'Basic.created', min: 1 }))
    await caller.send(
      'PUT',
      'StructureDefinition/pointing',
      profile('pointing', 'Basic', { id: 'Basic.subject', path: 'Basic.subject', type: [{ code: 'Reference', targetProfile }] }),
    )
    const pointing = { ...basic, meta: { profile: [`${url}/pointing`] }, subject: { reference: 'Basic/free' } }
    const outcome = await caller.json('POST', 'Basic/$validate', pointing)
    expect(outcome.issue.map(({ severity, expression }: Json) => [severity, expression])).toEqual([['error', ['Basic.subject']]])
    expect(outcome.issue[0].diagnostics).toContain(`${url}/dated`)
    const blind = caller.as({ ...caller.context.access, allows: (permission) => permission !== 'r' })
    expect(severities(await blind.json('POST', 'Basic/$validate', pointing))).toEqual(['information'])
    await caller.send('PUT', 'Basic/free', { ...basic, id: 'free', created: '2024-01-01' })
    expect(severities(await caller.json('POST', 'Basic/$validate', pointing))).toEqual(['information'])
  })

  test.each([
    ['an unknown mode', 'Basic/$validate?mode=guess', basic, 'mode'],
    ['an unknown parameter', 'Basic/$validate?colour=red', basic, 'colour'],
    [
      'an unknown parameter in a body',
      'Basic/$validate',
      parameters({ name: 'resource', resource: basic }, { name: 'colour', valueCode: 'red' }),
      'colour',
    ],
    ['a profile that is no address', 'Basic/$validate?profile=x', basic, 'profile'],
  ])('%s is refused at its place', async (_what, url, body, name) => {
    const refused = (await caller.send('POST', url, body).catch((error: FhirError) => error)) as FhirError
    expect([refused.kind, refused.issues[0]?.expression]).toEqual(['malformed', [`Parameters.parameter.where(name='${name}')`]])
  })
})
