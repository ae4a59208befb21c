import type { Day } from '../../../vocabulary/calendar.ts'
import { type Finding, refuses, warns } from '../../../vocabulary/finding.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** The first day of the program: no form was in use before. */
const firstDay: Day = '2023-07-07'

/** The forms in which a plan may be finished on a day, canonicals with their versions; the first is the one to write in. */
export function formsOn(day: Day, settings: Settings): readonly string[] {
  return day < firstDay ? [] : settings.on('icp-templates', day)
}

/** A finished plan names a form that is in use on its day; and there is a primary care provider to share it with. */
export const template: ContentRule = {
  cites: icp['CARES-ICP-07'],
  judge(file) {
    return [...form(file), ...primaryCare(file)]
  },
}

function form({ plan, on, settings }: PlanCase): Finding[] {
  const inUse = formsOn(on, settings)
  if (plan.instantiatesCanonical?.some((canonical) => inUse.includes(canonical))) return []
  return [
    refuses(
      icp['CARES-ICP-07'],
      'code-invalid',
      `The plan names no form in use on ${on}. Put one of these in instantiatesCanonical: ${inUse.join(', ') || 'none is in use'}.`,
      'CarePlan.instantiatesCanonical',
    ),
  ]
}

function primaryCare({ family }: PlanCase): Finding[] {
  if (family.primaryCare.length > 0) return []
  return [
    warns(
      icp['CARES-ICP-07'],
      'incomplete',
      'No primary care provider is on file to share the plan with. Name one in Patient.generalPractitioner.',
      family.member,
    ),
  ]
}
