import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import type { InteractionRequest } from '#interactions/contract.ts'
import { type Caller, type Json, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'not refused',
    ({ kind }: FhirError) => kind,
  )

function patient(more: object = {}): Json {
  return { resourceType: 'Patient', name: [{ family: 'Berg' }], ...more }
}

describe('If-Match (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1)', () => {
  const any = { ifMatch: '*' }

  test('* asks that there be one, whichever version', async () => {
    const { id } = await caller.json('POST', 'Patient', patient())
    const updated = await caller.send('PUT', `Patient/${id}`, patient({ id, active: true }), any)
    expect([updated.status, updated.etag]).toEqual([200, 'W/"2"'])
    const steps = [{ op: 'add', path: '/gender', value: 'female' }]
    expect((await caller.send('PATCH', `Patient/${id}`, steps, any)).etag).toBe('W/"3"')
    expect((await caller.send('DELETE', `Patient/${id}`, undefined, any)).status).toBe(204)
    expect(await refusalOf(caller.send('PUT', `Patient/${id}`, patient({ id }), any))).toBe('precondition-failed')
    expect(await refusalOf(caller.send('DELETE', `Patient/${id}`, undefined, any))).toBe('precondition-failed')
  })

  test('* makes nothing', async () => {
    const id = randomUUID()
    expect(await refusalOf(caller.send('PUT', `Patient/${id}`, patient({ id }), any))).toBe('precondition-failed')
    expect(await refusalOf(caller.send('GET', `Patient/${id}`))).toBe('not-found')
  })

  test('on a conditional update that meets nothing makes nothing either', async () => {
    const identifier = [{ system: 'urn:test', value: randomUUID() }]
    const url = `Patient?identifier=urn:test|${identifier[0]!.value}`
    for (const ifMatch of ['*', 'W/"1"'])
      expect(await refusalOf(caller.send('PUT', url, patient({ identifier }), { ifMatch }))).toBe('precondition-failed')
    expect((await caller.json('GET', `${url}&_summary=count`)).total).toBe(0)
  })

  test('what is neither an ETag nor * is not understood', async () => {
    const { id } = await caller.json('POST', 'Patient', patient())
    for (const ifMatch of ['3', 'W/3', '"1", "2"', ''])
      expect([ifMatch, await refusalOf(caller.send('PUT', `Patient/${id}`, patient({ id }), { ifMatch }))]).toEqual([ifMatch, 'malformed'])
  })

  test('and If-None-Match: * together cannot hold', async () => {
    const both = { ifMatch: '*', ifNoneMatch: '*' }
    const id = randomUUID()
    expect(await refusalOf(caller.send('PUT', `Patient/${id}`, patient({ id }), both))).toBe('precondition-failed')
    await caller.send('PUT', `Patient/${id}`, patient({ id }))
    expect(await refusalOf(caller.send('PUT', `Patient/${id}`, patient({ id }), both))).toBe('precondition-failed')
  })
})

describe('a part of a resource (http://hl7.org/fhir/R4/search.html#summary)', () => {
  test.each(['_elements=gender', '_summary=true', '_summary=data', '_summary=text'])(
    'as %s gives it does not replace the whole',
    async (part) => {
      const identifier = [{ system: 'urn:test', value: randomUUID() }]
      const { id } = await caller.json('POST', 'Patient', patient({ identifier, gender: 'male' }))
      const cut = await caller.json('GET', `Patient/${id}?${part}`)
      expect(await refusalOf(caller.send('PUT', `Patient/${id}`, cut))).toBe('rule')
      expect(await refusalOf(caller.send('PUT', `Patient?identifier=urn:test|${identifier[0]!.value}`, cut))).toBe('rule')
      const entry = [{ resource: cut, request: { method: 'PUT', url: `Patient/${id}` } }]
      expect(await refusalOf(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }))).toBe('rule')
      const { name, meta } = await caller.json('GET', `Patient/${id}`)
      expect([name, meta.versionId, meta.tag]).toEqual([patient().name, '1', undefined])
    },
  )
})

