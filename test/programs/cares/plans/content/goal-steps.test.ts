import { describe, expect, test } from '@jest/globals'
import type { ServiceRequest, Task } from '@medplum/fhirtypes'
import { goalSteps } from '#programs/cares/plans/content/goal-steps.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { ext, statement } from '../../../../people/spelling.ts'
import { judge, saying, withPlan } from './judge.ts'

const gap = ['CARES-ICP-14 refuses required']
const stepless = (task: string, record = completeRecord()) => changed<Task>(record, `Task/${task}`, ({ extension: _, ...rest }) => rest)

describe('CARES-ICP-14: each goal has a step', () => {
  test('CARES-ICP-14: a timed goal needs one, and "none yet" does not help it', () => {
    expect(judge(goalSteps, stepless('fit-walker'))).toEqual(gap)
    expect(judge(goalSteps, stepless('fit-walker', saying(statement('aspirational', 'none-yet'))))).toEqual(gap)
  })

  test('CARES-ICP-14: a wish may have none yet, if that is said', () => {
    expect(judge(goalSteps, stepless('camp-visit'))).toEqual(gap)
    expect(judge(goalSteps, stepless('camp-visit', saying(statement('aspirational', 'none-yet'))))).toEqual([])
  })

  test('CARES-ICP-14: a step that was given up is none', () => {
    expect(
      judge(
        goalSteps,
        changed<Task>(completeRecord(), 'Task/fit-walker', (task) => ({ ...task, status: 'cancelled' })),
      ),
    ).toEqual(gap)
  })

  test('CARES-ICP-14: where the plan is silent on accessibility, each goal’s steps speak', () => {
    const silent = withPlan((plan) => ({
      ...plan,
      extension: plan.extension!.filter(({ extension }) => !extension?.some(({ valueCode }) => valueCode === 'accessibility')),
    }))
    expect(judge(goalSteps, silent)).toHaveLength(5)
    const one = changed<ServiceRequest>(silent, 'ServiceRequest/ride-program', (request) => ({
      ...request,
      extension: [...request.extension!, ext('accessibility-need', { valueCodeableConcept: { text: 'Lift van' } })],
    }))
    expect(judge(goalSteps, one)).toHaveLength(4)
  })
})
