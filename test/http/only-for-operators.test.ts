import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { openDoor } from './door.ts'

describe('who may read /metrics', () => {
  test('without a token configured: callers on this machine', async () => {
    const { app } = await openDoor()
    expect((await request(app).get('/metrics')).text).toContain('process_cpu_seconds_total')
  })

  test.each(['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP', 'X-Forwarded-Host'])(
    'not what a proxy on this machine hands on, as its %s tells',
    async (header) => {
      const { app } = await openDoor()
      const answer = await request(app).get('/metrics').set(header, '127.0.0.1')
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('METRICS_TOKEN')])
    },
  )

  const token = 'a-token-for-the-metrics'
  test.each([
    ['nothing', undefined],
    ['another token', 'Bearer a-token-for-the-metricz'],
    ['its beginning', 'Bearer a-token'],
    ['another scheme', `Basic ${token}`],
    ['no scheme', token],
  ])('with a token configured: not who sends %s, from this machine or not', async (_title, authorization) => {
    const { app } = await openDoor({}, { metricsToken: token })
    const asked = request(app).get('/metrics')
    const answer = await (authorization === undefined ? asked : asked.set('Authorization', authorization))
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="metrics"'])
    expect(answer.text).not.toContain('process_cpu')
  })

  test('with a token configured: who sends it, through a proxy too', async () => {
    const { app } = await openDoor({}, { metricsToken: token })
    const answer = await request(app).get('/metrics').set('Authorization', `Bearer ${token}`).set('X-Forwarded-For', '203.0.113.1')
    expect(answer.status).toBe(200)
  })

  test('a client’s access token opens it not', async () => {
    const door = await openDoor({}, { metricsToken: token })
    const access = await door.tokenFor('system/*.cruds')
    expect((await request(door.app).get('/metrics').set('Authorization', `Bearer ${access}`)).status).toBe(401)
  })
})
