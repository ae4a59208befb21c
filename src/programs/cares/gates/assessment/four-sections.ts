import type { QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { refuses } from '../../../vocabulary/finding.ts'
import { items, saysSomething } from '../../case/assessment.ts'
import { asm } from '../../requirements/asm.ts'
import type { AssessmentRule } from './assessment-case.ts'

const sections = ['medical', 'social', 'educational', 'emotional']

/**
 * The history spans medical, social, educational and emotional needs: each section answered, or marked none-identified.
 * The first and the yearly assessment are whole; one that an event triggers covers its own area, and the abbreviated one
 * has CARES-ASM-10.
 */
export const fourSections: AssessmentRule = {
  cites: asm['CARES-ASM-02'],
  judge({ assessment }) {
    if (assessment.kind === 'abbreviated' || assessment.kind === 'event-triggered') return []
    return sections
      .filter((section) => !items(assessment.resource.item, section).some(isAnswered))
      .map((section) =>
        refuses(
          this.cites,
          'required',
          `The ${section} section is blank. Answer it, or answer ${section}-none-identified with true.`,
          `QuestionnaireResponse.item.where(linkId='${section}')`,
        ),
      )
  },
}

/** Something under it was said; none-identified says something only when true. */
function isAnswered(section: QuestionnaireResponseItem): boolean {
  const own = (section.answer ?? []).some((given) =>
    section.linkId.endsWith('none-identified') ? given.valueBoolean === true : saysSomething(given),
  )
  const nested = [...(section.item ?? []), ...(section.answer ?? []).flatMap(({ item }) => item ?? [])]
  return own || nested.some(isAnswered)
}
