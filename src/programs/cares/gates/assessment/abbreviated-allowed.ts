import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { answer, items, saysSomething } from '../../case/assessment.ts'
import { asm } from '../../requirements/asm.ts'
import type { AssessmentCase, AssessmentRule } from './assessment-case.ts'
import { changeAreas } from './changes-answered.ts'

/**
 * An abbreviated evaluation stands in for a whole one only when nothing major has changed and risks were screened again.
 * The first assessment is never abbreviated.
 */
export const abbreviatedAllowed: AssessmentRule = {
  cites: asm['CARES-ASM-10'],
  judge(file) {
    if (file.assessment.kind !== 'abbreviated') return []
    return [...notFirst(file), ...changes(file), ...rescreen(file), ...tooMany(file)]
  },
}

function notFirst({ earlier, amends }: AssessmentCase): Finding[] {
  if (amends || earlier.some(({ kind }) => kind !== 'abbreviated')) return []
  return [
    rule(
      'business-rule',
      'There is no comprehensive assessment of this enrollment yet. The first one cannot be abbreviated.',
      "QuestionnaireResponse.extension('assessment-kind')",
    ),
  ]
}

function changes({ assessment }: AssessmentCase): Finding[] {
  return changeAreas.flatMap((area) => {
    const changed = answer(assessment.resource.item, area)?.valueBoolean
    const at = `QuestionnaireResponse.item.where(linkId='${area}')`
    if (changed === undefined)
      return [rule('required', `Nothing says whether the ${area} have changed. Answer ${area} with true or false.`, at)]
    return changed ? [rule('business-rule', `The ${area} have changed. Make a whole reassessment.`, at)] : []
  })
}

function rescreen({ assessment }: AssessmentCase): Finding[] {
  const groups = items(assessment.resource.item, 'risk-rescreen')
  const questions = groups.flatMap((group) => group.item ?? [])
  const complete =
    groups.some((group) => group.answer?.some(saysSomething)) ||
    (questions.length > 0 && questions.every((question) => question.answer?.some(saysSomething)))
  if (complete) return []
  return [
    rule(
      'required',
      'The risks were not screened again, or not to the end. Answer every question of risk-rescreen.',
      "QuestionnaireResponse.item.where(linkId='risk-rescreen')",
    ),
  ]
}

/** Where a limit is configured, so many abbreviated ones in a row call for a whole one (AMB-03). */
function tooMany({ earlier, amends, settings, on }: AssessmentCase): Finding[] {
  const limit = settings.on('max-consecutive-abbreviated', on)
  const run = earlier.length - 1 - earlier.findLastIndex(({ kind }) => kind !== 'abbreviated')
  if (limit === 0 || amends || run < limit) return []
  return [
    rule(
      'business-rule',
      `${run} abbreviated evaluations came before this one, and ${limit} may. Make a whole reassessment.`,
      "QuestionnaireResponse.extension('assessment-kind')",
    ),
  ]
}

function rule(code: 'required' | 'business-rule', says: string, at: string): Finding {
  return refuses(asm['CARES-ASM-10'], code, says, at)
}
