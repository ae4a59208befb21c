import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Answer, expectNone, type Served, serveClaims, tag, told } from './claims/served.ts'
import { tryCompartments } from './claims/try-compartments.ts'
import { trySearches } from './claims/try-searches.ts'

/*
 * Whatever http://localhost/fhir/R4/metadata claims is tried against a running server: every interaction, parameter,
 * include and operation of every type. Resources are made from R4's definitions; what they can be found by is worked out
 * from the published expressions by a FHIRPath library that this server does not use.
 */

let served: Served
beforeAll(async () => {
  served = await serveClaims()
})
afterAll(() => served?.close())

const call: Served['call'] = (...asked) => served.call(...asked)
const codes = (list: { code: string }[] = []) => list.map(({ code }) => code)

describe('every interaction of every type', () => {
  test('create, update, patch, read, versions, histories, search and delete', async () => {
    const wrong: string[] = []
    for (const { type, interaction } of served.rest.resource) {
      const [first, second] = served.samples.get(type)!
      const { id: _id, ...unnamed } = first!
      const one = `/${type}/tried`
      const tried: Record<string, () => Promise<[number, Answer]>> = {
        create: async () => [201, await call('POST', `/${type}`, unnamed)],
        update: async () => [201, await call('PUT', one, { ...second, id: 'tried' })],
        patch: async () => {
          const operations = [{ op: 'add', path: '/language', value: 'en' }]
          return [200, await call('PATCH', one, operations, { 'content-type': 'application/json-patch+json' })]
        },
        read: async () => [200, await call('GET', one)],
        vread: async () => [200, await call('GET', `${one}/_history/1`)],
        'history-instance': async () => [200, await call('GET', `${one}/_history`)],
        'history-type': async () => [200, await call('GET', `/${type}/_history?_count=1`)],
        'search-type': async () => [200, await call('GET', `/${type}?_id=tried`)],
        delete: async () => [204, await call('DELETE', one)],
      }
      expect(codes(interaction).sort()).toEqual(Object.keys(tried).sort())
      for (const [code, attempt] of Object.entries(tried)) {
        const [expected, answer] = await attempt()
        if (answer.status !== expected) wrong.push(told(`${code} ${type}`, answer))
        if (code === 'read' && answer.body.language !== 'en') wrong.push(`patch ${type} changed nothing`)
        if (code === 'vread' && answer.body.meta?.versionId !== '1') wrong.push(`vread ${type} is not version 1`)
        if (code === 'history-instance' && answer.body.entry?.length !== 2) wrong.push(`history of ${type} has not 2 versions`)
        if (code === 'search-type' && answer.body.entry?.length !== 1) wrong.push(`search of ${type} does not find it`)
      }
      const gone = await call('GET', one)
      if (gone.status !== 410) wrong.push(told(`read of deleted ${type}`, gone))
      for (const sample of served.samples.get(type)!) {
        const answer = await call('PUT', `/${type}/${sample.id}`, sample)
        if (answer.status !== 201) wrong.push(told(`update ${type}`, answer))
      }
    }
    expectNone(wrong)
  }, 60_000)

  test('the conditional ones, as each type claims them', async () => {
    const wrong: string[] = []
    for (const claim of served.rest.resource) {
      const { type } = claim
      expect(claim).toMatchObject({
        versioning: 'versioned-update',
        readHistory: true,
        updateCreate: true,
        conditionalCreate: true,
        conditionalRead: 'full-support',
        conditionalUpdate: true,
        conditionalDelete: 'single',
      })
      const [first] = served.samples.get(type)!
      const { id, ...unnamed } = first!
      const only = `_tag=${tag.system}|${tag.code}&_id=${id}`
      const both = `_tag=${tag.system}|${tag.code}&_id=kept-0,kept-1`
      const tries: [string, number, Answer][] = [
        ['conditional create', 200, await call('POST', `/${type}`, unnamed, { 'if-none-exist': only })],
        ['conditional create, several', 412, await call('POST', `/${type}`, unnamed, { 'if-none-exist': both })],
        ['conditional read', 304, await call('GET', `/${type}/${id}`, undefined, { 'if-none-match': 'W/"1"' })],
        ['conditional read, changed', 200, await call('GET', `/${type}/${id}`, undefined, { 'if-none-match': 'W/"7"' })],
        ['conditional update', 200, await call('PUT', `/${type}?${only}`, { ...unnamed, language: 'en' })],
        ['update of a stale version', 412, await call('PUT', `/${type}/${id}`, first, { 'if-match': 'W/"1"' })],
        ['conditional delete, several', 412, await call('DELETE', `/${type}?${both}`)],
        ['conditional delete', 204, await call('DELETE', `/${type}?${only}`)],
        ['update of what was deleted', 201, await call('PUT', `/${type}/${id}`, first)],
      ]
      for (const [name, expected, answer] of tries) if (answer.status !== expected) wrong.push(told(`${name} ${type}`, answer))
    }
    expectNone(wrong)
  }, 60_000)

  test('both kinds of reference are kept as they are sent', async () => {
    for (const claim of served.rest.resource) expect(claim.referencePolicy).toEqual(['literal', 'logical'])
    const subject = { reference: 'Patient/kept-0', identifier: { system: 'http://example.org/ids', value: 'a' } }
    const { body } = await call('POST', '/Observation', { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject })
    expect(body.subject).toEqual(subject)
  })
})

