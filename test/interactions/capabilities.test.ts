import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { canon } from '#fhir/issue.ts'
import { operationFor, operations } from '#interactions/operations/index.ts'
import { programs } from '#programs/index.ts'
import { base, type Caller, type Json, openCaller, realValidator } from './caller.ts'

let caller: Caller
let statement: Json
beforeAll(async () => {
  caller = await openCaller(programs)
  statement = await caller.json('GET', 'metadata')
})
afterAll(() => caller.opened.close())

describe('the CapabilityStatement', () => {
  test('is FHIR R4 by our own validator', () => {
    const { base: faults, profile } = realValidator().validate(statement)
    expect([...faults, ...profile]).toEqual([])
  })

  test('claims every R4 type, with the search parameters that it can be searched by', () => {
    const types = statement.rest[0].resource.map(({ type }: Json) => type)
    expect(types).toHaveLength(146)
    const patient = statement.rest[0].resource.find(({ type }: Json) => type === 'Patient')
    const names = patient.searchParam.map(({ name }: Json) => name)
    expect(names).toEqual(expect.arrayContaining(['_id', 'birthdate', 'family', 'identifier', 'name']))
    const task = statement.rest[0].resource.find(({ type }: Json) => type === 'Task')
    expect(task.searchParam.find(({ name }: Json) => name === 'due').definition).toBe(`${canon}/SearchParameter/task-due`)
  })

  test('says where it is', () => {
    expect(statement.implementation.url).toBe(base)
  })
})

describe('the table of operations', () => {
  test('an operation that changes anything is never a GET', () => {
    for (const { name, affectsState, verbs } of operations) expect([name, affectsState && verbs.includes('GET')]).toEqual([name, false])
  })

  test('each of our own has its published definition, which says the same', () => {
    for (const { name, definition, types, affectsState } of operations) {
      if (!definition.startsWith(canon)) continue
      const levels = operations.filter((one) => one.name === name).flatMap((one) => one.levels)
      const path = `profiles/compiled/OperationDefinition-${definition.split('/').at(-1)}.json`
      expect([name, existsSync(path)]).toEqual([name, true])
      const published = JSON.parse(readFileSync(path, 'utf8'))
      expect({
        name,
        state: published.affectsState,
        instance: published.instance,
        type: published.type,
        resource: published.resource,
      }).toEqual({
        name,
        state: affectsState,
        instance: levels.includes('instance'),
        type: levels.includes('type'),
        resource: types === 'any' ? ['Resource'] : types,
      })
    }
  })

  test('each stands in the statement at its types', () => {
    for (const { name, types } of operations) {
      for (const type of types === 'any' ? ['Patient', 'Task'] : types) {
        const { operation } = statement.rest[0].resource.find((one: Json) => one.type === type)
        expect(operation.map((one: Json) => one.name)).toContain(name)
      }
    }
  })

  test('a name or a verb that it does not have is refused', () => {
    expect(() => operationFor('nothing', 'GET', { type: 'Patient' })).toThrow('not-supported')
    expect(() => operationFor('everything', 'GET', { type: 'Patient' })).toThrow('not-supported')
    expect(() => operationFor('record-follow-up', 'GET', { type: 'ServiceRequest', id: 'x' })).toThrow('not-supported')
  })
})

describe('$validate', () => {
  test('judges without storing, by the profile of the record’s coding as well', async () => {
    const patient = { resourceType: 'Patient', birthDate: 'soon' }
    const outcome = await caller.json('POST', 'Patient/$validate', patient)
    expect(outcome.issue[0]).toMatchObject({ severity: 'error', expression: ['Patient.birthDate'] })
    const member = { resourceType: 'Patient', identifier: [{ system: `${canon}/sid/masshealth-member-id`, value: '12' }] }
    const judged = await caller.json('POST', 'Patient/$validate', {
      resourceType: 'Parameters',
      parameter: [{ name: 'resource', resource: member }],
    })
    expect(judged.issue.filter(({ severity }: Json) => severity === 'error').length).toBeGreaterThan(1)
    expect((await caller.json('GET', 'Patient?_summary=count')).total).toBe(0)
    const fine = await caller.json('POST', 'Basic/$validate', { resourceType: 'Basic', code: { text: 'x' } })
    expect(fine.issue.some(({ severity }: Json) => severity === 'error')).toBe(false)
  })
})

describe('$everything and $meta', () => {
  test('give the record, the patient first, and the labels of one resource', async () => {
    await caller.send('PUT', 'Patient/e', { resourceType: 'Patient', id: 'e' })
    for (const code of ['a', 'b']) {
      await caller.send('POST', 'Observation', {
        resourceType: 'Observation',
        status: 'final',
        code: { text: code },
        subject: { reference: 'Patient/e' },
      })
    }
    const all = await caller.json('GET', 'Patient/e/$everything')
    expect(all.entry.map(({ resource }: Json) => resource.resourceType)).toEqual(['Patient', 'Observation', 'Observation'])
    const page = await caller.json('GET', 'Patient/e/$everything?_count=2')
    const next = page.link.find(({ relation }: Json) => relation === 'next').url
    expect(page.entry.length + (await caller.json('GET', next)).entry.length).toBe(3)
    await expect(caller.send('GET', 'Patient/unknown/$everything')).rejects.toMatchObject({ kind: 'not-found' })
    expect((await caller.json('GET', 'Patient/e/$meta')).parameter[0].valueMeta.versionId).toBe('1')
  })
})
