import { refuses } from '../../../vocabulary/finding.ts'
import { stf } from '../../requirements/stf.ts'
import type { AssessmentRule } from './assessment-case.ts'

/**
 * A senior care manager has reviewed the assessment before it is recorded as complete: the review stands on record, or
 * comes in the same transaction. It may be made on a day after `authored`, never on one that is still to come.
 */
export const seniorReviewed: AssessmentRule = {
  cites: stf['CARES-STF-10'],
  judge({ amends, reviews, today }) {
    const done = reviews.filter(({ on }) => on === undefined || on <= today)
    if (amends || done.some(({ roles }) => roles.includes('senior-care-manager'))) return []
    const says =
      done.length === 0
        ? 'No completed scm-review of this assessment is on record. Send the Task with focus on the assessment in the same transaction, or before completing it.'
        : 'Whoever reviewed this assessment does not hold the role of senior care manager. Have one review it.'
    return [refuses(this.cites, 'business-rule', says, done[0]?.source ?? 'QuestionnaireResponse.status')]
  },
}
