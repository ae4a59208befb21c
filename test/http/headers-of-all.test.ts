import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serve } from '#http/serve.ts'
import { openTown, type Town } from '../auth/launch-town.ts'

// Every answer tells browsers to come by TLS alone (RFC 6797) and to take it for what it says it is.
let town: Town
beforeAll(async () => {
  town = await openTown({ REGISTRATION: 'on' })
}, 60_000)
afterAll(() => town.close())

const wanted = { hsts: 'max-age=31536000; includeSubDomains', type: 'nosniff' }
const told = (headers: Headers) => ({ hsts: headers.get('strict-transport-security'), type: headers.get('x-content-type-options') })
const form = { method: 'POST', body: new URLSearchParams({ a: 'b' }) }
const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
const asking = (origin: string) => ({ method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' } })

describe('every answer', () => {
  test.each<[status: number, path: string, init: RequestInit]>([
    [200, '/', {}],
    [404, '/ig/nothing.html', {}],
    [404, '/nothing', {}],
    [200, '/health/live', {}],
    [200, '/health/ready', {}],
    [200, '/metrics', {}],
    [200, '/fhir/R4/metadata', {}],
    [401, '/fhir/R4/Patient/kim', {}],
    [401, '/fhir/R4', {}],
    [405, '/fhir/R4/metadata', { method: 'DELETE' }],
    [204, '/fhir/R4/Patient', asking('https://app.example.org')],
    [403, '/fhir/R4/Patient', asking('https://evil.example.org')],
    [200, '/fhir/R4/.well-known/smart-configuration', {}],
    [204, '/fhir/R4/.well-known/smart-configuration', asking('https://app.example.org')],
    [200, '/.well-known/openid-configuration', {}],
    [204, '/.well-known/openid-configuration', asking('https://app.example.org')],
    [200, '/auth/jwks', {}],
    [400, '/auth/authorize', {}],
    [400, '/auth/authorize', form],
    [400, '/auth/authorize?state=%00', {}],
    [400, '/auth/authorize/nothing', {}],
    [400, '/auth/token', form],
    [400, '/auth/token', json],
    [400, '/auth/revoke', form],
    [400, '/auth/introspect', form],
    [401, '/auth/register', json],
    [400, '/auth/register', { ...json, body: '{' }],
    [404, '/auth/sign-in/nothing', {}],
    [404, '/auth/sign-in/nothing', form],
    [200, '/auth/style.css', {}],
    [200, '/auth/smart-style.json', {}],
    [303, '/auth/grants', {}],
    [303, '/auth/launch', {}],
    [404, '/auth/nothing', {}],
  ])('%i %s %j', async (status, path, init) => {
    const answer = await fetch(town.base + path, { redirect: 'manual', ...init })
    await answer.arrayBuffer()
    expect([answer.status, told(answer.headers)]).toEqual([status, wanted])
  })

  test('the pages of a sign-in, from the first redirect to the app', async () => {
    const browser = town.browser()
    const first = await browser.send(town.authorizeAddress())
    const page = await browser.follow(first.location)
    const agree = await town.signIn(browser, 'ana')
    const back = await browser.submit(agree, '/grant')
    const all = [first, page, agree, back]
    expect(all.map(({ status, headers }) => [status, told(headers)])).toEqual([303, 200, 200, 303].map((status) => [status, wanted]))
    expect(back.left).toContain('code=')
  })

  test('what is no request at all', async () => {
    const serving = await serve(() => {}, 0)
    const text = await new Promise<string>((resolve) => {
      let heard = ''
      const socket = connect(serving.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'))
      socket.on('data', (chunk) => {
        heard += chunk
      })
      socket.on('close', () => resolve(heard))
    })
    await serving.stop()
    expect(text).toMatch(/^HTTP\/1.1 400 /)
    expect(text).toContain(`Strict-Transport-Security: ${wanted.hsts}\r\n`)
    expect(text).toContain('X-Content-Type-Options: nosniff\r\n')
  })
})
