import { describe, expect, test } from '@jest/globals'
import type { Caller, Permission } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'

const kinds: readonly Caller['kind'][] = [
  ...(['system', 'care-team', 'hospital', 'ed', 'ems', 'pediatrician', 'health-plan', 'masshealth'] as const),
  ...(['member', 'family'] as const),
]
const types = [...searchParams().keys()]
const read = scopeReader('https://cares.example.org/fhir/R4')
const permissions: readonly Permission[] = ['c', 'r', 'u', 'd', 's']

/**
 * Milliseconds of the processor for the plan of a token with all that it is ever asked: each type, each permission. Of this
 * thread alone: the engine's own compile in others.
 */
function costOf(kind: Caller['kind'], scope: string): number {
  const caller: Caller = { clientId: 'c', kind, organization: 'Organization/o', fhirUser: 'Practitioner/p', patient: 'p' }
  const before = process.threadCpuUsage()
  const plan = compileAccess(caller, scope, Buffer.alloc(32), { read, now: () => new Date() })
  for (const type of types) for (const permission of permissions) plan.sight?.(permission, type)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

describe('a plan is made in less than 5 ms, with the sight of every type and permission', () => {
  test.each(
    kinds.flatMap((kind) => [
      [kind, 'user/*.cruds'],
      [kind, 'patient/*.rs user/Observation.rs?category=laboratory user/Condition.rs launch/patient'],
    ]),
  )('%s, %s', (kind, scope) => {
    // Until the engine has compiled what it runs.
    for (let round = 0; round < 15; round++) costOf(kind as Caller['kind'], scope ?? '')
    const costs = Array.from({ length: 15 }, () => costOf(kind as Caller['kind'], scope ?? '')).sort((one, other) => one - other)
    expect(costs[7]).toBeLessThan(5)
  })
})
