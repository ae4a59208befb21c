import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { errorKinds, FhirError } from '#fhir/error.ts'
import { statusOf } from '#http/status.ts'
import type { InteractionResponse } from '#interactions/contract.ts'
import { type Door, openDoor } from './door.ts'

let door: Door
let token: string
let next: InteractionResponse | Error
beforeAll(async () => {
  door = await openDoor({
    read: async () => {
      if (next instanceof Error) throw next
      return next
    },
  })
  token = await door.tokenFor('system/*.cruds')
})

async function askFor(answer: InteractionResponse | Error, headers: Record<string, string> = {}, path = '/Patient/1') {
  next = answer
  door.logged.length = 0
  const reply = await request(door.app)
    .get(`/fhir/R4${path}`)
    .set({ Authorization: `Bearer ${token}`, 'Accept-Encoding': 'identity', ...headers })
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => done(null, Buffer.concat(pieces)))
    })
  return { reply, body: reply.body as Buffer, logged: door.logged.join('\n') }
}

describe('an answer', () => {
  test('goes out as it is stored, byte for byte, with version and date', async () => {
    const text = '{"resourceType":"Patient","id":"1","multipleBirthInteger":1.0,"name":[{"family":"Ñandú"}]}'
    const { reply, body } = await askFor({ status: 200, text, etag: 'W/"3"', lastModified: '2026-03-08T06:59:59.999Z' })
    expect(body.toString()).toBe(text)
    expect(reply.headers).toMatchObject({
      'content-type': 'application/fhir+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      etag: 'W/"3"',
      'last-modified': 'Sun, 08 Mar 2026 06:59:59 GMT',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    })
    expect(reply.headers).not.toHaveProperty('x-powered-by')
  })

  test('in pieces is one text', async () => {
    const { reply, body } = await askFor({ status: 200, text: ['{"entry":[', '{"a":"é"}', ']}'] })
    expect(body.toString()).toBe('{"entry":[{"a":"é"}]}')
    expect(reply.headers['content-length']).toBe('22')
  })

  test('made while it is written goes out as it is made', async () => {
    async function* stream() {
      for (const line of ['{"n":1}\n', '{"n":2}\n']) yield line
    }
    const { reply, body } = await askFor({ status: 200, stream: stream(), contentType: 'application/fhir+ndjson' })
    expect([body.toString(), reply.headers['content-type']]).toEqual(['{"n":1}\n{"n":2}\n', 'application/fhir+ndjson'])
  })

  test('that fails while it is made is broken off, not ended', async () => {
    async function* stream() {
      yield '{"n":1}\n'
      throw new Error('the database left')
    }
    await expect(askFor({ status: 200, stream: stream() })).rejects.toThrow()
  })

  test('to HEAD has the same headers and no body', async () => {
    next = { status: 200, text: '{"a":1}', etag: 'W/"1"' }
    const reply = await request(door.app).head('/fhir/R4/Patient/1').set('Authorization', `Bearer ${token}`)
    expect([reply.status, reply.headers['content-length'], reply.headers.etag, reply.text]).toEqual([200, '7', 'W/"1"', undefined])
  })

  test('304 has no body', async () => {
    const { reply, body } = await askFor({ status: 304, etag: 'W/"1"' })
    expect([reply.status, reply.headers.etag, body.length]).toEqual([304, 'W/"1"', 0])
  })

  test('created, with return=minimal: a location and nothing else', async () => {
    const { reply, body } = await askFor({ status: 201, location: 'https://cares.example.org/fhir/R4/Patient/1/_history/1' })
    expect([reply.status, reply.headers.location, reply.headers['content-length'], body.length]).toEqual([
      201,
      'https://cares.example.org/fhir/R4/Patient/1/_history/1',
      '0',
      0,
    ])
  })

  const long = { status: 200, text: JSON.stringify({ text: 'ñ'.repeat(20_000) }) }

  test.each(['gzip', 'br'])('that is long is compressed with %s', async (encoding) => {
    const { reply, body } = await askFor(long, { 'Accept-Encoding': `deflate, ${encoding};q=0.8` })
    expect(reply.headers['content-encoding']).toBe(encoding)
    expect(Number(reply.headers['content-length'])).toBeLessThan(1000)
    expect(body.toString()).toBe(long.text)
  })

  test('is not compressed for somebody who refuses it', async () => {
    const { reply, body } = await askFor(long, { 'Accept-Encoding': 'gzip;q=0, br;q=0.0' })
    expect(reply.headers['content-encoding']).toBeUndefined()
    expect(body.toString()).toBe(long.text)
  })

  test('is indented on request, every digit as it was', async () => {
    const text = '{"a":1.0,"b":[],"c":{},"d":[{"e":"x, {y}: \\"z\\""},2.50]}'
    const { body } = await askFor({ status: 200, text }, {}, '/Patient/1?_pretty=true')
    expect(body.toString()).toBe(
      [
        '{',
        '  "a": 1.0,',
        '  "b": [],',
        '  "c": {},',
        '  "d": [',
        '    {',
        '      "e": "x, {y}: \\"z\\""',
        '    },',
        '    2.50',
        '  ]',
        '}',
      ].join('\n'),
    )
  })
})

describe('an error', () => {
  test.each(errorKinds)('of the kind %s has its status and its issues', async (kind) => {
    const issues = [
      { severity: 'error', code: 'invalid', details: 'CARES-ELG-01', diagnostics: 'first', expression: ['Patient.birthDate'] },
      { severity: 'error', code: 'invalid', details: 'something-else', diagnostics: 'second' },
    ] as const
    const { reply, body } = await askFor(new FhirError(kind, issues as never))
    expect(reply.status).toBe(statusOf[kind])
    expect(JSON.parse(body.toString())).toEqual({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'invalid',
          details: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/requirement', code: 'CARES-ELG-01' }] },
          diagnostics: 'first',
          expression: ['Patient.birthDate'],
        },
        {
          severity: 'error',
          code: 'invalid',
          details: { coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/error', code: 'something-else' }] },
          diagnostics: 'second',
        },
      ],
    })
    if (kind === 'unavailable') expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('that nobody expected tells the caller an id, the log where, and nobody what', async () => {
    const { reply, body, logged } = await askFor(new TypeError('cannot read name of Ana María'))
    expect(reply.status).toBe(500)
    const [, id] = /Quote ([0-9a-f-]{36})/.exec(body.toString()) ?? []
    expect(reply.headers['x-request-id']).toBe(id)
    expect(logged).toContain(id)
    expect(logged).toContain('answers.test.ts')
    expect(logged + body.toString()).not.toContain('Ana')
  })
})

describe('what is told of a request', () => {
  test('log and metrics know the route, never the address', async () => {
    const door = await openDoor()
    const token = await door.tokenFor('system/*.cruds', { clientId: 'hospital' })
    await request(door.app).get('/fhir/R4/Patient/mh-100000000001?name=Ana').set('Authorization', `Bearer ${token}`)
    const metrics = (await request(door.app).get('/metrics')).text
    expect(door.logged.at(-1)).toMatch(/"method":"GET","route":"\/:type\/:id","status":200,"ms":[\d.]+,"client":"hospital"/)
    expect(metrics).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/:type\/:id",status="200"\} 1/)
    for (const secret of ['mh-1000', 'Ana', token]) expect(door.logged.join() + metrics).not.toContain(secret)
  })
})
