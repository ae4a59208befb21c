import { createServer, type Server } from 'node:http'
import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { authPaths } from '#auth/auth-paths.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { registerClient } from '#auth/clients.ts'
import { allowance } from '#http/limits/allowance.ts'
import { mapTokens } from './map-tokens.ts'
import { makePartner, type Partner, tokenForm } from './partner.ts'

const issuer = 'https://cares.example.org'
let server: Server
let [ehr, plan]: Partner[] = []

beforeAll(async () => {
  const tokens = mapTokens()
  ehr = await makePartner('ES384', { clientId: 'ehr' })
  plan = await makePartner('ES384', { clientId: 'plan' })
  for (const { client } of [ehr, plan]) await registerClient(tokens, client)
  const quiet = { fault() {}, refusal() {} }
  const authorization = await createAuthorizationServer(issuer, tokens, quiet, { clients: allowance(3) })
  server = createServer((req, res) => void authorization.handle(req, res))
})

describe('a client is given three tokens a minute', () => {
  const ask = async (partner: Partner, assertion?: string) =>
    request(server)
      .post(authPaths.token)
      .type('form')
      .send(tokenForm(assertion ?? (await partner.sign(issuer + authPaths.token)), 'system/Patient.rs'))

  test('nobody uses up its count in its name; when it has done so itself it waits, and another does not', async () => {
    const stranger = await makePartner('ES384', { clientId: 'ehr' })
    for (let count = 0; count < 5; count += 1) expect((await ask(stranger)).status).toBe(401)
    for (let count = 0; count < 3; count += 1) expect((await ask(ehr!)).status).toBe(200)
    const refused = await ask(ehr!)
    expect([refused.status, refused.body.error]).toEqual([429, 'temporarily_unavailable'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(plan!)).status).toBe(200)
  })
})
