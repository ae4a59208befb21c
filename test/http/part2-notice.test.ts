import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { createAuthenticate } from '#auth/authenticate.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { hashToken } from '#auth/token-hash.ts'
import { part2Notice } from '#fhir/sensitivity-labels.ts'
import { createHttpApp } from '#http/create-http-app.ts'
import { interactions } from '#interactions/index.ts'
import type { Json } from '../interactions/caller.ts'
import { callerOver } from '../interactions/caller.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'

// 42 CFR 2.32: whatever tells of a substance use program's records says so, however it was asked for; nothing else does.
const baseUrl = 'https://cares.example.org'
const token = 'a-token-of-the-clinic'
let data: TestStore
let app: ReturnType<typeof createHttpApp>

const condition = (id: string, member: string, label?: string) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { text: id },
  subject: { reference: `Patient/${member}` },
  ...(label && { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] } }),
})

beforeAll(async () => {
  data = await openTestStore()
  await data.store.write(
    ownAccess('seed'),
    [
      { resourceType: 'Patient', id: 'ana', name: [{ family: 'Ana' }] },
      { resourceType: 'Patient', id: 'ben', name: [{ family: 'Ben' }] },
      condition('opioid', 'ana', '42CFRPart2'),
      condition('virus', 'ben', 'HIV'),
      condition('cold', 'ben'),
    ].map((resource) => ({ act: 'create', resource })),
  )
  await data.tokens.insertToken({
    hash: hashToken(token),
    clientId: 'ehr',
    scope: 'system/*.cruds',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    claims: { kind: 'system', purpose: 'TREAT' },
  })
  const { context } = callerOver(data)
  app = createHttpApp({
    baseUrl,
    authorization: await createAuthorizationServer(baseUrl, data.tokens, { fault() {}, refusal() {} }),
    authenticate: createAuthenticate(data.tokens, () => new Date()),
    interactions,
    context: { ...context, base: `${baseUrl}/fhir/R4` },
    limits: { maxBody: 10_000_000, maxAddress: 8_192, requestTimeout: 60_000 },
    record: data.audit.record,
    log: { info() {}, warn() {}, error() {} },
    ready: async () => {},
  })
}, 60_000)
afterAll(() => data.close())

const get = (path: string, accept = 'application/fhir+json') =>
  request(app).get(`/fhir/R4/${path}`).set('Authorization', `Bearer ${token}`).set('Accept', accept)
const noticesIn = ({ entry = [] }: Json): string[] =>
  entry.flatMap(({ search, resource }: Json) =>
    search?.mode === 'outcome' ? resource.issue.map(({ diagnostics }: Json) => diagnostics) : [],
  )

describe('42 CFR 2.32, CARES-CON-07: the notice goes with', () => {
  test.each([
    'Condition/opioid',
    'Condition/opioid/_history/1',
    'Condition/opioid/_history',
    'Condition?patient=ana',
    'Condition',
    'Condition?_elements=code',
    'Patient?_id=ana&_revinclude=Condition:patient',
    'Patient/ana/$everything',
    'Patient/ana/Condition',
    'Condition/opioid/$graphql?query={code{text}}',
    'Patient/ana/$summary',
  ])('%s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers['redisclosure-notice']).toBe(part2Notice)
    if (answer.body.type === 'searchset') expect(noticesIn(answer.body)).toEqual([expect.stringContaining(part2Notice)])
    if (answer.body.type === 'document') expect(answer.body.meta.security).toMatchObject([{ code: '42CFRPart2' }])
  })

  test('an entry of a batch, and a page for people', async () => {
    const entry = [{ request: { method: 'GET', url: 'Condition/opioid' } }]
    const batch = await request(app)
      .post('/fhir/R4/')
      .set('Authorization', `Bearer ${token}`)
      .set('Content-Type', 'application/fhir+json')
      .send({ resourceType: 'Bundle', type: 'batch', entry })
    expect(batch.headers['redisclosure-notice']).toBe(part2Notice)
    const page = await get('Patient/ana/$summary', 'text/html')
    expect(page.text).toContain(part2Notice)
  })

  test.each(['Condition/cold', 'Condition/virus', 'Condition?patient=ben', 'Patient/ben/$everything', 'Patient/ana', 'Condition/nothing'])(
    'not with %s',
    async (path) => {
      const answer = await get(path)
      expect(answer.headers['redisclosure-notice']).toBeUndefined()
      expect(JSON.stringify(answer.body)).not.toContain(part2Notice)
    },
  )

  test('not with a count, which discloses nothing of it', async () => {
    expect((await get('Condition?patient=ana&_summary=count')).headers['redisclosure-notice']).toBeUndefined()
  })
})
