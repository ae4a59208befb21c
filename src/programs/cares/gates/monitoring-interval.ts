import type { CarePlan, Resource } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { addMonths } from '../../vocabulary/calendar.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { extensionOf, memberIn } from '../case/fact-source.ts'
import { after, intervalOf } from '../case/monitoring-interval.ts'
import { isIcp } from '../case/plan-case.ts'
import { mon } from '../requirements/mon.ts'

/** A plan may ask to be monitored more often than every six months, never less often (CARES-MON-01). */
export const monitoringInterval: Gate = {
  type: 'CarePlan',
  applies: (resource: Resource) => isIcp(resource) && extensionOf(resource, 'monitoring-interval') !== undefined,
  needs: (resource) => ({ member: memberIn((resource as CarePlan).subject), types: [], others: [], alongside: [] }),

  decide({ resource, today }) {
    const interval = intervalOf(resource as CarePlan)
    const at = "CarePlan.extension('monitoring-interval')"
    if (interval === undefined || ('days' in interval ? interval.days : interval.months) < 1) {
      return [
        refuses(mon['CARES-MON-01'], 'value', 'monitoring-interval is not a Duration in d, wk or mo. Give one of at least a day.', at),
      ]
    }
    // 182 days never reach past six months: the shortest six, from the end of August on, have 181 or 182.
    const tooLong = 'days' in interval ? interval.days > 182 : after(today, interval) > addMonths(today, 6)
    if (!tooLong) return []
    return [refuses(mon['CARES-MON-01'], 'value', 'monitoring-interval is longer than six months. Give six months or less.', at)]
  },
}
