import { describe, expect, test } from '@jest/globals'
import type { Permission, Sight } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { grantScopes, scopeProblems } from '#auth/scopes.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'

const read = scopeReader()
const sight = (scope: string, permission: Permission, type: string, caller: object = {}): Sight =>
  compileAccess({ clientId: 'any', kind: 'system', ...caller }, scope, Buffer.alloc(32), { read }).sight?.(permission, type) ?? 'everything'
const laboratory = { kind: 'token', param: 'category', values: [{ code: 'laboratory' }] }

describe('scopes narrowed by search parameters', () => {
  test('show what meets them, for the letters that they give', () => {
    expect(sight('system/Observation.rs?category=laboratory', 's', 'Observation')).toEqual([{ clauses: [laboratory] }])
    expect(sight('system/Observation.r?category=laboratory', 's', 'Observation')).toEqual([])
  })

  test('several add up, and one that is not narrowed shows everything', () => {
    const two = 'system/Observation.rs?category=laboratory system/Observation.rs?status=final'
    expect(sight(two, 'r', 'Observation')).toHaveLength(2)
    expect(sight(`${two} system/*.rs`, 'r', 'Observation')).toBe('everything')
  })

  test('several parameters of one must all hold', () => {
    const [way, ...others] = sight('system/Observation.rs?category=laboratory&status=final', 'r', 'Observation') as { clauses: unknown[] }[]
    expect(others).toEqual([])
    expect(way!.clauses).toHaveLength(2)
  })

  test.each([
    ['a parameter that the type does not have', 'system/Observation.rs?wool=1'],
    ['a chain', 'system/Observation.rs?patient.name=Ada'],
    ['_has', 'system/Patient.rs?_has:Observation:patient:code=1'],
    ['what shapes a page', 'system/Observation.rs?_count=1'],
    ['what brings others', 'system/Observation.rs?_include=*'],
    ['_filter', 'system/Observation.rs?_filter=status%20eq%20final'],
  ])('%s narrows none: it is not registered, and shows nothing', (_, scope) => {
    expect(scopeProblems(scope, { read })).toEqual([expect.stringContaining(scope)])
    expect(sight(scope, 'r', scope.slice(7, scope.indexOf('.')))).toEqual([])
  })

  test('are registered with what reads them, and refused without', () => {
    expect(scopeProblems('system/Observation.rs?category=laboratory', { read })).toEqual([])
    expect(scopeProblems('system/Observation.rs?category=laboratory')).toEqual([expect.stringContaining('not enforced')])
  })
})

describe('a narrowed scope is never widened when it is granted', () => {
  const lab = 'system/Observation.rs?category=laboratory'
  test.each([
    ['asked wholly, held narrowed', 'system/Observation.rs', lab, lab],
    ['asked narrowed, held wholly', lab, 'system/Observation.cruds', lab],
    ['asked narrowed, held narrowed alike', lab, lab, lab],
    [
      'asked and held narrowed in two ways',
      'system/Observation.rs?status=final',
      lab,
      'system/Observation.rs?status=final&category=laboratory',
    ],
    ['more letters than are held', 'system/Observation.cruds', lab, lab],
    ['every type', 'system/*.rs', `${lab} system/Goal.r`, `${lab} system/Goal.r`],
    ['partly held wholly', 'system/Observation.crs', `${lab} system/Observation.c`, `system/Observation.c ${lab}`],
    ['another level', 'user/Observation.rs', lab, ''],
  ])('%s', (_, asked, registered, granted) => {
    expect(grantScopes(asked, registered, read)).toBe(granted)
  })

  test('what cannot be read is not granted', () => {
    expect(grantScopes('system/Observation.rs?wool=1 system/Goal.r', 'system/*.cruds', read)).toBe('system/Goal.r')
    expect(grantScopes(lab, 'system/*.cruds')).toBe('')
  })
})

describe('scopes of a patient', () => {
  test('hold in the record of the patient in context alone, and for what is in no record', () => {
    const caller = { patient: 'ada' }
    expect(sight('patient/Goal.rs', 'r', 'Goal', caller)).toEqual([{ member: 'ada' }])
    expect(sight('patient/*.rs', 'r', 'Organization', caller)).toBe('everything')
    expect(sight('patient/Observation.rs?category=laboratory', 'r', 'Observation', caller)).toEqual([
      { member: 'ada', clauses: [laboratory] },
    ])
  })

  test('show nothing of a record without a patient in context', () => {
    expect(sight('patient/*.rs', 'r', 'Goal')).toEqual([])
  })
})

test('somebody of whom nobody said what they are sees nothing', () => {
  expect(sight('system/*.cruds', 'r', 'Goal', { kind: undefined })).toEqual([])
})

test('types that are seen alike share one sight, so that a statement says it once', () => {
  const plan = compileAccess({ clientId: 'any', kind: 'care-team', organization: 'Organization/o' }, 'system/*.rs', Buffer.alloc(32))
  expect(plan.sight!('s', 'Goal')).toBe(plan.sight!('s', 'Observation'))
})
