import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseExact } from '#fhir/exact-json.ts'
import { base, type Caller, jsonOf, openCaller, refusal } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const ada = { resourceType: 'Patient', name: [{ family: 'Berg', given: ['Ada'] }], birthDate: '2015-03-01' }

/** The refusal that a promise ends in. */
describe('create (http://hl7.org/fhir/R4/http.html#create)', () => {
  test('stores under an id of its own and answers 201 with Location, ETag and the resource', async () => {
    const answer = await caller.send('POST', 'Patient', { ...ada, id: 'chosen' })
    const patient = jsonOf(answer)
    expect(answer.status).toBe(201)
    expect(patient.id).not.toBe('chosen')
    expect(answer.location).toBe(`${base}/Patient/${patient.id}/_history/1`)
    expect(answer.etag).toBe('W/"1"')
    expect(patient).toMatchObject({ ...ada, meta: { versionId: '1', lastUpdated: answer.lastModified } })
  })

  test('Prefer: return=minimal answers no body, return=OperationOutcome answers one', async () => {
    expect((await caller.send('POST', 'Patient', ada, { prefer: { return: 'minimal' } })).text).toBeUndefined()
    const outcome = await caller.json('POST', 'Patient', ada, { prefer: { return: 'OperationOutcome' } })
    expect(outcome.resourceType).toBe('OperationOutcome')
  })

  test('what is not FHIR R4 is refused as malformed, with all that is wrong', async () => {
    const { kind, issues } = await refusal(caller.send('POST', 'Patient', { ...ada, birthDate: '2015-13-01', gender: 'girl', wrong: 1 }))
    expect(kind).toBe('malformed')
    expect(issues.length).toBeGreaterThanOrEqual(3)
  })

  test('a type that is not of R4, or not the address’s, is refused', async () => {
    expect((await refusal(caller.send('POST', 'Pupil', ada))).kind).toBe('not-found')
    expect((await refusal(caller.send('POST', 'Observation', ada))).kind).toBe('malformed')
  })

  test('If-None-Exist finds what is there, makes what is not, and refuses when several are', async () => {
    const resource = { ...ada, identifier: [{ system: 'urn:test', value: 'once' }] }
    const ifNoneExist = 'identifier=urn:test|once'
    const first = await caller.send('POST', 'Patient', resource, { ifNoneExist })
    const second = await caller.send('POST', 'Patient', resource, { ifNoneExist })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.location).toBe(first.location)
    await caller.send('POST', 'Patient', resource)
    expect((await refusal(caller.send('POST', 'Patient', resource, { ifNoneExist }))).kind).toBe('precondition-failed')
  })

  test('64 conditional creates at once make one resource', async () => {
    const resource = { ...ada, identifier: [{ system: 'urn:test', value: 'many' }] }
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => caller.send('POST', 'Patient', resource, { ifNoneExist: 'identifier=urn:test|many' })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
  })
})

describe('read, vread and history', () => {
  test('a read answers the stored text, byte for byte', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    const stored = await caller.opened.store.read(caller.context.access, 'Patient', id)
    const answer = await caller.send('GET', `Patient/${id}`)
    expect(answer.text).toBe(stored!.text)
    expect((await caller.send('GET', `Patient/${id}`, undefined, { ifNoneMatch: answer.etag })).status).toBe(304)
    expect((await caller.send('GET', `Patient/${id}`, undefined, { ifNoneMatch: 'W/"7"' })).status).toBe(200)
  })

  test('unknown is not found, deleted is gone, each version stays', async () => {
    expect((await refusal(caller.send('GET', 'Patient/unknown'))).kind).toBe('not-found')
    const { id } = await caller.json('POST', 'Patient', ada)
    await caller.send('PUT', `Patient/${id}`, { ...ada, id, gender: 'female' }, { ifMatch: 'W/"1"' })
    expect((await caller.send('DELETE', `Patient/${id}`)).status).toBe(204)
    expect((await caller.send('DELETE', `Patient/${id}`)).status).toBe(204)
    expect((await refusal(caller.send('GET', `Patient/${id}`))).kind).toBe('gone')
    expect(await caller.json('GET', `Patient/${id}/_history/1`)).not.toHaveProperty('gender')
    expect((await refusal(caller.send('GET', `Patient/${id}/_history/3`))).kind).toBe('gone')
    const none = await refusal(caller.send('GET', `Patient/${id}/_history/4`))
    expect([none.kind, none.issues[0]?.diagnostics]).toEqual(['not-found', expect.stringContaining(`Patient/${id}/_history/4 `)])
    const history = await caller.json('GET', `Patient/${id}/_history`)
    expect(history.total).toBe(3)
    expect(history.entry.map(({ request }: { request: { method: string } }) => request.method)).toEqual(['DELETE', 'PUT', 'POST'])
    expect(history.entry[0]).not.toHaveProperty('resource')
    expect(history.entry[2].response.status).toBe('201 Created')
  })

  test('a history is read in pages', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    for (let day = 2; day < 5; day++) await caller.send('PUT', `Patient/${id}`, { ...ada, id, birthDate: `2015-03-0${day}` })
    const first = await caller.json('GET', `Patient/${id}/_history?_count=3`)
    expect(first.entry).toHaveLength(3)
    const next = first.link.find(({ relation }: { relation: string }) => relation === 'next').url
    const second = await caller.json('GET', next)
    expect(second.entry.map(({ resource }: { resource: { meta: { versionId: string } } }) => resource.meta.versionId)).toEqual(['1'])
    expect(second.link.some(({ relation }: { relation: string }) => relation === 'next')).toBe(false)
  })
})

