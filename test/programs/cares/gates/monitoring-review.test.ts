import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { monitoringReview } from '#programs/cares/gates/monitoring-review.ts'
import { completeRecord } from '../../../people/complete-record.ts'
import { ext, part, ref } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const said = (linkId: string, valueBoolean: boolean): QuestionnaireResponseItem => ({ linkId, answer: [{ valueBoolean }] })
const who = (code: string, answer = 'yes', reason?: string) =>
  ext('consulted', {
    extension: [
      part('who', { valueCode: code }),
      part('answer', { valueCode: answer }),
      ...(reason ? [part('reason', { valueCode: reason })] : []),
    ],
  })

function review(
  item: QuestionnaireResponseItem[],
  extension = ['member', 'parent-guardian', 'team'].map((one) => who(one)),
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${canon}/Questionnaire/monitoring-review`,
    status: 'completed',
    subject: ref('Patient/rosa'),
    authored: '2024-10-20T10:00:00-04:00',
    extension,
    item,
  }
}
const all = [said('services-as-planned', true), said('services-adequate', true), said('changes-reflected', true)]
const judge = (response: QuestionnaireResponse) => brief(decide(monitoringReview, response, completeRecord()))

describe('CARES-MON-02: a monitoring review answers its three questions', () => {
  test('CARES-MON-02: answered, it passes', () => {
    expect(judge(review(all))).toEqual([])
  })

  test.each([0, 1, 2])('CARES-MON-02: question %i left out is refused', (index) => {
    expect(judge(review(all.filter((_, at) => at !== index)))).toEqual(['CARES-MON-02 refuses required'])
  })

  test('CARES-MON-02: unfinished, it may have blanks', () => {
    expect(judge({ ...review([]), status: 'in-progress' })).toEqual([])
  })

  test('CARES-MON-02: a "no" calls for an action, its owner and its day', () => {
    const no = [...all.slice(0, 2), said('changes-reflected', false)]
    expect(judge(review(no))).toEqual(['CARES-MON-02 warns incomplete'])
    const action = [
      { linkId: 'action', answer: [{ valueString: 'Write a new version with the new school' }] },
      { linkId: 'owner', answer: [{ valueReference: ref('PractitionerRole/obi-role') }] },
      { linkId: 'date', answer: [{ valueDate: '2024-11-10' }] },
    ]
    expect(judge(review([...no, ...action]))).toEqual([])
    expect(judge(review([...no, ...action.slice(0, 2)]))).toEqual(['CARES-MON-02 warns incomplete'])
  })

  test('CARES-MON-03: nobody of the family and no reason is a warning', () => {
    expect(judge(review(all, []))).toEqual(['CARES-MON-03 warns incomplete'])
    expect(judge(review(all, [who('member', 'no', 'too-young'), who('parent-guardian'), who('team')]))).toEqual([])
    expect(judge(review(all, [who('member', 'no'), who('parent-guardian'), who('team')]))).toEqual(['CARES-MON-03 warns incomplete'])
    expect(judge(review(all, [who('member'), who('parent-guardian')]))).toEqual(['CARES-MON-03 warns incomplete'])
  })
})
