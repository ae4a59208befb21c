import { duplicates } from '../../../vocabulary/finding.ts'
import { keyOf } from '../../case/element.ts'
import { extensionOf, referenceOf } from '../../case/fact-source.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** An enrollment has one active ICP at a time: the one before is closed first, or in the same transaction. */
export const oneActive: ContentRule = {
  cites: icp['CARES-ICP-18'],
  judge({ plan, otherPlans }) {
    const episode = referenceOf(extensionOf(plan, 'enrollment')?.valueReference)
    return otherPlans
      .filter(({ status }) => status === 'active')
      .filter((other) => {
        const theirs = referenceOf(extensionOf(other, 'enrollment')?.valueReference)
        return episode === undefined || theirs === undefined || theirs === episode
      })
      .map((other) =>
        duplicates(
          this.cites,
          'This enrollment has an active ICP already. Set that one to revoked or completed first, or in the same transaction.',
          'CarePlan.status',
          keyOf(other),
        ),
      )
  },
}
