import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { jsonDepth } from '#http/read-body.ts'
import { routes } from '#http/routes.ts'
import { type Door, openDoor } from './door.ts'

let door: Door
let token: string
beforeAll(async () => {
  door = await openDoor()
  token = await door.tokenFor('system/*.cruds')
})

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head'
const ask = (method: Method, path: string) => request(door.app)[method](`/fhir/R4${path}`).set('Authorization', `Bearer ${token}`)

describe('which interaction is asked for', () => {
  test.each<[Method, string, string, object]>([
    ['post', '', 'batch', {}],
    ['post', '/', 'batch', {}],
    ['get', '/Patient/a-1.B', 'read', { type: 'Patient', id: 'a-1.B' }],
    ['head', '/Patient/a', 'read', { type: 'Patient', id: 'a' }],
    ['get', '/Patient/a/_history/3', 'vread', { type: 'Patient', id: 'a', version: '3' }],
    ['get', '/Patient/a/_history', 'history', { type: 'Patient', id: 'a' }],
    ['get', '/Patient/_history', 'history', { type: 'Patient' }],
    ['post', '/Patient', 'create', { type: 'Patient' }],
    ['put', '/Patient/a', 'update', { type: 'Patient', id: 'a' }],
    ['put', '/Patient?identifier=x', 'update', { type: 'Patient' }],
    ['patch', '/Patient/a', 'patch', { type: 'Patient', id: 'a' }],
    ['delete', '/Patient/a', 'delete', { type: 'Patient', id: 'a' }],
    ['get', '/Patient?name=x', 'search', { type: 'Patient' }],
    ['get', '/Patient/', 'search', { type: 'Patient' }],
    ['get', '/Patient/a/Goal', 'search', { type: 'Patient', id: 'a', compartmentType: 'Goal' }],
    ['get', '/Patient/a/*', 'search', { type: 'Patient', id: 'a', compartmentType: '*' }],
    ['get', '/Patient/a/$everything', 'operation', { type: 'Patient', id: 'a', operation: 'everything' }],
    ['post', '/Measure/$care-gaps', 'operation', { type: 'Measure', operation: 'care-gaps' }],
    ['get', '/$export', 'operation', { operation: 'export' }],
    ['get', '/Patient/%24match', 'operation', { type: 'Patient', operation: 'match' }],
    ['get', '/metadata', 'capabilities', {}],
  ])('%s %s is %s', async (method, path, name, parts) => {
    const asking = ask(method, path)
    const answer = await (method === 'post' || method === 'put' || method === 'patch' ? asking.send({ resourceType: 'Patient' }) : asking)
    expect(answer.status).toBe(200)
    expect(door.asked.name).toBe(name)
    const { type, id, version, operation, compartmentType } = door.asked.request!
    expect(JSON.parse(JSON.stringify({ type, id, version, operation, compartmentType }))).toEqual(parts)
  })

  test.each<[Method, string, number]>([
    ['get', '/Patient/a/b/c/d', 404],
    ['get', '/Patient//a', 404],
    ['get', '/Patient/%', 400],
    ['delete', '/', 405],
    ['put', '/metadata', 405],
    ['delete', '/Patient/a/_history/1', 405],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const answer = await ask(method, path)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text).resourceType).toBe('OperationOutcome')
    if (status === 405) expect(answer.headers.allow).toMatch(/GET/)
  })

  test('an operation that takes another method says which; one that there is not takes none', async () => {
    const { operation } = (await import('#interactions/index.ts')).interactions
    const served = await openDoor({ operation })
    const token = await served.tokenFor('system/*.cruds')
    const told = async (path: string) => {
      const answer = await request(served.app).get(`/fhir/R4${path}`).set('Authorization', `Bearer ${token}`)
      return [answer.status, answer.headers.allow]
    }
    expect(await told('/Patient/a/$generate-icp')).toEqual([405, 'POST'])
    expect(await told('/Patient/a/$no-such-operation')).toEqual([405, ''])
  })

  test('no row of the table hides another', () => {
    const keys = routes.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('what comes along with the question', () => {
  test('headers arrive as the interaction knows them', async () => {
    await ask('put', '/Patient/a')
      .set({ 'If-Match': 'W/"3"', 'If-None-Exist': 'identifier=x', Prefer: 'return=minimal; handling=lenient, respond-async' })
      .set('Accept-Language', 'es-MX,es;q=0.8')
      .send({ resourceType: 'Patient' })
    expect(door.asked.request).toMatchObject({
      base: 'https://cares.example.org/fhir/R4',
      ifMatch: 'W/"3"',
      ifNoneExist: 'identifier=x',
      prefer: { return: 'minimal', handling: 'lenient', respondAsync: true },
      language: 'es-MX',
    })
  })

  test('a form of _search and the address are one question', async () => {
    await ask('post', '/Patient/_search?_count=5').type('form').send('name=Ana+Mar%C3%ADa&birthdate=ge2010')
    expect(door.asked.request?.query.toString()).toBe('_count=5&name=Ana+Mar%C3%ADa&birthdate=ge2010')
  })

  test('a form of _search may be empty, and may search everything', async () => {
    await ask('post', '/_search').type('form').send('_type=Patient')
    expect([door.asked.name, door.asked.request?.type, door.asked.request?.query.get('_type')]).toEqual(['search', undefined, 'Patient'])
    expect((await ask('post', '/Patient/_search')).status).toBe(200)
  })

  test('_format and _pretty are about the answer, and are not searched for', async () => {
    await ask('get', '/Patient?_format=application/fhir+json&_pretty=true&name=x')
    expect(door.asked.request?.query.toString()).toBe('name=x')
  })

  test.each([
    ['application/fhir+json', '', 'fhir'],
    ['application/json;q=0.5, text/html', '', 'html'],
    ['text/html;q=0.5, application/fhir+json;q=0.9', '', 'fhir'],
    ['application/pdf', '', 'pdf'],
    ['application/xml, */*;q=0.1', '', 'fhir'],
    ['application/xml', '?_format=json', 'fhir'],
  ])('Accept %p %s is understood as %s', async (accept, query, kind) => {
    await ask('get', `/Patient/a/$summary${query}`).set('Accept', accept)
    expect(door.asked.request?.accept).toBe(kind)
  })

  test.each(['application/fhir+xml', 'image/png'])('406 for Accept %p', async (accept) => {
    expect((await ask('get', '/Patient/a').set('Accept', accept)).status).toBe(406)
  })
})

describe('a body that is refused', () => {
  const post = (body: string | Buffer, type = 'application/fhir+json') => ask('post', '/Patient').set('Content-Type', type).send(body)
  const code = (text: string) => JSON.parse(text).issue[0].details.coding[0].code

  test('XML, with what to send instead', async () => {
    const answer = await post('<Patient/>', 'application/fhir+xml')
    expect(answer.status).toBe(415)
    expect(JSON.parse(answer.text).issue[0].diagnostics).toContain('application/fhir+json')
  })

  test('larger than is taken, also when it comes without a length', async () => {
    const big = JSON.stringify({ resourceType: 'Patient', text: 'x'.repeat(10_000) })
    expect([(await post(big)).status, code((await post(big)).text)]).toEqual([413, 'body-too-large'])
    const chunked = ask('post', '/Patient').set('Content-Type', 'application/json').set('Transfer-Encoding', 'chunked')
    chunked.write(big)
    expect((await chunked).status).toBe(413)
  })

  test('one byte more than is taken, not one less', async () => {
    const sized = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
    expect((await post(sized(10_000))).status).toBe(200)
    expect((await post(sized(10_001))).status).toBe(413)
  })

  test('broken JSON; what it says is not repeated', async () => {
    const answer = await post('{"name": "Ana", oops')
    expect([answer.status, code(answer.text)]).toEqual([400, 'invalid-json'])
    expect(answer.text + door.logged.join()).not.toMatch(/Ana|oops/)
  })

  test('nested too deep, not when brackets stand in text', async () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect((await post(nested(jsonDepth))).status).toBe(200)
    expect(code((await post(nested(jsonDepth + 1))).text)).toBe('too-deep')
    expect((await post(JSON.stringify({ text: `\\" ${'['.repeat(200)}`, more: '\\' }))).status).toBe(200)
  })

  test.each(['{"__proto__": {"admin": true}}', '{"a": [{"\\u005f_proto__": 1}]}'])('a prototype in disguise: %s', async (text) => {
    expect(code((await post(text)).text)).toBe('invalid-json')
    expect((await post('{"text": "__proto__ is only a word here"}')).status).toBe(200)
  })

  test('not UTF-8', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    const answer = await post(bytes).serialize((body) => body)
    expect([answer.status, code(answer.text)]).toEqual([400, 'encoding'])
  })

  test('a form where JSON is expected', async () => {
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415)
  })

  test('JSON where a form is expected: a search would lose its parameters', async () => {
    const answer = await ask('post', '/Patient/_search').send({ name: 'Ana' })
    expect([answer.status, JSON.parse(answer.text).issue[0].diagnostics]).toEqual([415, expect.stringContaining('x-www-form-urlencoded')])
  })

  test('compressed', async () => {
    expect((await post('{}').set('Content-Encoding', 'gzip')).status).toBe(415)
  })
})
