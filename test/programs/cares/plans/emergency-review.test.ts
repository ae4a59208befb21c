import { describe, expect, test } from '@jest/globals'
import type { CarePlan, Resource } from '@medplum/fhirtypes'
import { emergencyPlanOf } from '#programs/cares/case/emergency.ts'
import { reviewFindings } from '#programs/cares/plans/emergency-review.ts'
import { completeRecord } from '../../../people/complete-record.ts'
import { rosasEmergencyPlan } from '../../../people/rosas-plan.ts'
import { ext } from '../../../people/spelling.ts'
import { brief } from '../finalize.ts'

const opened = ['CARES-EMG-03 opens business-rule']
const on = (day: string, change: Partial<CarePlan> = {}, record: Resource[] = completeRecord(), team: string[] = []) =>
  brief(reviewFindings(emergencyPlanOf(record, rosasEmergencyPlan(change)), team, day))

describe('CARES-EMG-03: an emergency plan that nobody looked over in time is put on the worklist', () => {
  test('CARES-EMG-03: twelve months to the day', () => {
    expect(on('2025-04-22')).toEqual([])
    expect(on('2025-04-23')).toEqual(opened)
  })

  test('CARES-EMG-03: somebody joined or left the team more than a week after the review', () => {
    expect(on('2024-05-20', {}, completeRecord(), ['2024-04-29'])).toEqual([])
    expect(on('2024-05-20', {}, completeRecord(), ['2024-04-30'])).toEqual(opened)
  })

  test('CARES-EMG-03: never reviewed', () => {
    expect(on('2024-05-01', { extension: [ext('emergency-accommodation', { valueString: 'none' })] })).toEqual(opened)
  })

  test('CARES-EMG-03: a draft is not served, so nothing is opened on it', () => {
    expect(on('2025-04-23', { status: 'draft' })).toEqual([])
  })
})
