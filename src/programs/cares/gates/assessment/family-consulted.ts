import { refuses } from '../../../vocabulary/finding.ts'
import { absenceReasons, whoTakesPart } from '../../case/family.ts'
import { asm } from '../../requirements/asm.ts'
import { type AssessmentRule, isReassessment } from './assessment-case.ts'

/** A reassessment is made with the member and the parent or guardian, or says why one of them was not asked. */
export const familyConsulted: AssessmentRule = {
  cites: asm['CARES-ASM-08'],
  judge(file) {
    const { assessment, family, on, settings } = file
    if (!isReassessment(file)) return []
    const entries = assessment.consulted
    const state = whoTakesPart(family, on, settings).map((part) => {
      const who = part === 'parent' ? 'parent-guardian' : part
      const entry = entries.find((one) => one.who === who)
      return { who, yes: entry?.answer === 'yes', excused: entry !== undefined && absenceReasons.includes(entry.reason ?? '') }
    })
    if (settings.on('family-presence', on) === 'either' && state.some(({ yes }) => yes)) return []
    return state
      .filter(({ yes, excused }) => !yes && !excused)
      .map(({ who }) =>
        refuses(
          this.cites,
          'required',
          `Nothing says that the ${who} was consulted. Add the extension consulted with answer yes, or with the reason (declined, too-young, unable, unavailable, excluded-by-law).`,
          "QuestionnaireResponse.extension('consulted')",
        ),
      )
  },
}
