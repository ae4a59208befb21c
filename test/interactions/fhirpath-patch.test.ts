import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { applyFhirpathPatch } from '#interactions/fhirpath-patch/apply.ts'
import { type Caller, type Json, openCaller, realValidator, refusal } from './caller.ts'

type Parts = Record<string, Json>

/** One operation; `value` is what stands beside the name of its part: `{ valueDate: … }` or `{ part: … }`. */
function operation({ type, path, name, value, index, source, destination }: Parts): object {
  const part = [
    { name: 'type', valueCode: type },
    { name: 'path', valueString: path },
    ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
    ...(value === undefined ? [] : [{ name: 'value', ...value }]),
    ...Object.entries({ index, source, destination }).flatMap(([key, at]) => (at === undefined ? [] : [{ name: key, valueInteger: at }])),
  ]
  return { name: 'operation', part }
}

const parameters = (...operations: Parts[]) => ({ resourceType: 'Parameters', parameter: operations.map(operation) })
const patched = (resource: object, ...operations: Parts[]): Json =>
  applyFhirpathPatch(structuredClone(resource), parameters(...operations) as Json, realValidator().shapes)

const id = (value: string) => ({ system: 'urn:s', value })
const patient = { resourceType: 'Patient', id: 'p', birthDate: '1920-01-01' }
const listed = { ...patient, identifier: [id('1'), id('2'), id('3')] }
const values = ({ identifier }: Json) => identifier.map(({ value }: Json) => value).join('')

