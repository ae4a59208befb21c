import { opens } from '../../vocabulary/finding.ts'
import { all, isCoded } from '../case/element.ts'
import { adultPlanDue } from '../plans/content/transitions.ts'
import { tra } from '../requirements/tra.ts'
import type { WatchRule } from './watch-rule.ts'

/** From 16 on there is a plan for adult life: 60 days after the birthday, or after a later enrollment. */
export const adultPlan: WatchRule = {
  cites: tra['CARES-TRA-01'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day, settings) {
    const planned = all(records, 'CarePlan').some(
      ({ category, status }) => isCoded(category, 'careplan-kind', 'adult-transition') && (status === 'active' || status === 'completed'),
    )
    if (planned) return []
    return enrolled.flatMap(({ key, start, family }) => {
      const clock = adultPlanDue({ family, enrolledOn: start, settings })
      if (clock === undefined || day < clock.from || day <= clock.due) return []
      return [opens(this.cites, `The plan for adult life was due on ${clock.due}. Make it with the member and the family.`, key)]
    })
  },
}