describe('a conditional read (http://hl7.org/fhir/R4/http.html#cread)', () => {
  test('by ETag, by date, and by ETag alone where both are sent; a version by itself likewise', async () => {
    const { id, meta } = await caller.json('POST', 'Patient', patient())
    const written = Date.parse(meta.lastUpdated)
    const date = (ms: number) => new Date(ms).toUTCString()
    const status = async (more: Partial<InteractionRequest>, url = `Patient/${id}`) =>
      (await caller.send('GET', url, undefined, more)).status
    expect(await status({ ifNoneMatch: 'W/"1"' })).toBe(304)
    expect(await status({ ifNoneMatch: 'W/"2", W/"1"' })).toBe(304)
    expect(await status({ ifNoneMatch: '*' })).toBe(304)
    expect(await status({ ifNoneMatch: 'W/"2"' })).toBe(200)
    // An HTTP date has no parts of a second: the second in which it was written is not earlier than what was written in it.
    expect(await status({ ifModifiedSince: date(written) })).toBe(304)
    expect(await status({ ifModifiedSince: date(written - 1000) })).toBe(200)
    expect(await status({ ifModifiedSince: 'some day' })).toBe(200)
    expect(await status({ ifModifiedSince: date(written), ifNoneMatch: 'W/"2"' })).toBe(200)
    expect(await status({ ifModifiedSince: date(written - 1000), ifNoneMatch: 'W/"1"' })).toBe(304)
    expect(await status({ ifNoneMatch: 'W/"1"' }, `Patient/${id}/_history/1`)).toBe(304)
    expect(await status({ ifModifiedSince: date(written) }, `Patient/${id}/_history/1`)).toBe(304)
  })

  test('in a Bundle', async () => {
    const { id, meta } = await caller.json('POST', 'Patient', patient())
    for (const type of ['batch', 'transaction']) {
      const entry = [
        { request: { method: 'GET', url: `Patient/${id}`, ifModifiedSince: meta.lastUpdated } },
        { request: { method: 'GET', url: `Patient/${id}`, ifModifiedSince: '2001-01-01T00:00:00Z' } },
        { request: { method: 'GET', url: `Patient/${id}`, ifNoneMatch: 'W/"1"' } },
      ]
      const answer = await caller.json('POST', '', { resourceType: 'Bundle', type, entry })
      expect(answer.entry.map(({ response }: Json) => response.status)).toEqual(['304 Not Modified', '200 OK', '304 Not Modified'])
    }
  })
})

