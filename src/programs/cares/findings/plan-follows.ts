import type { QuestionnaireResponse, Resource } from '@medplum/fhirtypes'
import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { opens } from '../../vocabulary/finding.ts'
import { answer, answers, assessmentsOf, completedOn, isComplete } from '../case/assessment.ts'
import { all, keyOf } from '../case/element.ts'
import { asm } from '../requirements/asm.ts'
import { mon } from '../requirements/mon.ts'
import type { WatchCase, WatchRule } from './watch-rule.ts'

/** A reassessment that found changed needs is followed by a version of the plan within 30 days. */
export const changesCarried: WatchRule = {
  cites: asm['CARES-ASM-09'],
  about: 'QuestionnaireResponse',
  judge(file, day, settings) {
    return assessmentsOf(file.records)
      .filter(({ complete, kind, resource }) => complete && kind !== 'initial' && saysSo(resource, 'needs', true))
      .flatMap(({ source, completedOn: on }) => {
        if (on === undefined || !isOwed(file, { on, days: settings.on('changes-into-plan-days', on) }, day)) return []
        return [opens(this.cites, `The reassessment of ${on} found changed needs, and no version of the plan followed. Update it.`, source)]
      })
  },
}

/** A monitoring review that found the plan behind is followed by a version of the plan within 30 days. */
export const gapsCarried: WatchRule = {
  cites: mon['CARES-MON-04'],
  about: 'QuestionnaireResponse',
  judge(file, day, settings) {
    return reviews(file.records)
      .filter((review) => saysSo(review, 'changes-reflected', false))
      .flatMap((review) => {
        const on = completedOn(review)
        if (on === undefined || !isOwed(file, { on, days: settings.on('gaps-into-plan-days', on) }, day)) return []
        return [opens(this.cites, `The review of ${on} found the plan behind, and no version of it followed. Update it.`, keyOf(review))]
      })
  },
}

function reviews(records: readonly Resource[]): QuestionnaireResponse[] {
  return all(records, 'QuestionnaireResponse').filter((response) => answers(response, 'monitoring-review') && isComplete(response))
}

function saysSo(response: QuestionnaireResponse, question: string, yes: boolean): boolean {
  return answer(response.item, question)?.valueBoolean === yes
}

/** An enrolled member's plan was not finished anew from that day on, and the days for it are over. */
function isOwed({ enrolled }: WatchCase, { on, days }: { on: Day; days: number }, day: Day): boolean {
  if (day <= addDays(on, days)) return false
  return enrolled.some(({ start, finalized }) => start <= on && !finalized.some((plan) => on <= plan.day && plan.day <= day))
}
