import { canon } from '#fhir/issue.ts'
import { type Finding, refuses, warns } from '../../../vocabulary/finding.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** Versions of the form in which a plan is written, each with the first day on which it may be used. */
export const templates: readonly { canonical: string; from: string; to?: string }[] = [
  { canonical: `${canon}/PlanDefinition/icp-template|1.0.0`, from: '2023-07-07' },
]

/** A finished plan names a form that is in use on its day; and there is a primary care provider to share it with. */
export const template: ContentRule = {
  cites: icp['CARES-ICP-07'],
  judge(file) {
    return [...form(file), ...primaryCare(file)]
  },
}

function form({ plan, on }: PlanCase): Finding[] {
  const inUse = templates.filter(({ from, to }) => from <= on && on <= (to ?? on)).map(({ canonical }) => canonical)
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
