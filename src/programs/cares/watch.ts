import type { Resource } from '@medplum/fhirtypes'
import type { Needs, Watch } from '../program.ts'
import { time } from '../shared-requirements/time.ts'
import { isCoded, systemOf } from './case/element.ts'
import { clockTypes } from './clocks/index.ts'
import { adultPlan } from './findings/adult-plan.ts'
import { coordinatorAssigned, firstLineContact } from './findings/care-manager.ts'
import { caseReviewsPlanned } from './findings/case-reviews-planned.ts'
import { claimedMonthNeeds, claimedMonthTypes } from './findings/claimed-month-needs.ts'
import { controlPasses } from './findings/control-passes.ts'
import { decisionSupports } from './findings/decision-supports.ts'
import { electronicLetter } from './findings/electronic-letter.ts'
import { emergencyPlanReviewed } from './findings/emergency-plan-reviewed.ts'
import { memberFindings } from './findings/index.ts'
import { overdueClocks } from './findings/overdue-clock.ts'
import { changesCarried, gapsCarried } from './findings/plan-follows.ts'
import { releaseOnFile } from './findings/release-on-file.ts'
import { schoolRecords } from './findings/school-records.ts'
import { type WatchRule, watchCase } from './findings/watch-rule.ts'
import { elg } from './requirements/elg.ts'
import { pay } from './requirements/pay.ts'

/** Every row about an enrolled member's record that time alone can break. */
const rules: readonly WatchRule[] = [
  ...overdueClocks, // CARES-ASM-06, CARES-MON-01, CARES-MON-08, CARES-MON-09
  caseReviewsPlanned, // CARES-ASN-03
  electronicLetter, // CARES-ASN-11
  firstLineContact, // CARES-COO-01
  coordinatorAssigned, // CARES-STF-13
  emergencyPlanReviewed, // CARES-EMG-03
  changesCarried, // CARES-ASM-09
  gapsCarried, // CARES-MON-04
  releaseOnFile, // CARES-CON-01
  controlPasses, // CARES-CON-06
  schoolRecords, // CARES-CON-08
  adultPlan, // CARES-TRA-01
  decisionSupports, // CARES-TRA-04
]

const types = [...clockTypes, 'MedicationRequest', 'MedicationStatement', 'AllergyIntolerance', 'Claim']

/** What CARES looks after between writes, for members who are enrolled or referred. */
export const watch: Watch = {
  judges: [
    ...rules.map(({ cites, about, settlesWrites }) => ({ cites, about, settlesWrites })),
    { cites: elg['CARES-ELG-04'], about: 'ServiceRequest' },
    { cites: pay['CARES-PAY-10'], about: 'Claim' },
    { cites: time['TIME-10'], about: 'Claim' },
  ],
  roster: [
    { type: 'EpisodeOfCare', tokens: { type: program('cares'), status: { code: 'active' } } },
    { type: 'EpisodeOfCare', tokens: { type: program('cares'), status: { code: 'onhold' } } },
    {
      type: 'ServiceRequest',
      tokens: { category: { system: systemOf('referral-kind'), code: 'program-referral' }, status: { code: 'active' } },
    },
  ],
  minds: new Set([...types, ...claimedMonthTypes]),
  // `needs` holds none of these: they are fetched for the months that a Claim names, and for nothing else.
  mindsOnly: { types: new Set(claimedMonthTypes), with: ['Claim'] },
  // A post that ends leaves its members without a coordinator on the same day (CARES-STF-13).
  reaches: [
    { from: 'PractitionerRole', type: 'EpisodeOfCare', param: 'care-manager' },
    { from: 'PractitionerRole', type: 'CareTeam', param: 'participant' },
  ],
  needs: (member): Needs => ({ member, types, others: [], alongside: [], follow: ['PractitionerRole'] }),
  alsoNeeds: claimedMonthNeeds,
  findings(record, day, settings) {
    const file = watchCase(record, day, settings)
    // A school's record comes in for anybody, and the write warned of it (CARES-CON-08).
    if (!concerns(record)) return schoolRecords.judge(file, day, settings)
    return [...rules.flatMap((rule) => rule.judge(file, day, settings)), ...memberFindings(record, day, settings)]
  },
}

function program(code: string): { system: string; code: string } {
  return { system: systemOf('program'), code }
}

/** Is this somebody of the program at all: enrolled once, or referred? */
function concerns(record: readonly Resource[]): boolean {
  return record.some(
    (resource) =>
      (resource.resourceType === 'EpisodeOfCare' && isCoded(resource.type, 'program', 'cares')) ||
      (resource.resourceType === 'ServiceRequest' && isCoded(resource.category, 'referral-kind', 'program-referral')),
  )
}
