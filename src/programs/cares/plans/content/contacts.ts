import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { referenceOf } from '../../case/fact-source.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { isOn, isReachable, type TeamMember } from '../../case/team.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** Partners that a plan names, or says not to apply; any role of a line answers for it. */
const partners: readonly (readonly string[])[] = [
  ['primary-care'],
  ['specialist'],
  ['school', 'early-intervention'],
  ['ccm'],
  ['continuous-nursing'],
  ['community-support'],
  ['state-agency'],
]

/**
 * The plan says whom to call: a care manager with a name and a phone or other contact; each kind of partner, or that
 * there is none; and for everybody listed a name and a way to reach them. The member is not asked for a phone.
 */
export const contacts: ContentRule = {
  cites: icp['CARES-ICP-08'],
  judge(file) {
    const present = file.team.members.filter((member) => isOn(member, file.on))
    const managers = careManagers(file, present)
    const listed = new Map<string, TeamMember>()
    for (const member of present) {
      if (member.role !== 'member' && !managers.includes(member)) listed.set(member.refs[0] ?? `${member.index}`, member)
    }
    for (const manager of managers) listed.delete(manager.refs[0] ?? '')
    return [...careManagerGap(managers), ...partnerGaps(file, present), ...[...listed.values()].flatMap(contactGap)]
  },
}

/** The care manager is the first-line contact, a care coordinator or senior care manager (AMB-19). */
function careManagers({ enrollment, settings, on }: PlanCase, present: readonly TeamMember[]): TeamMember[] {
  if (settings.on('care-manager-role', on) === 'scm-only') return present.filter(({ role }) => role === 'senior-care-manager')
  const firstLine = present.filter(({ role }) => role === 'first-line-contact')
  if (firstLine.length > 0) return firstLine
  const named = referenceOf(enrollment?.careManager)
  const managing = new Set(['care-coordinator', 'senior-care-manager'])
  return present.filter(({ role, refs }) => role !== undefined && managing.has(role) && named !== undefined && refs.includes(named))
}

function careManagerGap(managers: readonly TeamMember[]): Finding[] {
  if (managers.some(({ name, telecom }) => name && isReachable(telecom))) return []
  const found = managers[0]
  const says =
    found === undefined
      ? 'The care team names no care manager. Add the first-line contact to CareTeam.participant.'
      : 'The care manager has no name or no phone or other contact. Complete the role or the person.'
  return [refuses(icp['CARES-ICP-08'], 'required', says, found?.source ?? 'CarePlan.careTeam')]
}

function partnerGaps({ statements, team, family }: PlanCase, present: readonly TeamMember[]): Finding[] {
  return partners
    .filter((roles) => !present.some(({ role }) => role !== undefined && roles.includes(role)))
    .filter((roles) => !roles.some((role) => team.none.includes(role) || said(statements, `team-${role}`) !== undefined))
    .filter((roles) => !(roles.includes('primary-care') && family.primaryCare.length > 0))
    .map((roles) =>
      refuses(
        icp['CARES-ICP-08'],
        'required',
        `The care team names no ${roles.join(' or ')}. Add one, or an icp-statement about team-${roles[0]} with answer not-applicable.`,
        'CarePlan.careTeam',
      ),
    )
}

function contactGap({ name, telecom, source, index }: TeamMember): Finding[] {
  const missing = [...(name ? [] : ['a name']), ...(isReachable(telecom) ? [] : ['a phone or other contact'])]
  if (missing.length === 0) return []
  return [
    refuses(
      icp['CARES-ICP-08'],
      'required',
      `Entry ${index + 1} of the care team lacks ${missing.join(' and ')}. Complete the person or body it names.`,
      source,
    ),
  ]
}
