import type { Watch } from '../../program.ts'
import { systemOf } from '../case/element.ts'
import { adultPlan } from './adult-plan.ts'
import { coordinatorAssigned, firstLineContact } from './care-manager.ts'
import { caseReviewsPlanned } from './case-reviews-planned.ts'
import { electronicLetter } from './electronic-letter.ts'
import { emergencyPlanReviewed } from './emergency-plan-reviewed.ts'
import { evaluationMissing } from './evaluation-missing.ts'
import { overdueClocks } from './overdue-clock.ts'
import { changesCarried, gapsCarried } from './plan-follows.ts'
import { releaseOnFile } from './release-on-file.ts'
import { type WatchRule, watchCase } from './watch-rule.ts'

/** Every row about a member's record that time alone can break. */
export const watchRules: readonly WatchRule[] = [
  ...overdueClocks, // CARES-ASM-06, CARES-MON-01, CARES-MON-08, CARES-MON-09
  evaluationMissing, // CARES-ELG-04
  caseReviewsPlanned, // CARES-ASN-03
  electronicLetter, // CARES-ASN-11
  firstLineContact, // CARES-COO-01
  coordinatorAssigned, // CARES-STF-13
  emergencyPlanReviewed, // CARES-EMG-03
  changesCarried, // CARES-ASM-09
  gapsCarried, // CARES-MON-04
  releaseOnFile, // CARES-CON-01
  adultPlan, // CARES-TRA-01
]

/** What CARES looks after between writes, for members who are enrolled or referred. */
export const watch: Watch = {
  judges: watchRules.map(({ cites, about }) => ({ cites, about })),
  roster: [
    { type: 'EpisodeOfCare', tokens: { type: { system: systemOf('program'), code: 'cares' }, status: { code: 'active' } } },
    { type: 'EpisodeOfCare', tokens: { type: { system: systemOf('program'), code: 'cares' }, status: { code: 'onhold' } } },
    {
      type: 'ServiceRequest',
      tokens: { category: { system: systemOf('referral-kind'), code: 'program-referral' }, status: { code: 'active' } },
    },
  ],
  needs: (member) => ({
    member,
    types: [
      'Patient',
      'RelatedPerson',
      'EpisodeOfCare',
      'CareTeam',
      'CarePlan',
      'QuestionnaireResponse',
      'Consent',
      'Communication',
      'ServiceRequest',
      'Appointment',
      'Task',
      'DocumentReference',
      'MedicationRequest',
      'MedicationStatement',
      'AllergyIntolerance',
    ],
    others: [],
    alongside: [],
    follow: ['PractitionerRole'],
  }),
  findings(record, day, settings) {
    const file = watchCase(record, day, settings)
    return watchRules.flatMap((rule) => rule.judge(file, day, settings))
  },
}
