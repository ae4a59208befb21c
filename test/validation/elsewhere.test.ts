import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { finish } from '#validation/finish.ts'
import { AnswerCache } from '#validation/terminology/answer-cache.ts'
import { Breaker } from '#validation/terminology/breaker.ts'
import { createElsewhere } from '#validation/terminology/elsewhere.ts'
import { questionKey } from '#validation/terminology/question.ts'
import type { Verdict } from '#validation/validator.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Reply = (body: string, request: IncomingMessage, response: ServerResponse) => void

/** A server on a free port; what it was asked is kept. */
async function serve(reply: Reply): Promise<{ url: string; asked: string[]; headers: IncomingMessage['headers'][] }> {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      asked.push(body)
      headers.push(request.headers)
      reply(body, request, response)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/r4`, asked, headers }
}

const send = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/fhir+json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
const result = (valueBoolean: boolean, ...more: object[]) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'result', valueBoolean }, ...more],
})
const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] }
const question = { valueSet: 'http://a.example/vs', system: 'http://a.example/cs', code: 'x' }
const codes = (count: number) => Array.from({ length: count }, (_, index) => ({ ...question, code: `c${index}` }))
const quick = { timeout: 300, rest: 200 }

describe('another terminology server', () => {
  test('is asked $validate-code for a code and told nothing else', async () => {
    const { url, asked, headers } = await serve((_body, _request, response) => send(response, 200, result(true)))
    const answers = await createElsewhere({ url, token: 'secret', ...quick }).areMembers([question])
    expect(answers).toEqual(new Map([[questionKey(question), true]]))
    expect(JSON.parse(asked[0]!)).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'url', valueUri: question.valueSet },
        { name: 'code', valueCode: 'x' },
        { name: 'system', valueUri: question.system },
      ],
    })
    expect(headers[0]!.authorization).toBe('Bearer secret')
  })

  test('is asked once for the same, however often and however many ask', async () => {
    const { url, asked } = await serve((_body, _request, response) => setTimeout(() => send(response, 200, result(false)), 20))
    const elsewhere = createElsewhere({ url, ...quick })
    const answers = await Promise.all([elsewhere.areMembers([question, question]), elsewhere.areMembers([question])])
    expect(answers.map((one) => one.get(questionKey(question)))).toEqual([false, false])
    await elsewhere.areMembers([question])
    expect(asked).toHaveLength(1)
  })

  test.each<[string, unknown, number]>([
    ['an outcome that does not know', outcome, 404],
    [
      'a "no" because it lacks the code system',
      result(false, { name: 'x-caused-by-unknown-system', valueCanonical: 'http://a.example/cs' }),
      200,
    ],
    ['a "no" with an issue that says so', result(false, { name: 'issues', resource: outcome }), 200],
    ['a resource of another kind', { resourceType: 'Patient' }, 200],
    ['a result that is no boolean', { resourceType: 'Parameters', parameter: [{ name: 'result', valueString: 'true' }] }, 200],
    ['parameters that are none', { resourceType: 'Parameters', parameter: 'result' }, 200],
    ['no JSON', '<html>', 200],
    ['JSON that is no object', 'null', 200],
    ['a fault of its own', outcome, 500],
    ['a token refused', outcome, 401],
  ])('has not answered with %s', async (_what, body, status) => {
    const { url } = await serve((_body, _request, response) => send(response, status, body))
    expect(await createElsewhere({ url, ...quick }).areMembers([question])).toEqual(new Map())
  })

  test('is not followed to another address', async () => {
    const inside = await serve((_body, _request, response) => send(response, 200, result(true)))
    const { url } = await serve((_body, _request, response) => {
      response.writeHead(307, { location: inside.url })
      response.end()
    })
    expect(await createElsewhere({ url, ...quick }).areMembers([question])).toEqual(new Map())
    expect(inside.asked).toEqual([])
  })

  test('that is slow is not waited for, and after three times not asked until it has rested', async () => {
    let slow = true
    const { url, asked } = await serve((_body, _request, response) => {
      if (!slow) send(response, 200, result(true))
    })
    const elsewhere = createElsewhere({ url, ...quick })
    const start = performance.now()
    expect(await elsewhere.areMembers(codes(50))).toEqual(new Map())
    expect(performance.now() - start).toBeLessThan(1_500)
    const before = asked.length
    expect(await elsewhere.areMembers([question])).toEqual(new Map())
    expect(asked).toHaveLength(before)
    slow = false
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect((await elsewhere.areMembers([{ ...question, code: 'later' }])).size).toBe(1)
    expect((await elsewhere.areMembers(codes(70).slice(60))).size).toBe(10)
  })

  test('that is not there costs nothing worth telling', async () => {
    const elsewhere = createElsewhere({ url: 'http://127.0.0.1:9/r4', ...quick })
    const start = performance.now()
    for (let times = 0; times < 20; times++) expect(await elsewhere.areMembers(codes(20))).toEqual(new Map())
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  test('is asked a hundred questions of one request and no more', async () => {
    const { url, asked } = await serve((_body, _request, response) => send(response, 200, result(true)))
    expect((await createElsewhere({ url, timeout: 5_000 }).areMembers(codes(150))).size).toBe(100)
    expect(asked).toHaveLength(100)
  })
})

describe('a breaker', () => {
  test('opens after failures in a row, lets one through after a rest, closes after a success', () => {
    let now = 0
    const breaker = new Breaker(2, 100, () => now)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    expect(breaker.lets()).toBe(true)
    breaker.failed()
    expect(breaker.lets()).toBe(false)
    now = 99
    expect(breaker.lets()).toBe(false)
    now = 100
    expect([breaker.lets(), breaker.lets()]).toEqual([true, false])
    breaker.failed()
    now = 199
    expect(breaker.lets()).toBe(false)
    now = 200
    expect(breaker.lets()).toBe(true)
    breaker.succeeded()
    expect([breaker.lets(), breaker.lets()]).toEqual([true, true])
  })
})

test('answers are kept for their time and up to a number, the least asked for go first', () => {
  let now = 0
  const cache = new AnswerCache<number>(2, () => now)
  cache.set('a', 1, 10)
  cache.set('b', 2, 20)
  expect(cache.get('a')?.answer).toBe(1)
  cache.set('c', 3, 20)
  expect([cache.get('a')?.answer, cache.get('b')?.answer, cache.get('c')?.answer]).toEqual([1, undefined, 3])
  now = 10
  expect([cache.get('a')?.answer, cache.get('c')?.answer]).toEqual([undefined, 3])
})

describe('a verdict is finished by what another server says', () => {
  const structures = coreDefinitions()
  const condition = 'http://hl7.org/fhir/ValueSet/condition-code'
  const profile = (strength: string) => ({
    ...{ resourceType: 'StructureDefinition', url: 'http://a.example/p', name: 'P', status: 'active', kind: 'resource', abstract: false },
    ...{ type: 'Basic', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Basic', derivation: 'constraint' },
    differential: { element: [{ id: 'Basic.code', path: 'Basic.code', binding: { strength, valueSet: condition } }] },
  })
  const record = (...some: string[]) => ({
    ...{ resourceType: 'Basic', meta: { profile: ['http://a.example/p'] } },
    code: { coding: some.map((code) => ({ system: 'http://snomed.info/sct', code })) },
  })
  async function verdictOn(
    resource: object,
    says: Record<string, boolean>,
    strength = 'required',
  ): Promise<{ verdict: Verdict; asked: string[] }> {
    const validator = createValidator({ structures, leavesOpen: true })
    validator.live.put('StructureDefinition/p', profile(strength))
    const verdict = validator.validate(resource)
    const asked: string[] = []
    await finish([verdict], validator.terminology, {
      operation: async () => undefined,
      areMembers: async (questions) => {
        asked.push(...questions.map(({ code }) => code))
        return new Map(questions.flatMap((one) => (one.code in says ? [[questionKey(one), says[one.code]!]] : [])))
      },
    })
    return { verdict, asked }
  }
  const brief = ({ verdict }: { verdict: Verdict }) =>
    Object.fromEntries(
      (['base', 'profile', 'warnings'] as const).map((list) => [
        list,
        verdict[list].map(({ details, expression }) => `${details} ${expression?.[0]}`),
      ]),
    )

  test.each<[string, string[], Record<string, boolean>, string, object]>([
    ['yes', ['1'], { 1: true }, 'required', { base: [], profile: [], warnings: [] }],
    ['no', ['1'], { 1: false }, 'required', { base: [], profile: ['binding Basic.code'], warnings: [] }],
    ['no, of an extensible binding', ['1'], { 1: false }, 'extensible', { base: [], profile: [], warnings: ['binding Basic.code'] }],
    ['nothing', ['1'], {}, 'required', { base: [], profile: [], warnings: ['value-set-not-expanded Basic.code'] }],
    ['one yes is enough', ['1', '2'], { 2: true }, 'required', { base: [], profile: [], warnings: [] }],
    ['one no is not', ['1', '2'], { 1: false }, 'required', { base: [], profile: [], warnings: ['value-set-not-expanded Basic.code'] }],
  ])('%s', async (_what, some, says, strength, expected) =>
    expect(brief(await verdictOn(record(...some), says, strength))).toEqual(expected),
  )

  test('what does not look like a code is told nobody', async () => {
    expect((await verdictOn(record('Ana Reyes, 2016'), {})).asked).toEqual([])
  })

  test('a validator that leaves nothing open keeps nothing for it', () => {
    const validator = createValidator({ structures })
    validator.live.put('StructureDefinition/p', profile('required'))
    expect(validator.validate(record('1')).open).toBeUndefined()
  })
})
