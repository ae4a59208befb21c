import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Asker, mayDo, openAsker, records } from './asker.ts'

let asker: Asker
beforeAll(async () => {
  asker = await openAsker(records)
})
afterAll(() => asker.caller.opened.close())

const withScopes = (scopes: Readonly<Record<string, string>>) => asker.as(mayDo(scopes))

describe('a query sees what its token allows', () => {
  test('a reference to what may not be read is as one to what is not there', async () => {
    const partner = withScopes({ Condition: 'rs', Observation: 'rs' })
    const optional = await partner.data(
      '{ Observation(id: weight) { subject { resource(optional: true) { id } } performer { resource(optional: true) { id } } } }',
    )
    expect(optional.Observation).toEqual({
      subject: { resource: null },
      performer: [null, 'aunt', null, null].map((id) => ({ resource: id && { id: `#${id}`.slice(1) } })),
    })
    const { errors } = await partner.refusal('{ Observation(id: weight) { performer { resource { id } } } }')
    const told = errors.map(({ message, extensions }) => JSON.stringify([message, extensions]))
    // May's record exists, nobody's does not.
    expect(errors.map(({ path }) => path[2]).sort()).toEqual([0, 2, 3])
    expect(new Set(told).size).toBe(1)
  })

  test('a reference may be followed with the right to read, without that to search', async () => {
    const partner = withScopes({ Condition: 'rs', Practitioner: 'r' })
    const data = await partner.data('{ ConditionList(_id: a1) { asserter { resource(type: Practitioner) { gender } } } }')
    expect(data).toEqual({ ConditionList: [{ asserter: { resource: { gender: 'female' } } }] })
    const none = await withScopes({ Condition: 'rs', Practitioner: 's' }).data(
      '{ ConditionList(_id: a1) { asserter { resource(optional: true) { id } } } }',
    )
    expect(none).toEqual({ ConditionList: [{ asserter: { resource: null } }] })
  })

  test.each([
    ['a resource by its id', '{ Patient(id: ada) { id } }'],
    ['a resource that is not there', '{ Patient(id: nobody) { id } }'],
    ['a search', '{ PatientList { id } }'],
    ['a count', '{ PatientConnection { count } }'],
    ['a chain through a type that may not be searched', '{ ConditionList(_filter: "subject:Patient.family eq Chalmers") { id } }'],
    ['what refers to a resource', '{ Condition(id: a1) { ObservationList(_reference: focus) { id } } }'],
  ])('%s of a type that the token does not hold is refused, whoever the member is', async (_what, query) => {
    const { status } = await withScopes({ Condition: 'rs' }).refusal(query)
    expect(status).toBe(403)
  })

  test('one resource that may not be read, or is not there, is refused before its fields are', async () => {
    const ask = (of: string, scopes: Record<string, string>) => withScopes(scopes).data('{ nonsense }', { of })
    await expect(ask('Patient/ada', { Condition: 'rs' })).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await withScopes({ Patient: 'r' }).refusal('{ id }', { of: 'Patient/nobody' })).status).toBe(404)
  })

  test('the schema tells of no more types than the token does', async () => {
    const { __schema: schema } = await withScopes({ Patient: 'r', Condition: 's' }).data('{ __schema { queryType { fields { name } } } }')
    expect(schema.queryType.fields.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['Condition', 'ConditionConnection', 'ConditionList', 'Patient', 'PatientConnection', 'PatientList'].sort(),
    )
  })

  test('one query that is refused in a part is refused as a whole', async () => {
    const query = '{ ConditionList { id } PatientList { id } }'
    const answer = await withScopes({ Condition: 'rs' }).caller.send('POST', '$graphql', { query })
    expect(JSON.parse(String(answer.text))).toMatchObject({ data: null, errors: [{ path: ['PatientList'] }] })
  })
})