describe('update (http://hl7.org/fhir/R4/http.html#update)', () => {
  test('makes the resource under the caller’s id, then replaces it', async () => {
    expect((await caller.send('PUT', 'Patient/mine', { ...ada, id: 'mine' })).status).toBe(201)
    expect((await caller.send('PUT', 'Patient/mine', { ...ada, id: 'mine', gender: 'female' })).status).toBe(200)
  })

  test('a stale If-Match is refused, also when the resource is not there', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    await caller.send('PUT', `Patient/${id}`, { ...ada, id, gender: 'female' }, { ifMatch: 'W/"1"' })
    expect((await refusal(caller.send('PUT', `Patient/${id}`, { ...ada, id, gender: 'other' }, { ifMatch: 'W/"1"' }))).kind).toBe(
      'precondition-failed',
    )
    expect((await refusal(caller.send('PUT', 'Patient/never', { ...ada, id: 'never' }, { ifMatch: 'W/"1"' }))).kind).toBe(
      'precondition-failed',
    )
    expect((await refusal(caller.send('PUT', `Patient/${id}`, { ...ada, id }, { ifMatch: '1' }))).kind).toBe('malformed')
  })

  test('of many updates at once from one version, one wins', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        caller.send('PUT', `Patient/${id}`, { ...ada, id, birthDate: `2015-04-0${n + 1}` }, { ifMatch: 'W/"1"' }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('TIME-11: the same content again is answered with the version that is stored', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    const answer = await caller.send('PUT', `Patient/${id}`, { birthDate: '2015-03-01', name: ada.name, id, resourceType: 'Patient' })
    expect([answer.status, answer.etag]).toEqual([200, 'W/"1"'])
  })

  test('the id of the body is that of the address', async () => {
    expect((await refusal(caller.send('PUT', 'Patient/a', { ...ada, id: 'b' }))).kind).toBe('malformed')
    expect((await refusal(caller.send('PUT', 'Patient/a', ada))).kind).toBe('malformed')
  })

  test('a deleted resource comes back with the next version', async () => {
    await caller.send('PUT', 'Patient/back', { ...ada, id: 'back' })
    await caller.send('DELETE', 'Patient/back')
    const answer = await caller.send('PUT', 'Patient/back', { ...ada, id: 'back' })
    expect([answer.status, answer.etag]).toEqual([201, 'W/"3"'])
  })

  test('by condition: none makes it, one is replaced, several are refused', async () => {
    const resource = { ...ada, identifier: [{ system: 'urn:test', value: 'conditional' }] }
    const url = 'Patient?identifier=urn:test|conditional'
    expect((await caller.send('PUT', url, resource)).status).toBe(201)
    expect((await caller.send('PUT', url, { ...resource, gender: 'female' })).status).toBe(200)
    await caller.send('POST', 'Patient', resource)
    expect((await refusal(caller.send('PUT', url, resource))).kind).toBe('precondition-failed')
  })
})

