import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Json } from '../../caller.ts'
import { type Asker, openAsker, records } from './asker.ts'

let asker: Asker
beforeAll(async () => {
  asker = await openAsker(records)
})
afterAll(() => asker.caller.opened.close())

const ada = { of: 'Patient/ada' }

describe('fields (http://hl7.org/fhir/R4/graphql.html#fields)', () => {
  test('of one resource stand at the root, by their names in JSON', async () => {
    expect(await asker.data('{ resourceType id active gender name { family given } maritalStatus { text } deceasedBoolean }', ada)).toEqual(
      {
        resourceType: 'Patient',
        id: 'ada',
        active: true,
        gender: 'female',
        name: [
          { family: 'Chalmers', given: ['Peter', 'James'] },
          { family: null, given: ['Jim'] },
          { family: 'Windsor', given: ['Peter', 'James'] },
        ],
        maritalStatus: { text: 'never married' },
        deceasedBoolean: null,
      },
    )
  })

  test('of a choice are named by type, and what extends a primitive by an underscore', async () => {
    expect(await asker.data('{ Observation(id: weight) { valueQuantity { unit } valueString } }')).toEqual({
      Observation: { valueQuantity: { unit: 'kg' }, valueString: null },
    })
    expect(await asker.data('{ birthDate _birthDate { extension { valueDateTime } } }', ada)).toEqual({
      birthDate: '2016-05-18',
      _birthDate: { extension: [{ valueDateTime: '2016-05-18T10:28:45Z' }] },
    })
  })

  test('keep the digits of a decimal', async () => {
    const raw = '{"resourceType":"Observation","id":"exact","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50}}'
    const { store, access } = asker.caller.context
    await store.write(access, [{ act: 'create', resource: JSON.parse(raw), raw }])
    const answer = await asker.caller.send('POST', '$graphql', { query: '{ Observation(id: "exact") { valueQuantity { value } } }' })
    expect(answer.text).toBe('{"data":{"Observation":{"valueQuantity":{"value":1.50}}}}')
  })

  test('take aliases, fragments, variables, @skip and @include', async () => {
    const query = `query Q($id: ID!, $with: Boolean!, $use: String) {
        one: Patient(id: $id) { ...names dob: birthDate @include(if: $with) gender @skip(if: $with) __typename }
      }
      query Other { Patient(id: ada) { id } }
      fragment names on Patient { name(use: $use) { family } }`
    const more = { variables: { id: 'ada', with: true, use: 'maiden' }, operationName: 'Q' }
    expect(await asker.data(query, more)).toEqual({
      one: { name: [{ family: 'Windsor' }], dob: '2016-05-18', __typename: 'Patient' },
    })
  })
})

describe('lists (http://hl7.org/fhir/R4/graphql.html#list)', () => {
  test.each([
    ['a field of the items', 'name(use: official) { family }', { name: [{ family: 'Chalmers' }] }],
    ['a text that no item has', 'name(family: "Nobody") { family }', { name: [] }],
    ['two fields', 'telecom(system: phone, use: work) { value }', { telecom: [{ value: '555-0102' }] }],
    ['an extension by its url', 'extension(url: "http://example.org/one") { valueString }', { extension: [{ valueString: 'first' }] }],
    ['FHIRPath', 'name(fhirpath: "family.exists() and use = \'maiden\'") { family }', { name: [{ family: 'Windsor' }] }],
    ['the place in the list', 'name(fhirpath: "$index = 1") { given }', { name: [{ given: ['Jim'] }] }],
    ['_count', 'name(_count: 1) { family }', { name: [{ family: 'Chalmers' }] }],
    ['_offset and _count after a filter', 'telecom(system: phone, _offset: 1, _count: 5) { value }', { telecom: [{ value: '555-0102' }] }],
    ['_offset past the end', 'telecom(_offset: 9) { value }', { telecom: [] }],
  ])('are narrowed by %s', async (_what, fields, expected) => {
    expect(await asker.data(`{ ${fields} }`, ada)).toEqual(expected)
  })

  test.each([
    ['a negative _count', '{ name(_count: -1) { family } }'],
    ['FHIRPath that is none', '{ name(fhirpath: "use =") { family } }'],
    ['FHIRPath that could run long', '{ name(fhirpath: "%resource.descendants().exists()") { family } }'],
    ['an argument on a list of primitives', '{ name { given(_count: 1) } }'],
    ['a field that the items do not have', '{ name(colour: red) { family } }'],
  ])('refuse %s', async (_what, query) => {
    expect((await asker.refusal(query, ada)).status).toBe(400)
  })
})

