import type { Coding } from '@medplum/fhirtypes'
import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { code } from '../../case/assessment.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** The four health-related social needs, and the codes by which others (Gravity) know each. */
export const socialDomains: Readonly<Record<string, readonly string[]>> = {
  housing: ['housing', 'housing-instability', 'homelessness', 'inadequate-housing'],
  nutrition: ['nutrition', 'food-insecurity'],
  utilities: ['utilities', 'utility-insecurity'],
  transport: ['transport', 'transportation-insecurity'],
}

/** Each of housing, nutrition, utilities and transport is answered yes, no or declined; a yes leads to help. */
export const socialNeeds: ContentRule = {
  cites: icp['CARES-ICP-13'],
  judge(file) {
    return Object.keys(socialDomains).flatMap((domain) => domainGap(domain, file))
  },
}

/** What the plan, else its assessment, answers about a social need. */
export function socialAnswer(domain: string, { statements, cited }: Pick<PlanCase, 'statements' | 'cited'>): string | undefined {
  return said(statements, domain)?.answer ?? code(cited?.resource.item, domain)
}

function domainGap(domain: string, file: PlanCase): Finding[] {
  const given = socialAnswer(domain, file)
  if (given === 'no' || given === 'declined') return []
  if (given !== 'yes') {
    return [
      refuses(
        icp['CARES-ICP-13'],
        'required',
        `Nobody was asked about ${domain}. Answer it with yes, no or declined.`,
        'CarePlan.supportingInfo',
      ),
    ]
  }
  if (isHelped(domain, file)) return []
  return [
    refuses(
      icp['CARES-ICP-13'],
      'required',
      `There is a need of ${domain}, and nothing in the plan answers it. Add a goal, an activity or a referral coded for it (category sdoh and the domain), or name the support in the statement's note.`,
      'CarePlan.activity',
    ),
  ]
}

/**
 * A goal, activity or referral that carries the domain's code; one coded only as a social need (sdoh) that names no
 * domain at all helps any; or the plan's own statement names the support in its note.
 */
function isHelped(domain: string, { activities, goals, needs, statements }: PlanCase): boolean {
  if (said(statements, domain)?.note) return true
  const codedNeeds = needs
    .filter(({ resource }) => speaksOf(domain, codings(resource.category, resource.code ? [resource.code] : [])))
    .map(({ source }) => source)
  return (
    activities.some((activity) => speaksOf(domain, activity.codings) || activity.reasons.some((reason) => codedNeeds.includes(reason))) ||
    goals.some(
      ({ resource, addresses }) =>
        speaksOf(domain, codings(resource.category, [resource.description])) || addresses.some((need) => codedNeeds.includes(need)),
    )
  )
}

function codings(...groups: (readonly { coding?: Coding[] }[] | undefined)[]): Coding[] {
  return groups.flatMap((group) => (group ?? []).flatMap(({ coding }) => coding ?? []))
}

const anyDomain = new Set(Object.values(socialDomains).flat())

function speaksOf(domain: string, given: readonly Coding[]): boolean {
  const codes = given.flatMap(({ code }) => code ?? [])
  if (codes.some((code) => socialDomains[domain]!.includes(code))) return true
  return codes.includes('sdoh') && !codes.some((code) => anyDomain.has(code))
}
