import { refuses } from '../../../vocabulary/finding.ts'
import { type GoalFacts, isAspirational } from '../../case/goal.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said, statementsOf } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/**
 * Each goal has a step that somebody takes, and the plan says what makes the step accessible, or that nothing is needed.
 * A wish for life may have no step yet, if the plan says so. That a step has nobody who takes it is CARES-ICP-05's word.
 */
export const goalSteps: ContentRule = {
  cites: icp['CARES-ICP-14'],
  judge(file) {
    const { goals, activities, statements } = file
    const stepless = goals.filter(({ source }) => !activities.some((activity) => activity.goals.includes(source)))
    const gaps = stepless
      .filter((goal) => !(isAspirational(goal) && saysNoneYet(goal, file)))
      .map(({ source }) =>
        refuses(
          this.cites,
          'required',
          'A goal has no step. Add an activity that pertains to it, with somebody on the team who does it.',
          source,
        ),
      )
    if (said(statements, 'accessibility') !== undefined) return gaps
    const silent = goals.filter(
      ({ source }) =>
        !stepless.some((goal) => goal.source === source) &&
        !activities.some(({ goals, accessibilitySaid }) => goals.includes(source) && accessibilitySaid),
    )
    return [
      ...gaps,
      ...silent.map(({ source }) =>
        refuses(
          this.cites,
          'required',
          'Nothing says what makes the steps to a goal accessible. Put accessibility-need on one of its activities, or add an icp-statement about accessibility (none or stated).',
          source,
        ),
      ),
    ]
  },
}

/** The plan says it of its wishes, or the goal of itself. */
function saysNoneYet({ resource }: GoalFacts, { statements }: PlanCase): boolean {
  const own = statementsOf(resource)
  return [...statements, ...own].some(({ about, answer }) => about === 'aspirational' && answer === 'none-yet')
}
