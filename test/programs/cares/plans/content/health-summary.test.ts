import { describe, expect, test } from '@jest/globals'
import { headings, healthSummary } from '#programs/cares/plans/content/health-summary.ts'
import { completeRecord, without } from '../../../../people/complete-record.ts'
import { statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

describe('CARES-ICP-09: the health summary has its six headings', () => {
  const bare = without(completeRecord(), 'QuestionnaireResponse/rosas-assessment')

  test('CARES-ICP-09: without an assessment all six are missing', () => {
    expect(judge(healthSummary, bare)).toHaveLength(6)
  })

  test.each(headings)('CARES-ICP-09: the plan may itself say that nothing is known under %s', (heading) => {
    expect(
      judge(
        healthSummary,
        withPlan((plan) => ({ ...plan, extension: [statement(heading, 'none-known')] }), bare),
      ),
    ).toHaveLength(5)
  })

  test('CARES-ICP-09: an assessment that the plan does not cite does not speak for it', () => {
    expect(
      judge(
        healthSummary,
        withPlan((plan) => ({ ...plan, supportingInfo: [] })),
      ),
    ).toHaveLength(6)
  })
})
