import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import type { FhirError } from '#fhir/error.ts'
import { createValidator } from '#validation/create.ts'
import { createElsewhere } from '#validation/terminology/elsewhere.ts'
import { type ServedApp, serveApp } from '../journeys/served-app.ts'
import { type Caller, type Json, openCaller } from './caller.ts'

// Two servers: ours lacks a code system that the other one was given.
let caller: Caller
let other: ServedApp
let url: string
let token: string
beforeAll(async () => {
  other = await serveApp()
  const administrator = other.credentials.clients.find(({ scope }) => scope === 'system/*.cruds')!
  token = await other.stage.token(administrator.clientId)
  url = other.stage.fhirBaseUrl
  const put = await fetch(`${url}/CodeSystem/colours`, {
    ...{ method: 'PUT', body: JSON.stringify(colours) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
  })
  expect(put.status).toBe(201)
  caller = await openCaller([], { validator: createValidator({ structures: coreDefinitions(), leavesOpen: true }) })
  await caller.send('PUT', 'ValueSet/colours', valueSet)
  await caller.send('PUT', 'StructureDefinition/coloured', profile)
})
afterAll(async () => {
  await other.close()
  await caller.opened.close()
})

const system = 'http://a.example/colours'
const colours = {
  ...{ resourceType: 'CodeSystem', id: 'colours', url: system, name: 'Colours', status: 'active', content: 'complete' },
  concept: [{ code: 'red', display: 'Red', concept: [{ code: 'crimson', display: 'Crimson' }] }],
}
const valueSet = {
  resourceType: 'ValueSet',
  id: 'colours',
  url: 'http://a.example/vs',
  status: 'active',
  compose: { include: [{ system }] },
}
const profile = {
  ...{
    resourceType: 'StructureDefinition',
    id: 'coloured',
    url: 'http://a.example/p',
    name: 'Coloured',
    status: 'active',
    kind: 'resource',
  },
  ...{ abstract: false, type: 'Basic', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic', derivation: 'constraint' },
  differential: { element: [{ id: 'Basic.code', path: 'Basic.code', binding: { strength: 'required', valueSet: valueSet.url } }] },
}
const record = (code: string) => ({ resourceType: 'Basic', meta: { profile: [profile.url] }, code: { coding: [{ system, code }] } })
const ask = (timeout = 3_000) => {
  caller.context.elsewhere = createElsewhere({ url, token, timeout })
}
const details = async (code: string): Promise<string[]> =>
  (await caller.json('POST', 'Basic/$validate', record(code))).issue.map(({ details: said }: Json) => said?.coding[0].code)

describe('with another terminology server', () => {
  test('a code that cannot be judged here is judged there, and a wrong one is refused', async () => {
    ask()
    expect((await caller.send('POST', 'Basic', record('crimson'))).status).toBe(201)
    await expect(caller.send('POST', 'Basic', record('beige'))).rejects.toMatchObject({
      kind: 'rule',
      issues: [{ details: 'binding', expression: ['Basic.code'] }],
    })
    expect(await details('crimson')).toEqual([undefined])
    expect(await details('beige')).toEqual(['binding'])
  })

  test('the operations answer with what it says', async () => {
    ask()
    const found = await caller.json('GET', `CodeSystem/$lookup?system=${system}&code=crimson`)
    expect(found.parameter).toEqual(expect.arrayContaining([{ name: 'display', valueString: 'Crimson' }]))
    const related = await caller.json('GET', `CodeSystem/$subsumes?system=${system}&codeA=red&codeB=crimson`)
    expect(related.parameter).toEqual([{ name: 'outcome', valueCode: 'subsumes' }])
    const body = { resourceType: 'Parameters', parameter: [{ name: 'valueSet', resource: valueSet }] }
    expect((await caller.json('POST', 'ValueSet/$expand', body)).expansion.total).toBe(2)
    const valid = await caller.json('GET', `CodeSystem/$validate-code?url=${system}&code=red&display=Blue`)
    expect(valid.parameter).toEqual(
      expect.arrayContaining([
        { name: 'result', valueBoolean: true },
        { name: 'message', valueString: 'The display was not compared.' },
      ]),
    )
  })

  test('what neither knows is refused as it would be here alone', async () => {
    ask()
    const refused = (await caller
      .send('GET', 'CodeSystem/$lookup?system=http://nowhere.example&code=1')
      .catch((error) => error)) as FhirError
    expect([refused.kind, refused.issues[0]?.details]).toEqual(['not-found', 'definition-unknown'])
  })
})

describe('its absence blocks no write', () => {
  const warned = async () => {
    const written = await caller.send('POST', 'Basic', record('beige'), { prefer: { return: 'OperationOutcome' } })
    expect(written.status).toBe(201)
    expect(String(written.text)).toContain('value-set-not-expanded')
  }

  test('none configured', async () => {
    caller.context.elsewhere = undefined
    await warned()
  })

  test('nobody listens', async () => {
    caller.context.elsewhere = createElsewhere({ url: 'http://127.0.0.1:9/fhir' })
    await warned()
  })

  test('it takes a call and says nothing', async () => {
    // Whoever never reads never hears that the other has gone: its end is for us to close.
    const taken: Socket[] = []
    const silent = createServer((socket) => void taken.push(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    caller.context.elsewhere = createElsewhere({ url: `http://127.0.0.1:${(silent.address() as { port: number }).port}`, timeout: 200 })
    const start = performance.now()
    await warned()
    expect(performance.now() - start).toBeLessThan(2_000)
    silent.close()
    for (const socket of taken) socket.destroy()
  })

  test('it does not take our token', async () => {
    caller.context.elsewhere = createElsewhere({ url, token: 'wrong' })
    await warned()
  })
})

test('metadata?mode=terminology tells of expansion; any other mode there is not is refused', async () => {
  const told = await caller.json('GET', 'metadata?mode=terminology')
  expect(told).toMatchObject({ resourceType: 'TerminologyCapabilities', kind: 'instance', expansion: { hierarchical: true, paging: true } })
  const { base, profile: faults } = caller.context.validator.validate(told)
  expect([...base, ...faults]).toEqual([])
  expect((await caller.json('GET', 'metadata?mode=full')).resourceType).toBe('CapabilityStatement')
  await expect(caller.send('GET', 'metadata?mode=other')).rejects.toMatchObject({ kind: 'malformed' })
})
