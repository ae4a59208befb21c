import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { graphql } from '#interactions/operations/graphql/graphql.ts'
import { type Door, openDoor } from '../../../http/door.ts'
import { type Asker, openAsker, records } from './asker.ts'

const base = '/fhir/R4'
let asker: Asker
let door: Door
let token: string

beforeAll(async () => {
  asker = await openAsker(records)
  const { context } = asker.caller
  // Tokens of this door are its own, so the store is asked as a room of the server.
  door = await openDoor({ operation: ({ signal }, question) => graphql({ ...context, signal }, question) })
  token = await door.tokenFor('system/*.rs', { scope: 'system/*.rs' })
})
afterAll(() => asker.caller.opened.close())

const post = (path: string, type: string, body: string) =>
  request(door.app).post(`${base}/${path}`).set('Authorization', `Bearer ${token}`).set('Content-Type', type).send(body)
const get = (path: string) => request(door.app).get(`${base}/${path}`).set('Authorization', `Bearer ${token}`)
const query = '{ Patient(id: "ada") { birthDate } }'
const answer = { data: { Patient: { birthDate: '2016-05-18' } } }

describe('invoking GraphQL (http://hl7.org/fhir/R4/graphql.html#invoking)', () => {
  test('by GET, in the address', async () => {
    const asked = await get(`$graphql?query=${encodeURIComponent(query)}`)
    expect([asked.status, asked.headers['content-type'], asked.body]).toEqual([200, 'application/json; charset=utf-8', answer])
    const withVariables = `query=${encodeURIComponent('query($id: ID!) { Patient(id: $id) { birthDate } }')}&variables=${encodeURIComponent('{"id":"ada"}')}`
    expect((await get(`$graphql?${withVariables}`)).body).toEqual(answer)
  })

  test.each([
    ['JSON', 'application/json', JSON.stringify({ query })],
    [
      'JSON with variables',
      'application/json; charset=utf-8',
      '{"query":"query Q($id: ID!) { Patient(id: $id) { birthDate } }","operationName":"Q","variables":{"id":"ada"}}',
    ],
    ['JSON with nulls', 'application/json', JSON.stringify({ query, operationName: null, variables: null })],
    ['the query itself', 'application/graphql', query],
    [
      'Parameters',
      'application/fhir+json',
      JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'query', valueString: query }] }),
    ],
  ])('by POST of %s', async (_what, type, body) => {
    const asked = await post('$graphql', type, body)
    expect([asked.status, asked.body]).toEqual([200, answer])
  })

  test('of one resource', async () => {
    expect((await post('Patient/ada/$graphql', 'application/graphql', '{ birthDate }')).body).toEqual({ data: { birthDate: '2016-05-18' } })
    expect((await get('Patient/ada/$graphql?query={birthDate}')).body).toEqual({ data: { birthDate: '2016-05-18' } })
    expect((await get('Patient/nobody/$graphql?query={birthDate}')).status).toBe(404)
  })

  test('in the media type of GraphQL over HTTP, when that is what the caller reads', async () => {
    const accept = 'application/graphql-response+json, application/json;q=0.9'
    const asked = await post('$graphql', 'application/json', JSON.stringify({ query })).set('Accept', accept)
    expect([asked.headers['content-type'], JSON.parse(asked.text)]).toEqual(['application/graphql-response+json; charset=utf-8', answer])
    expect((await get('Patient/ada').set('Accept', 'application/graphql-response+json')).status).toBe(406)
  })

  test('indented on request', async () => {
    expect((await get('Patient/ada/$graphql?query={id}&_pretty=true')).text).toBe('{\n  "data": {\n    "id": "ada"\n  }\n}')
  })

  test.each([
    ['no query', '$graphql', 'application/json', '{}', 400, 'missing-parameter'],
    ['an empty body', '$graphql', 'application/graphql', ' ', 400, 'missing-parameter'],
    ['a query that is no text', '$graphql', 'application/json', '{"query":1}', 400, 'missing-parameter'],
    ['variables that are a list', '$graphql', 'application/json', '{"query":"{ a }","variables":[]}', 400, 'invalid-parameter'],
    ['a list of queries', '$graphql', 'application/json', '[{"query":"{ a }"}]', 400, 'structure'],
    ['a parameter in the address of a POST', '$graphql?query={id}', 'application/json', '{"query":"{ a }"}', 400, 'unknown-parameter'],
  ])('%s is refused', async (_what, path, type, body, status, code) => {
    const asked = await post(path, type, body)
    expect([asked.status, asked.body.errors[0].extensions.resource.issue[0].details.coding[0].code]).toEqual([status, code])
  })

  test('in another media type is refused before it is read, and such a body elsewhere too', async () => {
    expect((await post('$graphql', 'application/xml', '<a/>')).status).toBe(415)
    expect((await post('Patient/$validate', 'application/graphql', query)).status).toBe(415)
  })

  test('needs a token, and does not stand at the level of a type', async () => {
    expect((await request(door.app).get(`${base}/$graphql?query={__typename}`)).status).toBe(401)
    const { operationFor } = await import('#interactions/operations/index.ts')
    expect(() => operationFor('graphql', 'GET', { type: 'Patient' })).toThrow('not-supported')
  })

  test('what was asked is not logged', () => {
    expect(door.logged.join()).not.toMatch(/birthDate|2016-05-18/)
  })
})

test('in a Bundle it is refused, as its answer is no resource', async () => {
  const bundle = { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: 'Patient/ada/$graphql?query={id}' } }] }
  const { entry } = await asker.caller.json('POST', '', bundle)
  expect([entry[0].response.status, entry[0].resource]).toEqual(['405 Method Not Allowed', undefined])
})

test('a revoked token is told nothing, not even the schema', async () => {
  const dead = asker.as({ ...asker.caller.context.access, tokenHash: Buffer.alloc(32) })
  for (const one of ['{ __typename }', '{ __schema { types { name } } }', '{ PatientList { id } }', '{ Patient(id: ada) { id } }'])
    await expect(dead.data(one)).rejects.toMatchObject({ kind: 'unauthenticated' })
})
