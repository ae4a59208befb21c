import { refuses } from '../../../vocabulary/finding.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

const domains = ['medical', 'social', 'educational', 'other']

/** Each domain of need has a goal, or the plan says that none was identified there. */
export const domainsCovered: ContentRule = {
  cites: icp['CARES-ICP-04'],
  judge({ goals, statements }) {
    return domains
      .filter((domain) => !goals.some((goal) => goal.domains.includes(domain)))
      .filter((domain) => said(statements, `domain-${domain}`)?.answer !== 'none-identified')
      .map((domain) =>
        refuses(
          this.cites,
          'required',
          `The ${domain} domain has no goal. Add one, or an icp-statement about domain-${domain} with answer none-identified.`,
          'CarePlan.goal',
        ),
      )
  },
}
