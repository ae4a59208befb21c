import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { hashToken } from '#auth/token-hash.ts'
import { createHttpApp } from '#http/create-http-app.ts'
import type { RecordLines } from '#interactions/audit/lines.ts'
import { interactions } from '#interactions/index.ts'
import { callerOver } from '../interactions/caller.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

// https://profiles.ihe.net/ITI/BALP: what was done, by whom, of which patient; one event for each patient of an answer.

const baseUrl = 'https://cares.example.org'
let data: TestStore
let record: RecordLines
let app: ReturnType<typeof createHttpApp>
const token = 'a-token-of-the-hospital'

beforeAll(async () => {
  data = await openTestStore()
  record = data.audit.record
  await data.store.write(ownAccess('seed'), [
    { act: 'create', resource: { resourceType: 'Patient', id: 'ana' } },
    { act: 'create', resource: { resourceType: 'Patient', id: 'ben' } },
    { act: 'create', resource: { resourceType: 'Goal', id: 'g', subject: { reference: 'Patient/ana' } } },
    { act: 'create', resource: { resourceType: 'Organization', id: 'clinic' } },
  ])
  await data.tokens.insertToken({
    hash: hashToken(token),
    clientId: 'ehr',
    scope: 'system/*.cruds',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    claims: { kind: 'system', purpose: 'TREAT' },
  })
  await data.tokens.insertToken({
    hash: hashToken('narrow'),
    clientId: 'narrow',
    scope: 'system/Organization.r',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    claims: { kind: 'system' },
  })
  const silent = { info() {}, warn() {}, error() {} }
  const { context } = callerOver(data)
  app = createHttpApp({
    baseUrl,
    authorization: await createAuthorizationServer(baseUrl, data.tokens, {
      fault() {},
      refusal() {},
      answered: async ({ asked, status }) => record([{ client: 'auth', action: 'E', interaction: asked, outcome: status < 400 ? 0 : 4 }]),
    }),
    authenticate: createAuthenticate(data.tokens, () => new Date()),
    interactions,
    context: { ...context, base: `${baseUrl}/fhir/R4` },
    limits: { maxBody: 10_000_000, maxAddress: 8_192, requestTimeout: 60_000 },
    record: (lines) => record(lines),
    log: silent,
    ready: async () => {},
  })
})

afterAll(() => data.close())

const ask = (method: 'get' | 'post' | 'put' | 'delete', path: string, as = token) =>
  request(app)[method](`/fhir/R4/${path}`).set('Authorization', `Bearer ${as}`)

/** The lines of an answer, by the id that it carries; each member of a line that names several has it. */
async function linesOf(answer: { headers: { [name: string]: string } }) {
  const rows = await data.database.query<Record<string, unknown> & { patients: string[] | null }>(
    { text: 'SELECT * FROM audit WHERE request = $1 ORDER BY tx, seq' },
    [answer.headers['x-request-id']],
  )
  return rows.flatMap((row) => (row.patients === null ? [row] : row.patients.map((patient) => ({ ...row, patient }))))
}

