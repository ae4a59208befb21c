import { describe, expect, test } from '@jest/globals'
import type { Goal } from '@medplum/fhirtypes'
import { domainsCovered } from '#programs/cares/plans/content/domains-covered.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { statement } from '../../../../people/spelling.ts'
import { judge, saying, withPlan } from './judge.ts'

const gap = ['CARES-ICP-04 refuses required']
const onlyGoal = (id: string) => (plan: { goal?: object[] }) => ({ ...plan, goal: [{ reference: `Goal/${id}` }] }) as never

describe('CARES-ICP-04: goals cover medical, social, educational and other needs', () => {
  test('CARES-ICP-04: each domain without a goal is told', () => {
    expect(judge(domainsCovered, withPlan(onlyGoal('goal-walker')))).toEqual([...gap, ...gap])
    expect(
      judge(
        domainsCovered,
        withPlan((plan) => ({ ...plan, extension: [] })),
      ),
    ).toEqual(gap)
  })

  test('CARES-ICP-04: "none identified" speaks for a domain, any other word does not', () => {
    const record = withPlan(
      onlyGoal('goal-walker'),
      saying(statement('domain-social', 'none-identified'), statement('domain-educational', 'none-identified')),
    )
    expect(judge(domainsCovered, record)).toEqual([])
    expect(
      judge(
        domainsCovered,
        withPlan(onlyGoal('goal-walker'), saying(statement('domain-social', 'no'), statement('domain-educational', 'none-identified'))),
      ),
    ).toEqual(gap)
  })

  test('CARES-ICP-04: a goal that was given up covers nothing', () => {
    expect(
      judge(
        domainsCovered,
        changed<Goal>(completeRecord(), 'Goal/goal-voice', (goal) => ({ ...goal, lifecycleStatus: 'cancelled' })),
      ),
    ).toEqual(gap)
  })
})
