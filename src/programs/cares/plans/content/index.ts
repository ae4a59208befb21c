import { assessmentLinked } from './assessment-linked.ts'
import { contacts } from './contacts.ts'
import { currentServices } from './current-services.ts'
import { domainsCovered } from './domains-covered.ts'
import { education } from './education.ts'
import { emergencyPart } from './emergency-part.ts'
import { familyMade } from './family-made.ts'
import { familySteers } from './family-steers.ts'
import { goalSteps } from './goal-steps.ts'
import { goalsComplete } from './goals-complete.ts'
import { healthSummary } from './health-summary.ts'
import { languageAndAccess } from './language-and-access.ts'
import { meetingHeld } from './meeting-held.ts'
import { needsAddressed } from './needs-addressed.ts'
import { needsAnswered } from './needs-answered.ts'
import { oneActive } from './one-active.ts'
import { referralPartners } from './referral-partners.ts'
import type { ContentRule } from './rule.ts'
import { seniorReviewed } from './senior-reviewed.ts'
import { socialNeeds } from './social-needs.ts'
import { template } from './template.ts'
import { transitions } from './transitions.ts'

/** Everything that a finished plan is judged by (CARES-ICP-01), in the order of the requirements. */
export const contentRules: readonly ContentRule[] = [
  meetingHeld, // CARES-ICP-01
  familyMade, // CARES-ICP-02
  familySteers, // CARES-ICP-03, warns
  domainsCovered, // CARES-ICP-04
  needsAnswered, // CARES-ICP-05
  template, // CARES-ICP-07; warns where no primary care is on file
  contacts, // CARES-ICP-08
  referralPartners, // CARES-ASN-02, warns
  healthSummary, // CARES-ICP-09
  currentServices, // CARES-ICP-10
  goalsComplete, // CARES-ICP-11
  education, // CARES-ICP-12
  socialNeeds, // CARES-ICP-13
  goalSteps, // CARES-ICP-14
  transitions, // CARES-ICP-15
  emergencyPart, // CARES-ICP-16
  oneActive, // CARES-ICP-18
  languageAndAccess, // CARES-COO-11
  seniorReviewed, // CARES-STF-10
  assessmentLinked, // CARES-ASM-05
  needsAddressed, // CARES-ASM-03, warns
]
