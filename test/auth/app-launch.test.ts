import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { removeClient } from '#auth/clients.ts'
import { appUri, openTown, password, secret, type Town } from './launch-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town.close())

const idsOf = (body: { [key: string]: unknown }) =>
  ((body.entry as { resource: { id: string } }[] | undefined) ?? []).map(({ resource }) => resource.id).sort()

describe('SMART App Launch: standalone', () => {
  test('a coordinator signs in, chooses a patient, agrees, and the app reads that record and no other', async () => {
    const { status, body } = await town.launch('carla', { patient: 'kim' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'launch/patient openid fhirUser patient/*.rs',
      patient: 'kim',
      need_patient_banner: true,
      smart_style_url: `${town.base}/auth/smart-style.json`,
    })
    expect(body.refresh_token).toBeUndefined()
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
    expect((await town.get('Patient/lee', body.access_token)).status).toBe(404)
    expect((await town.get('Patient/far', body.access_token)).status).toBe(404)
    expect(idsOf((await town.get('Goal', body.access_token)).body)).toEqual(['goal-kim'])
    expect((await town.get('Condition/hiv-kim', body.access_token)).status).toBe(404)
  })

  test('the id_token is signed with RS256 and says who it is', async () => {
    const { body } = await town.launch('carla', { nonce: 'n-1' })
    const { payload, protectedHeader } = await jwtVerify(body.id_token, createRemoteJWKSet(new URL(`${town.base}/auth/jwks`)), {
      issuer: town.base,
      audience: 'app',
      algorithms: ['RS256'],
    })
    expect(protectedHeader.alg).toBe('RS256')
    expect(payload).toMatchObject({ fhirUser: `${town.fhir}/Practitioner/carla`, nonce: 'n-1' })
  })

  test('user/ scopes show what the person may see: the panel, not others', async () => {
    const { body } = await town.launch('carla', { scope: 'openid user/Patient.rs user/Observation.rs' })
    expect(body.patient).toBeUndefined()
    expect(idsOf((await town.get('Patient', body.access_token)).body)).toEqual(['kim', 'lee'])
    expect((await town.get('Goal', body.access_token)).status).toBe(403)
  })

  test('a parent has no choice to make where there is one child', async () => {
    const { body } = await town.launch('ana')
    expect(body.patient).toBe('kim')
    expect(idsOf((await town.get('Patient', body.access_token)).body)).toEqual(['kim'])
  })

  test('a member of 18 or older opens their own record', async () => {
    const { body } = await town.launch('max')
    expect(body.patient).toBe('max')
    expect(idsOf((await town.get('Observation', body.access_token)).body)).toEqual(['lab-max', 'vital-max'])
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(404)
  })

  test('a minor opens their own record, for what they consented to alone', async () => {
    const page = await town.signIn(town.browser(), 'kim')
    expect(page.text).toContain('You never give it more than you may see yourself.')
  })

  test('what is unticked is not granted', async () => {
    const { body } = await town.launch('carla', {
      scope: 'launch/patient patient/Patient.rs patient/Goal.rs patient/Observation.rs?category=laboratory',
      without: ['patient/Goal.rs'],
    })
    expect(body.scope).toBe('launch/patient patient/Patient.rs patient/Observation.rs?category=laboratory')
    expect((await town.get('Goal', body.access_token)).status).toBe(403)
    expect(idsOf((await town.get('Observation', body.access_token)).body)).toEqual(['lab-kim'])
  })

  test('of a scope for every type, single types may be chosen', async () => {
    const browser = town.browser()
    const page = await town.signIn(browser, 'ana')
    const back = await browser.submit(
      page,
      '/grant',
      [
        ['type', 'patient/*.rs Goal'],
        ['type', 'patient/*.rs Basic'],
      ],
      ['patient/*.rs'],
    )
    expect(new URL(back.left!).searchParams.get('code')).toMatch(/^[\w-]{43}$/)
  })

  test('a no goes back to the app', async () => {
    const browser = town.browser()
    const back = await browser.submit(await town.signIn(browser, 'carla'), '/deny')
    const answer = new URL(back.left!)
    expect([answer.origin + answer.pathname, answer.searchParams.get('error'), answer.searchParams.get('state')]).toEqual([
      appUri,
      'access_denied',
      'state-1',
    ])
  })

  test('somebody else signs in in the same browser', async () => {
    const browser = town.browser()
    const page = await browser.submit(await town.signIn(browser, 'carla'), '/leave')
    const next = await browser.submit(page, '', [
      ['username', 'ana'],
      ['password', password],
    ])
    expect(next.text).toContain('Ana Child')
  })

  test('the session lasts: another launch asks for consent, not for the password', async () => {
    const { browser } = await town.launch('ana')
    expect((await browser.follow(town.authorizeAddress())).text).toContain('Agree to access')
  })

  test('authorize-post: the request comes as a form', async () => {
    const [, search] = town.authorizeAddress().split('?')
    const page = await town.browser().follow('/auth/authorize', { form: [...new URLSearchParams(search)] })
    expect(page.text).toContain('Sign in')
  })
})

