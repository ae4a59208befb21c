import type { Resource } from '@medplum/fhirtypes'
import { addDays, addMonths, type Day } from '../../vocabulary/calendar.ts'
import { dated, inForce } from '../../vocabulary/clock.ts'
import { opens } from '../../vocabulary/finding.ts'
import { all } from '../case/element.ts'
import { emergencyPlansOf } from '../case/emergency.ts'
import { changedOn } from '../plans/emergency-review.ts'
import { emg } from '../requirements/emg.ts'
import type { WatchRule } from './watch-rule.ts'

const lasts = dated({ from: '2023-07-07', value: { months: 12 } })

/**
 * What an emergency plan shows has been looked at within the year, and its review does not lie more than seven days behind
 * the latest change of medicines, allergies or team. The day of a change is as in `emergency-review.ts`.
 */
export const emergencyPlanReviewed: WatchRule = {
  cites: emg['CARES-EMG-03'],
  about: 'CarePlan',
  judge({ records, enrolled }, day, settings) {
    if (enrolled.length === 0) return []
    return emergencyPlansOf(records)
      .filter(({ status }) => status === 'active')
      .flatMap(({ source, lastReviewed }) => {
        if (lastReviewed === undefined)
          return [opens(this.cites, 'Nothing says when the emergency plan was last reviewed. Review it.', source)]
        const until = addMonths(lastReviewed, inForce(lasts, lastReviewed).months)
        if (day > until) return [opens(this.cites, `The review of ${lastReviewed} held until ${until}. Review the emergency plan.`, source)]
        const changed = latestChange(records, day)
        const lag = settings.on('emergency-review-lag-days', day)
        if (changed === undefined || changed <= addDays(lastReviewed, lag)) return []
        return [
          opens(this.cites, `What the emergency plan shows changed on ${changed}, after the review of ${lastReviewed}. Review it.`, source),
        ]
      })
  },
}

function latestChange(records: readonly Resource[], day: Day): Day | undefined {
  return [
    ...all(records, 'MedicationRequest'),
    ...all(records, 'MedicationStatement'),
    ...all(records, 'AllergyIntolerance'),
    ...all(records, 'CareTeam'),
  ]
    .flatMap((record) => changedOn(record) ?? [])
    .filter((changed) => changed <= day)
    .sort()
    .at(-1)
}
