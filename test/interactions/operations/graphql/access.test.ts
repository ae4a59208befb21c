import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AccessPlan } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { statusOf } from '#fhir/status.ts'
import type { Json } from '../../caller.ts'
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

  test('one query that is refused in a part is refused as a whole', async () => {
    const query = '{ ConditionList { id } PatientList { id } }'
    const answer = await withScopes({ Condition: 'rs' }).caller.send('POST', '$graphql', { query })
    expect(JSON.parse(String(answer.text))).toMatchObject({ data: null, errors: [{ path: ['PatientList'] }] })
  })
})

describe('a caller who sees one member’s record', () => {
  const onlyAda = () => {
    const plan: AccessPlan = { caller: { clientId: 'partner' }, allows: () => true, sight: () => [{ member: 'ada' }] }
    return asker.as(plan)
  }
  // Ben is there and nobody is not: all that is told of them must be the same.
  const same = async (query: (id: string) => string) => {
    const [ben, nobody] = await Promise.all([query('ben'), query('nobody')].map((one) => onlyAda().data(one)))
    expect(JSON.stringify(ben).replaceAll('ben', 'nobody')).toBe(JSON.stringify(nobody))
    return ben
  }

  test('finds no other in lists, counts and what refers to them', async () => {
    const data = await onlyAda().data(
      '{ PatientList { id } PatientConnection { count edges { resource { id } } } ConditionList(_sort: "_id") { id } ConditionConnection { count } }',
    )
    expect(data).toEqual({
      PatientList: [{ id: 'ada' }],
      PatientConnection: { count: 1, edges: [{ resource: { id: 'ada' } }] },
      ConditionList: [{ id: 'a1' }, { id: 'a2' }, { id: 'a3' }],
      ConditionConnection: { count: 3 },
    })
  })

  test('cannot tell one that is there from one that is not, by id or by search', async () => {
    expect(await same((id) => `{ Patient(id: "${id}") { id } PatientList(_id: "${id}") { id } }`)).toEqual({
      Patient: null,
      PatientList: [],
    })
    await same(
      (id) => `{ ConditionConnection(patient: "Patient/${id}") { count } a: ConditionList(_filter: "patient eq Patient/${id}") { id } }`,
    )
  })

  test('cannot tell by following a reference', async () => {
    const list = {
      resourceType: 'List',
      id: 'both',
      status: 'current',
      mode: 'working',
      subject: { reference: 'Patient/ada' },
      entry: [{ item: { reference: 'Patient/ben' } }, { item: { reference: 'Patient/nobody' } }, { item: { reference: 'Patient/ada' } }],
    }
    await asker.caller.opened.store.write(asker.caller.context.access, [{ act: 'create', resource: list }])
    const { List } = await onlyAda().data('{ List(id: both) { entry { item { resource(optional: true) { id } } } } }')
    expect(List.entry.map(({ item }: Json) => item.resource)).toEqual([null, null, { id: 'ada' }])
    const { errors } = await onlyAda().refusal('{ List(id: both) { entry { item { resource { id } } } } }')
    expect(errors).toHaveLength(2)
    expect(new Set(errors.map(({ message, extensions }) => JSON.stringify([message, extensions]))).size).toBe(1)
  })

  test('is told of one resource what is told of one that is not there', async () => {
    const told = async (id: string) => {
      const refused = await onlyAda()
        .caller.send('GET', `Patient/${id}/$graphql?query={id}`)
        .catch((error: FhirError) => ({ status: statusOf[error.kind], text: JSON.stringify(error.issues) }))
      return JSON.stringify([refused.status, refused.text]).replaceAll(id, 'x')
    }
    expect(await told('ben')).toBe(await told('nobody'))
  })
})
