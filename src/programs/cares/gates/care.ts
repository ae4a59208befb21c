import type { Gate } from '../../program.ts'
import { assessmentCompletion } from './assessment-completion.ts'
import { clockState } from './clock-state.ts'
import { emergencyPlan } from './emergency-plan.ts'
import { finalVersion } from './final-version.ts'
import { finalization } from './finalization.ts'
import { icpShare } from './icp-share.ts'
import { monitoringInterval } from './monitoring-interval.ts'
import { monitoringReview } from './monitoring-review.ts'
import { referralFollowUpTask } from './referral-follow-up.ts'
import { serviceReferral } from './service-referral.ts'

/** The decisions about care itself: assessment, plan, monitoring, referral and the clocks on them. */
export const careGates: readonly Gate[] = [
  assessmentCompletion, // CARES-ASM-01, -02, -06, -08, -10, CARES-ELG-05, CARES-STF-10
  finalization, // CARES-ICP-01 and what it names
  finalVersion, // CARES-ICP-18
  emergencyPlan, // CARES-EMG-01
  icpShare, // CARES-ICP-06, CARES-CON-01
  monitoringInterval, // CARES-MON-01
  monitoringReview, // CARES-MON-02, -03
  serviceReferral, // CARES-MON-06, -09
  referralFollowUpTask, // CARES-MON-05, -06, -07
  clockState, // TIME-12
]
