import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import type { Activity } from '../../case/activity.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { isOn, type Team } from '../../case/team.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/**
 * Every open need has a goal, or a declared decision to do nothing; every activity has somebody on the care team who
 * does it. A service now received without a provider is spoken of by CARES-ICP-10, and a coming transition, which
 * nobody performs, by CARES-ICP-15.
 */
export const needsAnswered: ContentRule = {
  cites: icp['CARES-ICP-05'],
  judge(file) {
    return [...unanswered(file), ...file.activities.flatMap((activity) => performerGap(activity, file))]
  },
}

function unanswered({ needs, goals }: PlanCase): Finding[] {
  return needs
    .filter(({ open, noAction, source }) => open && noAction === undefined && !goals.some(({ addresses }) => addresses.includes(source)))
    .map(({ source }) =>
      refuses(
        icp['CARES-ICP-05'],
        'required',
        'An open need has no goal in this plan. Name it in Goal.addresses, or give it the extension no-action with the reason.',
        source,
      ),
    )
}

function performerGap(activity: Activity, { team, on }: PlanCase): Finding[] {
  const { kind, performers, performerRoles, source, at } = activity
  if (performers.length === 0 && performerRoles.length === 0) {
    if (kind !== 'step' && kind !== 'school-support') return []
    return [
      refuses(
        icp['CARES-ICP-05'],
        'required',
        'An activity has nobody who does it. Name a performer or owner who is on the care team.',
        at,
        source,
      ),
    ]
  }
  if (performers.some((performer) => isOnTeam(performer, team, on)) || performerRoles.some((role) => hasRole(role, team, on))) return []
  return [
    refuses(
      icp['CARES-ICP-05'],
      'business-rule',
      'Whoever does this activity is not on the care team. Add them to the team, or name somebody who is on it.',
      at,
      source,
    ),
  ]
}

function isOnTeam(performer: string, team: Team, on: string): boolean {
  return team.members.some((member) => member.refs.includes(performer) && isOn(member, on))
}

function hasRole(role: string, team: Team, on: string): boolean {
  return team.members.some((member) => member.role === role && isOn(member, on))
}
