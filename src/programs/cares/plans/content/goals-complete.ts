import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { type GoalFacts, isAspirational } from '../../case/goal.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/**
 * Goals near and far, of each kind, each with words, a measure, a day by which and why it is within reach; and at least
 * one wish for life, or the word that none was stated. A wish needs no day.
 */
export const goalsComplete: ContentRule = {
  cites: icp['CARES-ICP-11'],
  judge(file) {
    return [...file.goals.flatMap(goalGaps), ...horizonGaps(file), ...kindGaps(file), ...aspirationGap(file)]
  },
}

function goalGaps(goal: GoalFacts): Finding[] {
  const missing = isAspirational(goal) ? (goal.text ? [] : ['words (description)']) : lacking(goal)
  const gaps = missing.length === 0 ? [] : [required(`A goal lacks ${missing.join(', ')}.`, goal.source)]
  const { start } = goal
  const tooEarly = start !== undefined && goal.targets.some(({ due }) => due !== undefined && due <= start)
  if (!tooEarly) return gaps
  return [
    ...gaps,
    refuses(icp['CARES-ICP-11'], 'value', `A goal is due on or before its start, ${start}. Give a dueDate after it.`, goal.source),
  ]
}

function lacking({ text, targets, achievability }: GoalFacts): string[] {
  return [
    ...(text ? [] : ['words (description)']),
    ...(targets.some(({ measured }) => measured) ? [] : ['what is measured (target.measure)']),
    ...(targets.some(({ due }) => due) ? [] : ['by when (target.dueDate)']),
    ...(achievability ? [] : ['why it is within reach (extension achievability)']),
  ]
}

function horizonGaps({ goals }: PlanCase): Finding[] {
  return ['short', 'long']
    .filter((horizon) => !goals.some((goal) => goal.horizon === horizon))
    .map((horizon) => required(`The plan has no ${horizon}-term goal. Add one, with goal-horizon ${horizon}.`, 'CarePlan.goal'))
}

function kindGaps({ goals, statements, settings, on }: PlanCase): Finding[] {
  return settings
    .on('goal-kinds', on)
    .filter((kind) => !goals.some(({ kinds }) => kinds.includes(kind)))
    .filter((kind) => said(statements, `kind-${kind}`)?.answer !== 'none-identified')
    .map((kind) =>
      required(
        `The plan has no ${kind} goal. Add one, or an icp-statement about kind-${kind} with answer none-identified.`,
        'CarePlan.goal',
      ),
    )
}

function aspirationGap({ goals, statements }: PlanCase): Finding[] {
  if (goals.some(isAspirational) || said(statements, 'aspirational')?.answer === 'none-stated') return []
  return [
    required(
      'The plan holds no aspiration of the member or family. Add a goal with goal-horizon aspirational, or an icp-statement about aspirational with answer none-stated.',
      'CarePlan.goal',
    ),
  ]
}

function required(says: string, at: string): Finding {
  return refuses(icp['CARES-ICP-11'], 'required', says, at)
}
