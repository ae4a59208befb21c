import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { assessmentLinked } from '#programs/cares/plans/content/assessment-linked.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { ext } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const gap = ['CARES-ASM-05 refuses business-rule']
const assessment = (change: (one: QuestionnaireResponse) => QuestionnaireResponse) =>
  changed<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment', change)

describe('CARES-ASM-05: assessment and plan are worked up together', () => {
  test('CARES-ASM-05: completed by the day of finalization, not after', () => {
    expect(
      judge(
        assessmentLinked,
        assessment((one) => ({ ...one, authored: '2024-04-25T23:59:00-04:00' })),
      ),
    ).toEqual([])
    expect(
      judge(
        assessmentLinked,
        assessment((one) => ({ ...one, authored: '2024-04-26T00:00:00-04:00' })),
      ),
    ).toEqual(gap)
  })

  test('CARES-ASM-05: amended after it, it was complete before', () => {
    const amended = assessment((one) => ({
      ...one,
      status: 'amended',
      authored: '2024-06-01',
      extension: [...one.extension!, ext('first-completed-on', { valueDate: '2024-04-02' })],
    }))
    expect(judge(assessmentLinked, amended)).toEqual([])
  })

  test('CARES-ASM-05: the plan names it, it is complete, and it is an assessment', () => {
    expect(
      judge(
        assessmentLinked,
        withPlan((plan) => ({ ...plan, supportingInfo: [] })),
      ),
    ).toEqual(gap)
    expect(
      judge(
        assessmentLinked,
        assessment((one) => ({ ...one, status: 'in-progress' })),
      ),
    ).toEqual(gap)
    expect(
      judge(
        assessmentLinked,
        withPlan((plan) => ({ ...plan, supportingInfo: [{ reference: 'QuestionnaireResponse/rosas-evaluation' }] })),
      ),
    ).toEqual(gap)
  })
})
