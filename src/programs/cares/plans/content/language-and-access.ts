import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { coo } from '../../requirements/coo.ts'
import type { ContentRule } from './rule.ts'

/** The member's language, and what makes care accessible to them (or that nothing is needed), are on file. */
export const languageAndAccess: ContentRule = {
  cites: coo['CARES-COO-11'],
  judge({ family }) {
    const gaps: Finding[] = []
    if (family.languages.length === 0) {
      gaps.push(
        refuses(
          this.cites,
          'required',
          "The member's language is not on file. Add it to Patient.communication.",
          'Patient.communication',
          family.member,
        ),
      )
    }
    if (!family.accessibilitySaid) {
      gaps.push(
        refuses(
          this.cites,
          'required',
          'Nothing says what makes care accessible to the member. Add the extension accessibility-need to the Patient; the code none says that nothing is needed.',
          "Patient.extension('accessibility-need')",
          family.member,
        ),
      )
    }
    return gaps
  },
}
