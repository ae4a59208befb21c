import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { hashToken } from '#auth/token-hash.ts'
import { baseUrl, type Door, openDoor } from './door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})

const get = (path: string, token?: string) => {
  const asking = request(door.app).get(`/fhir/R4${path}`)
  return token === undefined ? asking : asking.set('Authorization', `Bearer ${token}`)
}

describe('who may ask', () => {
  test('nobody without a token; the answer says how to begin and names no error', async () => {
    const answer = await get('/Patient/1')
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="cares-fhir"')
    expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8')
    expect(JSON.parse(answer.text).issue[0]).toMatchObject({
      severity: 'error',
      code: 'login',
      details: { coding: [{ code: 'no-token' }] },
    })
  })

  test('nobody with a token that was never issued; it is not repeated', async () => {
    const answer = await get('/Patient/1', 'made-up-token')
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(answer.text + JSON.stringify(answer.headers) + door.logged.join()).not.toContain('made-up-token')
  })

  test.each(['Basic YTpi', 'Bearer', 'Bearer two words', `Bearer ${'x'.repeat(600)}`])('not with the header %p', async (header) => {
    const answer = await request(door.app).get('/fhir/R4/Patient/1').set('Authorization', header)
    expect(answer.status).toBe(401)
  })

  test('no token in the address', async () => {
    const token = await door.tokenFor('system/*.cruds')
    expect((await get(`/Patient/1?access_token=${token}`)).status).toBe(401)
  })

  test('a caller with a token, who is known by what the client is registered as', async () => {
    const token = await door.tokenFor('system/Patient.rs', { kind: 'ems', purpose: 'ETREAT', clientId: 'ambulance' })
    expect((await get('/Patient/1', token)).status).toBe(200)
    expect(door.asked.context?.access.caller).toEqual({ clientId: 'ambulance', kind: 'ems', purpose: 'ETREAT' })
    expect(door.asked.context?.access.tokenHash).toEqual(hashToken(token))
  })

  test('only for the types and interactions of the scope: 403 names none of them', async () => {
    const token = await door.tokenFor('system/Patient.r system/Observation.cruds')
    expect((await get('/Patient/1', token)).status).toBe(200)
    expect((await get('/Observation?code=x', token)).status).toBe(200)
    for (const path of ['/Patient?name=x', '/Consent/1']) {
      const answer = await get(path, token)
      expect(answer.status).toBe(403)
      expect(answer.headers['www-authenticate']).toContain('insufficient_scope')
    }
    const write = await request(door.app)
      .put('/fhir/R4/Patient/1')
      .set('Authorization', `Bearer ${token}`)
      .send({ resourceType: 'Patient' })
    expect(write.status).toBe(403)
  })

  test('a search over all types is confined to those that may be searched', async () => {
    await get('/?_lastUpdated=gt2026', await door.tokenFor('system/Patient.r system/Goal.rs'))
    expect([...(door.asked.context?.access.searchable ?? [])]).toEqual(['Goal'])
    await get('/?_lastUpdated=gt2026', await door.tokenFor('system/*.rs'))
    expect(door.asked.context?.access.searchable).toBeUndefined()
  })

  test('the CapabilityStatement is open, and touches nothing', async () => {
    expect((await get('/metadata')).status).toBe(200)
    expect(door.asked.context?.access.allows('r', 'Patient')).toBe(false)
  })
})

describe('discovery', () => {
  test('smart-configuration says all that SMART asks of a server for apps and backend services', async () => {
    const answer = await get('/.well-known/smart-configuration')
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    expect(answer.body).toMatchObject({
      issuer: baseUrl,
      authorization_endpoint: `${baseUrl}/auth/authorize`,
      token_endpoint: `${baseUrl}/auth/token`,
      revocation_endpoint: `${baseUrl}/auth/revoke`,
      introspection_endpoint: `${baseUrl}/auth/introspect`,
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
      code_challenge_methods_supported: ['S256'],
    })
    expect(answer.body.capabilities).toEqual(expect.arrayContaining(['client-confidential-asymmetric', 'permission-v2']))
    expect(answer.body.scopes_supported).toContain('system/*.cruds')
    // What is not there is not announced.
    expect(answer.body.capabilities).not.toContain('launch-ehr')
    expect(answer.body).not.toHaveProperty('registration_endpoint')
  })

  test('openid-configuration leads to the same doors, and to public keys only', async () => {
    const { body } = await request(door.app).get('/.well-known/openid-configuration')
    expect(body).toMatchObject({ issuer: baseUrl, token_endpoint: `${baseUrl}/auth/token`, jwks_uri: `${baseUrl}/auth/jwks` })
    const jwks = await request(door.app).get('/auth/jwks')
    expect(jwks.body.keys.map(({ alg }: { alg: string }) => alg).sort()).toEqual(['ES384', 'RS256', 'RS384'])
    expect(jwks.text).not.toMatch(/"(d|p|q|dp|dq|qi)"/)
  })

  test.each(['/auth', '/auth/reg', '/auth/session/end', '/interaction/1', '/device', '/auth/me'])(
    'oidc-provider opens no other door: %s',
    async (path) => {
      expect((await request(door.app).get(path)).status).toBe(404)
      expect((await request(door.app).post(path)).status).toBe(404)
    },
  )
})
