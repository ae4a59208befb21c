import { describe, expect, test } from '@jest/globals'
import type { CarePlan, MedicationRequest } from '@medplum/fhirtypes'
import { concept, enrolledKit, ext, found, icpWith } from './watched.ts'

const kit = enrolledKit('2024-01-10')
const plan = (reviewed?: string, status: CarePlan['status'] = 'active') =>
  icpWith({
    id: 'emergency',
    status,
    category: [concept('careplan-kind', 'emergency-plan')],
    extension: reviewed === undefined ? [] : [ext('last-reviewed', { valueDate: reviewed })],
  })
const medicine = (lastUpdated: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: 'med',
  meta: { lastUpdated },
  status: 'stopped',
  intent: 'order',
  subject: { reference: 'Patient/kit' },
  medicationCodeableConcept: { text: 'Baclofen' },
})
const at = ['CarePlan/emergency']

describe('CARES-EMG-03: what an emergency plan shows is current', () => {
  test('CARES-EMG-03: a review holds for twelve months, its last day included; 29 February until 28 February', () => {
    expect(found('CARES-EMG-03', [...kit, plan('2024-02-29')], '2025-02-28')).toEqual([])
    expect(found('CARES-EMG-03', [...kit, plan('2024-02-29')], '2025-03-01')).toEqual(at)
  })

  test('a change seven days after the review is let pass, one of the eighth day is not; a stopped medicine is a change', () => {
    const record = [...kit, plan('2024-03-01')]
    expect(found('CARES-EMG-03', [...record, medicine('2024-03-08T17:00:00Z')], '2024-06-01')).toEqual([])
    // 03:30Z on the 9th is still the 8th where the member lives.
    expect(found('CARES-EMG-03', [...record, medicine('2024-03-09T03:30:00Z')], '2024-06-01')).toEqual([])
    expect(found('CARES-EMG-03', [...record, medicine('2024-03-09T17:00:00Z')], '2024-06-01')).toEqual(at)
    expect(found('CARES-EMG-03', [...record, medicine('2024-03-09T17:00:00Z')], '2024-03-08')).toEqual([])
  })

  test('the days are configurable', () => {
    const configured = { 'emergency-review-lag-days': [{ from: '2024-01-01', value: 0 }] }
    expect(found('CARES-EMG-03', [...kit, plan('2024-03-01'), medicine('2024-03-02T17:00:00Z')], '2024-03-02', configured)).toEqual(at)
  })

  test('a plan in force that nobody reviewed is found; a draft or a revoked one is not', () => {
    expect(found('CARES-EMG-03', [...kit, plan()], '2024-02-01')).toEqual(at)
    expect(found('CARES-EMG-03', [...kit, plan(undefined, 'draft')], '2024-02-01')).toEqual([])
    expect(found('CARES-EMG-03', [...kit, plan('2020-01-01', 'revoked')], '2024-02-01')).toEqual([])
  })
})
