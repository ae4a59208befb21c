import { refuses } from '../../../vocabulary/finding.ts'
import { stf } from '../../requirements/stf.ts'
import type { ContentRule } from './rule.ts'

/** A senior care manager has reviewed the plan by the day on which it is finished. */
export const seniorReviewed: ContentRule = {
  cites: stf['CARES-STF-10'],
  judge({ reviews, source, on }) {
    const done = reviews.filter((review) => review.focus === source && (review.on === undefined || review.on <= on))
    if (done.some(({ roles }) => roles.includes('senior-care-manager'))) return []
    const says =
      done.length === 0
        ? `No completed scm-review of this plan by ${on}. Have a senior care manager review it, and record the Task with focus on this plan.`
        : 'Whoever reviewed this plan does not hold the role of senior care manager. Have one review it.'
    return [refuses(this.cites, 'business-rule', says, done[0]?.source ?? 'CarePlan')]
  },
}
