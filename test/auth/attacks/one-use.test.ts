import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { endGrant } from '#auth/grants.ts'
import type { Tokens } from '#storage/tokens.ts'
import { pkce } from '../browser.ts'
import { appUri, openTown, type Town } from '../launch-town.ts'

// What may be used once, used twice at the same moment: both have passed every look before either is used up. The library looks first
// and uses up afterwards, so what decides is the one statement that does it.
let town: Town
let real: Pick<Tokens, 'insertToken'> & Pick<Tokens['oidc'], 'consume'>
beforeAll(async () => {
  town = await openTown()
  real = { insertToken: town.tokens.insertToken, consume: town.tokens.oidc.consume }
}, 60_000)
afterEach(() => {
  town.tokens.insertToken = real.insertToken
  town.tokens.oidc.consume = real.consume
})
afterAll(() => town.close())

const offline = 'launch/patient offline_access patient/Patient.rs'

/** Lets nobody use up a record of this model until so many want to. */
function meet(model: string, wanted: number): void {
  let waiting: (() => void)[] = []
  town.tokens.oidc.consume = async (of, id) => {
    if (of === model) {
      await new Promise<void>((go) => {
        waiting.push(go)
        if (waiting.length < wanted) return
        for (const each of waiting) each()
        waiting = []
      })
    }
    return real.consume(of, id)
  }
}

async function freshCode(scope = 'launch/patient patient/Patient.rs') {
  const { verifier, challenge } = pkce()
  const browser = town.browser()
  const { left } = await browser.submit(await town.signIn(browser, 'ana', { code_challenge: challenge, scope }), '/grant')
  const code = new URL(left!).searchParams.get('code')!
  return { code, form: { grant_type: 'authorization_code', code, redirect_uri: appUri, client_id: 'app', code_verifier: verifier } }
}

describe('two at the same moment', () => {
  test('with one code: one of them at most, and what it brought is dead', async () => {
    const { form } = await freshCode()
    meet('oidc:AuthorizationCode', 2)
    const answers = await Promise.all([town.token(form), town.token(form)])
    const errors = answers.map(({ body }) => body.error)
    expect(errors).toContain('invalid_grant')
    for (const { body } of answers.filter(({ status }) => status === 200)) {
      expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
    }
  })

  test('with one refresh token: one of them at most, and the family is dead', async () => {
    const { body } = await town.launch('ana', { scope: offline })
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token, client_id: 'app' }
    meet('oidc:RefreshToken', 2)
    const answers = await Promise.all([town.token(form), town.token(form)])
    expect(answers.map(({ body: { error } }) => error)).toContain('invalid_grant')
    town.tokens.oidc.consume = real.consume
    expect((await town.get('Patient/kim', body.access_token)).status).toBe(401)
    for (const { body: next } of answers.filter(({ status }) => status === 200)) {
      expect((await town.get('Patient/kim', next.access_token)).status).toBe(401)
      expect((await town.token({ ...form, refresh_token: next.refresh_token })).body.error).toBe('invalid_grant')
    }
  })
})

test('a grant that is withdrawn while a token is being issued: the token is dead', async () => {
  const { form } = await freshCode()
  let issued: Buffer | undefined
  town.tokens.insertToken = async (token) => {
    await endGrant(town.tokens, token.grantId!)
    issued = token.hash
    await real.insertToken(token)
  }
  const { body } = await town.token(form)
  expect([body.error, body.access_token]).toEqual(['invalid_grant', undefined])
  expect(issued).toBeDefined()
  expect(await town.tokens.findToken(issued!)).toBeUndefined()
})

test('who reads the database finds nothing to act with: no code, no refresh token, no session', async () => {
  const { code } = await freshCode(offline)
  const { body, browser } = await town.launch('ana', { scope: offline })
  const session = [...browser.cookies].find(([name]) => name.startsWith('_session '))![1].value
  const held = { 'oidc:AuthorizationCode': code, 'oidc:RefreshToken': body.refresh_token, 'oidc:Session': session }
  for (const [model, secret] of Object.entries(held)) {
    const kept = await town.tokens.oidc.list(model)
    expect([model, kept.length > 0, await town.tokens.oidc.find(model, secret)]).toEqual([model, true, undefined])
  }
  // The question that a session is asked holds it, too, and the next sign-in makes another session of it.
  await browser.follow(town.authorizeAddress({ scope: offline }))
  const now = [...browser.cookies].find(([name]) => name.startsWith('_session '))![1].value
  const models = [...Object.keys(held), 'oidc:Interaction', 'oidc:Grant', 'Granted', 'Launch', 'Client', 'User']
  const all = JSON.stringify(await Promise.all(models.map((model) => town.tokens.oidc.list(model))))
  for (const secret of [...Object.values(held), body.access_token, now]) expect(all).not.toContain(secret)
})
