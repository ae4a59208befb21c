import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { evaluationCompletion } from '#programs/cares/gates/evaluation.ts'
import { completeRecord, find } from '../../../people/complete-record.ts'
import { own } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const whole = () => find<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-evaluation')
const judge = (response: QuestionnaireResponse, configured?: object) => brief(decide(evaluationCompletion, response, [], { configured }))
const put = (item: QuestionnaireResponseItem): QuestionnaireResponse => ({
  ...whole(),
  item: [...whole().item!.filter(({ linkId }) => linkId !== item.linkId), item],
})

describe('CARES-ELG-03: a completed evaluation answers its checklist', () => {
  test('whole it passes; a facet answered no is answered', () => {
    expect(judge(whole())).toEqual([])
    expect(judge(put({ linkId: 'high-resource-need', answer: [{ valueBoolean: false }] }))).toEqual([])
  })

  test.each([
    'regulation-section',
    'determination',
    'determiner',
    'date',
    'multi-organ-chronic-disease',
    'functional-limitation',
    'ongoing-technology-use',
    'high-resource-need',
  ])('without %s it is refused', (linkId) => {
    expect(judge(put({ linkId }))).toEqual(['CARES-ELG-03 refuses required'])
  })

  test('every blank is told at once; a draft and another questionnaire are left alone', () => {
    expect(judge({ ...whole(), item: [] })).toHaveLength(8)
    expect(judge({ ...whole(), item: [], status: 'in-progress' })).toEqual([])
    expect(judge({ ...whole(), item: [], questionnaire: 'urn:other' })).toEqual([])
  })

  test('the checklist is configured by day: a day before it changes, the old one', () => {
    const configured = { 'evaluation-checklist': [{ from: '2024-03-11', value: ['determination', 'second-opinion'] }] }
    expect(judge(whole(), configured)).toEqual(['CARES-ELG-03 refuses required'])
    expect(judge(put({ linkId: 'date', answer: [{ valueDate: '2024-03-10' }] }), configured)).toEqual([])
    expect(judge(put({ linkId: 'second-opinion', answer: [{ valueString: 'seen' }] }), configured)).toEqual([])
  })
})

describe('CARES-ELG-04: the evaluation is written down whatever its result', () => {
  const not = (...more: QuestionnaireResponseItem[]) => {
    const response = put({ linkId: 'determination', answer: [{ valueCoding: own('determination', 'not-eligible') }] })
    return { ...response, item: [...response.item!, ...more] }
  }

  test('not-eligible needs its reason in words', () => {
    expect(judge(not())).toEqual(['CARES-ELG-04 refuses required'])
    expect(judge(not({ linkId: 'reason', answer: [{ valueString: '  ' }] }))).toEqual(['CARES-ELG-04 refuses required'])
    expect(judge(not({ linkId: 'reason', answer: [{ valueString: 'One organ system, no technology.' }] }))).toEqual([])
  })

  test('pending needs none', () => {
    expect(judge(put({ linkId: 'determination', answer: [{ valueCoding: own('determination', 'pending') }] }))).toEqual([])
  })
})
