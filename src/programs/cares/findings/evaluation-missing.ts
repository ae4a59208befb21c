import { addDays } from '../../vocabulary/calendar.ts'
import { opens } from '../../vocabulary/finding.ts'
import { all, isCoded, keyOf } from '../case/element.ts'
import { evaluationOf, isEvaluation } from '../case/evaluation.ts'
import { whyNotApplicable } from '../clocks/not-applicable.ts'
import { elg } from '../requirements/elg.ts'
import type { WatchRule } from './watch-rule.ts'

const over = new Set(['revoked', 'completed', 'entered-in-error'])

/**
 * Whoever was referred is evaluated, and the result is written down, within 60 days of intake. A determination that is still
 * pending is no result; a referral that was closed waits for none.
 */
export const evaluationMissing: WatchRule = {
  cites: elg['CARES-ELG-04'],
  about: 'ServiceRequest',
  judge({ records, clocks }, day, settings) {
    const referrals = all(records, 'ServiceRequest')
      .filter(({ category, status }) => isCoded(category, 'referral-kind', 'program-referral') && !over.has(status))
      .map(keyOf)
    const evaluated = all(records, 'QuestionnaireResponse')
      .filter(isEvaluation)
      .map(evaluationOf)
      .filter(({ completed, determination }) => completed && (determination === 'eligible' || determination === 'not-eligible'))
      .flatMap(({ day: on }) => on ?? [])
    return clocks.enrollments.flatMap((file) => {
      const { t0, ended } = file
      if (t0 === undefined || ended || whyNotApplicable(file, day) !== undefined) return []
      const due = addDays(t0.day, settings.on('evaluation-due-days', t0.day))
      const about = referrals.find((key) => t0.source.startsWith(`${key}/`) || t0.source === key) ?? referrals[0]
      if (about === undefined || day <= due || evaluated.some((on) => t0.day <= on && on <= day)) return []
      const says = `No evaluation with a result since the intake of ${t0.day}. It was due on ${due}. Record it, or close the referral with the reason.`
      return [opens(this.cites, says, about)]
    })
  },
}
