import { addDays } from '../../vocabulary/calendar.ts'
import { dated, inForce } from '../../vocabulary/clock.ts'
import { opens } from '../../vocabulary/finding.ts'
import { all } from '../case/element.ts'
import { extensionOf } from '../case/fact-source.ts'
import { isIcp } from '../case/plan-case.ts'
import { asn } from '../requirements/asn.ts'
import type { WatchRule } from './watch-rule.ts'

const within = dated({ from: '2023-07-07', value: 60 })
const over = new Set(['revoked', 'completed', 'entered-in-error'])

/** Case review meetings follow a schedule that is set with the family; 60 days after enrollment there is one. */
export const caseReviewsPlanned: WatchRule = {
  cites: asn['CARES-ASN-03'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day) {
    const planned = all(records, 'CarePlan').some(
      (plan) => isIcp(plan) && !over.has(plan.status) && extensionOf(plan, 'case-review-schedule')?.valueTiming !== undefined,
    )
    if (planned) return []
    return enrolled
      .filter(({ start }) => day > addDays(start, inForce(within, start)))
      .map(({ key }) =>
        opens(this.cites, 'No schedule of case review meetings is set. Agree on one with the family and put it in the plan.', key),
      )
  },
}
