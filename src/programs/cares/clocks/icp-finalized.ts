import { type Clock, dated } from '../../vocabulary/clock.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import { icp } from '../requirements/icp.ts'
import { whyNotApplicable } from './not-applicable.ts'

/** The Individual Care Plan is final within the same 60 days of intake. A draft never stops the clock. */
export const icpFinalized: Clock<EnrollmentFile> = {
  cites: icp['CARES-ICP-01'],
  name: 'icp-finalized',
  notApplicable: whyNotApplicable,
  starts: ({ t0 }) => t0,
  stops: ({ finalized }) => finalized[0],
  span: dated({ from: '2023-07-07', value: { days: 60 } }),
}
