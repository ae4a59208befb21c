import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, Resource, Task } from '@medplum/fhirtypes'
import { education } from '#programs/cares/plans/content/education.ts'
import { completeRecord, without } from '../../../../people/complete-record.ts'
import { concept, ref, statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const gap = ['CARES-ICP-12 refuses required']
const bare = without(completeRecord(), 'QuestionnaireResponse/rosas-assessment')
const said = (...extension: QuestionnaireResponse['extension'] & object) => withPlan((plan) => ({ ...plan, extension }), bare)

describe('CARES-ICP-12: what the child needs to succeed in school', () => {
  test('CARES-ICP-12: IEP and 504 are each answered', () => {
    expect(judge(education, said())).toEqual([...gap, ...gap])
    expect(judge(education, said(statement('has-iep', 'no'), statement('has-504', 'not-school-age')))).toEqual([])
    expect(judge(education, said(statement('has-iep', 'maybe'), statement('has-504', 'no')))).toEqual(gap)
  })

  test('CARES-ICP-12: a yes has its day, or a task that asks for the plan', () => {
    const yes = (note?: string) => said(statement('has-iep', 'yes', note), statement('has-504', 'no'))
    expect(judge(education, yes())).toEqual(gap)
    expect(judge(education, yes('Plan of 2023-10-11, to be reviewed'))).toEqual([])
    expect(judge(education, yes('Plan of 2023-02-29'))).toEqual(gap)
    const task: Task = {
      resourceType: 'Task',
      id: 'ask-school',
      status: 'requested',
      intent: 'order',
      code: concept('task-kind', 'iep-request'),
      for: ref('Patient/rosa'),
    }
    const asked = withPlan((plan) => ({ ...plan, activity: [...plan.activity!, { reference: { reference: 'Task/ask-school' } }] }), [
      ...yes(),
      task,
    ] as Resource[])
    expect(judge(education, asked)).toEqual([])
  })

  test('CARES-ICP-12: the plan’s own word wins over the assessment', () => {
    expect(
      judge(
        education,
        withPlan((plan) => ({ ...plan, extension: [...plan.extension!, statement('has-504', 'yes')] })),
      ),
    ).toEqual(gap)
  })

  test('CARES-ICP-12: supports are listed, or said to be none', () => {
    const noSupport = withPlan((plan) => ({ ...plan, activity: [] }), said(statement('has-iep', 'no'), statement('has-504', 'no')))
    expect(judge(education, noSupport)).toEqual(gap)
    expect(
      judge(
        education,
        withPlan((plan) => ({ ...plan, extension: [...plan.extension!, statement('school-supports', 'none')] }), noSupport),
      ),
    ).toEqual([])
  })
})