describe('patch and delete', () => {
  test('a JSON Patch changes what it names, under the version that was read', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    const patched = await caller.json('PATCH', `Patient/${id}`, [
      { op: 'test', path: '/birthDate', value: '2015-03-01' },
      { op: 'add', path: '/name/0/given/-', value: 'Ruth' },
      { op: 'replace', path: '/birthDate', value: '2015-03-02' },
    ])
    expect(patched).toMatchObject({ birthDate: '2015-03-02', name: [{ given: ['Ada', 'Ruth'] }], meta: { versionId: '2' } })
    expect((await refusal(caller.send('PATCH', `Patient/${id}`, [{ op: 'test', path: '/birthDate', value: '2015-03-01' }]))).kind).toBe(
      'rule',
    )
    expect((await refusal(caller.send('PATCH', `Patient/${id}`, [{ op: 'add', path: '/wrong', value: 1 }]))).kind).toBe('malformed')
    expect((await refusal(caller.send('PATCH', `Patient/${id}`, [{ op: 'add', path: 'name' }]))).kind).toBe('malformed')
  })

  test('the digits of a decimal survive: written, read, patched', async () => {
    const text = '{"resourceType":"Observation","status":"final","code":{"text":"weight"},"valueQuantity":{"value":70.0,"unit":"kg"}}'
    const { id } = await caller.json('POST', 'Observation', parseExact(text))
    expect((await caller.send('GET', `Observation/${id}`)).text).toContain('"value":70.0,')
    const patched = await caller.send('PATCH', `Observation/${id}`, [{ op: 'replace', path: '/status', value: 'amended' }])
    expect(patched.text).toContain('"value":70.0,')
    // The same again, digits and all, is the same version.
    expect((await caller.send('PUT', `Observation/${id}`, { ...(parseExact(text) as object), id, status: 'amended' })).etag).toBe('W/"2"')
  })

  test('a delete by condition takes the one that meets it, is done when none does, and is refused for several and no condition at all', async () => {
    const resource = { ...ada, identifier: [{ system: 'urn:test', value: 'to-delete' }] }
    const url = 'Patient?identifier=urn:test|to-delete'
    const { id } = await caller.json('POST', 'Patient', resource)
    await caller.send('POST', 'Patient', resource)
    expect((await refusal(caller.send('DELETE', url))).kind).toBe('precondition-failed')
    await caller.send('DELETE', `Patient/${id}`)
    expect((await caller.send('DELETE', url)).status).toBe(204)
    expect((await caller.send('DELETE', url)).status).toBe(204)
    expect((await refusal(caller.send('DELETE', url, undefined, { ifMatch: '*' }))).kind).toBe('precondition-failed')
    expect((await refusal(caller.send('DELETE', 'Patient'))).kind).toBe('malformed')
  })

  test('a delete of what never was answers as one that took something away, but for the version', async () => {
    const { id } = await caller.json('POST', 'Patient', ada)
    expect((await caller.send('DELETE', `Patient/${id}`)).status).toBe(204)
    expect(await caller.send('DELETE', `Patient/${id}`)).toEqual({ status: 204 })
    expect(await caller.send('DELETE', 'Patient/never-was')).toEqual({ status: 204 })
    const told = await caller.json('DELETE', 'Patient/never-was', undefined, { prefer: { return: 'OperationOutcome' } })
    expect(told.resourceType).toBe('OperationOutcome')
    for (const ifMatch of ['W/"1"', '*'])
      expect((await refusal(caller.send('DELETE', 'Patient/never-was', undefined, { ifMatch }))).kind).toBe('precondition-failed')
  })
})

describe('search (http://hl7.org/fhir/R4/http.html#search)', () => {
  test('joins stored texts into a searchset with links, modes and pages', async () => {
    const { id } = await caller.json('POST', 'Patient', { ...ada, name: [{ family: 'Zeuge' }] })
    for (const code of ['1', '2', '3']) {
      const resource = { resourceType: 'Observation', status: 'final', code: { text: code }, subject: { reference: `Patient/${id}` } }
      await caller.send('POST', 'Observation', resource)
    }
    const first = await caller.json('GET', `Observation?subject=Patient/${id}&_count=2&_include=Observation:subject&_total=accurate`)
    expect(first).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 3 })
    expect(first.entry.map(({ search }: { search: { mode: string } }) => search.mode)).toEqual(['match', 'match', 'include'])
    expect(first.entry[0].fullUrl).toBe(`${base}/Observation/${first.entry[0].resource.id}`)
    const next = first.link.find(({ relation }: { relation: string }) => relation === 'next').url
    const second = await caller.json('GET', next)
    expect(second.entry.filter(({ search }: { search: { mode: string } }) => search.mode === 'match')).toHaveLength(1)
    const inside = await caller.json('GET', `Patient/${id}/Observation?_summary=count`)
    expect(inside.total).toBe(3)
    expect(inside).not.toHaveProperty('entry')
  })

  test('an unknown parameter is refused, or left out and said so', async () => {
    expect((await refusal(caller.send('GET', 'Patient?colour=blue'))).kind).toBe('malformed')
    const bundle = await caller.json('GET', 'Patient?family=Zeuge&colour=blue', undefined, { prefer: { handling: 'lenient' } })
    expect(bundle.entry.at(-1)).toMatchObject({ search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome' } })
    expect(bundle.link[0].url).toBe(`${base}/Patient?family=Zeuge`)
  })

  test('_elements cuts and tags', async () => {
    const bundle = await caller.json('GET', 'Patient?family=Zeuge&_elements=birthDate')
    expect(bundle.entry[0].resource).toMatchObject({ birthDate: '2015-03-01', meta: { tag: [{ code: 'SUBSETTED' }] } })
    expect(bundle.entry[0].resource).not.toHaveProperty('name')
  })
})

describe('what the token does not allow', () => {
  test('is forbidden, whatever is or is not there', async () => {
    const reader = caller.as({ caller: { clientId: 'reader' }, allows: (permission, type) => permission === 'r' && type === 'Patient' })
    expect((await refusal(reader.send('POST', 'Patient', ada))).kind).toBe('forbidden')
    expect((await refusal(reader.send('GET', 'Patient?family=Berg'))).kind).toBe('forbidden')
    expect((await refusal(reader.send('GET', 'Observation/unknown'))).kind).toBe('forbidden')
    expect((await refusal(reader.send('GET', 'Patient/unknown'))).kind).toBe('not-found')
  })
})
