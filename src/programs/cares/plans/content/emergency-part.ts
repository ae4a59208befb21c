import { refuses } from '../../../vocabulary/finding.ts'
import { icp } from '../../requirements/icp.ts'
import { emergencyGaps } from '../emergency-gaps.ts'
import type { ContentRule } from './rule.ts'

/** The plan has an emergency plan as its part, and that one is complete (CARES-EMG-01). */
export const emergencyPart: ContentRule = {
  cites: icp['CARES-ICP-16'],
  judge({ emergencyPlans }) {
    const [plan] = emergencyPlans
    if (plan === undefined) {
      return [
        refuses(
          this.cites,
          'required',
          'The plan has no emergency plan. Add a CarePlan of category emergency-plan whose partOf names this ICP.',
          'CarePlan',
        ),
      ]
    }
    if (emergencyPlans.some((one) => emergencyGaps(one).length === 0)) return []
    return emergencyGaps(plan).map(({ says, at }) => refuses(this.cites, 'required', `Emergency plan (CARES-EMG-01): ${says}`, at))
  },
}
