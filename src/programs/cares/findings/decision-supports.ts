import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { birthday } from '../../vocabulary/age.ts'
import { addDays, addMonths, type Day } from '../../vocabulary/calendar.ts'
import { opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { answer, answers, completedOn, isComplete } from '../case/assessment.ts'
import { all } from '../case/element.ts'
import { tra } from '../requirements/tra.ts'
import type { WatchRule } from './watch-rule.ts'

/**
 * Whether a member will need supports in deciding is determined half a year after the 17th birthday, or 60 days after
 * enrollment where that is later, so that 18 is not a cliff. From the 18th birthday on it is urgent.
 */
export const decisionSupports: WatchRule = {
  cites: tra['CARES-TRA-04'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day, settings) {
    const determined = all(records, 'QuestionnaireResponse').some((response) => (determinedOn(response) ?? '9999-12-31') <= day)
    if (determined) return []
    return enrolled.flatMap(({ key, start, family: { birth } }) => {
      if (birth === undefined) return []
      const due = dueOn(birth, start, settings)
      if (day <= due) return []
      const says = `The need for decision supports was to be determined by ${due}. Determine it with the member and the family.`
      return [{ ...opens(this.cites, says, key), urgent: day >= birthday(birth, 18, settings) }]
    })
  },
}

function dueOn(birth: Day, enrolledOn: Day, settings: Settings): Day {
  const seventeen = birthday(birth, 17, settings)
  const byAge = addMonths(seventeen, settings.on('decision-support-months', seventeen))
  const byEnrollment = addDays(enrolledOn, settings.on('decision-support-after-enrollment-days', enrolledOn))
  return byEnrollment > byAge ? byEnrollment : byAge
}

/** The day of a determination with an answer; a form without one determines nothing. */
function determinedOn(response: QuestionnaireResponse): Day | undefined {
  if (!answers(response, 'decision-support-need') || !isComplete(response)) return undefined
  if (answer(response.item, 'decision-support')?.valueBoolean === undefined) return undefined
  return localDay(answer(response.item, 'determination-date')?.valueDate) ?? completedOn(response)
}
