import { describe, expect, test } from '@jest/globals'
import type { Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { familyMade } from '#programs/cares/plans/content/family-made.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { coded, ext, part, roleCode, statement } from '../../../../people/spelling.ts'
import { judge, set, withPlan } from './judge.ts'

const gap = ['CARES-ICP-02 refuses required']
const lacking = (who: string, record: Resource[] = completeRecord()) =>
  withPlan((plan) => ({ ...plan, contributor: plan.contributor!.filter(({ reference }) => reference !== who) }), record)
const mother = 'RelatedPerson/rosas-mother'
const born = (birthDate: string) => changed<Patient>(completeRecord(), 'Patient/rosa', (rosa) => ({ ...rosa, birthDate }))
const related = (change: (person: RelatedPerson) => RelatedPerson, record = completeRecord()) =>
  changed<RelatedPerson>(record, mother, change)

describe('CARES-ICP-02: the plan is made with the family', () => {
  test('CARES-ICP-02: member and parent each contributed, or the reason is there', () => {
    expect(judge(familyMade)).toEqual([])
    for (const [who, about] of [
      [mother, 'family-parent'],
      ['Patient/rosa', 'family-member'],
    ] as const) {
      expect(judge(familyMade, lacking(who))).toEqual(gap)
      const reason = (answer: string) =>
        withPlan((plan) => ({ ...plan, extension: [...plan.extension!, statement(about, answer)] }), lacking(who))
      for (const answer of ['declined', 'too-young', 'unable', 'unavailable', 'excluded-by-law'])
        expect(judge(familyMade, reason(answer))).toEqual([])
      expect(judge(familyMade, reason('not-applicable'))).toEqual(gap)
    }
  })

  test('CARES-ICP-02: both missing are told both', () => {
    expect(judge(familyMade, lacking(mother, lacking('Patient/rosa')))).toEqual([...gap, ...gap])
  })

  test('AMB-44: from the 18th birthday on the member alone decides, unless there is a guardian', () => {
    expect(judge(familyMade, lacking(mother, born('2006-04-26')))).toEqual(gap)
    expect(judge(familyMade, lacking(mother, born('2006-04-25')))).toEqual([])
    const guardian = (period: object) =>
      related(
        (person) => ({
          ...person,
          extension: [
            ext('legal-authority', { extension: [part('kind', { valueCode: 'court-guardian' }), part('period', { valuePeriod: period })] }),
          ],
        }),
        born('2006-04-25'),
      )
    expect(judge(familyMade, lacking(mother, guardian({ start: '2024-04-25' })))).toEqual(gap)
    expect(judge(familyMade, lacking(mother, guardian({ start: '2024-04-26' })))).toEqual([])
    expect(judge(familyMade, lacking(mother, guardian({ start: '2023-01-01', end: '2024-04-25' })))).toEqual(gap)
    expect(judge(familyMade, lacking(mother, guardian({ start: '2023-01-01', end: '2024-04-24' })))).toEqual([])
  })

  test('AMB-44: one of the two, where configured', () => {
    expect(judge(familyMade, lacking(mother), '2024-04-25', set('family-presence', 'either'))).toEqual([])
    expect(judge(familyMade, lacking(mother, lacking('Patient/rosa')), '2024-04-25', set('family-presence', 'either'))).toEqual([
      ...gap,
      ...gap,
    ])
  })

  test('CARES-ICP-02: a sister is not the parent; a grandmother with papers is', () => {
    const sister = related((person) => ({ ...person, relationship: [coded(roleCode, 'SIS')], extension: [] }))
    expect(judge(familyMade, sister)).toEqual(gap)
    const grandmother = related((person) => ({ ...person, relationship: [coded(roleCode, 'GRMTH')] }))
    expect(judge(familyMade, grandmother)).toEqual([])
  })
})
