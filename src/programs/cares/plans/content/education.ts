import { isDay } from '../../../vocabulary/calendar.ts'
import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { answer, code, text } from '../../case/assessment.ts'
import { codesFrom } from '../../case/element.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

const answersAllowed = ['yes', 'no', 'not-school-age']

/**
 * What the child needs to succeed in school: is there an IEP, a 504 plan, of what day, or a task that asks for one; and
 * which supports and school services, or that there are none.
 */
export const education: ContentRule = {
  cites: icp['CARES-ICP-12'],
  judge(file) {
    return [...planGaps('iep', file), ...planGaps('504', file), ...supportGap(file)]
  },
}

/** What the plan, else its assessment, says about an IEP or 504 plan, and of what day that is. */
export function schoolPlan(which: 'iep' | '504', { statements, cited }: PlanCase): { has?: string; day?: string } {
  const stated = said(statements, `has-${which}`)
  const items = cited?.resource.item
  return {
    has: stated?.answer ?? code(items, `has-${which}`),
    day: dayIn(stated?.note) ?? localDay(answer(items, `${which}-date`)?.valueDate),
  }
}

function planGaps(which: 'iep' | '504', file: PlanCase): Finding[] {
  const { has, day } = schoolPlan(which, file)
  if (has === undefined || !answersAllowed.includes(has)) {
    return [
      required(
        `Nothing says whether there is ${named(which)}. Answer has-${which} with yes, no or not-school-age.`,
        'CarePlan.supportingInfo',
      ),
    ]
  }
  if (has !== 'yes' || day !== undefined || asksFor(which, file)) return []
  return [
    required(
      `There is ${named(which)}, but nobody says of what day. Give ${which}-date, put the day in the statement's note, or add a Task coded ${which}-request.`,
      'CarePlan.supportingInfo',
    ),
  ]
}

function named(which: 'iep' | '504'): string {
  return which === 'iep' ? 'an IEP' : 'a 504 plan'
}

/** The first whole day that words mention. */
function dayIn(words: string | undefined): string | undefined {
  return words?.match(/\d{4}-\d\d-\d\d/g)?.find(isDay)
}

function asksFor(which: 'iep' | '504', { activities }: PlanCase): boolean {
  return activities.some(
    ({ resource }) => resource.resourceType === 'Task' && codesFrom(resource.code, 'task-kind').includes(`${which}-request`),
  )
}

function supportGap({ activities, statements, cited }: PlanCase): Finding[] {
  const listed = activities.some(({ kind }) => kind === 'school-support') || text(cited?.resource.item, 'school-services')
  if (listed || said(statements, 'school-supports') !== undefined) return []
  return [
    required(
      'No school support or service is listed. Add school-support activities, answer school-services, or add an icp-statement about school-supports with answer none.',
      'CarePlan.activity',
    ),
  ]
}

function required(says: string, at: string): Finding {
  return refuses(icp['CARES-ICP-12'], 'required', says, at)
}
