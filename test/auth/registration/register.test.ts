import { createServer, type Server } from 'node:http'
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { authPaths, registrationPath } from '#auth/auth-paths.ts'
import { createAuthorizationServer } from '#auth/authorization-server.ts'
import { findClient, listClients } from '#auth/clients.ts'
import { invite, listInvitations, type NewInvitation, withdrawInvitation } from '#auth/registration/invitation.ts'
import { register } from '#auth/registration/register.ts'
import type { Tokens } from '#storage/tokens.ts'
import { openDoor } from '../../http/door.ts'
import { openTown } from '../launch-town.ts'
import { mapTokens } from '../map-tokens.ts'
import { makePartner, type Partner, tokenForm } from '../partner.ts'

// https://www.rfc-editor.org/rfc/rfc7591: clients register by themselves, within an invitation.

let tokens: Tokens
let at = Date.now()
let partner: Partner
beforeAll(async () => {
  partner = await makePartner('ES384')
})
beforeEach(() => {
  at = Date.now()
  tokens = mapTokens(() => at)
})

const appInvitation: NewInvitation = {
  note: 'makers',
  scope: 'launch/patient openid fhirUser offline_access patient/*.rs',
  uses: 1,
  days: 7,
}
const systemInvitation: NewInvitation = {
  note: 'clinic',
  scope: 'system/Patient.rs system/Goal.rs',
  uses: 1,
  days: 7,
  kind: 'pediatrician',
  organization: 'Organization/clinic',
  purpose: 'TREAT',
}
const app = {
  client_name: 'Plan viewer',
  redirect_uris: ['https://app.example.org/back'],
  token_endpoint_auth_method: 'none',
  scope: 'launch/patient patient/Goal.rs',
}
const system = () => ({
  client_name: 'Clinic',
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: partner.client.jwks,
  scope: 'system/Patient.rs',
})
const ask = async (metadata: unknown, invitation: NewInvitation = appInvitation) =>
  register(tokens, `Bearer ${await invite(tokens, invitation)}`, metadata)
const described = async (metadata: unknown, invitation?: NewInvitation) => {
  const { status, body } = await ask(metadata, invitation)
  return `${status} ${body.error} ${body.error_description}`
}

describe('registering by oneself', () => {
  test('a public app: all that was registered is told', async () => {
    const { status, body } = await ask(app)
    expect([status, body]).toEqual([
      201,
      {
        client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        client_id_issued_at: expect.any(Number),
        client_name: 'Plan viewer',
        scope: 'launch/patient patient/Goal.rs',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: ['https://app.example.org/back'],
      },
    ])
    expect(await findClient(tokens, String(body.client_id))).toMatchObject({ description: 'Plan viewer', scope: app.scope })
  })

  test('an app with a secret: told once, kept as a hash', async () => {
    const { body } = await ask({ ...app, token_endpoint_auth_method: undefined })
    expect(body).toMatchObject({ client_secret: expect.stringMatching(/^[\w-]{43}$/), client_secret_expires_at: 0 })
    expect(JSON.stringify(await listClients(tokens))).not.toContain(body.client_secret)
  })

  test('a system is what the invitation says, whatever it says of itself', async () => {
    const { body } = await ask({ ...system(), kind: 'masshealth', organization: 'Organization/other', purpose: 'ETREAT' }, systemInvitation)
    expect(await findClient(tokens, String(body.client_id))).toMatchObject({
      kind: 'pediatrician',
      organization: 'Organization/clinic',
      purpose: 'TREAT',
    })
    expect(JSON.stringify(body)).not.toContain('masshealth')
  })
})

test('an address without a slash after the host, and one with a port, a query and percent signs, may stand', async () => {
  const uris = ['https://app.example.org', 'https://app.example.org:8443/b%20ack?x=%27y%27&z', 'http://localhost:3000/', 'http://[::1]/b']
  expect(await ask({ ...app, redirect_uris: uris })).toMatchObject({ status: 201, body: { redirect_uris: uris } })
})

