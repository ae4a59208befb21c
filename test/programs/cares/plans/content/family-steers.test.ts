import { describe, expect, test } from '@jest/globals'
import type { Goal, RelatedPerson } from '@medplum/fhirtypes'
import { familySteers } from '#programs/cares/plans/content/family-steers.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { ext, part } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const warning = ['CARES-ICP-03 warns incomplete']

describe('CARES-ICP-03: the family steers the plan', () => {
  test('CARES-ICP-03: one goal in the voice of member or family is enough, none is a warning', () => {
    const voiceless = ['goal-walker', 'goal-voice', 'goal-friends', 'goal-camp'].reduce(
      (record, id) => changed<Goal>(record, `Goal/${id}`, ({ expressedBy: _, ...goal }) => goal),
      completeRecord(),
    )
    expect(judge(familySteers, voiceless)).toEqual(warning)
    expect(
      judge(
        familySteers,
        changed<Goal>(voiceless, 'Goal/goal-camp', (goal) => ({ ...goal, expressedBy: { reference: 'Patient/rosa' } })),
      ),
    ).toEqual([])
  })

  test('CARES-ICP-03: a guardian by law is among those who made the plan', () => {
    const guardian = changed<RelatedPerson>(completeRecord(), 'RelatedPerson/rosas-mother', (person) => ({
      ...person,
      extension: [ext('legal-authority', { extension: [part('kind', { valueCode: 'legal-guardian' })] })],
    }))
    expect(judge(familySteers, guardian)).toEqual([])
    expect(
      judge(
        familySteers,
        withPlan((plan) => ({ ...plan, contributor: [{ reference: 'Patient/rosa' }] }), guardian),
      ),
    ).toEqual(warning)
  })
})
