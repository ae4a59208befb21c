import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Permission } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { grantScopes, parseScope, scopeProblems } from '#auth/scopes.ts'

const plan = (scope: string) => compileAccess({ clientId: 'any', kind: 'system' }, scope, Buffer.alloc(32))
const letters: readonly Permission[] = ['c', 'r', 'u', 'd', 's']

describe('scopes that are read', () => {
  test.each([
    ['system/Patient.cruds', 'Patient', 'cruds'],
    ['system/*.rs', '*', 'rs'],
    ['system/Patient.read', 'Patient', 'rs'],
    ['system/Patient.write', 'Patient', 'cud'],
    ['system/*.*', '*', 'cruds'],
  ])('%s', (text, type, permissions) => {
    expect(parseScope(text)).toEqual({ level: 'system', type, permissions: new Set(permissions) })
  })

  test('of a patient, of a user, and narrowed by search parameters', () => {
    expect(parseScope('patient/Goal.rs')).toEqual({ level: 'patient', type: 'Goal', permissions: new Set('rs') })
    expect(parseScope('user/*.cruds')).toMatchObject({ level: 'user', type: '*' })
    expect(parseScope('system/Observation.rs?category=laboratory&code=1')).toMatchObject({ restriction: 'category=laboratory&code=1' })
  })

  test.each([
    'system/Patient.sr',
    'system/Patient.',
    'system/Patient.rr',
    'system/patient.r',
    'system/*.rs?category=lab',
    'system/Patient.read?category=lab',
    'system/Patient.rs?',
    'launch/Patient.rs',
    'system/Patient',
    'Patient.rs',
    'system/*Patient.r',
    'openid',
  ])('not %p', (text) => {
    expect(parseScope(text)).toBeUndefined()
    expect(plan(text).allows('r', 'Patient')).toBe(false)
  })
})

describe('scopes that may be registered', () => {
  test('every problem is named at once', () => {
    expect(scopeProblems('system/Patient.rs patient/Goal.rs system/Observation.rs?code=1 system/x.y')).toEqual([
      expect.stringContaining('patient/Goal.rs'),
      expect.stringContaining('not enforced'),
      expect.stringContaining('system/x.y'),
    ])
    expect(scopeProblems('  ')).toHaveLength(1)
    expect(scopeProblems('system/*.cruds system/Patient.read')).toEqual([])
  })
})

describe('a plan', () => {
  test('allows what its scopes say together, and nothing else', () => {
    const { allows, searchable } = plan('system/Patient.r system/Patient.s system/Goal.cu system/Unheard.x')
    expect(letters.filter((letter) => allows(letter, 'Patient'))).toEqual(['r', 's'])
    expect(letters.filter((letter) => allows(letter, 'Goal'))).toEqual(['c', 'u'])
    expect(letters.filter((letter) => allows(letter, '*') || allows(letter, 'Consent'))).toEqual([])
    expect(searchable).toEqual(new Set(['Patient']))
  })

  test('cannot be widened by whoever holds it', () => {
    expect(Object.isFrozen(plan('system/Patient.r'))).toBe(true)
    expect(() => Object.assign(plan('system/Patient.r'), { allows: () => true })).toThrow()
  })
})

describe('scopes that are granted', () => {
  const scope = fc
    .tuple(fc.constantFrom('*', 'Patient', 'Goal', 'Consent'), fc.subarray([...letters], { minLength: 1 }))
    .map(([type, some]) => `system/${type}.${some.join('')}`)
  const scopes = fc.array(scope, { maxLength: 5 }).map((list) => list.join(' '))

  test('are exactly what is both asked for and registered, for every type and permission', () => {
    fc.assert(
      fc.property(scopes, scopes, (asked, registered) => {
        const granted = plan(grantScopes(asked, registered))
        for (const type of ['Patient', 'Goal', 'Consent', 'Observation']) {
          for (const letter of letters) {
            const both = plan(asked).allows(letter, type) && plan(registered).allows(letter, type)
            expect(granted.allows(letter, type)).toBe(both)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})