describe('the invitation', () => {
  test('is needed, and a guess is none', async () => {
    for (const header of [undefined, '', 'Bearer ', `Bearer ${'x'.repeat(43)}`, `Basic ${await invite(tokens, appInvitation)}`]) {
      expect((await register(tokens, header, app)).status).toBe(401)
    }
  })

  test('is good for as many clients as it says, also of 64 who come at once', async () => {
    const header = `Bearer ${await invite(tokens, { ...appInvitation, uses: 3 })}`
    const answers = await Promise.all(Array.from({ length: 64 }, () => register(tokens, header, app)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(61)
    expect(await listClients(tokens)).toHaveLength(3)
  })

  test('a refused request costs no use', async () => {
    const header = `Bearer ${await invite(tokens, appInvitation)}`
    expect((await register(tokens, header, { ...app, scope: 'system/*.cruds' })).status).toBe(400)
    expect((await register(tokens, header, app)).status).toBe(201)
    expect((await register(tokens, header, app)).status).toBe(401)
  })

  test('ends with its day', async () => {
    const header = `Bearer ${await invite(tokens, { ...appInvitation, uses: 2, days: 1 }, new Date(at))}`
    at += 86_399_000
    expect((await register(tokens, header, app)).status).toBe(201)
    at += 1_000
    expect((await register(tokens, header, app)).status).toBe(401)
  })

  test('is taken back by enough of its id, and not by less', async () => {
    await invite(tokens, appInvitation)
    const id = (await listInvitations(tokens))[0]!.id
    for (const beginning of ['', id.slice(0, 7)]) expect(await withdrawInvitation(tokens, beginning)).toBe(0)
    expect(await withdrawInvitation(tokens, id.slice(0, 8))).toBe(1)
    expect(await listInvitations(tokens)).toEqual([])
  })

  test('is kept as a hash alone', async () => {
    const token = await invite(tokens, appInvitation)
    expect(JSON.stringify(await tokens.oidc.list('Invitation'))).not.toContain(token)
  })
})

describe('attacks', () => {
  test.each<[string, object, RegExp]>([
    ['more scopes than allowed', { scope: 'patient/*.cruds' }, /invalid_client_metadata.*patient\/\*\.cruds is more/],
    ['another level', { scope: 'user/Goal.rs' }, /user\/Goal\.rs is more/],
    ['system scopes through an app', { scope: 'system/Goal.rs' }, /system\/Goal\.rs is more/],
    ['the launch from an EHR, where it is not allowed', { scope: 'launch patient/Goal.rs' }, /: launch is more/],
    ['the implicit grant', { grant_types: ['implicit'], response_types: ['token'] }, /implicit is not one of.*only code/],
    ['passwords', { grant_types: ['password'] }, /password is not one of/],
    ['device codes', { grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'] }, /is not one of/],
    ['http', { redirect_uris: ['http://app.example.org/'] }, /invalid_redirect_uri.*neither https/],
    ['scripts', { redirect_uris: ['javascript:alert(1)'] }, /invalid_redirect_uri/],
    ['an app of the phone', { redirect_uris: ['com.example.app:/back'] }, /invalid_redirect_uri/],
    ['a wildcard', { redirect_uris: ['https://*.example.org/'] }, /invalid_redirect_uri.*wildcard/],
    ['a fragment', { redirect_uris: ['https://app.example.org/#x'] }, /invalid_redirect_uri.*fragment/],
    ['a user name', { redirect_uris: ['https://app.example.org@evil.example.org/'] }, /invalid_redirect_uri.*user name/],
    [
      'a line end',
      { redirect_uris: ['https://app.example.org/\nback'] },
      /invalid_redirect_uri.*as browsers go there, which is https:\/\/app/,
    ],
    ['a tab at the end', { redirect_uris: ['https://app.example.org/back\t'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a blank before', { redirect_uris: [' https://app.example.org/'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a blank within', { redirect_uris: ['https://app.example.org/b ack'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a backslash', { redirect_uris: ['https://app.example.org\\back'] }, /invalid_redirect_uri.*as browsers go there/],
    ['backslashes for slashes', { redirect_uris: ['https:\\\\app.example.org/'] }, /invalid_redirect_uri.*as browsers go there/],
    ['no slashes', { redirect_uris: ['https:app.example.org/'] }, /invalid_redirect_uri.*as browsers go there/],
    ['another script’s full stop', { redirect_uris: ['https://app。example.org/'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a way up', { redirect_uris: ['https://app.example.org/a/../back'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a way up, spelled otherwise', { redirect_uris: ['https://app.example.org/a/%2e%2e/back'] }, /invalid_redirect_uri.*go there/],
    ['a number for a host', { redirect_uris: ['http://2130706433/'] }, /invalid_redirect_uri.*as browsers go there/],
    ['a mark that an address has none of', { redirect_uris: ['https://app.example.org/\0'] }, /invalid_redirect_uri|cannot be kept/],
    ['no address', { redirect_uris: [] }, /redirectUris is empty/],
    ['none at all', { redirect_uris: undefined }, /redirect_uris are for authorization_code, and needed/],
    ['a text for a list', { redirect_uris: 'https://app.example.org/' }, /redirect_uris is not a list/],
    ['keys inside', { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://169.254.169.254/' }, /linkLocal/],
    ['keys that a public app cannot keep', { jwks_uri: 'https://keys.example.org/' }, /are for private_key_jwt/],
    ['a shared secret of its own choice', { token_endpoint_auth_method: 'client_secret_jwt' }, /token_endpoint_auth_method is not one of/],
    ['a name that turns the letters around', { client_name: 'Plan\u202eviewer' }, /client_name/],
    ['a name of two lines', { client_name: 'Plan\nviewer' }, /client_name/],
    ['no name', { client_name: ' ' }, /description is missing/],
    ['offline access without a refresh token', { scope: 'offline_access patient/Goal.rs' }, /refresh_token goes with/],
    ['a type for a text', { scope: ['patient/*.rs'] }, /scope is not a text/],
  ])('%s', async (_title, given, why) => {
    expect(await described({ ...app, ...given })).toMatch(why)
    expect(await listClients(tokens)).toEqual([])
  })

  test.each<[string, object, RegExp]>([
    ['without keys', { jwks: undefined }, /private_key_jwt needs jwks/],
    ['with a secret', { token_endpoint_auth_method: 'client_secret_basic' }, /client_credentials needs private_key_jwt/],
    ['with a private key', { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'k' }] } }, /private or secret/],
    ['for people as well', { scope: 'system/Patient.rs patient/Goal.rs' }, /patient\/Goal.rs is more/],
    ['of a type that was not allowed', { scope: 'system/Consent.rs' }, /system\/Consent.rs is more/],
    ['for all types', { scope: 'system/*.rs' }, /system\/\*\.rs is more/],
  ])('a system %s', async (_title, given, why) => {
    expect(await described({ ...system(), ...given }, systemInvitation)).toMatch(why)
  })

  test.each([undefined, null, [], 'text', 7])('a body that is no object: %p', async (body) => {
    expect((await ask(body)).status).toBe(400)
  })

  test('names of the language itself are but unknown names', async () => {
    const sent = JSON.parse(
      `{"__proto__":{"kind":"system"},"constructor":{"prototype":{"scope":"x"}},"client_id":"chosen",${JSON.stringify(app).slice(1)}`,
    )
    const { body } = await ask(sent)
    const client = await findClient(tokens, String(body.client_id))
    expect([body.client_id === 'chosen', client?.kind, ({} as { kind?: string }).kind]).toEqual([false, undefined, undefined])
  })

  test('what is refused is told in letters that a header could hold, and not without end', async () => {
    const { body } = await ask({ ...app, redirect_uris: Array.from({ length: 20 }, () => `https://ä/${'x'.repeat(490)}#`) })
    expect(body.error_description).toMatch(/^[\x20-\x7E]{1,2000}$/)
  })
})

describe('over HTTP', () => {
  test('a system registers itself, gets a token, and the audit trail knows', async () => {
    const told: unknown[] = []
    const log = { fault() {}, refusal() {}, answered: async (event: object) => void told.push(event) }
    const issuer = 'https://cares.example.org'
    const authorization = await createAuthorizationServer(issuer, tokens, log, { registration: true })
    const door = await openDoor({}, { authorization })
    const header = `Bearer ${await invite(tokens, systemInvitation)}`
    const made = await request(door.app).post(registrationPath).set('Authorization', header).send(system())
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store'])
    const server: Server = createServer((req, res) => void authorization.handle(req, res))
    const id = made.body.client_id as string
    const assertion = await partner.sign(issuer + authPaths.token, { iss: id, sub: id })
    const answer = await request(server).post(authPaths.token).type('form').send(tokenForm(assertion, 'system/Patient.rs'))
    expect([answer.status, answer.body.scope]).toEqual([200, 'system/Patient.rs'])
    expect(told).toMatchObject([
      { asked: 'registration', clientId: id, status: 201 },
      { asked: 'token', status: 200 },
    ])
    const again = await request(door.app).post(registrationPath).set('Authorization', header).send(system())
    expect([again.status, again.headers['www-authenticate']]).toEqual([401, expect.stringContaining('invalid_token')])
    for (const path of ['fhir/R4/.well-known/smart-configuration', '.well-known/openid-configuration'])
      expect((await request(door.app).get(`/${path}`)).body.registration_endpoint).toBe(issuer + registrationPath)
  })

  test('nobody is registered of whom the audit trail cannot be told', async () => {
    const answered = () => Promise.reject(new Error('away'))
    const authorization = await createAuthorizationServer(
      'https://cares.example.org',
      tokens,
      { fault() {}, refusal() {}, answered },
      { registration: true },
    )
    const door = await openDoor({}, { authorization })
    const header = `Bearer ${await invite(tokens, appInvitation)}`
    expect((await request(door.app).post(registrationPath).set('Authorization', header).send(app)).status).toBe(500)
    expect(await listClients(tokens)).toEqual([])
  })

  test('what is no JSON, or too long, is refused before it is read', async () => {
    const authorization = await createAuthorizationServer(
      'https://cares.example.org',
      tokens,
      { fault() {}, refusal() {} },
      { registration: true },
    )
    const post = (body: string, type = 'application/json') =>
      openDoor({}, { authorization }).then(({ app: http }) => request(http).post(registrationPath).set('Content-Type', type).send(body))
    expect([(await post('{')).status, (await post(`"${'x'.repeat(70_000)}"`)).status]).toEqual([400, 413])
    expect((await post('client_name=x', 'application/x-www-form-urlencoded')).status).toBe(401)
  })

  test.each([
    ['on', true],
    ['off', false],
  ])('REGISTRATION=%s: what the server says of itself names the same doors', async (REGISTRATION, named) => {
    const town = await openTown({ REGISTRATION })
    try {
      const there = async (path: string) => (await fetch(`${town.fhir}/${path}`)).json() as Promise<never>
      const { rest } = (await there('metadata')) as {
        rest: [{ security: { extension: [{ extension: { url: string; valueUri: string }[] }] } }]
      }
      const door = rest[0].security.extension[0].extension.find(({ url }) => url === 'register')?.valueUri
      const { registration_endpoint: found } = (await there('.well-known/smart-configuration')) as { registration_endpoint?: string }
      expect([door, found]).toEqual(named ? [town.base + registrationPath, door] : [undefined, undefined])
    } finally {
      await town.close()
    }
  })

  test('is not there unless configured, and discovery does not name it', async () => {
    const { app: http } = await openDoor()
    expect((await request(http).post(registrationPath).send(app)).status).toBe(404)
    expect((await request(http).get('/fhir/R4/.well-known/smart-configuration')).body).not.toHaveProperty('registration_endpoint')
  })
})
