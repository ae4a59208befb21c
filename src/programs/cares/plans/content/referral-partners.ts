import { warns } from '../../../vocabulary/finding.ts'
import { said } from '../../case/statement.ts'
import { isOn } from '../../case/team.ts'
import { asn } from '../../requirements/asn.ts'
import type { ContentRule } from './rule.ts'

/** Partners that the team refers to beside those without whom no plan is finished at all: those are in `contacts.ts`. */
const partners = ['behavioral-health', 'managed-care'] as const

/** The team names whom it refers to for behavioral care and at the managed care entity, or says why there is nobody. */
export const referralPartners: ContentRule = {
  cites: asn['CARES-ASN-02'],
  judge({ team, statements, on }) {
    return partners
      .filter((role) => !team.members.some((member) => member.role === role && isOn(member, on)))
      .filter((role) => !team.none.includes(role) && said(statements, `team-${role}`) === undefined)
      .map((role) =>
        warns(
          this.cites,
          'incomplete',
          `The care team names no ${role} and does not say why. Add one, or the extension category-none with the reason.`,
          'CarePlan.careTeam',
        ),
      )
  },
}
