import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, Resource } from '@medplum/fhirtypes'
import { needsAddressed } from '#programs/cares/plans/content/needs-addressed.ts'
import { changed, completeRecord, without } from '../../../../people/complete-record.ts'
import { judge } from './judge.ts'

const found = (...item: QuestionnaireResponse['item'] & object): Resource[] =>
  changed<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment', (one) => ({
    ...one,
    item: [...one.item!, { linkId: 'identified-need', item }],
  }))
const words = (linkId: string, valueString: string) => ({ linkId, answer: [{ valueString }] })

describe('CARES-ASM-03: a need that was identified is not forgotten', () => {
  test('CARES-ASM-03: one that never became a record of its own is a warning', () => {
    expect(judge(needsAddressed)).toEqual([])
    expect(judge(needsAddressed, found(words('need-id', 'sleep'), words('status', 'open')))).toEqual(['CARES-ASM-03 warns incomplete'])
  })

  test('CARES-ASM-03: one that is resolved, or on which nothing is to be done, is none', () => {
    for (const status of ['resolved', 'no-action'])
      expect(judge(needsAddressed, found(words('need-id', 'sleep'), words('status', status)))).toEqual([])
  })

  test('CARES-ASM-03: one whose record is gone is a warning', () => {
    expect(judge(needsAddressed, without(completeRecord(), 'Condition/need-rides'))).toEqual(['CARES-ASM-03 warns incomplete'])
  })
})