describe('references (http://hl7.org/fhir/R4/graphql.html#references)', () => {
  const weight = { of: 'Observation/weight' }

  test('are followed, with fragments for what each type has', async () => {
    const query =
      '{ performer(_count: 2) { reference resource { __typename id ... on Practitioner { gender } ... on RelatedPerson { name { family } } } } }'
    expect(await asker.data(query, weight)).toEqual({
      performer: [
        { reference: 'Practitioner/may', resource: { __typename: 'Practitioner', id: 'may', gender: 'female' } },
        { reference: '#aunt', resource: { __typename: 'RelatedPerson', id: 'aunt', name: [{ family: 'Aunt' }] } },
      ],
    })
  })

  test('of one type only, in the short form and in several beside each other', async () => {
    const query = `{ generalPractitioner { resource(type: Practitioner) { gender } resource(type: Organization) { name } } }`
    expect(await asker.data(query, ada)).toEqual({
      generalPractitioner: [{ resource: { gender: 'female' } }, { resource: { name: 'Clinic' } }],
    })
    expect(await asker.data('{ generalPractitioner { resource(type: Practitioner) { id } } }', ada)).toEqual({
      generalPractitioner: [{ resource: { id: 'may' } }, { resource: null }],
    })
  })

  test('of a resource whose type the query does not name have what all resources have', async () => {
    expect(await asker.data('{ managingOrganization { resource { __typename id } } }', ada)).toEqual({
      managingOrganization: { resource: { __typename: 'Organization', id: 'clinic' } },
    })
  })

  test('that lead nowhere are an error, unless they are optional', async () => {
    const { status, errors } = await asker.refusal('{ performer { resource { id } } }', weight)
    expect(status).toBe(404)
    expect(errors.map(({ path }) => path[1]).sort()).toEqual([2, 3])
    expect(errors[0].extensions.resource).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'not-found' }],
    })
    expect(await asker.data('{ performer(_offset: 2) { resource(optional: true) { id } } }', weight)).toEqual({
      performer: [{ resource: null }, { resource: null }],
    })
  })

  test('back to a resource are searched by _reference', async () => {
    const query = '{ ConditionList(_reference: patient, clinical_status: "active", _sort: "-recorded-date") { id } }'
    expect(await asker.data(query, ada)).toEqual({ ConditionList: [{ id: 'a2' }, { id: 'a1' }] })
    expect(await asker.data('{ ConditionList(_reference: patient, _count: 1, _sort: "recorded-date") { id } }', ada)).toEqual({
      ConditionList: [{ id: 'a1' }],
    })
  })

  test('back to each of several resources come to the right one', async () => {
    const query = '{ PatientList(_sort: "birthdate") { id ConditionList(_reference: subject, _sort: "-recorded-date", _count: 2) { id } } }'
    expect(await asker.data(query)).toEqual({
      PatientList: [
        { id: 'ada', ConditionList: [{ id: 'a3' }, { id: 'a2' }] },
        { id: 'ben', ConditionList: [{ id: 'b1' }] },
      ],
    })
  })

  test('to a contained resource are none, though another has its id', async () => {
    const { store, access } = asker.caller.context
    await store.write(access, [
      { act: 'create', resource: { resourceType: 'RelatedPerson', id: 'aunt', patient: { reference: 'Patient/ada' } } },
      { act: 'create', resource: { resourceType: 'Provenance', id: 'of', target: [{ reference: 'RelatedPerson/aunt' }] } },
    ])
    const back = '... on RelatedPerson { ProvenanceList(_reference: target) { id } }'
    expect(await asker.data(`{ RelatedPerson(id: aunt) { ${back} } Observation(id: weight) { contained { ${back} } } }`)).toEqual({
      RelatedPerson: { ProvenanceList: [{ id: 'of' }] },
      Observation: { contained: [{ ProvenanceList: [] }] },
    })
  })

  test('to a version lead to that version', async () => {
    const { store, access } = asker.caller.context
    const named = (name: string) => ({ resourceType: 'Organization', id: 'renamed', name })
    await store.write(access, [{ act: 'create', resource: named('Old') }])
    await store.write(access, [{ act: 'update', resource: named('New') }])
    const to = (reference: string) => ({ resourceType: 'Basic', id: crypto.randomUUID(), code: { text: 'x' }, subject: { reference } })
    const [old, current] = [to('Organization/renamed/_history/1'), to('http://localhost/fhir/R4/Organization/renamed')]
    await store.write(access, [
      { act: 'create', resource: old },
      { act: 'create', resource: current },
    ])
    const name = '{ subject { resource(type: Organization) { name } } }'
    const data = await asker.data(`{ old: Basic(id: "${old.id}") ${name} current: Basic(id: "${current.id}") ${name} }`)
    expect(data).toEqual({ old: { subject: { resource: { name: 'Old' } } }, current: { subject: { resource: { name: 'New' } } } })
  })

  test('that _reference does not know are refused with those that there are', async () => {
    const { messages } = await asker.refusal('{ ConditionList(_reference: owner) { id } }', ada)
    expect(messages[0]).toContain('asserter, evidence_detail, patient, subject')
  })
})