describe('what it says of the whole server', () => {
  test('every system interaction is answered', async () => {
    const bundle = (type: string) => ({ resourceType: 'Bundle', type })
    const tried: Record<string, () => Promise<Answer>> = {
      transaction: () => call('POST', '', bundle('transaction')),
      batch: () => call('POST', '', bundle('batch')),
      'search-system': () => call('GET', '?_tag=x'),
      'history-system': () => call('GET', '/_history?_count=1'),
    }
    expect(codes(served.rest.interaction).sort()).toEqual(Object.keys(tried).sort())
    for (const [code, attempt] of Object.entries(tried)) expect([code, (await attempt()).status]).toEqual([code, 200])
  })

  test('every format and every form of patch is taken', async () => {
    for (const format of served.statement.format) {
      const asked = await call('GET', `/Basic?_format=${encodeURIComponent(format)}`)
      expect([format, asked.status, asked.headers['content-type']]).toEqual([format, 200, 'application/fhir+json; charset=utf-8'])
      if (format.includes('/')) expect((await call('GET', '/Basic', undefined, { accept: format })).status).toBe(200)
    }
    const part = (name: string, value: object) => ({ name, ...value })
    const forms: Record<string, object> = {
      'application/json-patch+json': [{ op: 'add', path: '/language', value: 'en' }],
      'application/fhir+json': {
        resourceType: 'Parameters',
        parameter: [{ name: 'operation', part: [part('type', { valueCode: 'delete' }), part('path', { valueString: 'Basic.language' })] }],
      },
    }
    expect([...served.statement.patchFormat].sort()).toEqual(Object.keys(forms).sort())
    await call('PUT', '/Basic/forms', { resourceType: 'Basic', id: 'forms', code: { text: 'x' } })
    for (const form of served.statement.patchFormat)
      expect([form, (await call('PATCH', '/Basic/forms', forms[form], { 'content-type': form })).status]).toEqual([form, 200])
  })

  test('who has no token is told where to get one, as SMART says', async () => {
    const { security, mode } = served.rest
    expect(mode).toBe('server')
    expect(security.service[0].coding[0].code).toBe('SMART-on-FHIR')
    const refused = await fetch(`${served.baseUrl}/fhir/R4/Basic`)
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
    const smart = await fetch(`${served.baseUrl}/fhir/R4/.well-known/smart-configuration`)
    const configuration = (await smart.json()) as Record<string, unknown>
    expect(configuration.capabilities).toContain('client-confidential-asymmetric')
    const [uris] = security.extension
    expect(uris.url).toBe('http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris')
    const named = uris.extension.map(({ url, valueUri }: { url: string; valueUri: string }) => [url, valueUri])
    expect(Object.fromEntries(named)).toEqual({
      authorize: configuration.authorization_endpoint,
      token: configuration.token_endpoint,
      manage: configuration.management_endpoint,
      introspect: configuration.introspection_endpoint,
      revoke: configuration.revocation_endpoint,
    })
    expect(configuration.token_endpoint).toMatch(/^http/)
  })

  test('it is itself valid, and stands where it says', async () => {
    const { body } = await call('POST', '/CapabilityStatement/$validate', served.statement)
    expect(body.issue.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([])
    expect(served.statement.implementation.url).toBe(`${served.baseUrl}/fhir/R4`)
  })
})

interface OperationLine {
  name: string
  definition: string
  documentation: string
}

describe('every operation at every level', () => {
  /** Level, type and line of each claim. */
  function claims(): [level: string, type: string, line: OperationLine][] {
    const system = (served.rest.operation ?? []).map((line: OperationLine) => ['system', '', line])
    const types = served.rest.resource.flatMap(({ type, operation = [] }: { type: string; operation: OperationLine[] }) =>
      operation.flatMap((line) => [...line.documentation.matchAll(/(type|instance) level/g)].map(([, level]) => [level, type, line])),
    )
    return [...system, ...types]
  }

  test('has a definition that is found by its canonical and read by its id', async () => {
    const lines = new Map(claims().map(([, , line]) => [line.definition, line]))
    expect(lines.size).toBeGreaterThan(8)
    for (const [definition, { name }] of lines) {
      const { body } = await call('GET', `/OperationDefinition?url=${encodeURIComponent(definition)}`)
      expect([definition, body.entry?.length]).toEqual([definition, 1])
      const read = await call('GET', `/OperationDefinition/${body.entry[0].resource.id}`)
      expect([read.status, read.body.code, read.body.url]).toEqual([200, name, definition])
    }
  })

  test('is there by each of the methods that it names, for each type', async () => {
    const wrong: string[] = []
    let tried = 0
    for (const [level, type, { name, documentation }] of claims()) {
      const [, verbs = ''] = new RegExp(`${level} level by ([A-Z]+(?: or [A-Z]+)?)`).exec(documentation) ?? []
      for (const verb of verbs.split(' or ')) {
        const address = { system: `/$${name}`, type: `/${type}/$${name}`, instance: `/${type}/kept-0/$${name}` }[level]!
        const answer = await call(verb, address, verb === 'POST' ? (inputs[name]?.(type) ?? { resourceType: 'Parameters' }) : undefined)
        const refused = /^unsupported-|^method-/.test(answer.body?.issue?.[0]?.details?.coding?.[0]?.code ?? '')
        if (answer.status >= 500 || refused) wrong.push(told(`${verb} ${address}`, answer))
        const expected = answers[name]
        if (expected !== undefined && !expected.includes(answer.status)) wrong.push(told(`${verb} ${address}, not ${expected}`, answer))
        tried++
      }
      for (const verb of ['GET', 'POST'].filter((one) => !verbs.includes(one))) {
        const address = level === 'instance' ? `/${type}/kept-0/$${name}` : `${type && `/${type}`}/$${name}`
        const answer = await call(verb, address, verb === 'POST' ? { resourceType: 'Parameters' } : undefined)
        if (answer.status !== 405) wrong.push(told(`${verb} ${address}, which is not claimed`, answer))
      }
    }
    expectNone(wrong)
    expect(tried).toBeGreaterThan(700)
  }, 60_000)

  /** What is sent by POST, where it is not an empty Parameters. */
  const inputs: Record<string, (type: string) => object> = {
    validate: (type) => served.samples.get(type)![0]!,
  }
  /** Where the answer to so little can be told beforehand. */
  const answers: Record<string, number[]> = { meta: [200], everything: [200], clocks: [200], summary: [200] }
})

describe('what the server publishes', () => {
  test.each([
    ['StructureDefinition', 'cares-patient'],
    ['ValueSet', undefined],
    ['CodeSystem', 'error'],
    ['SearchParameter', 'task-due'],
    ['Measure', undefined],
    ['Questionnaire', 'comprehensive-assessment'],
    ['PlanDefinition', 'icp-template'],
    ['NamingSystem', 'masshealth-member-id'],
    ['ImplementationGuide', 'cares-fhir'],
    ['OperationDefinition', 'clocks'],
  ])('%s %s is found by its url and cannot be changed', async (type, id) => {
    const known = id ?? (await call('GET', `/${type}?url:below=https://cares-fhir.example.org&_count=1`)).body.entry[0].resource.id
    const { status, body } = await call('GET', `/${type}/${known}`)
    expect(status).toBe(200)
    if (body.url !== undefined) {
      const searched = await call('GET', `/${type}?url=${encodeURIComponent(body.url)}`)
      expect(searched.body.entry.map(({ resource }: { resource: { id: string } }) => resource.id)).toEqual([known])
    }
    for (const answer of [await call('PUT', `/${type}/${known}`, body), await call('DELETE', `/${type}/${known}`)])
      expect([answer.status, answer.body.issue[0].diagnostics]).toEqual([405, expect.stringContaining('published by this server')])
  })

  test('the guide lists all of it, and each is there', async () => {
    const { body } = await call('GET', '/ImplementationGuide/cares-fhir')
    const references = body.definition.resource.map(({ reference }: { reference: { reference: string } }) => reference.reference)
    expect(references.length).toBeGreaterThan(300)
    const entry = references.map((url: string) => ({ request: { method: 'GET', url } }))
    const answers = await call('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    const missing = answers.body.entry.flatMap(({ response }: { response: { status: string } }, n: number) =>
      response.status.startsWith('200') ? [] : [references[n]],
    )
    expect(missing).toEqual([])
  })
})

describe('what is not claimed is refused', () => {
  const gone = { resourceType: 'Basic', code: { text: 'x' } }
  test.each<[number, string, string, unknown?, Record<string, string>?]>([
    [404, 'GET', '/Unheard'],
    [404, 'GET', '/Unheard/1'],
    [404, 'GET', '/SubscriptionTopic'],
    [405, 'POST', '/metadata', {}],
    [405, 'PUT', '/', gone],
    [405, 'DELETE', '/Basic/kept-0/_history/1'],
    [405, 'DELETE', '/Basic/kept-0/_history'],
    [405, 'POST', '/Basic/kept-0', gone],
    [405, 'GET', '/Basic/$unheard'],
    [405, 'GET', '/Basic/$everything'],
    [405, 'POST', '/$process-message', gone],
    [405, 'GET', '/Observation/$lastn'],
    [415, 'PATCH', '/Basic/kept-0', '<diff/>', { 'content-type': 'application/xml-patch+xml' }],
    [415, 'POST', '/Basic', '<Basic/>', { 'content-type': 'application/fhir+xml' }],
    [406, 'GET', '/Basic', undefined, { accept: 'application/fhir+xml' }],
    [406, 'GET', '/Basic?_format=ttl'],
    [405, 'GET', '/Organization/kept-0/Observation'],
    [400, 'GET', '/Basic?unheard=1'],
    [400, 'GET', '/Basic?_text=x'],
    [400, 'GET', '/Basic?_content=x'],
    [400, 'GET', '/Bundle?_text=x&_id=kept-0'],
    [400, 'GET', '/Basic?_query=x'],
    [400, 'GET', '/Basic?_contained=true'],
    [400, 'GET', '/Basic?_list=$current-problems'],
    [400, 'GET', '/Basic?_include:recurse=Basic:subject'],
    [400, 'POST', '', { resourceType: 'Bundle', type: 'message', entry: [] }],
  ])('%s: %s %s', async (...row) => {
    // A function of more arguments than the row has would be taken to wait for a callback.
    const [status, method, address, body, headers] = row
    const answer = await call(method, address, body, headers)
    expect(answer.status).toBe(status)
    expect(answer.body.resourceType).toBe('OperationOutcome')
    expect(answer.body.issue[0].diagnostics).toMatch(/\w{3}/)
  })
})

describe('every compartment', () => tryCompartments(() => served))
describe('every search', () => trySearches(() => served))
