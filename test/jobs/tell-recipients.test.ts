import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { createOutbound } from '#fhir/outbound/outbound.ts'
import { type Jobs, startJobs } from '#jobs/start-jobs.ts'
import { tellingRecipients } from '#jobs/tell-recipients.ts'
import { type Desk, listening, openDesk, until } from './fixture.ts'

// CARES-CON-04: a revocation is sent to whoever received by the consent and gave an address for that. The other server is here.
const kind = 'https://cares-fhir.example.org/CodeSystem/communication-kind'
const hospital = 'Organization/hospital'
let desk: Desk
let server: Server
let came: { url?: string; method?: string; length: number; type?: string }[]
let status: number
let address: string
let jobs: Jobs | undefined
let notices = 0

beforeAll(async () => {
  desk = await openDesk('2024-03-01T17:00:00Z')
  server = createServer((request, response) => {
    let length = 0
    request.on('data', (piece: Buffer) => {
      length += piece.length
    })
    request.on('end', () => {
      came.push({ url: request.url, method: request.method, length, type: request.headers['content-type'] })
      response.writeHead(status, status === 302 ? { Location: `${address}/elsewhere` } : {}).end('{"said":"nothing"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  await desk.put({ resourceType: 'Patient', id: 'kit', birthDate: '2015-01-01' })
}, 60_000)
beforeEach(() => {
  came = []
  status = 204
})
afterEach(async () => {
  await jobs?.stop()
  jobs = undefined
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await desk.opened.close()
})

const waiting = async () => (await desk.opened.outbox.backlog()).waiting
const drained = () => until(async () => (await waiting()) === 0)
const clients = () => [
  { clientId: 'ehr', organization: hospital, notifyUri: `${address}/revoked` },
  { clientId: 'other-app', organization: hospital },
  { clientId: 'plan', organization: 'Organization/plan', notifyUri: `${address}/plan` },
]
const parts = (call = createOutbound({ namedBy: 'others', loopback: true, timeout: 1_000 })) => ({
  clients: async () => clients(),
  call,
  record: desk.opened.audit.record,
})
const start = (telling = parts()) => {
  const log = listening()
  jobs = startJobs({ ...desk, outbox: desk.opened.outbox, definitions: { look: async () => {} }, log, telling })
  return log
}
/** The server's own notice to one recipient, as a revocation writes it. */
async function notice(recipient: string, code = 'consent-revoked'): Promise<string> {
  const id = `notice-${++notices}`
  const resource = {
    resourceType: 'Communication',
    id,
    status: 'completed',
    category: [{ coding: [{ system: kind, code }] }],
    subject: { reference: 'Patient/kit' },
    about: [{ reference: 'Consent/roi' }],
    recipient: [{ reference: recipient }],
  }
  await desk.store.write(ownAccess('test'), [{ own: true, act: 'create', resource }])
  return id
}
const told = async (id: string) =>
  desk.opened.database.query<{ client: string; outcome: number; patient: string }>(
    { text: `SELECT client, outcome, patient FROM audit WHERE interaction = 'notify' AND what = $1` },
    [`Communication/${id}`],
  )

test('who received is called at the address that they gave, without content; nobody else is; the trail tells of it', async () => {
  start()
  await drained()
  const id = await notice(hospital)
  await drained()
  expect(came).toEqual([{ url: '/revoked', method: 'POST', length: 0, type: undefined }])
  expect(await told(id)).toEqual([{ client: 'jobs', outcome: 0, patient: 'kit' }])
})

test('one who gave no address, a person, and word of something else call nobody', async () => {
  start()
  const ids = [await notice('Organization/school'), await notice('RelatedPerson/mother'), await notice(hospital, 'case-note')]
  await drained()
  expect(came).toEqual([])
  for (const id of ids) expect(await told(id)).toEqual([])
})

test('several at once are one call; an address that fails, or sends on, is tried again, and others hear meanwhile', async () => {
  const { outbox } = desk.opened
  for (const failing of [500, 302]) {
    status = failing
    came = []
    const sick = await notice(hospital)
    await notice(hospital)
    const log = listening()
    const telling = tellingRecipients({ ...parts(), store: desk.store, outbox, now: () => new Date(), log, waits: { least: 0, most: 0 } })
    const entries = await outbox.take(50)
    expect((await telling.take(entries)).size).toBe(2)
    await telling.stop()
    expect(came.map(({ url }) => url)).toEqual(['/revoked'])
    expect(await told(sick)).toEqual([{ client: 'jobs', outcome: 8, patient: 'kit' }])
    expect(await waiting()).toBe(2)
    status = 200
    const again = await outbox.take(50)
    await telling.take(again)
    await telling.stop()
    expect([came.length, await waiting(), log.lines]).toEqual([2, 0, []])
  }
})

test('after three days nobody is called any more; the log names the client alone', async () => {
  status = 500
  const { outbox } = desk.opened
  await notice(hospital)
  const log = listening()
  const then = (seconds: number) => () => new Date(Date.now() + seconds * 1000)
  const telling = (now: () => Date) => tellingRecipients({ ...parts(), store: desk.store, outbox, now, log, waits: { least: 0, most: 0 } })
  const before = telling(then(3 * 86_400 - 60))
  await before.take(await outbox.take(50))
  await before.stop()
  expect([await waiting(), log.lines]).toEqual([1, []])
  const after = telling(then(3 * 86_400 + 60))
  await after.take(await outbox.take(50))
  await after.stop()
  expect([await waiting(), log.lines.map(({ fields }) => fields)]).toEqual([0, [{ clients: ['ehr'] }]])
})

test('nothing inside is called: the address of a client leads to the public internet, or nowhere', async () => {
  const { outbox } = desk.opened
  await notice(hospital)
  const call = createOutbound({ namedBy: 'others', timeout: 1_000 })
  const telling = tellingRecipients({ ...parts(call), store: desk.store, outbox, now: () => new Date(), log: listening(), gaveUpAfter: 0 })
  await telling.take(await outbox.take(50))
  await telling.stop()
  expect([came, await waiting()]).toEqual([[], 0])
})
