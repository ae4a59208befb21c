import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { allowance } from '#http/limits/allowance.ts'
import { trustedProxies } from '#http/limits/caller-address.ts'
import { createLimits, type Rates, usualRates } from '#http/limits/limits.ts'
import type { AuditLine } from '#interactions/audit/lines.ts'
import { type Door, openDoor } from '../door.ts'

/** A door that lets in as much as is said, and believes a proxy on this machine. */
async function door(rates: Partial<Rates>): Promise<Door> {
  const trail: AuditLine[] = []
  const record = async (lines: readonly AuditLine[]) => void trail.push(...lines)
  const allowed = createLimits({ rates: { ...usualRates, ...rates }, isTrusted: trustedProxies(['127.0.0.0/8', '::1']), record })
  return { ...(await openDoor({}, { allowed, record })), trail }
}

const ask = ({ app }: Door, token?: string, from = '198.51.100.1') => {
  const asked = request(app).get('/fhir/R4/Patient/1').set('X-Forwarded-For', from)
  return token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`)
}

describe('how often somebody may ask the FHIR server', () => {
  test('a client is held by its own count, wherever it comes from; another is not', async () => {
    const here = await door({ client: 2 })
    const [ehr, plan] = [await here.tokenFor('system/*.rs'), await here.tokenFor('system/*.rs')]
    expect([(await ask(here, ehr)).status, (await ask(here, ehr)).status]).toEqual([200, 200])
    const refused = await ask(here, ehr, '198.51.100.2')
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.body.issue[0]).toMatchObject({ code: 'throttled', details: { coding: [{ code: 'too-many-requests' }] } })
    expect((await ask(here, plan)).status).toBe(200)
  })

  test('who has no good token is held by address; who is known there is not', async () => {
    const here = await door({ address: 2 })
    const token = await here.tokenFor('system/*.rs')
    expect((await ask(here, token)).status).toBe(200)
    expect([(await ask(here)).status, (await ask(here, 'wrong')).status]).toEqual([401, 401])
    expect([(await ask(here)).status, (await ask(here, 'wrong')).status]).toEqual([429, 429])
    expect((await request(here.app).get('/fhir/R4/metadata').set('X-Forwarded-For', '198.51.100.1')).status).toBe(429)
    expect((await ask(here, token)).status).toBe(200)
    expect((await ask(here, undefined, '198.51.100.2')).status).toBe(401)
  })

  test('a token that nobody has seen is not looked up for an address that has used up its count', async () => {
    const here = await door({ address: 1 })
    const token = await here.tokenFor('system/*.rs')
    await ask(here, 'wrong')
    expect((await ask(here, token)).status).toBe(429)
    expect((await ask(here, token, '198.51.100.2')).status).toBe(200)
    expect((await ask(here, token)).status).toBe(200)
  })

  test('the audit trail tells of a hundred refusals one by one, and knows where from', async () => {
    const here = await door({ refusalsTold: 3 })
    for (let count = 0; count < 8; count += 1) await ask(here)
    expect(here.trail.map(({ address, reason }) => [address, reason])).toEqual(Array(3).fill(['198.51.100.1', 'no-token']))
  })

  test('what a token allows is told of however often; what is refused to it as too much is not', async () => {
    const here = await door({ client: 5, refusalsTold: 1 })
    const token = await here.tokenFor('system/*.rs')
    for (let count = 0; count < 9; count += 1) await ask(here, token)
    expect(here.trail.map(({ outcome }) => outcome)).toEqual([0, 0, 0, 0, 0, 4])
  })
})

describe('how often somebody may ask the authorization server', () => {
  const token = ({ app }: Door, from: string) =>
    request(app).post(authPaths.token).set('X-Forwarded-For', from).type('form').send({ grant_type: 'client_credentials' })

  test.each([authPaths.token, authPaths.introspection, authPaths.revocation])('%s, by address, told as OAuth tells', async (path) => {
    const here = await door({ authorization: 2 })
    const post = (from: string) => request(here.app).post(path).set('X-Forwarded-For', from).type('form').send({})
    expect([(await post('198.51.100.1')).status, (await post('198.51.100.1')).status]).not.toContain(429)
    const refused = await post('198.51.100.1')
    expect([refused.status, refused.body.error]).toEqual([429, 'temporarily_unavailable'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await post('198.51.100.2')).status).not.toBe(429)
  })

  test('one address, whatever it says of itself further back', async () => {
    const here = await door({ authorization: 2 })
    const statuses = []
    for (const forged of ['1', '2', '3']) statuses.push((await token(here, `203.0.113.${forged}, 198.51.100.1`)).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('a person is shown a page', async () => {
    const here = await door({ authorization: 1 })
    const open = () => request(here.app).get(`${authPaths.authorization}?client_id=x`).set('Accept', 'text/html')
    await open()
    const page = await open()
    expect([page.status, page.type]).toEqual([429, 'text/html'])
  })
})

test('counting costs next to nothing: a million in less than a second', () => {
  const { take } = allowance(10_000_000)
  const start = performance.now()
  for (let count = 0; count < 1_000_000; count += 1) take('a-client')
  expect(performance.now() - start).toBeLessThan(1_000)
})