describe('a path that could keep the server busy is refused at once', () => {
  const texts = [`${'a'.repeat(40)}!`]
  const busy = { resourceType: 'Patient', id: 'p', name: Array.from({ length: 3_000 }, () => ({ given: texts })) }
  test.each([
    ['a regular expression that tries all ways', "Patient.name.where(given.where(matches('^(a+)+$')).exists())"],
    ['one that is put together', "Patient.name.where(given.where(matches(%resource.id.replaceMatches('p', '^(a+)+$'))).exists())"],
    ['one that replaces', "Patient.name.where(given.replaceMatches('(a+)+$', '').exists())"],
    ['a whole text', "Patient.name.where(given.matchesFull('(a+)+').exists())"],
    ['each with each', 'Patient.descendants().where(%resource.descendants().where(%resource.descendants().exists($this = 0)).exists())'],
    ['from the beginning at each', 'Patient.name.where(%resource.name.where(%resource.name.exists(family = $this.family)).exists())'],
    ['all below all', 'Patient.repeat(children())'],
    ['a text that grows by replacing', `Patient.name.where(given${".replace('a', 'aaaaaaaaaa')".repeat(12)}.exists())`],
    ['a text that grows by adding', `Patient.name.given${'.select($this + $this)'.repeat(40)}`],
    ['a text that grows by joining', `Patient.name.given${'.select($this & $this)'.repeat(40)}`],
    ['brackets without end', `${'('.repeat(490)}Patient${')'.repeat(490)}`],
    ['a long path', `Patient${'.name'.repeat(5_000)}`],
  ])('kept busy by %s: refused at once', (_title, path) => {
    // Its making is no part of the time.
    realValidator()
    const start = performance.now()
    expect(() => patched(busy, { type: 'delete', path })).toThrow(expect.objectContaining({ kind: 'malformed' }))
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test('what names a part of a resource is taken', () => {
    for (const path of [
      "Patient.name.where(given = 'Ana' and family.exists()).first()",
      "Patient.name.where(use = 'official' or period.start > @2020-01-01)",
      "Patient.identifier.where(system = 'urn:a|b' and value.startsWith('+1 (& |'))",
      "Patient.extension('http://example.org/x').where(value.ofType(string) = 'y')",
      'Patient.name[0]',
    ])
      expect(patched({ resourceType: 'Patient' }, { type: 'delete', path })).toEqual({ resourceType: 'Patient' })
  })
})

describe('FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html)', () => {
  test.each<[string, object, Parts, object]>([
    [
      'adds a primitive',
      { resourceType: 'Patient' },
      { type: 'add', path: 'Patient', name: 'birthDate', value: { valueDate: '1930-01-01' } },
      { birthDate: '1930-01-01' },
    ],
    [
      'adds to a list that is there',
      { ...patient, name: [{ family: 'A' }] },
      { type: 'add', path: 'Patient', name: 'name', value: { valueHumanName: { family: 'B' } } },
      { name: [{ family: 'A' }, { family: 'B' }] },
    ],
    [
      'adds to a list that is not there',
      patient,
      { type: 'add', path: 'Patient', name: 'name', value: { valueHumanName: { family: 'B' } } },
      { name: [{ family: 'B' }] },
    ],
    [
      'adds a choice under its type',
      patient,
      { type: 'add', path: 'Patient', name: 'deceased', value: { valueBoolean: true } },
      { deceasedBoolean: true },
    ],
    [
      'adds an element that has no type of its own, made of parts',
      patient,
      {
        type: 'add',
        path: 'Patient',
        name: 'contact',
        value: {
          part: [
            { name: 'name', valueHumanName: { text: 'x' } },
            { name: 'relationship', valueCodeableConcept: { text: 'r' } },
          ],
        },
      },
      { contact: [{ name: { text: 'x' }, relationship: [{ text: 'r' }] }] },
    ],
    [
      'adds into what a condition finds',
      { ...patient, name: [{ use: 'official' }, { use: 'nickname' }] },
      { type: 'add', path: "Patient.name.where(use = 'nickname')", name: 'given', value: { valueString: 'Bo' } },
      { name: [{ use: 'official' }, { use: 'nickname', given: ['Bo'] }] },
    ],
    [
      'replaces a primitive, and what stood beside it',
      { ...patient, _birthDate: { id: 'x' } },
      { type: 'replace', path: 'Patient.birthDate', value: { valueDate: '1930-01-01' } },
      { birthDate: '1930-01-01' },
    ],
    [
      'replaces a complex value',
      { ...patient, maritalStatus: { text: 'a' } },
      { type: 'replace', path: 'Patient.maritalStatus', value: { valueCodeableConcept: { text: 'b' } } },
      { maritalStatus: { text: 'b' } },
    ],
    [
      'replaces in a list at its place',
      listed,
      { type: 'replace', path: 'Patient.identifier[1]', value: { valueIdentifier: id('x') } },
      { identifier: [id('1'), id('x'), id('3')] },
    ],
    [
      'replaces a choice by another type',
      { ...patient, deceasedBoolean: false },
      { type: 'replace', path: 'Patient.deceased', value: { valueDateTime: '2020' } },
      { deceasedDateTime: '2020' },
    ],
    [
      'replaces within a list',
      listed,
      { type: 'replace', path: "Patient.identifier.where(value = '2').system", value: { valueUri: 'urn:x' } },
      { identifier: [id('1'), { system: 'urn:x', value: '2' }, id('3')] },
    ],
    ['deletes a primitive', { ...patient, gender: 'other' }, { type: 'delete', path: 'Patient.gender' }, {}],
    ['deletes the only one of a list', { ...patient, identifier: [id('1')] }, { type: 'delete', path: 'Patient.identifier[0]' }, {}],
    ['deletes what is not there', patient, { type: 'delete', path: 'Patient.gender' }, {}],
    [
      'keeps what stands beside the others of a list',
      { ...patient, name: [{ given: ['a', 'b'], _given: [null, { id: 'B' }] }] },
      { type: 'delete', path: 'Patient.name.given[0]' },
      { name: [{ given: ['b'], _given: [{ id: 'B' }] }] },
    ],
    [
      'goes by an extension',
      { ...patient, extension: [{ url: 'urn:a', valueCode: 'x' }] },
      { type: 'replace', path: "Patient.extension('urn:a').value", value: { valueString: 'y' } },
      { extension: [{ url: 'urn:a', valueString: 'y' }] },
    ],
    [
      'adds a contained resource',
      patient,
      { type: 'add', path: 'Patient', name: 'contained', value: { resource: { resourceType: 'Basic', id: 'b' } } },
      { contained: [{ resourceType: 'Basic', id: 'b' }] },
    ],
  ])('%s', (_what, before, step, after) => {
    const { birthDate, ...rest } = patient
    const kept = 'birthDate' in before ? { birthDate } : {}
    const start = before === patient || 'id' in before ? { ...rest, ...kept } : { resourceType: 'Patient' }
    expect(patched(before, step)).toEqual({ ...start, ...after })
  })

  test.each([
    [0, 'x123'],
    [2, '12x3'],
    [3, '123x'],
  ])('inserts at %d', (index, after) => {
    expect(values(patched(listed, { type: 'insert', path: 'Patient.identifier', index, value: { valueIdentifier: id('x') } }))).toBe(after)
  })

  test.each([
    [0, 2, '231'],
    [2, 0, '312'],
    [0, 1, '213'],
    [1, 1, '123'],
  ])('moves %d to %d', (source, destination, after) => {
    expect(values(patched(listed, { type: 'move', path: 'Patient.identifier', source, destination }))).toBe(after)
  })

  test('each step sees what those before it left', () => {
    const two = [
      { type: 'add', path: 'Patient', name: 'name', value: { valueHumanName: { family: 'A' } } },
      { type: 'add', path: 'Patient.name[0]', name: 'given', value: { valueString: 'B' } },
      { type: 'delete', path: 'Patient.birthDate' },
    ]
    expect(patched(patient, ...two)).toEqual({ resourceType: 'Patient', id: 'p', name: [{ family: 'A', given: ['B'] }] })
  })

  test.each<[string, Parts]>([
    ['an element that is there and no list', { type: 'add', path: 'Patient', name: 'birthDate', value: { valueDate: '1930-01-01' } }],
    ['an element that there is not', { type: 'add', path: 'Patient', name: 'wings', value: { valueInteger: 2 } }],
    ['to several items', { type: 'add', path: 'Patient.identifier', name: 'value', value: { valueString: 'x' } }],
    ['to nothing', { type: 'add', path: 'Patient.name', name: 'family', value: { valueString: 'x' } }],
    ['a choice of a type that it has not', { type: 'add', path: 'Patient', name: 'deceased', value: { valueInteger: 1 } }],
    ['beyond the end', { type: 'insert', path: 'Patient.identifier', index: 4, value: { valueIdentifier: {} } }],
    ['into what is no list', { type: 'insert', path: 'Patient.birthDate', index: 0, value: { valueDate: '2020' } }],
    ['several at once', { type: 'delete', path: 'Patient.identifier' }],
    ['the whole', { type: 'delete', path: 'Patient' }],
    ['what the path makes itself', { type: 'replace', path: "'a'", value: { valueString: 'x' } }],
    ['what is not there', { type: 'replace', path: 'Patient.gender', value: { valueCode: 'other' } }],
    ['from beyond the end', { type: 'move', path: 'Patient.identifier', source: 3, destination: 0 }],
  ])('does not fit: %s', (_what, step) => {
    expect(() => patched(listed, step)).toThrow('rule')
  })

  test.each<[string, object[]]>([
    ['no step', []],
    ['another name', [{ name: 'op' }]],
    ['an unknown type', [operation({ type: 'test', path: 'Patient' })]],
    ['no path', [{ name: 'operation', part: [{ name: 'type', valueCode: 'delete' }] }]],
    ['a part too many', [operation({ type: 'delete', path: 'Patient.gender', index: 0 })]],
    ['a path that is none', [operation({ type: 'delete', path: 'Patient..x' })]],
    ['an index below 0', [operation({ type: 'move', path: 'Patient.identifier', source: -1, destination: 0 })]],
  ])('is no patch: %s', (_what, parameter) => {
    expect(() => applyFhirpathPatch({ ...listed }, { parameter } as Json, realValidator().shapes)).toThrow('malformed')
  })
})

describe('by PATCH', () => {
  let caller: Caller
  beforeAll(async () => {
    caller = await openCaller()
  })
  afterAll(() => caller.opened.close())

  const step = { type: 'replace', path: 'Patient.birthDate', value: { valueDate: '1930-01-01' } }
  const kindOf = async (work: Promise<unknown>) => (await refusal(work)).kind

  test('it is stored as a new version by PATCH, and judged as an update is', async () => {
    await caller.send('PUT', 'Patient/p', patient)
    expect(await caller.json('PATCH', 'Patient/p', parameters(step))).toMatchObject({ birthDate: '1930-01-01', meta: { versionId: '2' } })
    expect((await caller.json('GET', 'Patient/p/_history')).entry[0].request.method).toBe('PATCH')
    const soon = { ...step, value: { valueString: 'soon' } }
    expect(await kindOf(caller.send('PATCH', 'Patient/p', parameters(soon)))).toBe('malformed')
    expect(
      await kindOf(caller.send('PATCH', 'Patient/p', parameters({ type: 'delete', path: 'Patient.identifier' }), { ifMatch: 'W/"1"' })),
    ).toBe('precondition-failed')
    expect(await kindOf(caller.send('PATCH', 'Patient/p', { resourceType: 'Parameters', parameter: [{ valueString: 'x' }] }))).toBe(
      'malformed',
    )
    expect(
      await kindOf(caller.send('PATCH', 'Patient/p', parameters({ type: 'replace', path: 'Patient.id', value: { valueId: 'q' } }))),
    ).toBe('malformed')
  })

  test('of the resource that meets a condition', async () => {
    await caller.send('PUT', 'Patient/c', { ...patient, id: 'c', identifier: [id('cond')] })
    expect((await caller.json('PATCH', 'Patient?identifier=urn:s|cond', parameters(step))).birthDate).toBe('1930-01-01')
    expect(await kindOf(caller.send('PATCH', 'Patient?identifier=urn:s|none', parameters(step)))).toBe('not-found')
  })

  test('in a transaction, both forms, conditionally too, with links between entries; a failing one undoes all', async () => {
    await caller.send('PUT', 'Patient/t', { ...patient, id: 't', identifier: [id('tx')] })
    await caller.send('PUT', 'Patient/u', { ...patient, id: 'u' })
    const steps = Buffer.from(JSON.stringify([{ op: 'add', path: '/gender', value: 'female' }])).toString('base64')
    const json = { resourceType: 'Binary', contentType: 'application/json-patch+json', data: steps }
    const team = 'urn:uuid:33333333-3333-4333-8333-333333333333'
    const link = { type: 'add', path: 'Patient', name: 'managingOrganization', value: { valueReference: { reference: team } } }
    const entry = [
      { request: { method: 'PATCH', url: 'Patient?identifier=urn:s|tx' }, resource: parameters(step, link) },
      { request: { method: 'PATCH', url: 'Patient/u', ifMatch: 'W/"1"' }, resource: json },
      { fullUrl: team, request: { method: 'POST', url: 'Organization' }, resource: { resourceType: 'Organization', name: 'x' } },
      { request: { method: 'GET', url: 'Patient/u' } },
    ]
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect(answer.entry.map(({ response }: Json) => response.status)).toEqual(['200 OK', '200 OK', '201 Created', '200 OK'])
    expect(answer.entry[3].resource).toMatchObject({ gender: 'female', meta: { versionId: '2' } })
    const made = /Organization\/[^/]+/.exec(answer.entry[2].response.location)![0]
    expect(await caller.json('GET', 'Patient/t')).toMatchObject({ birthDate: '1930-01-01', managingOrganization: { reference: made } })

    const stale = { resourceType: 'Bundle', type: 'transaction', entry: entry.slice(0, 2) }
    expect(await kindOf(caller.send('POST', '', stale))).toBe('precondition-failed')
    const unfit = [
      { ...entry[0], resource: parameters({ type: 'delete', path: 'Patient.birthDate' }) },
      { request: { method: 'PATCH', url: 'Patient/u' }, resource: parameters({ type: 'delete', path: 'Patient' }) },
    ]
    await expect(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry: unfit })).rejects.toMatchObject({
      kind: 'rule',
      issues: [{ expression: ['Bundle.entry[1]'] }],
    })
    expect(await caller.json('GET', 'Patient/t')).toHaveProperty('birthDate')
  })

  test('in a batch, both forms', async () => {
    await caller.send('PUT', 'Patient/b', { ...patient, id: 'b' })
    const steps = Buffer.from(JSON.stringify([{ op: 'add', path: '/gender', value: 'female' }])).toString('base64')
    const entry = [
      { request: { method: 'PATCH', url: 'Patient/b' }, resource: parameters(step) },
      {
        request: { method: 'PATCH', url: 'Patient/b' },
        resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data: steps },
      },
    ]
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    expect(answer.entry.map(({ response }: Json) => response.status)).toEqual(['200 OK', '200 OK'])
    expect(await caller.json('GET', 'Patient/b')).toMatchObject({ gender: 'female', birthDate: '1930-01-01' })
  })
})
