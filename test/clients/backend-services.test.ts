import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from 'fhir-kit-client'
import { registerClient, removeClient } from '#auth/clients.ts'
import { openTown, type Town } from '../auth/launch-town.ts'
import { makePartner, type Partner, tokenForm } from '../auth/partner.ts'

// SMART Backend Services with fhir-kit-client, from nothing but the FHIR base: it finds the token endpoint, reads with the
// token, renews it, and is turned away once its registration is gone.

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 60_000)
afterAll(() => town?.close())

describe.each(['ES384', 'RS384'] as const)('fhir-kit-client by Backend Services, %s', (alg) => {
  let partner: Partner
  let client: Client

  /** Asks for a token where the library found that tokens are given. */
  async function renew(scope = 'system/Patient.rs system/Goal.rs'): Promise<{ status: number; body: Record<string, unknown> }> {
    const { tokenUrl } = await client.smartAuthMetadata()
    const address = String(tokenUrl)
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(tokenForm(await partner.sign(address), scope)) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  const statusOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 200,
      (error: { response?: { status: number } }) => error.response?.status,
    )

  beforeAll(async () => {
    partner = await makePartner(alg, { scope: 'system/*.rs' })
    await registerClient(town.tokens, partner.client)
    client = new Client({ baseUrl: town.fhir })
  })

  test('finds the doors where the CapabilityStatement and smart-configuration name them', async () => {
    const { tokenUrl, authorizeUrl } = await client.smartAuthMetadata()
    expect([tokenUrl, authorizeUrl].map(String)).toEqual([`${town.base}/auth/token`, `${town.base}/auth/authorize`])
  })

  test('gets a token, reads and searches what it asked for, and nothing else', async () => {
    expect(await statusOf(client.read({ resourceType: 'Patient', id: 'kim' }))).toBe(401)
    const { status, body } = await renew()
    expect([status, body.expires_in, body.scope]).toEqual([200, 300, 'system/Patient.rs system/Goal.rs'])
    client.bearerToken = String(body.access_token)
    expect(await client.read({ resourceType: 'Patient', id: 'kim' })).toMatchObject({ id: 'kim' })
    const found = await client.search({ resourceType: 'Goal', searchParams: { patient: 'kim' } })
    expect((found as unknown as { entry: unknown[] }).entry).toHaveLength(1)
    expect(await statusOf(client.read({ resourceType: 'Observation', id: 'lab-kim' }))).toBe(403)
    expect(await statusOf(client.delete({ resourceType: 'Goal', id: 'goal-kim' }))).toBe(403)
  })

  test('asks anew for another scope, and is turned away once its registration is gone', async () => {
    const { body } = await renew('system/Observation.rs')
    client.bearerToken = String(body.access_token)
    expect(await statusOf(client.read({ resourceType: 'Observation', id: 'lab-kim' }))).toBe(200)
    await removeClient(town.tokens, partner.client.clientId)
    expect(await statusOf(client.read({ resourceType: 'Observation', id: 'lab-kim' }))).toBe(401)
    expect((await renew()).status).toBe(401)
  })
})
