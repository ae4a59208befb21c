import type { HolidayCalendar } from './business-day.ts'
import type { Day } from './calendar.ts'

/** A value with the day from which it is in force; a past month is judged by the value then in force. */
export interface Dated<T> {
  from: Day
  value: T
}

/**
 * Dated configuration: the readings of requirements.md section 7 and every value marked "configurable".
 * `on(name, day)` gives the value in force on that day.
 */
export interface Settings {
  on<Name extends keyof SettingValues>(name: Name, day: Day): SettingValues[Name]
}

/**
 * Every setting that a rule here reads, and the type of its value. Its default, its schema and the reading it answers
 * (AMB row) stand in `settings-defaults.ts`; readings that no rule uses yet are listed in `settings-open.ts`.
 */
export interface SettingValues {
  // how days are counted
  'clock-roll': 'none' | 'sunday-holiday' | 'weekend-holiday'
  'holiday-calendar': HolidayCalendar
  'leap-birthday': 'mar1' | 'feb28'
  'age-attainment': 'birthday' | 'day-before'
  /** Days before the due day from which a running clock is due soon. */
  'due-soon-days': number
  /** Days after an event from which its entry is marked late. */
  'late-entry-days': number

  // coming in
  'icp-anchor': 'earliest' | 'intake' | 'referral' | 'consent'
  /** Days from t0 without an eligibility evaluation after which a finding opens. */
  'evaluation-due-days': number
  /** Items that a completed eligibility evaluation has answered. */
  'evaluation-checklist': readonly string[]
  /** Days that an enrollment may reach back from the day of its activation. */
  'enrollment-back-dating-days': number
  /** Days after the effective date by which education, rights and choice may still be recorded. */
  'assignment-education-due-days': number
  /** Age of an eligibility check that still counts. */
  'eligibility-check-days': number
  'caregiver-consent': 'document' | 'off'
  'tcm-enrollment-overlap': 'warn' | 'block'
  'transfer-clock': 'restart' | 'carry-over'
  /** Roles whose determination of eligibility is a clinician's. */
  'determiner-roles': readonly string[]
  'letter-window-before-days': number

  // assessment and plan
  'abbreviated-resets-annual': boolean
  /** Abbreviated evaluations that may follow each other; 0 is no limit. */
  'max-consecutive-abbreviated': number
  'annual-basis': 'rolling' | 'calendar-year' | 'enrollment-anniversary'
  'event-reassessment-days': number
  /** Forms in which an ICP may be finished: canonicals with their versions, the newest first. */
  'icp-templates': readonly string[]
  'goal-kinds': readonly string[]
  'family-presence': 'both-or-reason' | 'either'
  'icp-copy-language': 'all-recipients' | 'family-choice'
  'care-manager-role': 'first-line' | 'scm-only'
  /** Organizations, `Organization/[id]`, whose records are those of a substance use program (42 CFR 2.11). */
  'part2-programs': readonly string[]
  /** May those who care and pay have a plan without a release of their own? */
  'tpo-without-roi': 'allow-treatment' | 'require-roi'
  'emergency-protected-data': 'withhold' | 'break-glass'
  /** Days for which a provider closes the record of a member who has left; then it reads what it made itself (section 10). */
  'close-out-days': number
  /** Days after a service, and so after a member has left, for which who bills sees what a claim rests on (CARES-PAY-12). */
  'claim-days': number
  /** Do family support staff see their own parts of a record, or the panel's as the team does (section 10)? */
  'family-support-scope': 'own' | 'panel'
  /** Minutes for which `$break-glass` opens a record; never longer than the token lives. */
  'break-glass-minutes': number
  /** Days by which the review of an emergency plan may lie behind the latest change to what it shows. */
  'emergency-review-lag-days': number
  /** Days after a reassessment within which the changes it found are in the plan. */
  'changes-into-plan-days': number

  // monitoring
  'monitoring-anchor': 'icp' | 'enrollment'
  'referral-no-date-days': number
  /** Days after a review that found the plan behind within which the plan follows. */
  'gaps-into-plan-days': number

  // growing up
  /** Days before the 18th birthday on which it is said that control passes to the member; the last of them is urgent. */
  'control-passes-days': readonly number[]
  /** Months after the 17th birthday by which the need for decision supports is determined. */
  'decision-support-months': number
  /** Days after a later effective date by which it is determined instead. */
  'decision-support-after-enrollment-days': number
  'contact-alert-days': number

  // payment
  'pmpm-distinctness': 'activity' | 'event' | 'category'
  'pmpm-two-provider-rule': 'first-qualified' | 'enrolled-at-month-end' | 'enrolled-at-month-start' | 'manual'
  'payable-roles': readonly string[]
  /** Activities that count, each under its one part of case management (LAW-01). */
  'countable-activities': Readonly<Record<string, CaseManagementPart>>
  'location-test': 'team-base' | 'contact-place'
  /** Which day picks the code of a claim: one in the month of service, or the day of the claim. */
  'rate-date': 'service-month' | 'claim-date'
  'cease-date-payable': boolean
  'pre-enrollment-work': 'not-countable' | 'countable-from-t0'
  'tcm-overlap-scope': 'date' | 'month'
  'tcm-evidence': 'recorded' | 'claimed'
  /** What each program of `tcm-program` is to CARES. */
  'tcm-programs': Readonly<Record<string, TcmStanding>>
}

/** The four parts of targeted case management (LAW-01). */
export type CaseManagementPart = 'assessment' | 'care-plan' | 'referral' | 'monitoring'

/** Conflicts: its service days remove CARES events. Warns: named, nothing removed. Partner: not case management at all. */
export type TcmStanding = 'conflicts' | 'warns' | 'partner'
