import { describe, expect, test } from '@jest/globals'
import type { Patient, QuestionnaireResponse } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { cares } from '#programs/cares/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { enrolledKit, found, stay } from './watched.ts'

const born = (birthDate: string, start = '2024-01-10') => [
  { resourceType: 'Patient', id: 'kit', birthDate } as Patient,
  ...enrolledKit(start).slice(1),
]
const determined = (authored: string, status: QuestionnaireResponse['status'] = 'completed'): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: 'need',
  questionnaire: `${canon}/Questionnaire/decision-support-need`,
  status,
  subject: { reference: 'Patient/kit' },
  authored,
  item: [{ linkId: 'decision-support', answer: [{ valueBoolean: false }] }],
})

describe('CARES-TRA-04: the need for decision supports is determined before 18', () => {
  test('CARES-TRA-04: born 2007-08-31, due 2025-02-28: found on 1 March', () => {
    expect(found('CARES-TRA-04', born('2007-08-31'), '2025-02-28')).toEqual([])
    expect(found('CARES-TRA-04', born('2007-08-31'), '2025-03-01')).toEqual([stay])
  })

  test('60 days from the effective date where that is later', () => {
    expect(found('CARES-TRA-04', born('2007-08-31', '2025-02-01'), '2025-04-02')).toEqual([])
    expect(found('CARES-TRA-04', born('2007-08-31', '2025-02-01'), '2025-04-03')).toEqual([stay])
    expect(found('CARES-TRA-04', born('2007-08-31', '2025-03-01'), '2025-04-30')).toEqual([])
    expect(found('CARES-TRA-04', born('2007-08-31', '2025-03-01'), '2025-05-01')).toEqual([stay])
  })

  test('a determination closes it, a draft or one of a later day does not', () => {
    expect(found('CARES-TRA-04', [...born('2007-08-31'), determined('2025-03-01')], '2025-03-01')).toEqual([])
    expect(found('CARES-TRA-04', [...born('2007-08-31'), determined('2025-03-02')], '2025-03-01')).toEqual([stay])
    expect(found('CARES-TRA-04', [...born('2007-08-31'), determined('2025-03-01', 'in-progress')], '2025-03-01')).toEqual([stay])
  })

  test('the day of the determination counts, not that of the form; a form without the answer determines nothing', () => {
    const form = determined('2025-03-01')
    const earlier = {
      ...form,
      authored: '2025-06-01',
      item: [...form.item!, { linkId: 'determination-date', answer: [{ valueDate: '2025-02-01' }] }],
    }
    expect(found('CARES-TRA-04', [...born('2007-08-31'), earlier], '2025-03-01')).toEqual([])
    expect(found('CARES-TRA-04', [...born('2007-08-31'), { ...form, item: [] }], '2025-03-01')).toEqual([stay])
  })

  test('CARES-TRA-04: urgent from the 18th birthday, not on the day before', () => {
    const urgent = (day: string) =>
      cares.watch!.findings(born('2007-08-31'), day, settingsFrom()).find(({ cites }) => cites.id === 'CARES-TRA-04')?.urgent
    expect(urgent('2025-08-30')).toBe(false)
    expect(urgent('2025-08-31')).toBe(true)
  })
})
