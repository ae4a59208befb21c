import { describe, expect, test } from '@jest/globals'
import type { Caller, Permission } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'

const kinds: readonly Caller['kind'][] = [
  ...(['system', 'care-team', 'hospital', 'ed', 'ems', 'pediatrician', 'school', 'health-plan', 'masshealth'] as const),
  ...(['specialist', 'tpa', 'state-agency', 'ltss-cp', 'bh-cp', 'waiver-manager', 'ltss-provider', 'one-care', 'csp', 'cca'] as const),
  ...(['member', 'family'] as const),
]
const types = [...searchParams().keys()]
const read = scopeReader('https://cares.example.org/fhir/R4')
const permissions: readonly Permission[] = ['c', 'r', 'u', 'd', 's']

/** A plan with all that it is ever asked: each type, each permission. */
function makePlan(kind: Caller['kind'], scope: string): void {
  const caller: Caller = { clientId: 'c', kind, organization: 'Organization/o', fhirUser: 'Practitioner/p', patient: 'p' }
  const plan = compileAccess(caller, scope, Buffer.alloc(32), { read, now: () => new Date() })
  for (const type of types) for (const permission of permissions) plan.sight?.(permission, type)
}

/** Milliseconds of the processor for one of many plans; of this thread alone, as the engine compiles in others. */
function costOf(make: () => void): number {
  const rounds = 30
  // Until what runs is compiled.
  for (let round = 0; round < rounds; round++) make()
  const before = process.threadCpuUsage()
  for (let round = 0; round < rounds; round++) make()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000 / rounds
}

describe('a plan is made in less than 5 ms, with the sight of every type and permission', () => {
  test.each(
    kinds.flatMap((kind) => [
      [kind, 'user/*.cruds'],
      [kind, 'patient/*.rs user/Observation.rs?category=laboratory user/Condition.rs launch/patient'],
    ]),
  )('%s, %s', (kind, scope) => {
    expect(costOf(() => makePlan(kind as Caller['kind'], scope ?? ''))).toBeLessThan(5)
  })
})
