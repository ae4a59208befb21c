import { describe, expect, test } from '@jest/globals'
import type { CarePlan } from '@medplum/fhirtypes'
import { emergencyPart } from '#programs/cares/plans/content/emergency-part.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { judge, withPlan } from './judge.ts'

const gap = ['CARES-ICP-16 refuses required']
const emergency = (change: Partial<CarePlan>, record = completeRecord()) =>
  changed<CarePlan>(record, 'CarePlan/rosas-emergency-plan', (plan) => ({ ...plan, ...change }))

describe('CARES-ICP-16: the emergency plan is part of the ICP', () => {
  test('CARES-ICP-16: part of this plan, or of the one that this plan replaces', () => {
    expect(judge(emergencyPart)).toEqual([])
    expect(judge(emergencyPart, emergency({ partOf: [{ reference: 'CarePlan/older' }] }))).toEqual(gap)
    const replacing = withPlan((plan) => ({ ...plan, replaces: [{ reference: 'CarePlan/older' }] }))
    expect(judge(emergencyPart, emergency({ partOf: [{ reference: 'CarePlan/older' }] }, replacing))).toEqual([])
  })

  test.each(['revoked', 'completed', 'entered-in-error'] as const)('CARES-ICP-16: one that is %s is none', (status) => {
    expect(judge(emergencyPart, emergency({ status }))).toEqual(gap)
  })

  test('CARES-ICP-16: each part that CARES-EMG-01 misses is told', () => {
    expect(judge(emergencyPart, emergency({ contributor: [], extension: [] }))).toEqual([...gap, ...gap])
  })
})
