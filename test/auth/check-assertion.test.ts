import { describe, expect, test } from '@jest/globals'
import { assertionFault } from '#auth/check-assertion.ts'

// 2026-11-01, 01:30 in New York, half an hour before clocks are set back: seconds since 1970 know nothing of it.
const now = Date.parse('2026-11-01T05:30:00Z') / 1000
const header = { alg: 'ES384', kid: 'first', typ: 'JWT' }
const claims = { iss: 'clinic', sub: 'clinic', aud: 'https://cares.example.org/auth/token', jti: 'a', iat: now, exp: now + 300 }
const fault = (changed: object, headed: object = {}) => assertionFault({ ...header, ...headed }, { ...claims, ...changed }, now)

describe('an assertion', () => {
  test('as SMART describes it has no fault', () => {
    expect(fault({})).toBeUndefined()
    expect(fault({ iat: undefined }, { alg: 'RS384', typ: undefined })).toBeUndefined()
    expect(fault({ aud: [claims.aud] })).toBeUndefined()
  })

  test('may end five minutes ahead, and 15 s more for clocks that differ; not a second later', () => {
    expect(fault({ exp: now + 315 })).toBeUndefined()
    expect(fault({ exp: now + 316 })).toMatch(/too far/)
    expect(fault({ exp: '300' })).toMatch(/too far/)
  })

  test('may be 15 s ahead of our clock; not a second more', () => {
    expect(fault({ iat: now + 15 })).toBeUndefined()
    expect(fault({ iat: now + 16 })).toMatch(/future/)
    expect(fault({ iat: 'yesterday' })).toMatch(/future/)
  })

  test('has a jti of at most 256 characters', () => {
    expect(fault({ jti: 'j'.repeat(256) })).toBeUndefined()
    expect(fault({ jti: 'j'.repeat(257) })).toMatch(/jti/)
    expect(fault({ jti: 7 })).toMatch(/jti/)
  })

  test.each<[object, object, RegExp]>([
    [{}, { alg: 'RS256' }, /alg/],
    [{}, { alg: 'none' }, /alg/],
    [{}, { kid: undefined }, /kid/],
    [{}, { kid: 7 }, /kid/],
    [{}, { typ: 'at+jwt' }, /typ/],
    [{}, { jku: 'https://elsewhere.example.org' }, /jku/],
    [{ sub: 'other' }, {}, /same client/],
    [{ sub: undefined }, {}, /same client/],
    [{ aud: [] }, {}, /aud/],
    [{ aud: [claims.aud, 'https://elsewhere.example.org'] }, {}, /aud/],
  ])('%j %j is at fault', (changed, headed, why) => {
    expect(fault(changed, headed)).toMatch(why)
  })
})
