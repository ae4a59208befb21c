import { describe, expect, test } from '@jest/globals'
import type { CarePlan, Organization, Resource } from '@medplum/fhirtypes'
import { emergencyPlan } from '#programs/cares/gates/emergency-plan.ts'
import { changed, completeRecord, without } from '../../../people/complete-record.ts'
import { rosasEmergencyPlan } from '../../../people/rosas-plan.ts'
import { coded, ext, ref, snomed, statement } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const others = () => without(completeRecord(), 'CarePlan/rosas-emergency-plan')
const judge = (plan: CarePlan, record: Resource[] = others()) => brief(decide(emergencyPlan, plan, record))
const saying = (...extension: ReturnType<typeof statement>[]) =>
  rosasEmergencyPlan({ extension: [...rosasEmergencyPlan().extension!, ...extension] })
const refused = ['CARES-EMG-01 refuses required']

describe('CARES-EMG-01: an emergency plan has its four parts, or the word that there is none', () => {
  test('CARES-EMG-01: complete, it passes; a draft may lack everything', () => {
    expect(judge(rosasEmergencyPlan())).toEqual([])
    expect(judge({ ...rosasEmergencyPlan(), status: 'draft', contributor: [] }, [])).toEqual([])
  })

  test('CARES-EMG-01: no medicine, and nobody says that there is none', () => {
    const record = without(others(), 'MedicationRequest/levetiracetam', 'MedicationRequest/diazepam-rectal')
    expect(judge(rosasEmergencyPlan(), record)).toEqual(refused)
    expect(judge(saying(statement('medications', 'none')), record)).toEqual([])
  })

  test('CARES-EMG-01: a medicine that was stopped is none', () => {
    const stopped = ['levetiracetam', 'diazepam-rectal'].reduce<Resource[]>(
      (record, id) => changed(record, `MedicationRequest/${id}`, (one) => ({ ...one, status: 'stopped' }) as Resource),
      others(),
    )
    expect(judge(rosasEmergencyPlan(), stopped)).toEqual(refused)
  })

  test('CARES-EMG-01: no allergy, and nobody says that none is known', () => {
    const record = without(others(), 'AllergyIntolerance/latex')
    const noneKnown: Resource = {
      resourceType: 'AllergyIntolerance',
      id: 'none',
      patient: ref('Patient/rosa'),
      code: coded(snomed, '716186003'),
    }
    expect(judge(rosasEmergencyPlan(), record)).toEqual(refused)
    expect(judge(saying(statement('allergies', 'none')), record)).toEqual([])
    expect(judge(rosasEmergencyPlan(), [...record, noneKnown])).toEqual([])
  })

  test('CARES-EMG-01: accommodations are stated, or said to be none', () => {
    expect(judge(rosasEmergencyPlan({ extension: [] }))).toEqual(refused)
    expect(judge(rosasEmergencyPlan({ extension: [ext('emergency-accommodation', { valueString: 'none' })] }))).toEqual([])
  })

  test('CARES-EMG-01: at least one provider, and each one can be called', () => {
    expect(judge(rosasEmergencyPlan({ contributor: [] }))).toEqual(refused)
    expect(judge(rosasEmergencyPlan({ contributor: [ref('RelatedPerson/rosas-mother')] }))).toEqual(refused)
    const silent = changed<Organization>(others(), 'Organization/neurology', ({ telecom: _, ...rest }) => rest)
    expect(judge(rosasEmergencyPlan(), silent)).toEqual(refused)
  })

  test('CARES-EMG-01: every missing part is told at once', () => {
    expect(judge(rosasEmergencyPlan({ extension: [], contributor: [] }), [])).toEqual([...refused, ...refused, ...refused, ...refused])
  })
})
