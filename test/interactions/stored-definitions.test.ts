import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import type { FhirError } from '#fhir/error.ts'
import { keepInStep } from '#interactions/stored-definitions.ts'
import { realAfter } from '#jobs/timer.ts'
import { watchDefinitions } from '#jobs/watch-definitions.ts'
import { createValidator } from '#validation/create.ts'
import type { Validator } from '#validation/validator.ts'
import { listening } from '../jobs/fixture.ts'
import { type Caller, openCaller } from './caller.ts'

const url = 'http://test.example/StructureDefinition/tall'

/** A profile as somebody posts it: it requires one element of Patient and says nothing else. */
const requiring = (name: string, more: object = {}) => ({
  resourceType: 'StructureDefinition',
  id: 'tall',
  url,
  name: 'Tall',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: `Patient.${name}`, path: `Patient.${name}`, min: 1 }] },
  ...more,
})
const claiming = { resourceType: 'Patient', meta: { profile: [url] }, name: [{ family: 'Berg' }] }

const structures = coreDefinitions()
let caller: Caller
beforeAll(async () => {
  caller = await openCaller([], { validator: createValidator({ structures }) })
})
afterAll(() => caller.opened.close())

/** What another process says of a record that claims the profile. */
const verdict = (validator: Validator) => {
  const { profile, warnings } = validator.validate(claiming)
  return [...profile, ...warnings].map(({ details, expression }) => `${details} ${expression?.[0]}`)
}
const refused = async (method: 'POST' | 'PUT', to: string, body: unknown): Promise<string[]> => {
  const error = (await caller.send(method, to, body).catch((thrown: FhirError) => thrown)) as FhirError
  expect(error.kind).toBe('rule')
  return error.issues.filter(({ severity }) => severity === 'error').map(({ details, expression }) => `${details} ${expression?.[0]}`)
}

describe('a profile that is stored as a StructureDefinition', () => {
  test('is in force for the next request, changes with an update and ends with a deletion', async () => {
    expect((await caller.send('POST', 'Patient', claiming)).status).toBe(201)
    await caller.send('PUT', 'StructureDefinition/tall', requiring('photo'))
    expect(await refused('POST', 'Patient', claiming)).toEqual(['cardinality Patient.photo'])
    await caller.send('PUT', 'StructureDefinition/tall', requiring('maritalStatus'))
    expect(await refused('POST', 'Patient', claiming)).toEqual(['cardinality Patient.maritalStatus'])
    await caller.send('PUT', 'StructureDefinition/tall', requiring('photo', { status: 'retired' }))
    expect((await caller.send('POST', 'Patient', claiming)).status).toBe(201)
    await caller.send('PUT', 'StructureDefinition/tall', requiring('photo'))
    expect(await refused('POST', 'Patient', claiming)).toEqual(['cardinality Patient.photo'])
    await caller.send('DELETE', 'StructureDefinition/tall')
    expect((await caller.send('POST', 'Patient', claiming)).status).toBe(201)
  })

  test('that cannot be used is refused with the element, and nothing is stored; $validate says the same', async () => {
    const bad = requiring('nickname', { id: 'bad' })
    expect(await refused('PUT', 'StructureDefinition/bad', bad)).toEqual(['profile-refused StructureDefinition.differential.element[0]'])
    await expect(caller.send('GET', 'StructureDefinition/bad')).rejects.toMatchObject({ kind: 'not-found' })
    const outcome = await caller.json('POST', 'StructureDefinition/$validate', bad)
    expect(outcome.issue[0]).toMatchObject({ severity: 'error', expression: ['StructureDefinition.differential.element[0]'] })
    expect(outcome.issue[0].diagnostics).toContain('Patient.nickname')
  })

  const invariant = (expression: string) => [{ key: 't-1', severity: 'error', human: 'x', expression }]
  const asking = (expression: string) =>
    requiring('', { differential: { element: [{ id: 'Patient', path: 'Patient', constraint: invariant(expression) }] } })

  test('with a regular expression that only a backtracking engine reads is refused', async () => {
    expect(await refused('PUT', 'StructureDefinition/tall', asking("name.family.matches('(?=(a+)+$)b')"))).toEqual([
      'profile-refused StructureDefinition.differential.element[0]',
    ])
    await expect(caller.send('GET', 'StructureDefinition/tall')).rejects.toMatchObject({ kind: expect.stringMatching('not-found|gone') })
  })

  test('cannot hang the server, and what it could not judge is not stored', async () => {
    const long = { ...claiming, name: [{ family: `${'a'.repeat(40)}!` }] }
    await caller.send('PUT', 'StructureDefinition/tall', asking("name.family.matches('(a+)+$')"))
    expect(await refused('POST', 'Patient', long)).toEqual(['invariant Patient'])
    await caller.send('PUT', 'StructureDefinition/tall', asking("name.family.repeat($this + 'a').exists()"))
    expect(await refused('POST', 'Patient', long)).toEqual(['expression-too-costly Patient'])
    expect((await caller.send('POST', 'Patient', { resourceType: 'Patient', name: long.name })).status).toBe(201)
    await caller.send('DELETE', 'StructureDefinition/tall')
  })

  test('may come in one transaction with the profile it is based on', async () => {
    const child = requiring('name', { id: 'child', url: `${url}-child`, baseDefinition: url })
    expect(await refused('PUT', 'StructureDefinition/child', child)).toEqual(['profile-refused StructureDefinition'])
    const entry = [requiring('photo'), child].map((resource) => ({
      resource,
      request: { method: 'PUT', url: `StructureDefinition/${resource.id}` },
    }))
    await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect(await refused('POST', 'Patient', { ...claiming, meta: { profile: [child.url] } })).toEqual(['cardinality Patient.photo'])
    await caller.send('DELETE', 'StructureDefinition/child')
    await caller.send('DELETE', 'StructureDefinition/tall')
  })
})

