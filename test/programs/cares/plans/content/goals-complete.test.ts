import { describe, expect, test } from '@jest/globals'
import type { Goal, GoalTarget } from '@medplum/fhirtypes'
import { goalsComplete } from '#programs/cares/plans/content/goals-complete.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { concept, ext, statement } from '../../../../people/spelling.ts'
import { judge, saying, set, withPlan } from './judge.ts'

const gap = ['CARES-ICP-11 refuses required']
const walker = (change: (goal: Goal) => Goal) => changed<Goal>(completeRecord(), 'Goal/goal-walker', change)
const due = (dueDate: string) => walker((goal) => ({ ...goal, target: [{ ...goal.target![0]!, dueDate }] }))
const lacking = (id: string, record = completeRecord()) =>
  withPlan((plan) => ({ ...plan, goal: plan.goal!.filter(({ reference }) => reference !== `Goal/${id}`) }), record)

describe('CARES-ICP-11: goals near and far, of four kinds, each specific, within reach and timed', () => {
  test('CARES-ICP-11: due the day after its start it is a goal, on the day or before it is not', () => {
    expect(judge(goalsComplete, due('2024-04-26'))).toEqual([])
    expect(judge(goalsComplete, due('2024-04-25'))).toEqual(['CARES-ICP-11 refuses value'])
    expect(judge(goalsComplete, due('2024-04-24'))).toEqual(['CARES-ICP-11 refuses value'])
  })

  test('CARES-ICP-11: words, a measure, a day and why it is within reach', () => {
    expect(
      judge(
        goalsComplete,
        walker((goal) => ({ ...goal, description: { text: ' ' } })),
      ),
    ).toEqual(gap)
    expect(
      judge(
        goalsComplete,
        walker(({ target: _, ...goal }) => goal),
      ),
    ).toEqual(gap)
    const split: GoalTarget[] = [{ measure: { text: 'Steps' } }, { dueDate: '2025-01-01' }]
    expect(
      judge(
        goalsComplete,
        walker((goal) => ({ ...goal, target: split })),
      ),
    ).toEqual([])
  })

  test('CARES-ICP-11: a goal that lacks its horizon is taken for a timed one', () => {
    expect(
      judge(
        goalsComplete,
        changed<Goal>(completeRecord(), 'Goal/goal-camp', (goal) => ({ ...goal, extension: [] })),
      ),
    ).toEqual([...gap, ...gap])
  })

  test('CARES-ICP-11: a wish needs no day, but if it has one it lies after its start', () => {
    const camp = (dueDate: string) => changed<Goal>(completeRecord(), 'Goal/goal-camp', (goal) => ({ ...goal, target: [{ dueDate }] }))
    expect(judge(goalsComplete, camp('2024-07-01'))).toEqual([])
    expect(judge(goalsComplete, camp('2024-04-25'))).toEqual(['CARES-ICP-11 refuses value'])
  })

  test('CARES-ICP-11: at least one near goal and one far', () => {
    const allLong = ['goal-seizures', 'goal-friends'].reduce(
      (record, id) =>
        changed<Goal>(record, `Goal/${id}`, (goal) => ({
          ...goal,
          extension: [ext('goal-horizon', { valueCode: 'long' }), goal.extension![1]!],
        })),
      completeRecord(),
    )
    expect(judge(goalsComplete, allLong)).toEqual(gap)
    expect(judge(goalsComplete, lacking('goal-voice', lacking('goal-walker')))).toEqual([...gap, ...gap, ...gap])
  })

  test.each(['clinical', 'functional', 'developmental'])(
    'CARES-ICP-11: without a %s goal the plan says that none was identified',
    (kind) => {
      const other = ({ clinical: 'goal-seizures', functional: 'goal-walker', developmental: 'goal-voice' } as Record<string, string>)[kind]!
      const recoded = (record = completeRecord()) =>
        changed<Goal>(record, `Goal/${other}`, (goal) => ({ ...goal, category: [goal.category![0]!, concept('goal-kind', 'social')] }))
      expect(judge(goalsComplete, recoded())).toEqual(gap)
      expect(judge(goalsComplete, recoded(saying(statement(`kind-${kind}`, 'none-identified'))))).toEqual([])
      expect(judge(goalsComplete, recoded(), '2024-04-25', set('goal-kinds', ['social']))).toEqual([])
    },
  )

  test('CARES-ICP-11: without a wish for life the plan says that none was stated', () => {
    expect(judge(goalsComplete, lacking('goal-camp'))).toEqual(gap)
    expect(judge(goalsComplete, lacking('goal-camp', saying(statement('aspirational', 'none-stated'))))).toEqual([])
  })
})
