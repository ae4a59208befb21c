import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { asyncCancel, asyncStatus } from '#interactions/async-job.ts'
import type { InteractionRequest } from '#interactions/contract.ts'
import { base, type Caller, jsonOf, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
  await caller.send('PUT', 'Organization/team', { resourceType: 'Organization', id: 'team', name: 'Team' })
})
afterAll(() => caller.opened.close())

const roster = 'Organization/team/$billing-eligibility?month=2024-05'
const about = (job: string): InteractionRequest => ({ base, job, query: new URLSearchParams(), prefer: {}, accept: 'fhir' })
const kindOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: FhirError) => error.kind,
  )

/** Asks for the roster in the background; the id of the work. */
async function askedInBackground(): Promise<string> {
  const answer = await caller.send('GET', roster, undefined, { prefer: { respondAsync: true } })
  expect(answer.status).toBe(202)
  return answer.headers?.['Content-Location']?.replace(`${base}/_async/`, '') ?? ''
}

describe('work in the background (http://hl7.org/fhir/R4/async.html)', () => {
  test('a manifest says where the result is, as of the moment of asking', async () => {
    const job = await askedInBackground()
    const answer = await asyncStatus(caller.context, about(job))
    const manifest = jsonOf(answer)
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' })
    expect(manifest).toMatchObject({ transactionTime: '2024-06-15T16:00:00.000Z', request: `${base}/${roster}`, requiresAccessToken: true })
    const url = new URL(manifest.output[0].url)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      month: '2024-05',
      'as-of': '2024-06-15T16:00:00.000Z',
      _format: 'application/fhir+ndjson',
    })
  })

  test('what is cancelled is not known any more', async () => {
    const job = await askedInBackground()
    expect((await asyncCancel(caller.context, about(job))).status).toBe(202)
    expect(await kindOf(asyncStatus(caller.context, about(job)))).toBe('not-found')
    expect(await kindOf(asyncCancel(caller.context, about(job)))).toBe('not-found')
  })

  test('nobody learns of what somebody else asked for', async () => {
    const job = await askedInBackground()
    const other = caller.as(ownAccess('somebody else')).context
    expect(await kindOf(asyncStatus(other, about(job)))).toBe('not-found')
    expect(await kindOf(asyncCancel(other, about(job)))).toBe('not-found')
  })

  test('nor does another person with the same app', async () => {
    const plan = ownAccess('app')
    const withApp = (fhirUser: string) => caller.as({ ...plan, caller: { ...plan.caller, fhirUser } })
    const [ana, ben] = [withApp('Practitioner/ana'), withApp('Practitioner/ben')]
    const answer = await ana.send('GET', roster, undefined, { prefer: { respondAsync: true } })
    const job = answer.headers?.['Content-Location']?.replace(`${base}/_async/`, '') ?? ''
    expect(await kindOf(asyncStatus(ben.context, about(job)))).toBe('not-found')
    expect(await kindOf(asyncCancel(ben.context, about(job)))).toBe('not-found')
    expect((await asyncStatus(ana.context, about(job))).status).toBe(200)
  })

  test('nor who is something else now, or works for somebody else, or may not ask any more', async () => {
    const { caller: who, ...plan } = ownAccess('team-app')
    const withApp = (more: object, parts: object = {}) =>
      caller.as({ ...plan, ...parts, caller: { ...who, kind: 'system', ...more } } as AccessPlan)
    const answer = await withApp({}).send('GET', roster, undefined, { prefer: { respondAsync: true } })
    const job = answer.headers?.['Content-Location']?.replace(`${base}/_async/`, '') ?? ''
    const asked = (changed: Caller) => kindOf(asyncStatus(changed.context, about(job)))
    expect(await asked(withApp({}))).toBe('answered')
    expect(await asked(withApp({ kind: 'care-team' }))).toBe('not-found')
    expect(await asked(withApp({ organization: 'Organization/other' }))).toBe('not-found')
    expect(await asked(withApp({ roles: ['biller'] }))).toBe('not-found')
    expect(await asked(withApp({}, { allows: (_: string, type: string) => type === 'Task' }))).toBe('not-found')
    // A name that reads like a client's and its person's.
    expect(await asked(withApp({ clientId: 'team-app Practitioner/ana' }))).toBe('not-found')
  })

  test('nor by a token that has ended', async () => {
    const hash = Buffer.alloc(32, 31)
    const token = { hash, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 60_000).toISOString() }
    await caller.opened.tokens.insertToken(token)
    const mine = caller.as({ ...ownAccess('c'), tokenHash: hash })
    const answer = await mine.send('GET', roster, undefined, { prefer: { respondAsync: true } })
    const job = answer.headers?.['Content-Location']?.replace(`${base}/_async/`, '') ?? ''
    expect(await kindOf(asyncStatus(mine.context, about(job)))).toBe('answered')
    await caller.opened.tokens.revokeToken(hash)
    expect(await kindOf(asyncStatus(mine.context, about(job)))).toBe('unauthenticated')
    expect(await kindOf(mine.send('GET', roster))).toBe('unauthenticated')
  })

  test('nobody but the server says where the result is: a client sends its token there', async () => {
    const job = await askedInBackground()
    const task = await caller.json('GET', `Task/${job}`)
    const elsewhere = { ...task, input: [{ type: { text: 'output' }, valueString: 'https://elsewhere.example/' }] }
    expect(await kindOf(caller.send('PUT', `Task/${job}`, elsewhere))).toBe('forbidden')
    expect(
      await kindOf(caller.send('PATCH', `Task/${job}`, [{ op: 'replace', path: '/input/1/valueString', value: 'https://x.example' }])),
    ).toBe('forbidden')
    expect(await kindOf(caller.send('DELETE', `Task/${job}`))).toBe('forbidden')
    expect(await kindOf(caller.send('POST', 'Task', elsewhere))).toBe('forbidden')
    expect(await kindOf(caller.send('PUT', 'Task/async-mine', { ...elsewhere, id: 'async-mine', instantiatesUri: undefined }))).toBe(
      'forbidden',
    )
    const entry = [{ resource: elsewhere, request: { method: 'PUT', url: `Task/${job}` } }]
    expect(await kindOf(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }))).toBe('forbidden')
    const { output } = jsonOf(await asyncStatus(caller.context, about(job)))
    expect(output).toEqual([{ type: 'MeasureReport', url: expect.stringMatching(`^${base}/Organization/team/`) }])
    // And it is still theirs to cancel.
    expect((await asyncCancel(caller.context, about(job))).status).toBe(202)
  })

  test('an ordinary Task is no such work, and an id that is none finds nothing', async () => {
    await caller.send('PUT', 'Task/plain', { resourceType: 'Task', id: 'plain', status: 'accepted', intent: 'order' })
    for (const job of ['plain', 'nobody', '\u0000', '../x']) expect(await kindOf(asyncStatus(caller.context, about(job)))).toBe('not-found')
  })

  test('it is known for a day', async () => {
    const job = await askedInBackground()
    caller.setNow('2024-06-16T16:00:00Z')
    expect((await asyncStatus(caller.context, about(job))).status).toBe(200)
    caller.setNow('2024-06-16T16:00:00.001Z')
    expect(await kindOf(asyncStatus(caller.context, about(job)))).toBe('not-found')
    caller.setNow('2024-06-15T16:00:00Z')
  })

  test('a wrong request is refused at once', async () => {
    const ask = (url: string) => caller.send('GET', url, undefined, { prefer: { respondAsync: true } })
    expect(await kindOf(ask('Organization/nobody/$billing-eligibility?month=2024-05'))).toBe('not-found')
    expect(await kindOf(ask('Organization/team/$billing-eligibility?month=2024-13'))).toBe('malformed')
  })
})
