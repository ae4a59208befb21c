import { canon } from '#fhir/issue.ts'
import type { SettingValues } from './settings.ts'

/** What a setting is worth when nothing is configured, what may be configured, and whose open question it answers. */
export interface SettingDefinition<T> {
  value: T
  /** JSON Schema of a value. */
  schema: object
  /** The reading of requirements.md section 7, or the row that says "configurable". */
  answers: string
}

const days = { type: 'integer', minimum: 0, maximum: 3660 }
const flag = { type: 'boolean' }
const codes = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true }
const oneOf = (...values: string[]) => ({ enum: values })
const tableOf = (...values: string[]) => ({ type: 'object', additionalProperties: { enum: values } })

/** Every setting, its default first in force since ever; a configured value applies from its own day. */
export const settingDefinitions: { [Name in keyof SettingValues]: SettingDefinition<SettingValues[Name]> } = {
  'clock-roll': { value: 'none', schema: oneOf('none', 'sunday-holiday', 'weekend-holiday'), answers: 'AMB-02' },
  'holiday-calendar': {
    value: { rules: 'massachusetts' },
    schema: {
      oneOf: [
        { type: 'object', properties: { rules: { const: 'massachusetts' } }, required: ['rules'], additionalProperties: false },
        {
          type: 'object',
          properties: {
            days: {
              type: 'object',
              patternProperties: { '^\\d{4}$': { type: 'array', items: { type: 'string', format: 'day' } } },
              additionalProperties: false,
            },
          },
          required: ['days'],
          additionalProperties: false,
        },
      ],
    },
    answers: 'AMB-12',
  },
  'leap-birthday': { value: 'mar1', schema: oneOf('mar1', 'feb28'), answers: 'AMB-25' },
  'age-attainment': { value: 'birthday', schema: oneOf('birthday', 'day-before'), answers: 'AMB-25' },
  'due-soon-days': { value: 14, schema: days, answers: 'TIME-12' },
  'late-entry-days': { value: 30, schema: days, answers: 'TIME-10' },

  'icp-anchor': { value: 'earliest', schema: oneOf('earliest', 'intake', 'referral', 'consent'), answers: 'AMB-01' },
  'evaluation-due-days': { value: 60, schema: days, answers: 'CARES-ELG-04' },
  'evaluation-checklist': {
    value: [
      'regulation-section',
      'determination',
      'determiner',
      'date',
      'multi-organ-chronic-disease',
      'functional-limitation',
      'ongoing-technology-use',
      'high-resource-need',
    ],
    schema: codes,
    answers: 'CARES-ELG-03',
  },
  'enrollment-back-dating-days': { value: 30, schema: days, answers: 'CARES-ASN-09' },
  'assignment-education-due-days': { value: 0, schema: days, answers: 'AMB-47' },
  'eligibility-check-days': { value: 31, schema: days, answers: 'AMB-51' },
  'caregiver-consent': { value: 'document', schema: oneOf('document', 'off'), answers: 'AMB-52' },
  'tcm-enrollment-overlap': { value: 'warn', schema: oneOf('warn', 'block'), answers: 'AMB-05' },
  'transfer-clock': { value: 'restart', schema: oneOf('restart', 'carry-over'), answers: 'AMB-18' },
  'determiner-roles': {
    value: ['program-director', 'senior-care-manager', 'senior-medical-professional'],
    schema: codes,
    answers: 'CARES-ELG-03',
  },
  'letter-window-before-days': { value: 30, schema: days, answers: 'AMB-09' },

  'abbreviated-resets-annual': { value: true, schema: flag, answers: 'AMB-03' },
  'max-consecutive-abbreviated': { value: 0, schema: days, answers: 'AMB-03' },
  'annual-basis': { value: 'rolling', schema: oneOf('rolling', 'calendar-year', 'enrollment-anniversary'), answers: 'AMB-23' },
  'event-reassessment-days': { value: 30, schema: days, answers: 'CARES-ASM-07' },
  'icp-templates': {
    value: [`${canon}/PlanDefinition/icp-template|1.0.0`],
    schema: { type: 'array', items: { type: 'string', pattern: '^[^|]+\\|[^|]+$' }, minItems: 1, uniqueItems: true },
    answers: 'CARES-ICP-07',
  },
  'goal-kinds': { value: ['clinical', 'functional', 'developmental', 'social'], schema: codes, answers: 'AMB-22' },
  'family-presence': { value: 'both-or-reason', schema: oneOf('both-or-reason', 'either'), answers: 'AMB-44' },
  'icp-copy-language': { value: 'all-recipients', schema: oneOf('all-recipients', 'family-choice'), answers: 'AMB-21' },
  'care-manager-role': { value: 'first-line', schema: oneOf('first-line', 'scm-only'), answers: 'AMB-19' },
  'part2-programs': {
    value: [],
    schema: { type: 'array', items: { type: 'string', pattern: '^Organization/[A-Za-z0-9.-]{1,64}$' }, uniqueItems: true },
    answers: 'CARES-CON-07',
  },
  'tpo-without-roi': { value: 'allow-treatment', schema: oneOf('allow-treatment', 'require-roi'), answers: 'AMB-17' },
  'emergency-protected-data': { value: 'withhold', schema: oneOf('withhold', 'break-glass'), answers: 'AMB-31' },
  'close-out-days': { value: 30, schema: days, answers: 'section 10' },
  'claim-days': { value: 90, schema: days, answers: 'CARES-PAY-12' },
  'family-support-scope': { value: 'own', schema: oneOf('own', 'panel'), answers: 'section 10' },
  'break-glass-minutes': { value: 30, schema: { type: 'integer', minimum: 1, maximum: 240 }, answers: 'CARES-EMG-02' },
  'emergency-review-lag-days': { value: 7, schema: days, answers: 'CARES-EMG-03' },
  'changes-into-plan-days': { value: 30, schema: days, answers: 'CARES-ASM-09' },

  'monitoring-anchor': { value: 'icp', schema: oneOf('icp', 'enrollment'), answers: 'AMB-24' },
  'referral-no-date-days': { value: 30, schema: days, answers: 'AMB-06' },
  'gaps-into-plan-days': { value: 30, schema: days, answers: 'CARES-MON-04' },

  'control-passes-days': {
    value: [90, 30],
    schema: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 3660 }, minItems: 1, uniqueItems: true },
    answers: 'CARES-CON-06',
  },
  'decision-support-months': { value: 6, schema: { type: 'integer', minimum: 0, maximum: 12 }, answers: 'CARES-TRA-04' },
  'decision-support-after-enrollment-days': { value: 60, schema: days, answers: 'CARES-TRA-04' },
  'contact-alert-days': { value: 30, schema: days, answers: 'AMB-28' },

  'pmpm-distinctness': { value: 'activity', schema: oneOf('activity', 'event', 'category'), answers: 'AMB-04' },
  'pmpm-two-provider-rule': {
    value: 'first-qualified',
    schema: oneOf('first-qualified', 'enrolled-at-month-end', 'enrolled-at-month-start', 'manual'),
    answers: 'AMB-07',
  },
  'payable-roles': {
    value: ['senior-care-manager', 'care-coordinator', 'family-support', 'senior-medical-professional'],
    schema: codes,
    answers: 'AMB-33',
  },
  'countable-activities': {
    value: {
      'comprehensive-assessment': 'assessment',
      'annual-reassessment': 'assessment',
      'event-reassessment': 'assessment',
      'abbreviated-evaluation': 'assessment',
      'icp-development': 'care-plan',
      'icp-update': 'care-plan',
      'care-planning-meeting': 'care-plan',
      'emergency-plan-update': 'care-plan',
      'adult-transition-plan': 'care-plan',
      'family-advocacy': 'referral',
      'team-liaison': 'referral',
      'education-coordination': 'referral',
      'dme-home-appointment-pa': 'referral',
      'hrsn-coordination': 'referral',
      'eligibility-benefits-support': 'referral',
      'care-transition': 'referral',
      'adult-clinician-linkage': 'referral',
      'decision-support-referral': 'referral',
      'adult-readiness-education': 'referral',
      'regular-contact': 'monitoring',
      'on-call-triage': 'monitoring',
      'monitoring-review': 'monitoring',
      'referral-follow-up': 'monitoring',
      'transfer-timing-review': 'monitoring',
    },
    schema: tableOf('assessment', 'care-plan', 'referral', 'monitoring'),
    answers: 'AMB-27',
  },
  'location-test': { value: 'team-base', schema: oneOf('team-base', 'contact-place'), answers: 'AMB-32' },
  'rate-date': { value: 'service-month', schema: oneOf('service-month', 'claim-date'), answers: 'AMB-59' },
  'cease-date-payable': { value: false, schema: flag, answers: 'AMB-49' },
  'pre-enrollment-work': { value: 'not-countable', schema: oneOf('not-countable', 'countable-from-t0'), answers: 'AMB-50' },
  'tcm-overlap-scope': { value: 'date', schema: oneOf('date', 'month'), answers: 'AMB-05' },
  'tcm-evidence': { value: 'recorded', schema: oneOf('recorded', 'claimed'), answers: 'AMB-05' },
  'tcm-programs': {
    value: {
      icc: 'conflicts',
      'dds-tcm': 'conflicts',
      'dmh-tcm': 'conflicts',
      'dcf-tcm': 'conflicts',
      'dys-tcm': 'warns',
      'ei-service-coordination': 'warns',
      other: 'warns',
      ccm: 'partner',
      'bh-cp': 'partner',
      'ltss-cp': 'partner',
      csp: 'warns',
      'one-care': 'warns',
      'aco-care-management': 'warns',
    },
    schema: tableOf('conflicts', 'warns', 'partner'),
    answers: 'AMB-43',
  },
}