describe('another process on the same database', () => {
  test('has it after a restart', async () => {
    await caller.send('PUT', 'StructureDefinition/tall', requiring('photo'))
    const validator = createValidator({ structures })
    expect(verdict(validator)).toEqual(['profile-not-known Patient'])
    await keepInStep(caller.opened.definitions, validator.live).refresh()
    expect(verdict(validator)).toEqual(['cardinality Patient.photo'])
  })

  test('hears of a change within a second, and asks no more than one cheap question while nothing changes', async () => {
    await caller.send('PUT', 'StructureDefinition/tall', requiring('photo'))
    const validator = createValidator({ structures })
    const asked: string[] = []
    const { stamp, current, texts } = caller.opened.definitions
    const counted = {
      stamp: (types: readonly string[]) => {
        asked.push('stamp')
        return stamp(types)
      },
      current: (types: readonly string[]) => {
        asked.push('current')
        return current(types)
      },
      texts,
    }
    const inStep = keepInStep(counted, validator.live)
    await inStep.refresh()
    const log = listening()
    const watch = watchDefinitions({ look: inStep.look, after: realAfter, log })
    const within = async (wanted: string[]) => {
      for (let waited = 0; waited < 1_000 && String(verdict(validator)) !== String(wanted); waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20))
      expect(verdict(validator)).toEqual(wanted)
    }
    await caller.send('PUT', 'StructureDefinition/tall', requiring('maritalStatus'))
    await within(['cardinality Patient.maritalStatus'])
    await caller.send('DELETE', 'StructureDefinition/tall')
    await within(['profile-not-known Patient'])
    asked.length = 0
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(new Set(asked)).toEqual(new Set(['stamp']))
    await watch.stop()
    expect(log.lines).toEqual([])
  })

  test('says once that it cannot look, and goes on looking', async () => {
    const log = listening()
    const turns: (() => void)[] = []
    let broken = true
    const look = async () => {
      if (broken) throw new Error('away')
    }
    const after = (_: number, work: () => void) => {
      turns.push(work)
      return () => {}
    }
    const watch = watchDefinitions({ look, after, log })
    const turn = async () => {
      turns.shift()!()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await turn()
    await turn()
    broken = false
    await turn()
    broken = true
    await turn()
    expect(log.lines.map(({ message }) => message)).toHaveLength(2)
    await watch.stop()
  })

  test('writes at once are all seen, however the looks overlap', async () => {
    const validator = createValidator({ structures })
    const inStep = keepInStep(caller.opened.definitions, validator.live)
    const profiles = Array.from({ length: 8 }, (_, at) => requiring('photo', { id: `p${at}`, url: `${url}-${at}` }))
    await Promise.all(
      profiles.map(async (profile) => {
        await caller.send('PUT', `StructureDefinition/${profile.id}`, profile)
        await inStep.refresh()
        expect(validator.knows(`${profile.url}`)).toBe(true)
      }),
    )
  })
})
