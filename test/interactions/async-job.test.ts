import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
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
