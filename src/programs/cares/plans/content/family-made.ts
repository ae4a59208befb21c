import { refuses } from '../../../vocabulary/finding.ts'
import { missingFrom } from '../../case/family.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** The member and the parent or guardian contributed to the plan, or it says why one of them did not. */
export const familyMade: ContentRule = {
  cites: icp['CARES-ICP-02'],
  judge({ family, on, contributors, statements, settings }) {
    const reasons = { member: said(statements, 'family-member')?.answer, parent: said(statements, 'family-parent')?.answer }
    return missingFrom(family, on, contributors, reasons, settings).map((who) =>
      refuses(
        this.cites,
        'required',
        `The ${who === 'parent' ? 'parent or guardian' : 'member'} is not among the contributors. Add them, or an icp-statement about family-${who} with the reason (declined, too-young, unable, unavailable, excluded-by-law).`,
        'CarePlan.contributor',
      ),
    )
  },
}