describe('what the audit trail says of a request', () => {
  test('a read: who, what, whose record, why', async () => {
    const answer = await ask('get', 'Goal/g')
    expect(answer.status).toBe(200)
    expect(await linesOf(answer)).toMatchObject([
      {
        client: 'ehr',
        kind: 'system',
        action: 'R',
        interaction: 'read',
        what: 'Goal/g',
        patient: 'ana',
        outcome: 0,
        purpose: 'TREAT',
        token: hashToken(token).toString('hex').slice(0, 16),
        query: null,
      },
    ])
  })

  test('a read of what is in nobody’s record names no patient', async () => {
    expect(await linesOf(await ask('get', 'Organization/clinic'))).toMatchObject([{ what: 'Organization/clinic', patient: null }])
  })

  test('a search: its parameters, and a line for each member whose record was returned', async () => {
    const lines = await linesOf(await ask('get', 'Patient?_id=ana,ben,nobody'))
    expect(lines.map(({ patient }) => patient).sort()).toEqual(['ana', 'ben'])
    expect(lines[0]).toMatchObject({ action: 'E', interaction: 'search-type', what: 'Patient', query: '_id=ana,ben,nobody' })
  })

  test('a search by form', async () => {
    const answer = await request(app)
      .post('/fhir/R4/Patient/_search')
      .set('Authorization', `Bearer ${token}`)
      .type('form')
      .send({ _id: 'ben', _include: 'Patient:organization' })
    expect(await linesOf(answer)).toMatchObject([{ patient: 'ben', query: '_id=ben&_include=Patient%3Aorganization' }])
  })

  test('what is included tells of its member too; what is only counted of nobody', async () => {
    expect((await linesOf(await ask('get', 'Goal?_include=Goal:patient'))).map(({ patient }) => patient)).toEqual(['ana'])
    expect(await linesOf(await ask('get', 'Patient?_summary=count'))).toMatchObject([{ patient: null }])
  })

  test.each([
    ['Patient/ana/$everything', 'operation', ['ana']],
    ['Goal/g/_history', 'history-instance', ['ana']],
    ['Goal/g/_history/1', 'vread', ['ana']],
    ['_history', 'history-system', ['ana', 'ben']],
    ['Patient/ana/Goal', 'search-type', ['ana']],
  ])('%s', async (path, interaction, patients) => {
    const lines = await linesOf(await ask('get', path))
    expect(lines.map((line) => line.patient).sort()).toEqual(patients)
    expect(lines[0]).toMatchObject({ interaction, outcome: 0 })
  })

  test('a write stands there by its own statement, and once', async () => {
    const made = await ask('post', 'Goal').send(goal('ben'))
    expect(made.status).toBe(201)
    const [line, ...others] = await linesOf(made)
    expect([line, others]).toMatchObject([{ action: 'C', interaction: 'create', patient: 'ben', outcome: 0, client: 'ehr' }, []])
    const path = made.headers.location!.replace(`${baseUrl}/fhir/R4/`, '').replace(/\/_history.*/, '')
    expect(line!.what).toBe(`${path}/_history/1`)
    const changed = await ask('put', path)
      .set('If-Match', 'W/"1"')
      .send({ ...goal('ben'), id: path.slice(5), lifecycleStatus: 'active' })
    expect(await linesOf(changed)).toMatchObject([{ action: 'U', interaction: 'update', what: `${path}/_history/2`, patient: 'ben' }])
    const gone = await ask('delete', path)
    expect(await linesOf(gone)).toMatchObject([{ action: 'D', interaction: 'delete', what: `${path}/_history/3`, patient: 'ben' }])
  })

  test('refusals: without a scope, of what is not there, without a token', async () => {
    expect(await linesOf(await ask('get', 'Patient/ana', 'narrow'))).toMatchObject([
      { client: 'narrow', what: 'Patient/ana', patient: null, outcome: 4, reason: 'insufficient-scope' },
    ])
    expect(await linesOf(await ask('get', 'Patient/nobody'))).toMatchObject([{ outcome: 4, reason: 'not-found', patient: null }])
    expect(await linesOf(await request(app).get('/fhir/R4/Patient/ana'))).toMatchObject([{ client: '', outcome: 4, reason: 'no-token' }])
    expect(await linesOf(await ask('post', 'Goal').send({ resourceType: 'Goal' }))).toMatchObject([{ action: 'C', outcome: 4 }])
  })

  test('what everybody may read leaves no line', async () => {
    expect(await linesOf(await request(app).get('/fhir/R4/metadata'))).toEqual([])
  })

  test('the authorization server waits for its line as well', async () => {
    const before = await data.database.query<{ n: number }>({ text: "SELECT count(*)::int AS n FROM audit WHERE interaction = 'token'" })
    const answer = await request(app).post('/auth/token').type('form').send({ grant_type: 'client_credentials' })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const after = await data.database.query<{ n: number }>({ text: "SELECT count(*)::int AS n FROM audit WHERE interaction = 'token'" })
    expect(after[0]!.n).toBe(before[0]!.n + 1)
  })
})

describe('when the audit trail cannot be written', () => {
  test.each(['Patient/ana', 'Patient?_id=ana', 'Patient/nobody'])('%s is not answered', async (path) => {
    record = () => Promise.reject(new Error('the disk is full'))
    const answer = await ask('get', path)
    record = data.audit.record
    expect([answer.status, answer.headers['retry-after'], JSON.parse(answer.text).issue[0].details.coding[0].code]).toEqual([
      503,
      '2',
      'audit-trail',
    ])
    expect(answer.text).not.toContain('disk')
  })

  test('no token is issued', async () => {
    record = () => Promise.reject(new Error('the disk is full'))
    const answer = await request(app).post('/auth/token').type('form').send({ grant_type: 'client_credentials' })
    record = data.audit.record
    expect([answer.status, answer.body.error]).toEqual([503, 'temporarily_unavailable'])
  })
})

function goal(patient: string) {
  return { resourceType: 'Goal', lifecycleStatus: 'proposed', description: { text: 'walk' }, subject: { reference: `Patient/${patient}` } }
}
