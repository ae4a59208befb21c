import { abbreviatedAllowed } from './abbreviated-allowed.ts'
import type { AssessmentRule } from './assessment-case.ts'
import { changesAnswered } from './changes-answered.ts'
import { familyConsulted } from './family-consulted.ts'
import { fourSections } from './four-sections.ts'
import { notBeforeIntake } from './not-before-intake.ts'
import { seniorReviewed } from './senior-reviewed.ts'
import { stillEligible } from './still-eligible.ts'

/** What a completed assessment is judged by. */
export const assessmentRules: readonly AssessmentRule[] = [
  notBeforeIntake, // CARES-ASM-01
  fourSections, // CARES-ASM-02
  changesAnswered, // CARES-ASM-06
  familyConsulted, // CARES-ASM-08
  abbreviatedAllowed, // CARES-ASM-10
  seniorReviewed, // CARES-STF-10
  stillEligible, // CARES-ELG-05
]
