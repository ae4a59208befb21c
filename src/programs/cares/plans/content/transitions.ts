import { birthday } from '../../../vocabulary/age.ts'
import { addDays, type Day } from '../../../vocabulary/calendar.ts'
import { dated, inForce } from '../../../vocabulary/clock.ts'
import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** Days from the start of transition support to the adult plan (CARES-TRA-01; no interval in the sources). */
const adultPlanDays = dated({ from: '2023-07-07', value: 60 })

/** Age at which transition to adulthood begins (CARES-TRA-01). */
const adultPlanAge = 16

/**
 * Coming moves in medical and social life, each with its day and how care goes on, or the word that none is foreseen.
 * From 16 on the plan shows the way to adulthood: that plan itself or, until it is due, the day by which it will be.
 */
export const transitions: ContentRule = {
  cites: icp['CARES-ICP-15'],
  judge(file) {
    return [...blank(file), ...strategyGaps(file), ...adulthoodGap(file)]
  },
}

/**
 * When transition to adulthood begins, and the last day on which the entry "plan due by" stands for its plan (CARES-TRA-01).
 * Undefined without a birth date.
 */
export function adultPlanDue({
  family,
  enrolledOn,
  settings,
}: {
  family: { birth?: Day }
  enrolledOn?: Day
  settings: Settings
}): { from: Day; due: Day } | undefined {
  if (family.birth === undefined) return undefined
  const sixteen = birthday(family.birth, adultPlanAge, settings)
  const from = enrolledOn !== undefined && enrolledOn > sixteen ? enrolledOn : sixteen
  return { from: sixteen, due: addDays(from, inForce(adultPlanDays, from)) }
}

function entriesOf({ activities }: PlanCase) {
  return {
    moves: activities.filter(({ kind }) => kind === 'anticipated-transition'),
    planDue: activities.filter(({ kind }) => kind === 'adult-transition-plan-due'),
  }
}

function blank(file: PlanCase): Finding[] {
  const { moves, planDue } = entriesOf(file)
  if (moves.length > 0 || planDue.length > 0 || said(file.statements, 'transitions')?.answer === 'none-foreseen') return []
  return [
    required(
      'The plan says nothing of coming transitions. Add an anticipated-transition activity, or an icp-statement about transitions with answer none-foreseen.',
      'CarePlan.activity',
    ),
  ]
}

function strategyGaps(file: PlanCase): Finding[] {
  return entriesOf(file).moves.flatMap(({ on, note, at, source }) => {
    const missing = [...(on ? [] : ['its day (occurrence)']), ...(note ? [] : ['how care goes on (note)'])]
    return missing.length === 0 ? [] : [required(`A coming transition lacks ${missing.join(' and ')}.`, at, source)]
  })
}

function adulthoodGap(file: PlanCase): Finding[] {
  const clock = adultPlanDue(file)
  if (clock === undefined || file.on < clock.from || file.adultPlans.length > 0) return []
  const entry = entriesOf(file).planDue.some(({ on }) => on !== undefined)
  if (entry && file.on <= clock.due) return []
  const says = entry
    ? `The plan of transition to adulthood was due by ${clock.due}; the entry that announces it no longer serves. Add the plan.`
    : `The member is 16 or older. Add the plan of transition to adulthood or, until ${clock.due}, an adult-transition-plan-due activity with its day.`
  return [required(says, 'CarePlan.activity')]
}

function required(says: string, ...at: string[]): Finding {
  return refuses(icp['CARES-ICP-15'], 'required', says, ...at)
}