describe('searches (http://hl7.org/fhir/R4/graphql.html#searching)', () => {
  test.each([
    ['by one parameter', 'ConditionList(patient: "Patient/ada", clinical_status: resolved)', ['a3']],
    ['by alternatives', 'ConditionList(_id: [a1, b1, "none"], _sort: "_id")', ['a1', 'b1']],
    [
      'by a filter with a chain',
      'ConditionList(_filter: "subject:Patient.family eq \\"Soto, Jr\\" and recorded-date gt 2024-01-01")',
      ['b1'],
    ],
    ['and by FHIRPath afterwards', `ConditionList(patient: ada, fhirpath: "code.text.endsWith('a2')")`, ['a2']],
    ['with a comma in a value', 'PatientList(family: "Soto, Jr")', ['ben']],
  ])('%s', async (_what, search, ids) => {
    const data = await asker.data(`{ found: ${search} { id } }`)
    expect(data.found.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  test('of a single resource that is not there say null', async () => {
    expect(await asker.data('{ Patient(id: nobody) { id } }')).toEqual({ Patient: null })
  })

  test('say what is wrong with a parameter, and where', async () => {
    const { status, errors } = await asker.refusal('{ PatientList(birthdate: "soon") { id } }')
    expect([status, errors[0].path, errors[0].locations]).toEqual([400, ['PatientList'], [{ line: 1, column: 3 }]])
    expect(errors[0].extensions.resource.issue[0].expression).toEqual(['http.birthdate'])
  })

  test('come in pages as a connection', async () => {
    const fields = '{ count offset pagesize first previous next last edges { mode score resource { id } } }'
    const { ConditionConnection: one } = await asker.data(
      `{ ConditionConnection(patient: ada, _count: 2, _sort: "recorded-date") ${fields} }`,
    )
    expect(one).toMatchObject({ count: 3, offset: 0, pagesize: 2, previous: null, last: null })
    expect(one.edges).toEqual([
      { mode: 'match', score: null, resource: { id: 'a1' } },
      { mode: 'match', score: null, resource: { id: 'a2' } },
    ])
    const { ConditionConnection: two } = await asker.data(`{ ConditionConnection(_cursor: "${one.next}") ${fields} }`)
    expect(two).toMatchObject({ count: 3, offset: 2, pagesize: 2, next: null, edges: [{ resource: { id: 'a3' } }] })
    const { ConditionConnection: again } = await asker.data(`{ ConditionConnection(_cursor: "${two.first}") ${fields} }`)
    expect(again).toEqual({ ...one, first: again.first, next: again.next })
  })

  test('a page inside a resource goes on at the root', async () => {
    const query = '{ ConditionConnection(_reference: patient, _count: 2, _sort: "recorded-date") { next edges { resource { id } } } }'
    const { ConditionConnection: inside } = await asker.data(query, ada)
    const further = await asker.data(`{ ConditionConnection(_cursor: "${inside.next}") { edges { resource { id } } } }`)
    expect(further.ConditionConnection.edges).toEqual([{ resource: { id: 'a3' } }])
    expect((await asker.refusal(`{ ConditionConnection(_reference: patient, _cursor: "${inside.next}") { next } }`, ada)).status).toBe(400)
  })

  test('a cursor that was altered, or is of another connection or caller, is refused', async () => {
    const { ConditionConnection: page } = await asker.data('{ ConditionConnection(_count: 1) { next } }')
    const other = asker.as({ ...asker.caller.context.access, caller: { clientId: 'other' } })
    const go = (type: string, cursor: string) => `{ ${type}Connection(_cursor: "${cursor}") { next } }`
    for (const [who, query] of [
      [asker, go('Condition', 'x')],
      [asker, go('Condition', `${page.next}A`)],
      [asker, go('Patient', page.next)],
      [other, go('Condition', page.next)],
    ] as const)
      expect((await who.refusal(query)).errors[0].extensions.resource.issue[0].details.coding[0].code).toBe('continuation')
  })
})

describe('fetches what is alike together', () => {
  const query = `{ PatientList { generalPractitioner { resource(type: Practitioner) { name { family } } }
    ConditionList(_reference: patient, _count: 5) { asserter { resource(type: Practitioner) { id } } subject { resource { id } } } } }`

  test('however many resources there are, so that a query takes as many statements for two patients as for 150', async () => {
    const before = await asker.statements(query)
    // The patients; the practitioner they name; the conditions of all; the patients that these name.
    expect(before).toBe(4)
    const { store, access } = asker.caller.context
    const many = Array.from({ length: 148 }, (_, n) => n)
    await store.write(
      access,
      many.flatMap((n) => [
        {
          act: 'create',
          resource: { resourceType: 'Patient', id: `many${n}`, generalPractitioner: [{ reference: `Practitioner/dr${n}` }] },
        },
        { act: 'create', resource: { resourceType: 'Practitioner', id: `dr${n}`, name: [{ family: `Doctor ${n}` }] } },
        {
          act: 'create',
          resource: {
            resourceType: 'Condition',
            id: `c${n}`,
            subject: { reference: `Patient/many${n}` },
            asserter: { reference: `Practitioner/dr${n}` },
          },
        },
      ]),
    )
    expect(await asker.statements(query)).toBe(before)
    const { PatientList } = await asker.data(query)
    expect(PatientList).toHaveLength(150)
    const last = PatientList.find(({ generalPractitioner }: Json) => generalPractitioner?.[0].resource?.name[0].family === 'Doctor 147')
    expect(last.ConditionList).toEqual([{ asserter: { resource: { id: 'dr147' } }, subject: { resource: { id: 'many147' } } }])
  })
})
