import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openTestStore, type TestStore } from './databases.ts'

let opened: TestStore
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

describe('access tokens', () => {
  test('are found by hash while alive, with all that was put down', async () => {
    const token = {
      hash: randomBytes(32),
      clientId: 'c',
      scope: 'system/*.rs',
      expiresAt: inSeconds(60),
      grantId: 'g',
      claims: { fhirUser: 'x' },
    }
    await opened.tokens.insertToken(token)
    expect(await opened.tokens.findToken(token.hash)).toEqual(token)
    await opened.tokens.revokeToken(token.hash)
    expect(await opened.tokens.findToken(token.hash)).toBeUndefined()
  })

  test('end with their time, and with their grant', async () => {
    const late = { hash: randomBytes(32), clientId: 'c', scope: '', expiresAt: inSeconds(-1) }
    const granted = { hash: randomBytes(32), clientId: 'c', scope: '', expiresAt: inSeconds(60), grantId: 'grant-1' }
    await opened.tokens.insertToken(late)
    await opened.tokens.insertToken(granted)
    expect(await opened.tokens.findToken(late.hash)).toBeUndefined()
    await opened.tokens.oidc.revokeByGrantId('grant-1')
    expect(await opened.tokens.findToken(granted.hash)).toBeUndefined()
  })
})

describe('an assertion is used once', () => {
  test('also when it comes 16 times at once', async () => {
    const spent = await Promise.all(Array.from({ length: 16 }, () => opened.tokens.spendJti('client', 'jti-1', inSeconds(60))))
    expect(spent.filter(Boolean)).toHaveLength(1)
    expect(await opened.tokens.spendJti('client', 'jti-1', inSeconds(60))).toBe(false)
  })

  test('the same id of another issuer is another assertion', async () => {
    expect(await opened.tokens.spendJti('other', 'jti-1', inSeconds(60))).toBe(true)
  })
})

describe('records of the authorization library', () => {
  test('are written over, found in each way, consumed once and destroyed', async () => {
    const { oidc } = opened.tokens
    await oidc.upsert('Session', 'id', { payload: { a: 1 }, uid: 'u', userCode: 'code', expiresAt: inSeconds(60) })
    await oidc.upsert('Session', 'id', { payload: { a: 2 }, uid: 'u', userCode: 'code', expiresAt: inSeconds(60) })
    expect(await oidc.find('Session', 'id')).toEqual({ a: 2 })
    expect(await oidc.findByUid('Session', 'u')).toEqual({ a: 2 })
    expect(await oidc.findByUserCode('Session', 'code')).toEqual({ a: 2 })
    expect(await oidc.find('Grant', 'id')).toBeUndefined()
    expect([await oidc.consume('Session', 'id'), await oidc.consume('Session', 'id')]).toEqual([true, false])
    expect(await oidc.find('Session', 'id')).toEqual({ a: 2, consumed: expect.any(Number) })
    expect(await oidc.insert('Session', 'id', { payload: {} })).toBe(false)
    await oidc.destroy('Session', 'id')
    expect(await oidc.find('Session', 'id')).toBeUndefined()
  })

  test('end with their time; the sweep takes them away', async () => {
    await opened.tokens.oidc.upsert('Code', 'late', { payload: {}, expiresAt: inSeconds(-1) })
    await opened.tokens.oidc.upsert('Code', 'ever', { payload: {} })
    expect(await opened.tokens.oidc.find('Code', 'late')).toBeUndefined()
    expect(await opened.tokens.sweep()).toBeGreaterThan(0)
    expect(await opened.tokens.sweep()).toBe(0)
    expect(await opened.tokens.oidc.find('Code', 'ever')).toEqual({})
  })
})