describe('conditions', () => {
  test.each(['_sort=name', '_count=1', '_summary=count', '_include=Patient:organization', '_contained=false', '', '_format=json'])(
    'narrow: %p, which every resource meets, is none',
    async (condition) => {
      const { id } = await caller.json('POST', 'Patient', patient())
      // Of this type there is one only, so that nothing else keeps it from being overwritten or deleted.
      const only = await caller.json('PUT', 'Basic/only', { resourceType: 'Basic', id: 'only', code: { text: 'kept' } })
      const basic = { resourceType: 'Basic', code: { text: 'not kept' } }
      expect(await refusalOf(caller.send('PUT', `Basic?${condition.replace('Patient:organization', 'Basic:author')}`, basic))).toBe(
        'malformed',
      )
      expect(await refusalOf(caller.send('PATCH', `Patient?${condition}`, []))).toBe('malformed')
      expect(await refusalOf(caller.send('DELETE', `Patient?${condition}`))).toBe('malformed')
      expect(await refusalOf(caller.send('POST', 'Patient', patient(), { ifNoneExist: condition }))).toBe('malformed')
      const about = { resourceType: 'Basic', code: {}, subject: { reference: `Patient?${condition}` } }
      const entry = [{ resource: about, request: { method: 'POST', url: 'Basic' } }]
      expect(await refusalOf(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }))).toBe('malformed')
      expect((await caller.json('GET', 'Basic/only')).code).toEqual(only.code)
      expect((await caller.json('GET', `Patient/${id}`)).id).toBe(id)
    },
  )

  test('that nothing meets do not overwrite another resource whose id the body names', async () => {
    const id = randomUUID()
    await caller.send('PUT', `Patient/${id}`, patient({ id, gender: 'female' }))
    const url = `Patient?identifier=urn:test|${randomUUID()}`
    expect(await refusalOf(caller.send('PUT', url, patient({ id, gender: 'male' })))).toBe('conflict')
    const entry = [{ resource: patient({ id, gender: 'male' }), request: { method: 'PUT', url } }]
    expect(await refusalOf(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }))).toBe('conflict')
    expect((await caller.json('GET', `Patient/${id}`)).gender).toBe('female')
    const free = randomUUID()
    expect((await caller.send('PUT', url, patient({ id: free }))).status).toBe(201)
    expect((await caller.send('DELETE', `Patient/${free}`)).status).toBe(204)
    expect((await caller.send('PUT', url, patient({ id: free }))).status).toBe(201)
  })

  test('are read with code systems and value sets, as searches are', async () => {
    const set = 'http://hl7.org/fhir/ValueSet/administrative-gender'
    const identifier = [{ system: 'urn:test', value: randomUUID() }]
    const condition = `identifier=urn:test|${identifier[0]!.value}&gender:in=${set}`
    const made = await caller.json('POST', 'Patient', patient({ identifier, gender: 'female' }), { ifNoneExist: condition })
    const again = await caller.send('POST', 'Patient', patient({ identifier, gender: 'female' }), { ifNoneExist: condition })
    expect([again.status, again.location]).toEqual([200, expect.stringContaining(made.id)])
    expect((await caller.json('PUT', `Patient?${condition}`, patient({ identifier, gender: 'male' }))).id).toBe(made.id)
    expect((await caller.send('DELETE', `Patient?${condition.replace(':in', ':not-in')}`)).status).toBe(204)
    expect((await caller.json('GET', `Patient/${made.id}`)).gender).toBe('male')
    expect((await caller.send('DELETE', `Patient?${condition}`)).status).toBe(204)
    expect(await refusalOf(caller.send('GET', `Patient/${made.id}`))).toBe('gone')
  })

  test('of many conditional updates at once none is lost: one makes it, the others replace it', async () => {
    const identifier = [{ system: 'urn:test', value: randomUUID() }]
    const url = `Patient?identifier=urn:test|${identifier[0]!.value}`
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => caller.json('PUT', url, patient({ identifier, name: [{ family: `Berg ${n}` }] }))),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    // Each was told of its own content, under a version of its own.
    expect(answers.map(({ name }) => name[0].family)).toEqual(Array.from({ length: 12 }, (_, n) => `Berg ${n}`))
    expect(new Set(answers.map(({ meta }) => meta.versionId)).size).toBe(12)
  })

  test('look with the caller’s own sight, also at the moment of writing', async () => {
    const identifier = [{ system: 'urn:test', value: randomUUID() }]
    const condition = `identifier=urn:test|${identifier[0]!.value}`
    const { id } = await caller.json('POST', 'Patient', patient({ identifier }))
    // A caller to whom a search shows nothing stands for one to whom this member is not shown.
    const blind: AccessPlan = { ...ownAccess('test'), allows: () => true, searchable: new Set() }
    const store = { ...caller.context.store }
    const seen: AccessPlan[] = []
    store.search = (access, query) => {
      seen.push(access)
      return access.searchable?.size === 0 ? Promise.resolve({ matches: [], included: [] }) : caller.context.store.search(access, query)
    }
    store.transact = (access, locks, work) =>
      caller.context.store.transact(access, locks, (session) => work({ ...session, within: { ...session.within, search: store.search } }))
    const { create } = (await import('#interactions/index.ts')).interactions
    const answer = await create(
      { ...caller.context, store, access: blind },
      {
        base: caller.context.base,
        type: 'Patient',
        query: new URLSearchParams(),
        body: patient({ identifier }),
        ifNoneExist: condition,
        prefer: {},
        accept: 'fhir',
      },
    )
    expect(answer.status).toBe(201)
    expect(answer.location).not.toContain(id)
    expect(seen.every((access) => access === blind)).toBe(true)
    expect(seen.length).toBeGreaterThan(0)
  })
})
