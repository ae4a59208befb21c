import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { assessed, planned, reviewed, sentTo, visit } from '../clocks/read-one.ts'
import { enrolledKit, found, stay } from './watched.ts'

const kit = enrolledKit('2024-01-10')
const says = (response: QuestionnaireResponse, linkId: string, valueBoolean: boolean): QuestionnaireResponse => ({
  ...response,
  item: [{ linkId, answer: [{ valueBoolean }] }],
})

describe('CARES-ASM-09: changes found are carried into the plan', () => {
  const changed = says(assessed('2025-01-31', 'annual'), 'needs', true)
  const source = `QuestionnaireResponse/${changed.id}`

  test('CARES-ASM-09: 30 days after 31 January 2025 is 2 March: nothing then, a finding on the next day', () => {
    expect(found('CARES-ASM-09', [...kit, changed], '2025-03-02')).toEqual([])
    expect(found('CARES-ASM-09', [...kit, changed], '2025-03-03')).toEqual([source])
  })

  test('a version of that day or later closes it, an earlier one does not', () => {
    expect(found('CARES-ASM-09', [...kit, changed, planned('2025-01-31')], '2025-03-03')).toEqual([])
    expect(found('CARES-ASM-09', [...kit, changed, planned('2025-03-03')], '2025-03-03')).toEqual([])
    expect(found('CARES-ASM-09', [...kit, changed, planned('2025-01-30')], '2025-03-03')).toEqual([source])
    expect(found('CARES-ASM-09', [...kit, changed, planned('2025-03-04')], '2025-03-03')).toEqual([source])
  })

  test('nothing changed, nothing is owed; nor after the first assessment; the days are configurable', () => {
    expect(found('CARES-ASM-09', [...kit, says(changed, 'needs', false)], '2025-04-01')).toEqual([])
    expect(found('CARES-ASM-09', [...kit, says(assessed('2025-01-31', 'initial'), 'needs', true)], '2025-04-01')).toEqual([])
    const sooner = { 'changes-into-plan-days': [{ from: '2024-01-01', value: 10 }] }
    expect(found('CARES-ASM-09', [...kit, changed], '2025-02-11', sooner)).toEqual([source])
    expect(found('CARES-ASM-09', [...kit, changed], '2025-02-10', sooner)).toEqual([])
  })
})

describe('CARES-MON-04: gaps lead to a change of the plan', () => {
  const behind = says(reviewed('2024-01-31'), 'changes-reflected', false)

  test('CARES-MON-04: found on the 31st day without a version, closed by one', () => {
    expect(found('CARES-MON-04', [...kit, behind], '2024-03-01')).toEqual([])
    expect(found('CARES-MON-04', [...kit, behind], '2024-03-02')).toEqual([`QuestionnaireResponse/${behind.id}`])
    expect(found('CARES-MON-04', [...kit, behind, planned('2024-02-15')], '2024-03-02')).toEqual([])
  })

  test('a review that found the plan up to date owes nothing', () => {
    expect(found('CARES-MON-04', [...kit, says(behind, 'changes-reflected', true)], '2024-05-01')).toEqual([])
  })
})

describe('clocks whose row opens a finding', () => {
  test('CARES-MON-01: the first review is due six months after the plan; the finding is there a day later', () => {
    const record = [...enrolledKit('2024-07-01'), planned('2024-08-31')]
    expect(found('CARES-MON-01', record, '2025-02-28')).toEqual([])
    expect(found('CARES-MON-01', record, '2025-03-01')).toEqual([stay])
    expect(found('CARES-MON-01', [...record, reviewed('2025-03-01')], '2025-03-01')).toEqual([])
  })

  test('CARES-MON-08: a service set for day 31 needs its note by day 30; on the next day the finding is there', () => {
    const record = [...kit, sentTo('2024-03-01'), visit('2024-04-01', { created: '2024-03-05' })]
    expect(found('CARES-MON-08', record, '2024-03-31')).toEqual([])
    expect(found('CARES-MON-08', record, '2024-04-01')).toEqual(['ServiceRequest/dentist'])
  })

  test('CARES-MON-08: exactly 30 days out needs no note', () => {
    const record = [...kit, sentTo('2024-03-01'), visit('2024-03-31', { created: '2024-03-05' })]
    expect(found('CARES-MON-08', record, '2024-04-15')).toEqual([])
  })

  test('CARES-MON-09: a referral without a date is on the worklist from day 31, and off it once there is one', () => {
    expect(found('CARES-MON-09', [...kit, sentTo('2024-03-01')], '2024-03-31')).toEqual([])
    expect(found('CARES-MON-09', [...kit, sentTo('2024-03-01')], '2024-04-01')).toEqual(['ServiceRequest/dentist'])
    const cancelled = visit('2024-03-20', { status: 'cancelled' })
    expect(found('CARES-MON-09', [...kit, sentTo('2024-03-01'), cancelled], '2024-04-01')).toEqual(['ServiceRequest/dentist'])
    expect(found('CARES-MON-09', [...kit, sentTo('2024-03-01'), visit('2024-04-20')], '2024-04-21')).toEqual([])
  })

  test('a clock whose row says nothing of a finding opens none: CARES-ICP-01 overdue is seen in the clocks', () => {
    expect(found('CARES-ICP-01', kit, '2025-06-01')).toEqual([])
    expect(found('CARES-ASM-01', kit, '2025-06-01')).toEqual([])
  })
})