describe('the audit trail of a sign-in', () => {
  test('tells of a wrong password, of who signed in, whom they were shown and what they granted', async () => {
    const before = (await town.audited('sign-in', 'patients', 'grant')).length
    const browser = town.browser()
    const wrong: [string, string][] = [
      ['username', 'max'],
      ['password', 'not the password'],
    ]
    await browser.submit(await browser.follow(town.authorizeAddress()), '', wrong)
    await town.launch('max')
    const line = { person: 'Patient/max', patient: null, outcome: 0, purpose: 'PATRQT' }
    const lines = (await town.audited('sign-in', 'patients', 'grant')).slice(before)
    expect(lines[0]).toEqual({ interaction: 'sign-in', person: null, patient: null, outcome: 4, purpose: null })
    expect(lines[1]).toEqual({ ...line, interaction: 'sign-in' })
    expect(lines[2]).toEqual({ ...line, interaction: 'patients', patient: 'max' })
    expect(lines.at(-1)).toEqual({ ...line, interaction: 'grant', patient: 'max' })
  })
})

describe('why somebody asks, in the audit trail', () => {
  test.each([
    ['max', 'Patient/max', 'max', 'PATRQT'],
    ['ana', 'RelatedPerson/ana', 'kim', 'FAMRQT'],
    ['carla', 'Practitioner/carla', 'kim', null],
  ])('%s, as %s, starts an app and reads by it', async (username, person, member, purpose) => {
    const { body } = await town.launch(username, { patient: member })
    expect((await town.get(`Goal/goal-${member}`, body.access_token)).status).toBe(200)
    const lines = (await town.audited('sign-in', 'grant', 'read')).filter((line) => line.person === person).slice(-2)
    expect(lines.map((line) => [line.interaction, line.purpose])).toEqual([
      ['grant', purpose],
      ['read', purpose],
    ])
  })
})

describe('SMART App Launch: clients that prove who they are', () => {
  const redeem = (code: string, verifier: string) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: appUri,
    code_verifier: verifier,
  })
  const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(`secretive:${text}`).toString('base64')}` })

  test('by a secret, in the header or in the form, and by no other', async () => {
    const first = await town.launch('ana', { client_id: 'secretive' })
    expect([first.status, first.body.error]).toEqual([401, 'invalid_client'])
    expect((await town.token(redeem(first.code, first.verifier), basic('wrong'))).status).toBe(401)
    expect((await town.token(redeem(first.code, first.verifier), basic(secret))).status).toBe(200)
    const second = await town.launch('ana', { client_id: 'secretive' })
    const form = { ...redeem(second.code, second.verifier), client_id: 'secretive', client_secret: secret }
    expect((await town.token(form)).status).toBe(200)
  })

  test('by its keys', async () => {
    const { code, verifier } = await town.launch('ana', { client_id: 'keyed' })
    const answer = await town.token({
      ...redeem(code, verifier),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await town.keyed.sign(`${town.base}/auth/token`),
    })
    expect([answer.status, answer.body.patient]).toEqual([200, 'kim'])
  })
})

describe('refresh, introspection, revocation', () => {
  const refresh = (token: string, more = {}) => town.token({ grant_type: 'refresh_token', refresh_token: token, client_id: 'app', ...more })
  const scope = (access: string) => `launch/patient openid fhirUser ${access} patient/*.rs`

  test.each(['offline_access', 'online_access'])('%s: a refresh gives new tokens and the same context', async (access) => {
    const { body } = await town.launch('ana', { scope: scope(access) })
    expect(body).toMatchObject({ expires_in: 900, scope: scope(access) })
    const { status, body: next } = await refresh(body.refresh_token)
    expect(status).toBe(200)
    expect(next).toMatchObject({ patient: 'kim', scope: scope(access) })
    expect(next.refresh_token).not.toBe(body.refresh_token)
    expect((await town.get('Patient/kim', next.access_token)).status).toBe(200)
    const narrower = await refresh(next.refresh_token, { scope: 'patient/*.rs' })
    expect(narrower.body.scope).toBe('patient/*.rs')
  })

  test('online_access ends when the person leaves; offline_access does not', async () => {
    const online = await town.launch('ana', { scope: scope('online_access') })
    const page = await online.browser.follow(town.authorizeAddress())
    await online.browser.submit(page, '/leave')
    expect((await refresh(online.body.refresh_token)).body.error).toBe('invalid_grant')
    const offline = await town.launch('ana', { scope: scope('offline_access') })
    await offline.browser.submit(await offline.browser.follow(town.authorizeAddress()), '/leave')
    expect((await refresh(offline.body.refresh_token)).status).toBe(200)
  })

  const post = (path: string, form: { [name: string]: string }) =>
    fetch(town.base + path, { method: 'POST', body: new URLSearchParams(form) })

  test('introspection tells the app of its own token, with what SMART adds', async () => {
    const { body } = await town.launch('ana')
    const answer = await post('/auth/introspect', { token: body.access_token, client_id: 'app' })
    expect(await answer.json()).toMatchObject({
      active: true,
      client_id: 'app',
      scope: 'launch/patient openid fhirUser patient/*.rs',
      patient: 'kim',
      fhirUser: `${town.fhir}/RelatedPerson/ana`,
    })
    const other = await post('/auth/introspect', { token: body.access_token, client_id: 'other' })
    expect(await other.json()).toEqual({ active: false })
  })

  test('a revoked refresh token takes the access token along, from the next request on', async () => {
    const { body } = await town.launch('ana', { scope: scope('offline_access') })
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
    expect((await post('/auth/revoke', { token: body.refresh_token, client_id: 'app' })).status).toBe(200)
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant')
  })

  test('a client that is removed takes what people granted it along', async () => {
    const { body } = await town.launch('ana', { client_id: 'other', scope: scope('offline_access') })
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(200)
    await removeClient(town.tokens, 'other')
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
  })
})
